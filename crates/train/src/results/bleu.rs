//! BLEU as sacreBLEU computes it by default: 13a tokens, exponential smoothing, any number of references.
//!
//! Papineni et al. 2002; Post 2018, <https://arxiv.org/abs/1804.08771>. Orders 1 to 4.

use std::collections::HashMap;

/// What sacreBLEU would print, but for its version: `{refs}` is the number of references or `var`.
pub const SIGNATURE: &str = "nrefs:{refs}|case:mixed|eff:no|tok:13a|smooth:exp";

const ORDER: usize = 4;

/// The corpus score, from 0 to 100. `references[i]` are all references of `hypotheses[i]`.
///
/// # Panics
/// If the lengths differ or a hypothesis has no reference.
pub fn corpus(hypotheses: &[String], references: &[Vec<String>]) -> f64 {
    assert_eq!(hypotheses.len(), references.len(), "as many references as hypotheses");
    let mut counts = Counts::default();
    for (hypothesis, references) in hypotheses.iter().zip(references) {
        counts.add(hypothesis, references);
    }
    counts.score()
}

#[derive(Default)]
struct Counts {
    correct: [u64; ORDER],
    total: [u64; ORDER],
    hypothesis_len: usize,
    reference_len: usize,
}

impl Counts {
    fn add(&mut self, hypothesis: &str, references: &[String]) {
        assert!(!references.is_empty(), "a hypothesis has a reference");
        let hypothesis = tokenize_13a(hypothesis);
        let references: Vec<Vec<String>> = references.iter().map(|r| tokenize_13a(r)).collect();
        self.hypothesis_len += hypothesis.len();
        self.reference_len += closest_len(hypothesis.len(), &references);
        for n in 1..=ORDER {
            let mut allowed: HashMap<&[String], u64> = HashMap::new();
            for reference in &references {
                for (ngram, count) in ngrams(reference, n) {
                    let most = allowed.entry(ngram).or_default();
                    *most = count.max(*most);
                }
            }
            for (ngram, count) in ngrams(&hypothesis, n) {
                self.total[n - 1] += count;
                self.correct[n - 1] += count.min(allowed.get(ngram).copied().unwrap_or(0));
            }
        }
    }

    /// `BP · exp(Σ_n log p_n / 4)`; a precision without a match is `1 / (2^k · total)`, `k` the number of such so far.
    fn score(&self) -> f64 {
        if self.correct.iter().all(|&c| c == 0) || self.total.contains(&0) {
            return 0.0;
        }
        let mut smoothing = 1.0;
        let mut log_sum = 0.0;
        for (&correct, &total) in self.correct.iter().zip(&self.total) {
            let precision = if correct == 0 {
                smoothing *= 2.0;
                1.0 / (smoothing * total as f64)
            } else {
                correct as f64 / total as f64
            };
            log_sum += precision.ln();
        }
        let ratio = self.reference_len as f64 / self.hypothesis_len as f64;
        let brevity = if ratio > 1.0 { (1.0 - ratio).exp() } else { 1.0 };
        100.0 * brevity * (log_sum / ORDER as f64).exp()
    }
}

/// The reference length nearest to the hypothesis's, the shorter of two as near.
fn closest_len(len: usize, references: &[Vec<String>]) -> usize {
    references.iter().map(Vec::len).min_by_key(|&r| (r.abs_diff(len), r)).unwrap_or(0)
}

fn ngrams(tokens: &[String], n: usize) -> HashMap<&[String], u64> {
    let mut counts = HashMap::new();
    for ngram in tokens.windows(n) {
        *counts.entry(ngram).or_default() += 1;
    }
    counts
}

/// mteval-v13a's tokenization: symbols stand alone, a period or comma unless between digits, a dash after a digit.
pub fn tokenize_13a(line: &str) -> Vec<String> {
    let line = line.trim_end().replace("<skipped>", "").replace("-\n", "").replace('\n', " ");
    let line = line.replace("&quot;", "\"").replace("&amp;", "&");
    let line = line.replace("&lt;", "<").replace("&gt;", ">");
    let chars: Vec<char> = format!(" {line} ").chars().collect();
    let chars = spaced(&chars, |c, _| is_symbol(c).then_some(1), &[Spacing::Around]);
    let digit = |c: char| c.is_ascii_digit();
    let stop = |c: char| c == '.' || c == ',';
    let pair = |yes: bool| yes.then_some(2);
    // A stop is parted from what follows it unless a digit comes before it, and the other way round.
    let after = |a: char, b: Option<char>| pair(!digit(a) && b.is_some_and(stop));
    let chars = spaced(&chars, after, &[Spacing::None, Spacing::Around]);
    let before = |a: char, b: Option<char>| pair(stop(a) && b.is_some_and(|b| !digit(b)));
    let chars = spaced(&chars, before, &[Spacing::Around, Spacing::None]);
    let dash = |a: char, b: Option<char>| pair(digit(a) && b == Some('-'));
    let chars = spaced(&chars, dash, &[Spacing::None, Spacing::Around]);
    let text: String = chars.into_iter().collect();
    text.split_whitespace().map(String::from).collect()
}

#[derive(Clone, Copy)]
enum Spacing {
    None,
    Around,
}

/// One pass from left to right: where `matches` says how many characters match, they are copied with
/// the spacing given for each; the search goes on behind them, as with a regular expression.
fn spaced(
    chars: &[char],
    matches: impl Fn(char, Option<char>) -> Option<usize>,
    spacing: &[Spacing],
) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len() * 2);
    let mut at = 0;
    while at < chars.len() {
        let Some(len) = matches(chars[at], chars.get(at + 1).copied()) else {
            out.push(chars[at]);
            at += 1;
            continue;
        };
        for (&c, spacing) in chars[at..at + len].iter().zip(spacing) {
            match spacing {
                Spacing::Around => out.extend([' ', c, ' ']),
                Spacing::None => out.push(c),
            }
        }
        at += len;
    }
    out
}

fn is_symbol(c: char) -> bool {
    matches!(c, '{'..='~' | '['..='`' | ' '..='&' | '('..='+' | ':'..='@' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(line: &str) -> String {
        tokenize_13a(line).join(" ")
    }

    #[test]
    fn stops_between_digits_stay_and_others_part() {
        assert_eq!(tokens("It cost $1,234.50, didn't it?"), "It cost $ 1,234.50 , didn't it ?");
        assert_eq!(tokens("Wait... no."), "Wait . . . no .");
        assert_eq!(tokens("1990-2000 well-known"), "1990 - 2000 well-known");
        assert_eq!(tokens("&quot;AT&amp;T&quot;"), "\" AT & T \"");
    }

    #[test]
    fn a_perfect_translation_scores_100() {
        let line = "The cat sat on the mat.".to_string();
        assert!((corpus(std::slice::from_ref(&line), &[vec![line.clone()]]) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_in_common_scores_0() {
        assert_eq!(corpus(&["a b c d e".into()], &[vec!["f g h i j".into()]]), 0.0);
        assert_eq!(corpus(&[String::new()], &[vec!["f g h i j".into()]]), 0.0);
    }
}
