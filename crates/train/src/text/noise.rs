//! Typing noise: no final punctuation, lower case, no accents, Korean spaces dropped or added, a typo.
//!
//! Capitals, other quotes, full-width letters and the like need no training: the tokenizer folds them.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;

use crate::text::origin::Origin;
use crate::text::pairs::Pair;

/// How much noise is trained on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoiseConfig {
    /// The share of the sources of people that get a copy with noise, of the origin [`Origin::Noisy`].
    pub share: f64,
}

/// A way to type a sentence otherwise; nothing where it changes nothing.
type Change = fn(&str, &mut ChaCha8Rng) -> Option<String>;

/// A kind of noise.
#[derive(Debug)]
pub struct Kind {
    /// In a word or two.
    pub name: &'static str,
    change: Change,
    /// In proportion to how often it is drawn.
    weight: u32,
}

const fn kind(name: &'static str, change: Change, weight: u32) -> Kind {
    Kind { name, change, weight }
}

const FRENCH: &[Kind] = &[
    kind("no last mark", without_last_mark, 3),
    kind("small letters", in_small_letters, 3),
    kind("no accents", without_accents, 3),
    kind("all three", hasty, 3),
    kind("a slip", with_slip, 2),
];
const KOREAN: &[Kind] = &[
    kind("no last mark", without_last_mark, 3),
    kind("no spaces", without_spaces, 3),
    kind("a space more or less", with_other_spaces, 3),
    kind("a slip", with_slip, 2),
];

/// The kinds of noise of a language.
pub fn kinds(language: &str) -> &'static [Kind] {
    if language == "ko" { KOREAN } else { FRENCH }
}

/// Copies with noise of a share of the pairs, the same for the same seed.
pub fn noisy(pairs: &[Pair], config: NoiseConfig, seed: u64) -> Vec<Pair> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut made = Vec::new();
    for pair in pairs {
        if random.random_bool(config.share.clamp(0.0, 1.0)) {
            made.extend(copy(pair, &mut random));
        }
    }
    made
}

/// A copy with one kind of noise, if the one drawn changes anything.
fn copy(pair: &Pair, random: &mut ChaCha8Rng) -> Option<Pair> {
    let kinds = kinds(&pair.language);
    kinds.choose_weighted(random, |kind| kind.weight).expect("weights above 0").copy(pair, random)
}

impl Kind {
    /// A copy with this noise, if it changes anything.
    pub fn copy(&self, pair: &Pair, random: &mut ChaCha8Rng) -> Option<Pair> {
        let typed = (self.change)(&pair.source, random);
        let source = typed.filter(|source| source.chars().any(char::is_alphanumeric))?;
        let target = like_the_source(&pair.target, &pair.source, &source);
        Some(Pair { source, target, origin: Origin::Noisy, language: pair.language.clone() })
    }
}

/// A statement typed without its full stop is answered without one; a question keeps its mark, which says what it is.
fn like_the_source(target: &str, before: &str, after: &str) -> String {
    let dropped = before.ends_with('.') && !after.ends_with('.') && !target.ends_with("..");
    if dropped { target.strip_suffix('.').unwrap_or(target).into() } else { target.into() }
}

fn without_last_mark(text: &str, _: &mut ChaCha8Rng) -> Option<String> {
    let cut = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '?'));
    (cut.len() < text.len()).then(|| cut.into())
}

fn in_small_letters(text: &str, _: &mut ChaCha8Rng) -> Option<String> {
    changed(text, text.to_lowercase())
}

fn without_accents(text: &str, _: &mut ChaCha8Rng) -> Option<String> {
    changed(text, plain(text))
}

/// All three at once, as in a chat.
fn hasty(text: &str, random: &mut ChaCha8Rng) -> Option<String> {
    let typed = plain(&text.to_lowercase());
    changed(text, without_last_mark(&typed, random).unwrap_or(typed))
}

fn without_spaces(text: &str, _: &mut ChaCha8Rng) -> Option<String> {
    changed(text, text.replace(' ', ""))
}

/// One space dropped, or one put where none belongs.
fn with_other_spaces(text: &str, random: &mut ChaCha8Rng) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let spaces: Vec<usize> = (0..letters.len()).filter(|&at| letters[at] == ' ').collect();
    match spaces.choose(random) {
        Some(&space) if random.random_bool(0.6) => {
            letters.remove(space);
        }
        _ => {
            let inner: Vec<usize> = (1..letters.len())
                .filter(|&at| letters[at - 1].is_alphanumeric() && letters[at].is_alphanumeric())
                .collect();
            letters.insert(*inner.choose(random)?, ' ');
        }
    }
    Some(letters.into_iter().collect())
}

/// A letter left out, doubled, or changed with its neighbour.
fn with_slip(text: &str, random: &mut ChaCha8Rng) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let inner: Vec<usize> = (1..letters.len())
        .filter(|&at| letters[at - 1].is_alphabetic() && letters[at].is_alphabetic())
        .collect();
    let at = *inner.choose(random)?;
    match random.random_range(0..3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at - 1, at),
    }
    changed(text, letters.into_iter().collect())
}

fn changed(before: &str, after: String) -> Option<String> {
    (after != before).then_some(after)
}

/// French letters without their accents.
fn plain(text: &str) -> String {
    let letter = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ÿ' => 'y',
        'À' | 'Â' => 'A',
        'Ç' => 'C',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Î' | 'Ï' => 'I',
        'Ô' => 'O',
        'Ù' | 'Û' => 'U',
        c => c,
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random() -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(3)
    }

    #[test]
    fn each_kind_of_noise_is_what_people_type() {
        let typed = |change: Change, text: &str| change(text, &mut random());
        assert_eq!(typed(without_last_mark, "Ça va ?").as_deref(), Some("Ça va"));
        assert_eq!(typed(without_last_mark, "Ça va"), None);
        assert_eq!(typed(in_small_letters, "Où est Léa ?").as_deref(), Some("où est léa ?"));
        assert_eq!(typed(without_accents, "Été à Nîmes").as_deref(), Some("Ete a Nimes"));
        assert_eq!(typed(hasty, "Je suis fatiguée.").as_deref(), Some("je suis fatiguee"));
        assert_eq!(typed(without_spaces, "나는 학생이다.").as_deref(), Some("나는학생이다."));
        for seed in 0..40 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let spaced = with_other_spaces("저는 학생입니다.", &mut random).expect("spaces");
            assert_eq!(spaced.replace(' ', ""), "저는학생입니다.");
            let slip = with_slip("chat", &mut random);
            assert!(slip.is_none_or(|slip| slip != "chat" && (3..=5).contains(&slip.chars().count())));
        }
    }

    #[test]
    fn a_statement_without_its_full_stop_is_answered_without_one() {
        assert_eq!(like_the_source("I'm here.", "Je suis là.", "Je suis là"), "I'm here");
        assert_eq!(like_the_source("Are you here?", "Tu es là ?", "Tu es là"), "Are you here?");
        assert_eq!(like_the_source("I'm here.", "Je suis là.", "je suis la."), "I'm here.");
    }

    #[test]
    fn the_share_and_the_seed_decide() {
        let pair = |at: usize| Pair {
            source: format!("Il a {at} ans."),
            target: format!("He is {at} years old."),
            origin: "tatoeba".into(),
            language: "fr".into(),
        };
        let pairs: Vec<Pair> = (0..1000).map(pair).collect();
        let made = noisy(&pairs, NoiseConfig { share: 0.3 }, 1);
        assert!((200..320).contains(&made.len()), "{}", made.len());
        assert_eq!(made, noisy(&pairs, NoiseConfig { share: 0.3 }, 1));
        assert!(made.iter().all(|pair| pair.origin == Origin::Noisy));
        assert!(noisy(&pairs, NoiseConfig::default(), 1).is_empty());
    }
}
