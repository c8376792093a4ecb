//! Runs that PyTorch has made, too: each task with one network, and each network on one task.

use seq2see_core::config::CellKind;
use seq2see_lab::Plan;
use seq2see_lab::plan::Enters;
use seq2see_lab::task::{Task, Unit};

/// Updates of a run.
pub(crate) const UPDATES: usize = 20;

const PAIRS: &str =
    "le chat\tthe cat\nle chien\tthe dog\nun oiseau\ta bird\nune vache\ta cow\nla lune\tthe moon\n";

/// Names and plans.
pub(crate) fn cases() -> Vec<(String, Plan)> {
    let tasks = [
        ("next-letter", Task::NextLetter { word: "hello".into() }),
        ("one-to-many", Task::OneToMany),
        ("many-to-one", Task::ManyToOne),
        ("many-to-many", Task::ManyToMany),
        ("reverse", Task::Reverse),
        ("sort", Task::Sort),
        ("french-numbers", Task::FrenchNumbers),
        ("korean-numbers", Task::KoreanNumbers),
        ("native-numbers", Task::NativeNumbers),
        ("dates", Task::Dates),
        ("pairs-letters", Task::Pairs { text: PAIRS.into(), unit: Unit::Letters }),
        ("pairs-words", Task::Pairs { text: PAIRS.into(), unit: Unit::Words }),
    ];
    let networks = [
        ("first-state", Enters::FirstState, CellKind::Rnn, false, 1),
        ("first-state-lstm", Enters::FirstState, CellKind::Lstm, false, 1),
        ("fixed-context", Enters::FixedContext, CellKind::Gru, true, 1),
        ("additive", Enters::Additive, CellKind::Lstm, true, 1),
        ("additive-one-way", Enters::Additive, CellKind::Gru, false, 1),
        ("dot", Enters::Dot, CellKind::Gru, true, 1),
        ("general", Enters::General, CellKind::Rnn, true, 1),
        ("concat", Enters::Concat, CellKind::Lstm, false, 1),
        ("scaled-dot", Enters::ScaledDot, CellKind::Gru, true, 1),
        ("cosine", Enters::Cosine, CellKind::Lstm, true, 1),
        ("transformer", Enters::Transformer, CellKind::Gru, false, 1),
        ("transformer-2", Enters::Transformer, CellKind::Gru, false, 2),
    ];
    let by_task = tasks.map(|(name, task)| (name.to_string(), Plan { task, ..plan() }));
    let by_network = networks.map(|(name, attention, cell, bidirectional, layers)| {
        (name.to_string(), Plan { attention, cell, bidirectional, layers, ..plan() })
    });
    by_task.into_iter().chain(by_network).collect()
}

fn plan() -> Plan {
    Plan {
        task: Task::KoreanNumbers,
        cell: CellKind::Gru,
        attention: Enters::Additive,
        size: 8,
        bidirectional: true,
        layers: 1,
        dropout: 0.0,
        rate: 0.01,
        warmup: 0,
        clip: 1.0,
        batch: 4,
        seed: 11,
    }
}
