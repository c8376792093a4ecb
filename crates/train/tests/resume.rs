//! A resumed run equals an uninterrupted one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use burn::tensor::Device;
use safetensors::SafeTensors;
use seq2see_core::Tokenizer;
use seq2see_core::config::{AttentionKind, CellKind, NetworkConfig, Seq2SeqConfig};
use seq2see_train::checkpoint_folder::open_model;
use seq2see_train::experiment::Experiment;
use seq2see_train::results::evaluation::TestSet;
use seq2see_train::run::parameters::Parameters;
use seq2see_train::run::shards::Method;
use seq2see_train::run::target_pieces::{TargetPieces, written};
use seq2see_train::run::training::{Options, Run};
use seq2see_train::text::batches::Batches;
use seq2see_train::text::examples::{self, Example};
use seq2see_train::text::pairs::Pair;
use seq2see_train::text::vocabulary::{VocabularyConfig, learn};

const EXPERIMENT: &str = include_str!("data/tiny.toml");

/// A folder of its own, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("an old folder can go");
    }
    folder
}

/// Sentences of number words, and the same backwards.
fn pairs() -> Vec<Pair> {
    let words = ["un", "deux", "trois", "quatre", "cinq", "six", "sept"];
    let sentence = |seed: usize| -> Vec<&str> {
        (0..2 + seed % 5).map(|i| words[(seed * 31 + i * i * 7 + i * seed) % words.len()]).collect()
    };
    let pair = |seed: usize| {
        let source = sentence(seed);
        let target: Vec<&str> = source.iter().rev().copied().collect();
        Pair {
            source: source.join(" "),
            target: target.join(" "),
            origin: "toy".into(),
            language: "fr".into(),
        }
    };
    (0..300).map(pair).collect()
}

struct Toy {
    options: Options,
    tokenizer: Tokenizer,
    examples: Vec<Example>,
}

impl Toy {
    /// One at a time: fresh weights are drawn from Burn's generator, which is the whole process's.
    fn start(&self, dev: BTreeMap<String, TestSet>) -> anyhow::Result<Run<'_>> {
        static DRAWING: Mutex<()> = Mutex::new(());
        let _alone = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
        Run::start(&self.options, &self.tokenizer, self.pieces(), dev)
    }

    fn pieces(&self) -> TargetPieces {
        let Toy { examples, tokenizer, .. } = self;
        written(examples, tokenizer.vocab_size(), tokenizer.special().eos)
    }
}

fn toy(name: &str, method: Option<Method>) -> Toy {
    let mut experiment: Experiment = toml::from_str(EXPERIMENT).expect("an experiment");
    experiment.network = NetworkConfig::Seq2Seq(Seq2SeqConfig {
        cell: CellKind::Gru,
        d_embed: 12,
        d_hidden: 16,
        bidirectional: true,
        reversed: false,
        attention: AttentionKind::Additive,
        d_attention: 8,
        window: 0,
        dropout: 0.2,
    });
    let vocabulary = VocabularyConfig {
        vocab_size: 60,
        alphabet: 40,
        min_frequency: 2,
        pairs_per_language: 1000,
        seed: 1,
    };
    let json = learn(&pairs(), &vocabulary).expect("a vocabulary");
    let tokenizer = Tokenizer::from_bytes(json.as_bytes()).expect("a tokenizer");
    let config = experiment.model_config(&tokenizer).expect("a network");
    let examples = examples::encode(&pairs(), &tokenizer, &config, &experiment.data).examples;
    let options = Options {
        experiment,
        data: PathBuf::new(),
        tokenizer: PathBuf::new(),
        folder: folder(name),
        budget: None,
        start: None,
        device: Device::flex(),
        threads: 2,
        method,
    };
    Toy { options, tokenizer, examples }
}

/// Starts or resumes, does some steps, writes the state, and forgets everything else.
fn steps(toy: &Toy, count: usize) -> Vec<f64> {
    let dev: BTreeMap<String, TestSet> = BTreeMap::new();
    let mut run = toy.start(dev).expect("a run");
    let training = &toy.options.experiment.training;
    let mut batches = Batches::new(&toy.examples, training.batch, toy.options.experiment.seed);
    let losses = (0..count).map(|_| run.step(&mut batches).expect("a step")).collect();
    run.save().expect("a state");
    losses
}

fn assert_resumes(name: &str, method: Option<Method>) {
    let straight = steps(&toy(&format!("{name}-straight"), method), 20);
    let stopped = toy(&format!("{name}-stopped"), method);
    let mut both = steps(&stopped, 10);
    both.extend(steps(&stopped, 10));
    assert_eq!(straight, both);
    assert!(straight[19] < straight[0], "{straight:?}");
}

#[test]
fn without_a_tape_the_losses_are_the_same() {
    assert_resumes("fused", None);
}

#[test]
fn on_the_tape_the_losses_are_the_same() {
    assert_resumes("taped", Some(Method::Autodiff));
}

/// The tensors of a safetensors file whose names begin so, without the beginning.
fn tensors(path: &Path, prefix: &str) -> BTreeMap<String, Vec<u8>> {
    let bytes = std::fs::read(path).expect("a file");
    let file = SafeTensors::deserialize(&bytes).expect("tensors");
    let named =
        |name: &str| Some((name.strip_prefix(prefix)?.to_string(), file.tensor(name).ok()?.data().to_vec()));
    file.names().into_iter().filter_map(named).collect()
}

fn averaging(name: &str) -> Toy {
    let mut toy = toy(name, None);
    toy.options.experiment.training.average = Some(0.9);
    toy
}

#[test]
fn with_an_average_of_the_weights_a_resumed_run_is_the_one_that_was_never_stopped() {
    let (straight, stopped) = (averaging("average-straight"), averaging("average-stopped"));
    steps(&straight, 20);
    steps(&stopped, 10);
    steps(&stopped, 10);
    let states = [&straight, &stopped].map(|toy| toy.options.folder.join("state.safetensors"));
    for kind in ["average.", "value.", "moment_1.", "moment_2."] {
        let [one, other] = [0, 1].map(|at| tensors(&states[at], kind));
        assert!(!one.is_empty() && one == other, "{kind}");
    }
    assert_ne!(tensors(&states[0], "average."), tensors(&states[0], "value."));
}

#[test]
fn an_average_changes_nothing_of_what_is_learned_and_off_it_is_not_kept() {
    let (plain, averaged) = (toy("average-off", None), averaging("average-on"));
    assert_eq!(steps(&plain, 10), steps(&averaged, 10));
    let states = [&plain, &averaged].map(|toy| toy.options.folder.join("state.safetensors"));
    let all = states.each_ref().map(|state| tensors(state, ""));
    let (mut kept, without) = (all[1].clone(), &all[0]);
    kept.retain(|name, _| !name.starts_with("average."));
    assert!(kept.len() < all[1].len() && kept == *without);
}

#[test]
fn the_network_that_is_kept_has_the_averaged_weights() {
    for (toy, kind) in [(averaging("average-best"), "average."), (toy("last-best", None), "value.")] {
        let run = toy.start(BTreeMap::new()).expect("a run");
        run.run(&toy.examples).expect("trained");
        // A checkpoint has its matrices the other way round.
        let (_, model) = open_model(&toy.options.folder, &Device::flex()).expect("a checkpoint");
        let kept = Parameters::of(&model);
        let state = tensors(&toy.options.folder.join("state.safetensors"), kind);
        for (parameter, value) in kept.list.iter().zip(&kept.values) {
            let bytes: Vec<u8> = value.to_data().as_bytes().to_vec();
            assert_eq!(bytes, state[&parameter.name], "{kind}{}", parameter.name);
        }
    }
}

#[test]
fn an_average_begins_with_the_weights_of_a_run_that_kept_none() {
    let mut toy = toy("average-late", None);
    steps(&toy, 5);
    let state = toy.options.folder.join("state.safetensors");
    let before = tensors(&state, "value.");
    toy.options.experiment.training.average = Some(0.9);
    steps(&toy, 0);
    assert_eq!(tensors(&state, "average."), before);
}

#[test]
fn a_state_of_another_seed_is_refused() {
    let mut toy = toy("seed", None);
    steps(&toy, 1);
    toy.options.experiment.seed += 1;
    assert!(toy.start(BTreeMap::new()).is_err());
}

#[test]
fn a_state_that_was_cut_short_is_refused() {
    let toy = toy("cut", None);
    steps(&toy, 1);
    let path = toy.options.folder.join("state.safetensors");
    let bytes = std::fs::read(&path).expect("a state");
    std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    assert!(toy.start(BTreeMap::new()).is_err());
}
