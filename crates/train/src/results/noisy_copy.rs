//! The cost of typing noise: BLEU of a set, clean and noisy.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::decoding::Decoder;
use crate::results::evaluation::TestSet;
use crate::text::noise::{Kind, kinds};
use crate::text::pairs::Pair;
use crate::text::split::stable_hash;

/// The cost of one kind of noise.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// The kind.
    pub name: &'static str,
    /// How many sources it changes.
    pub sources: usize,
    /// Their BLEU without noise.
    pub written: f64,
    /// Their BLEU with it.
    pub typed: f64,
}

/// The cost of each kind of noise on pairs of one language.
pub fn costs(pairs: &[Pair], language: &str, decoder: &Decoder) -> Vec<Cost> {
    let score = |pairs: &[Pair]| {
        let set = TestSet::new(pairs);
        set.score(&set.translate(decoder)).all.bleu
    };
    let cost = |kind: &Kind| {
        let (written, typed): (Vec<Pair>, Vec<Pair>) =
            pairs.iter().filter_map(|pair| Some((pair.clone(), typed(kind, pair)?))).unzip();
        Cost {
            name: kind.name,
            sources: TestSet::new(&written).sources.len(),
            written: score(&written),
            typed: score(&typed),
        }
    };
    kinds(language).iter().map(cost).collect()
}

/// The pair with this noise, the same in every pair of the same source: several targets are its references.
fn typed(kind: &Kind, pair: &Pair) -> Option<Pair> {
    kind.copy(pair, &mut ChaCha8Rng::seed_from_u64(stable_hash(pair.source.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(source: &str, target: &str) -> Pair {
        let text = String::from;
        Pair { source: text(source), target: text(target), origin: "x".into(), language: text("ko") }
    }

    #[test]
    fn targets_of_one_source_stay_together() {
        let pairs = [pair("저는 학생입니다.", "I'm a student."), pair("저는 학생입니다.", "I am a student.")];
        for kind in kinds("ko") {
            let typed: Vec<Pair> = pairs.iter().filter_map(|pair| typed(kind, pair)).collect();
            let set = TestSet::new(&typed);
            assert_eq!(set.sources.len(), 1, "{}", kind.name);
            assert_eq!(set.references[0].len(), 2, "{}", kind.name);
            assert_ne!(set.sources[0], pairs[0].source);
        }
    }
}
