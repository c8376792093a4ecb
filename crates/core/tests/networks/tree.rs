//! What a beam search tells of itself.

use seq2see_core::Options;
use seq2see_core::trace::{BeamNode, BeamTrace};
use seq2see_core::translation::AttentionOverride;

use crate::support::{assert_close, golden, networks};
use crate::{SENTENCES, run};

/// Sums of at most 21 logarithms.
const TOLERANCE: f32 = 1e-4;

#[test]
fn a_greedy_run_has_no_tree_and_a_beam_has_one() {
    for config in networks::all() {
        let translator = networks::translator(&config, 1);
        let of = |beam_size| {
            let options = Options { beam_size, ..Options::default() };
            run(&translator, SENTENCES[0], &options).0.beam().is_some()
        };
        assert_eq!((of(1), of(2)), (false, true), "{}", config.mechanism);
    }
}

#[test]
fn the_best_path_in_the_tree_is_the_translation() {
    for config in networks::all() {
        let translator = networks::translator(&config, 2);
        for text in SENTENCES {
            let options = Options { beam_size: 3, length_penalty: 0.7, ..Options::default() };
            let (translation, steps) = run(&translator, text, &options);
            let tree = translation.beam().expect("a tree");
            assert_eq!(tree.best.len(), steps.len(), "{}", config.mechanism);
            let mut before = None;
            for (t, (&at, step)) in tree.best.iter().zip(&steps).enumerate() {
                let node = &tree.steps[t][at];
                assert_eq!((node.id, &node.piece, node.parent), (step.id, &step.piece, before));
                assert_close(&config.mechanism, &[node.log_prob], &[step.log_prob], TOLERANCE);
                before = Some(at);
            }
            assert_best_of_all(tree, &options, config.special.eos);
        }
    }
}

/// Sums are sums, scores are Wu et al. 2016, eq. 14, and no finished hypothesis has a better one than the best.
fn assert_best_of_all(tree: &BeamTrace, options: &Options, eos: u32) {
    let best = &tree.steps[tree.best.len() - 1][*tree.best.last().expect("a token")];
    for (t, nodes) in tree.steps.iter().enumerate() {
        assert!((1..=options.beam_size).contains(&nodes.len()));
        assert!(nodes.is_sorted_by(|a, b| a.sum >= b.sum));
        for node in nodes {
            let parent: Option<&BeamNode> = node.parent.map(|at| &tree.steps[t - 1][at]);
            assert_eq!(parent.is_none(), t == 0);
            assert!(parent.is_none_or(|parent| !parent.finished), "what has ended goes on");
            let sum = parent.map_or(0.0, |parent| parent.sum) + node.log_prob;
            assert_close("sum", &[node.sum], &[sum], TOLERANCE);
            let penalty = ((5.0 + (t + 1) as f32) / 6.0).powf(options.length_penalty);
            assert_close("score", &[node.score], &[node.sum / penalty], TOLERANCE);
            assert_eq!(node.finished, node.id == eos);
            assert!(!node.finished || node.score <= best.score);
        }
    }
}

#[test]
fn a_tree_begins_with_the_prefix() {
    let translator = networks::translator(&networks::transformer(), 3);
    let prefix = golden::tokenizer().encode_target("lb e");
    let options = Options { beam_size: 4, prefix: prefix.clone(), ..Options::default() };
    let (translation, _) = run(&translator, SENTENCES[0], &options);
    let tree = translation.beam().expect("a tree");
    for (nodes, id) in tree.steps.iter().zip(prefix) {
        assert_eq!(nodes.iter().map(|node| node.id).collect::<Vec<_>>(), [id]);
    }
}

/// With attention that is set by hand, the probabilities compared are those of the run shown.
#[test]
fn a_beam_reads_the_attention_set_from_outside() {
    for config in networks::attending().into_iter().filter(|config| config.mechanism != "transformer") {
        let translator = networks::translator(&config, 4);
        let weights = vec![0.0, 3.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let attention = (0..2).map(|position| AttentionOverride { position, weights: weights.clone() });
        let options = Options { beam_size: 3, attention: attention.collect(), ..Options::default() };
        let (translation, steps) = run(&translator, SENTENCES[0], &options);
        let tree = translation.beam().expect("a tree");
        for (t, (&at, step)) in tree.best.iter().zip(&steps).enumerate() {
            assert_close(&config.mechanism, &[tree.steps[t][at].log_prob], &[step.log_prob], TOLERANCE);
        }
    }
}
