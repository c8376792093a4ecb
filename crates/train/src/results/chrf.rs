//! chrF2 as sacreBLEU computes it by default: character n-grams of order 1 to 6, spaces left out, β = 2.
//!
//! Popović 2015, <https://aclanthology.org/W15-3049>.

use std::collections::HashMap;

/// What sacreBLEU would print, but for its version: `{refs}` is the number of references or `var`.
pub const SIGNATURE: &str = "nrefs:{refs}|case:mixed|eff:yes|nc:6|nw:0|space:no";

const ORDER: usize = 6;
const BETA: f64 = 2.0;

/// The corpus score, from 0 to 100: of each sentence the reference that fits best is counted.
///
/// # Panics
/// If the lengths differ or a hypothesis has no reference.
pub fn corpus(hypotheses: &[String], references: &[Vec<String>]) -> f64 {
    assert_eq!(hypotheses.len(), references.len(), "as many references as hypotheses");
    let mut sum = Counts::default();
    for (hypothesis, references) in hypotheses.iter().zip(references) {
        let hypothesis = Ngrams::of(hypothesis);
        let counts = references.iter().map(|r| hypothesis.compare(&Ngrams::of(r)));
        let best = counts.reduce(|best, next| if next.score() > best.score() { next } else { best });
        sum.add(&best.expect("a hypothesis has a reference"));
    }
    sum.score()
}

/// By order: n-grams of the hypothesis (where the reference has any), of the reference, in both.
#[derive(Default)]
struct Counts([[u64; 3]; ORDER]);

impl Counts {
    fn add(&mut self, other: &Self) {
        for (sum, counts) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *sum += counts;
        }
    }

    /// `F_β` of the mean precision and the mean recall over the orders that both sides have.
    fn score(&self) -> f64 {
        let both = self.0.iter().filter(|[hypothesis, reference, _]| *hypothesis > 0 && *reference > 0);
        let (mut precision, mut recall, mut orders) = (0.0, 0.0, 0.0);
        for &[hypothesis, reference, matched] in both {
            precision += matched as f64 / hypothesis as f64;
            recall += matched as f64 / reference as f64;
            orders += 1.0;
        }
        if precision + recall == 0.0 {
            return 0.0;
        }
        let (precision, recall) = (precision / orders, recall / orders);
        let factor = BETA * BETA;
        100.0 * (1.0 + factor) * precision * recall / (factor * precision + recall)
    }
}

/// By order: how often each n-gram occurs.
struct Ngrams(Vec<HashMap<Vec<char>, u64>>);

impl Ngrams {
    fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let count = |n| {
            let mut counts: HashMap<Vec<char>, u64> = HashMap::new();
            for ngram in chars.windows(n) {
                *counts.entry(ngram.to_vec()).or_default() += 1;
            }
            counts
        };
        Self((1..=ORDER).map(count).collect())
    }

    fn compare(&self, reference: &Self) -> Counts {
        let mut counts = Counts::default();
        for (order, (mine, theirs)) in self.0.iter().zip(&reference.0).enumerate() {
            let matched = mine.iter().map(|(ngram, &n)| n.min(theirs.get(ngram).copied().unwrap_or(0)));
            let made = if theirs.is_empty() { 0 } else { mine.values().sum() };
            counts.0[order] = [made, theirs.values().sum(), matched.sum()];
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_translation_scores_100_and_an_empty_one_0() {
        let line = "The cat sat.".to_string();
        assert!(
            (corpus(std::slice::from_ref(&line), &[vec!["x".into(), line.clone()]]) - 100.0).abs() < 1e-9
        );
        assert_eq!(corpus(&[String::new()], &[vec![line]]), 0.0);
    }
}
