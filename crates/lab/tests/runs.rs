//! A run follows from its plan alone, and goes on from where it was saved.

use std::path::PathBuf;

use seq2see_core::config::CellKind;
use seq2see_core::{Tokenizer, checkpoint};
use seq2see_lab::plan::Enters;
use seq2see_lab::task::{Task, Unit};
use seq2see_lab::{Error, Plan, Training};
use serde_json::Value;

fn plan() -> Plan {
    Plan {
        task: Task::KoreanNumbers,
        cell: CellKind::Gru,
        attention: Enters::Additive,
        size: 12,
        bidirectional: true,
        layers: 1,
        dropout: 0.2,
        rate: 0.01,
        warmup: 3,
        clip: 1.0,
        batch: 8,
        seed: 5,
    }
}

fn tasks() -> Vec<Task> {
    let text = "봄\tspring\n여름\tsummer\n가을\tautumn\n겨울\twinter\n하루\tday\n";
    vec![
        Task::NextLetter { word: "hello".into() },
        Task::OneToMany,
        Task::ManyToOne,
        Task::ManyToMany,
        Task::Reverse,
        Task::Sort,
        Task::FrenchNumbers,
        Task::KoreanNumbers,
        Task::NativeNumbers,
        Task::Dates,
        Task::Pairs { text: text.into(), unit: Unit::Letters },
        Task::Pairs { text: text.into(), unit: Unit::Words },
    ]
}

const ENTERS: [Enters; 9] = [
    Enters::FirstState,
    Enters::FixedContext,
    Enters::Additive,
    Enters::Dot,
    Enters::General,
    Enters::Concat,
    Enters::ScaledDot,
    Enters::Cosine,
    Enters::Transformer,
];

#[test]
fn the_same_plan_gives_the_same_run() {
    let run = |plan: &Plan| Training::new(plan).expect("a plan").advance(9).losses;
    assert_eq!(run(&plan()), run(&plan()));
    assert_ne!(run(&plan()), run(&Plan { seed: 6, ..plan() }));
}

#[test]
fn a_run_that_was_paused_saved_and_loaded_goes_on_as_if_it_had_not_been() {
    let mut whole = Training::new(&plan()).expect("a plan");
    let expected = whole.advance(12).losses;
    let mut first = Training::new(&plan()).expect("a plan");
    let mut losses = first.advance(5).losses;
    first.look().expect("a look");
    let mut second = Training::load(&first.save()).expect("a saved run");
    losses.extend(second.advance(7).losses);
    assert_eq!(losses, expected);
    assert_eq!(second.values(), whole.values());
    assert_eq!(second.look(), whole.look());
}

/// `tests/browser/learn.spec.js` holds the browser's run of this plan to the same file.
/// `UPDATE_LOSSES=1 cargo test --release -p seq2see-lab --test runs losses` writes it anew.
#[test]
fn a_run_has_the_losses_that_the_browser_is_held_to() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser/bench-losses.json");
    let mut file: Value = serde_json::from_slice(&std::fs::read(&path).expect("the file")).expect("JSON");
    let plan: Plan = serde_json::from_value(file["plan"].clone()).expect("a plan");
    let losses = Training::new(&plan).expect("a plan").advance(10).losses;
    if std::env::var_os("UPDATE_LOSSES").is_some() {
        file["losses"] = losses.iter().map(|loss| (loss * 1e6).round() / 1e6).collect();
        let text = serde_json::to_string_pretty(&file).expect("JSON") + "\n";
        return std::fs::write(&path, text).expect("the file can be written");
    }
    let expected: Vec<f64> = serde_json::from_value(file["losses"].clone()).expect("numbers");
    assert_eq!(losses.len(), expected.len());
    for (found, expected) in losses.iter().zip(expected) {
        // Processors differ in whether a product and a sum are rounded once or twice.
        assert!((found - expected).abs() < 1e-4, "{losses:?}");
    }
}

#[test]
fn bytes_that_are_no_run_are_refused() {
    let saved = Training::new(&plan()).expect("a plan").save();
    for bytes in [&saved[..saved.len() - 4], &saved[..100], b"{}", b""] {
        assert!(matches!(Training::load(bytes), Err(Error::Save(_))));
    }
}

#[test]
fn every_task_is_learned_by_every_kind_of_network() {
    for task in tasks() {
        for attention in ENTERS {
            let mut training =
                Training::new(&Plan { task: task.clone(), attention, ..plan() }).expect("a plan");
            let first = training.look().expect("a look").loss;
            training.advance(40);
            let look = training.look().expect("a look");
            let better = look.loss < first || matches!(task, Task::Pairs { .. });
            assert!(better, "{task:?} {attention:?}: {first} {}", look.loss);
            assert!(!look.samples.is_empty() && look.reading.is_some(), "{task:?} {attention:?}");
        }
    }
}

#[test]
fn every_cell_learns() {
    for cell in [CellKind::Rnn, CellKind::Gru, CellKind::Lstm] {
        let mut training = Training::new(&Plan { cell, dropout: 0.0, warmup: 0, ..plan() }).expect("a plan");
        let losses = training.advance(60).losses;
        assert!(losses[59] < 0.8 * losses[0], "{cell:?} {losses:?}");
    }
}

#[test]
fn a_run_that_diverges_stops_and_says_so() {
    for rate in [10.0, 1e38] {
        let mut training = Training::new(&Plan { rate, warmup: 0, ..plan() }).expect("a plan");
        let report = training.advance(300);
        assert!(report.diverged && report.updates < 300, "{rate} {report:?}");
        let before = training.values().to_vec();
        assert_eq!(training.advance(3).losses, [0.0; 0]);
        // No number but itself is equal to a number that is none.
        assert_eq!(format!("{before:?}"), format!("{:?}", training.values()));
        assert!(Training::load(&training.save()).expect("a saved run").advance(1).diverged);
    }
}

#[test]
fn a_network_that_was_trained_is_a_checkpoint() {
    for attention in ENTERS {
        let mut training = Training::new(&Plan { attention, ..plan() }).expect("a plan");
        training.advance(3);
        let files = training.files();
        let tokenizer = Tokenizer::from_bytes(files.tokenizer.as_bytes()).expect("a vocabulary");
        let device = burn::tensor::Device::flex();
        let (config, _) =
            checkpoint::load_int8(&files.config, &files.weights, &device).expect("a checkpoint");
        assert_eq!(tokenizer.vocab_size(), config.vocab_size);
    }
}

#[test]
fn what_no_network_can_follow_is_refused() {
    let refused = |plan: Plan| matches!(Training::new(&plan), Err(Error::Plan(_)));
    assert!(refused(Plan { size: 5, ..plan() }));
    assert!(refused(Plan { size: 14, attention: Enters::Transformer, ..plan() }));
    assert!(refused(Plan { rate: f64::NAN, ..plan() }));
    assert!(refused(Plan { batch: 0, ..plan() }));
    assert!(refused(Plan { task: Task::NextLetter { word: "a".into() }, ..plan() }));
    let few = Task::Pairs { text: "a\tb\n".into(), unit: Unit::Letters };
    let found = Training::new(&Plan { task: few, ..plan() }).err();
    assert_eq!(found, Some(Error::TooFewPairs { found: 1, least: 4 }));
}

#[test]
fn the_next_update_is_explained_as_it_happens() {
    let mut training = Training::new(&plan()).expect("a plan");
    training.advance(4);
    let told = training.explain();
    let place = training.parameters().iter().position(|p| p.name == told.parameter).expect("a parameter");
    let cols = training.parameters()[place].shape[1];
    let at = told.at[0] * cols + told.at[1];
    assert_eq!(told.moved.before, training.values()[place][at]);
    let report = training.advance(1);
    assert!((told.loss - report.losses[0]).abs() < 1e-9 && (told.norm - report.norms[0]).abs() < 1e-9);
    assert!((told.moved.after - training.values()[place][at]).abs() < 1e-6);
}
