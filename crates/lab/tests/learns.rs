//! What the bench promises is learned, from three seeds each.

use seq2see_core::config::CellKind;
use seq2see_lab::look::{Look, Reading};
use seq2see_lab::plan::Enters;
use seq2see_lab::task::Task;
use seq2see_lab::{Plan, Training};

const SEEDS: [u64; 3] = [1, 2, 3];

fn plan(task: Task, attention: Enters, seed: u64) -> Plan {
    Plan {
        task,
        cell: CellKind::Gru,
        attention,
        size: 48,
        bidirectional: attention != Enters::FirstState,
        layers: 1,
        dropout: 0.0,
        rate: 0.004,
        warmup: 0,
        clip: 1.0,
        batch: 32,
        seed,
    }
}

/// A look after so many updates.
fn after(updates: usize, plan: &Plan) -> Look {
    let mut training = Training::new(plan).expect("a plan");
    training.advance(updates);
    let look = training.look().expect("a look");
    println!(
        "{:?} {:?} seed {}: {} of {} after {updates}",
        plan.task, plan.attention, plan.seed, look.exact, look.asked
    );
    look
}

fn share(look: &Look) -> f64 {
    look.exact as f64 / look.asked as f64
}

#[test]
fn hello_is_known_after_sixty_updates() {
    for seed in SEEDS {
        let hello = Plan {
            size: 16,
            rate: 0.02,
            warmup: 0,
            batch: 1,
            ..plan(Task::NextLetter { word: "hello".into() }, Enters::FirstState, seed)
        };
        let look = after(60, &hello);
        assert_eq!((look.exact, look.asked), (1, 1), "{:?}", look.samples);
    }
}

// With states of both directions. Those of one know what stood before: attention then rests on a neighbour.
#[test]
fn attention_reverses_and_looks_where_it_should() {
    for seed in SEEDS {
        let look = after(800, &plan(Task::Reverse, Enters::General, seed));
        assert!(share(&look) >= 0.95, "{}", share(&look));
        let mass = on_the_anti_diagonal(&look.reading.expect("a reading"));
        println!("{mass:.2} of its weight on the anti-diagonal");
        assert!(mass >= 0.8, "{mass}");
        let without = after(800, &plan(Task::Reverse, Enters::FirstState, seed));
        assert!(share(&without) < 0.6, "{}", share(&without));
    }
}

/// The mean weight that the letter `i` from the front gives the letter `i` from the back.
fn on_the_anti_diagonal(Reading { source, weights, .. }: &Reading) -> f64 {
    let letters = source.len() - 1;
    let weights = weights[..letters].iter().enumerate();
    weights.map(|(i, row)| f64::from(row[letters - 1 - i])).sum::<f64>() / letters as f64
}

#[test]
fn attention_reads_korean_numbers() {
    for seed in SEEDS {
        let look = after(300, &plan(Task::KoreanNumbers, Enters::Additive, seed));
        assert!(share(&look) >= 0.95, "{}", share(&look));
        let without = after(300, &plan(Task::KoreanNumbers, Enters::FirstState, seed));
        assert!(share(&without) < 0.7, "{}", share(&without));
    }
}

#[test]
fn attention_reads_french_numbers() {
    for seed in SEEDS {
        let look = after(500, &plan(Task::FrenchNumbers, Enters::Additive, seed));
        assert!(share(&look) >= 0.95, "{}", share(&look));
        let without = after(500, &plan(Task::FrenchNumbers, Enters::FirstState, seed));
        assert!(share(&without) < 0.7, "{}", share(&without));
    }
}
