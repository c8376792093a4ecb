//! Synthetic Korean sentences from a small lexicon, with their English, for what collected text lacks.
//!
//! `이`, `그`, `저` before a noun, particles that depend on its last sound, the plain, the polite and the formal
//! style, weather, time, food, asking the way, feelings. The pairs have the origin [`Origin::Synthetic`] and are trained on
//! by the weight that an experiment gives them, never evaluated on.

mod grammar;
mod lexicon;
mod occasions;
mod people;
mod phrases;
mod things;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::text::origin::Origin;
use crate::text::pairs::Pair;
use crate::text::unseen;
use occasions::{times, ways, weather};
use people::{actions, feelings, wishes};
use things::{pairs_of_qualities, qualities, what_it_is};

/// A Korean sentence and its English, both without the last mark, and this mark.
type Made = (String, String, char);

/// All sentences of a pattern.
type Pattern = fn() -> Vec<Made>;

/// The patterns, and the shares that they have of all sentences.
const PATTERNS: [(Pattern, usize); 10] = [
    (qualities, 5),
    (pairs_of_qualities, 1),
    (what_it_is, 2),
    (feelings, 2),
    (actions, 2),
    (wishes, 1),
    (ways, 2),
    (times, 2),
    (weather, 2),
    (occasions::phrases, 1),
];

/// About `count` pairs, the same for the same seed; each pattern gives its share, or as many as it has.
pub fn korean(count: usize, seed: u64) -> Vec<Pair> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut patterns: Vec<(Vec<Made>, usize)> =
        PATTERNS.iter().map(|(pattern, share)| (pattern(), *share)).collect();
    // Those first that have least for their share, so that what they leave goes to the others.
    patterns.sort_by_key(|(made, share)| made.len() / share);
    let mut shares: usize = patterns.iter().map(|(_, share)| share).sum();
    let mut pairs = Vec::new();
    for (mut made, share) in patterns {
        made.sort();
        made.dedup();
        made.shuffle(&mut random);
        made.truncate((share * (count - pairs.len())).div_ceil(shares));
        shares -= share;
        pairs.extend(made.iter().map(pair));
    }
    pairs.retain(|pair| !unseen::is_one(&pair.source));
    pairs
}

fn pair((korean, english, mark): &Made) -> Pair {
    let mut letters = english.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    Pair {
        source: format!("{korean}{mark}"),
        target: format!("{}{mark}", first.chain(letters).collect::<String>()),
        origin: Origin::Synthetic,
        language: "ko".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_what_a_speaker_would_say() {
        let made: Vec<Made> =
            [qualities(), feelings(), ways(), times(), weather(), what_it_is(), wishes(), actions()].concat();
        let says = |korean: &str, english: &str| {
            assert!(made.iter().any(|(k, e, _)| k == korean && e == english), "{korean}: {english}");
        };
        says("저 꽃이 예뻐요", "that flower is pretty");
        says("이 김치는 아주 맵다", "this kimchi is very spicy");
        says("그 산은 높지 않습니다", "the mountain is not high");
        says("그녀는 피곤해 보인다", "she looks tired");
        says("우체국이 어디예요", "where is the post office");
        says("수업은 아홉 시에 시작해요", "the class starts at nine o'clock");
        says("어제는 날씨가 추웠다", "it was cold yesterday");
        says("이것은 제 시계입니다", "this is my watch");
        says("우유 좀 주세요", "please give me some milk");
        says("톰은 어제 사과를 먹었어요", "Tom ate an apple yesterday");
    }

    #[test]
    fn every_pattern_has_its_share_and_the_seed_decides() {
        let pairs = korean(3000, 7);
        assert!((2900..=3000).contains(&pairs.len()), "{}", pairs.len());
        assert_eq!(pairs, korean(3000, 7));
        assert_ne!(pairs, korean(3000, 8));
        assert!(
            pairs
                .iter()
                .all(|pair| pair.origin == Origin::Synthetic && pair.target.starts_with(char::is_uppercase))
        );
        let asked = pairs.iter().filter(|pair| pair.source.ends_with('?')).count();
        assert!(asked > 150, "{asked}");
    }
}
