//! BLEU and chrF against sacreBLEU's own numbers (`data/make_scores.py` made them).

use seq2see_train::results::{bleu, chrf};
use serde_json::Value;

/// What the project promises for a corpus.
const TOLERANCE: f64 = 0.01;

type Sample = (Vec<String>, Vec<Vec<String>>);

fn sample() -> Sample {
    let rows = include_str!("data/sample.tsv").lines().map(|line| line.split('\t').map(String::from));
    rows.map(|mut row| (row.next().expect("a hypothesis"), row.collect::<Vec<_>>())).unzip()
}

fn expected() -> Value {
    serde_json::from_str(include_str!("data/scores.json")).expect("scores.json is JSON")
}

fn assert_scores((hypotheses, references): &Sample, expected: &Value) {
    let close = |found: f64, name: &str| {
        let wanted = expected[name].as_f64().expect("a number");
        assert!((found - wanted).abs() < TOLERANCE, "{name} {found} ≠ {wanted} of {hypotheses:?}");
    };
    close(bleu::corpus(hypotheses, references), "bleu");
    close(chrf::corpus(hypotheses, references), "chrf");
}

#[test]
fn all_references_agree_with_sacrebleu() {
    assert_scores(&sample(), &expected()["all"]);
}

#[test]
fn one_reference_agrees_with_sacrebleu() {
    let (hypotheses, mut references) = sample();
    references.iter_mut().for_each(|r| r.truncate(1));
    assert_scores(&(hypotheses, references), &expected()["first_reference"]);
}

#[test]
fn every_third_row_agrees_with_sacrebleu() {
    let (hypotheses, references) = sample();
    for third in 0..3 {
        let part = (
            hypotheses.iter().skip(third).step_by(3).cloned().collect(),
            references.iter().skip(third).step_by(3).cloned().collect(),
        );
        assert_scores(&part, &expected()["thirds"][third]);
    }
}

#[test]
fn each_row_by_itself_agrees_with_sacrebleu() {
    let (hypotheses, references) = sample();
    for (row, (hypothesis, reference)) in hypotheses.into_iter().zip(references).enumerate() {
        assert_scores(&(vec![hypothesis], vec![reference]), &expected()["sentences"][row]);
    }
}
