//! What people type first: sentences written by hand, sentences from templates over names and numbers, and sentences with
//! invented names and numbers of up to five digits, to learn copying from.
//!
//! The text lies in `data/phrasebook/`, whose README tells the form of a template. Pairs from here have the origin
//! [`Origin::Phrasebook`], [`Origin::Template`] or [`Origin::Copied`]; they are trained on with the weights of an experiment, never evaluated on.

mod entries;
mod invented;
mod numerals;
mod slots;

use std::collections::HashSet;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::text::origin::Origin;
use crate::text::pairs::Pair;
use crate::text::split::normalise;
use crate::text::unseen;
use entries::Entries;
use slots::Template;

/// Draws in a row that bring nothing new, after which a language has no more sentences to give.
const VAIN: usize = 2_000;

/// The files of one language.
struct Text {
    language: &'static str,
    rows: &'static str,
    templates: &'static str,
    copies: &'static str,
}

const TEXTS: [Text; 2] = [
    Text {
        language: "fr",
        rows: include_str!("../../../data/phrasebook/fr.tsv"),
        templates: include_str!("../../../data/phrasebook/templates.fr.txt"),
        copies: include_str!("../../../data/phrasebook/copies.fr.txt"),
    },
    Text {
        language: "ko",
        rows: include_str!("../../../data/phrasebook/ko.tsv"),
        templates: include_str!("../../../data/phrasebook/templates.ko.txt"),
        copies: include_str!("../../../data/phrasebook/copies.ko.txt"),
    },
];
/// What everybody types first, in all languages; learned whatever list holds it.
const GREETINGS: &str = include_str!("../../../data/phrasebook/greetings.tsv");

/// All sentences written by hand, less those that a list of unseen sentences holds.
pub fn written() -> Vec<Pair> {
    let greetings: HashSet<&str> =
        GREETINGS.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
    let is_korean = |text: &str| text.contains(|c| ('가'..='힣').contains(&c));
    let of = |text: &Text| {
        let greetings = GREETINGS.lines().filter(|line| is_korean(line) == (text.language == "ko"));
        let lines = text.rows.lines().chain(greetings);
        lines
            .filter_map(|line| pair(line.split_once('\t')?, Origin::Phrasebook, text.language))
            .collect::<Vec<_>>()
    };
    let mut pairs: Vec<Pair> = TEXTS.iter().flat_map(of).collect();
    pairs.retain(|pair| greetings.contains(pair.source.as_str()) || !unseen::is_one(&pair.source));
    pairs
}

/// `count` different sentences a language from its templates, the same for the same seed.
pub fn made(count: usize, seed: u64) -> Vec<Pair> {
    filled(|text| text.templates, &Origin::Template, count, seed)
}

/// `count` different sentences a language with invented names and any numbers, the same for the same seed.
pub fn copied(count: usize, seed: u64) -> Vec<Pair> {
    filled(|text| text.copies, &Origin::Copied, count, seed)
}

fn filled(templates: fn(&Text) -> &'static str, origin: &Origin, count: usize, seed: u64) -> Vec<Pair> {
    let entries = Entries::read();
    let mut pairs = Vec::new();
    for (stream, text) in TEXTS.iter().enumerate() {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream as u64);
        let made = sentences(&Template::all(templates(text)), &entries, count, &mut random);
        let made = made.iter().map(|(source, english)| (source.as_str(), english.as_str()));
        pairs.extend(made.filter_map(|sentence| pair(sentence, origin.clone(), text.language)));
    }
    pairs.retain(|pair| !unseen::is_one(&pair.source));
    pairs
}

/// Different sentences, each from a template drawn by chance.
fn sentences(
    templates: &[Template],
    entries: &Entries,
    count: usize,
    random: &mut impl Rng,
) -> Vec<(String, String)> {
    let (mut seen, mut made, mut vain) = (HashSet::new(), Vec::new(), 0);
    while made.len() < count && vain < VAIN {
        let template = &templates[random.random_range(0..templates.len())];
        let sentence = template.fill(entries, random);
        if seen.insert(sentence.0.clone()) {
            made.push(sentence);
            vain = 0;
        } else {
            vain += 1;
        }
    }
    made
}

fn pair((source, target): (&str, &str), origin: Origin, language: &str) -> Option<Pair> {
    let (source, target) = (source.trim(), target.trim());
    // Nothing but marks is no sentence.
    (!normalise(source).is_empty()).then(|| Pair {
        source: source.into(),
        target: target.into(),
        origin,
        language: language.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_by_hand_are_of_both_languages_and_hold_the_greetings() {
        let pairs = written();
        let of = |language: &str| pairs.iter().filter(|pair| pair.language == language).count();
        assert!(of("fr") > 1_800 && of("ko") > 2_000, "{} {}", of("fr"), of("ko"));
        assert!(pairs.iter().any(|pair| pair.source == "안녕하세요" && pair.target == "Hello"));
        assert!(pairs.iter().any(|pair| pair.source == "Bonjour" && pair.target == "Hello"));
    }

    #[test]
    fn what_is_made_hangs_on_the_seed_and_is_never_twice_the_same() {
        let pairs = made(1500, 7);
        assert_eq!(pairs, made(1500, 7));
        assert_ne!(pairs, made(1500, 8));
        let sources: HashSet<&str> = pairs.iter().map(|pair| pair.source.as_str()).collect();
        assert_eq!(sources.len(), pairs.len());
        assert!(
            pairs.iter().all(|pair| !pair.source.contains(['{', '}']) && !pair.target.contains(['{', '}']))
        );
        assert!(pairs.len() > 2900, "{}", pairs.len());
    }

    #[test]
    fn names_and_numbers_of_what_is_to_be_copied_stand_on_both_sides() {
        let pairs = copied(2000, 1);
        assert!(pairs.len() > 3900, "{}", pairs.len());
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        for pair in &pairs {
            assert_eq!(digits(&pair.source).len(), digits(&pair.target).len(), "{pair:?}");
        }
        let first = pairs.iter().filter(|pair| pair.source.starts_with("Je m'appelle ")).map(|pair| {
            let name = |text: &str| {
                text.split([' ', '.']).nth(if text.starts_with('J') { 2 } else { 3 }).map(String::from)
            };
            (name(&pair.source), name(&pair.target))
        });
        assert!(first.into_iter().all(|(source, target)| source == target && source.is_some()));
    }

    #[test]
    fn no_sentence_of_the_everyday_list_is_learned() {
        assert!(made(20_000, 1).iter().all(|pair| !unseen::is_one(&pair.source)));
    }
}
