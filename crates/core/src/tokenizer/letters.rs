//! Letters that the vocabulary lacks, and words that French also spells without œ.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::folds::Folds;
use crate::trace::FoldKind;

/// Beginnings and middles of the words that French writes with œ; the training text has some 1,060 sentences with œ
/// and twenty with oe. Not any oe: poète, Noël, moelle, Joe.
const WITH_OE: &[&str] = &[
    "coeu", "choeu", "soeu", "moeur", "oeuv", "oeuf", "voeu", "noeu", "oeil", "foet", "oesoph", "oedè",
    "oestr",
];

/// Letters that are no base letter with a mark, and how they are written without them.
const WITHOUT: &[(char, &str)] = &[
    ('Œ', "œ"),
    ('œ', "oe"),
    ('ß', "ss"),
    ('ø', "o"),
    ('Ø', "O"),
    ('đ', "d"),
    ('Đ', "D"),
    ('ł', "l"),
    ('Ł', "L"),
    ('ı', "i"),
    ('ð', "d"),
    ('þ', "th"),
    ('Þ', "Th"),
];

/// Reads *coeur* as *cœur*, where the vocabulary has œ.
pub(super) fn with_oe(text: &str, knows: &impl Fn(char) -> bool, folds: &mut Folds) -> String {
    if !knows('œ') || !text.to_lowercase().contains("oe") {
        return text.into();
    }
    let chars: Vec<char> = text.chars().collect();
    let words = chars.chunk_by(|a, b| a.is_alphabetic() == b.is_alphabetic());
    words.map(|word| word_with_oe(&word.iter().collect::<String>(), folds)).collect()
}

fn word_with_oe(word: &str, folds: &mut Folds) -> String {
    let small = word.to_lowercase();
    if !WITH_OE.iter().any(|part| small.contains(part)) {
        return word.into();
    }
    // The capital Œ is not in the training text.
    let read = word.replace("oe", "œ").replace("Oe", "œ");
    if read != word {
        folds.push(FoldKind::Ligature, word, &read, true);
    }
    read
}

/// Reads letters that the vocabulary lacks as it writes them without their marks: `Müller` as `Muller`.
pub(super) fn known(text: &str, knows: &impl Fn(char) -> bool, folds: &mut Folds) -> String {
    let mut read = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = if c.is_alphabetic() && !knows(c) { plain(c, knows) } else { None };
        match plain {
            Some(plain) => {
                folds.push(FoldKind::Letter, c, &plain, true);
                read.push_str(&plain);
            }
            None => read.push(c),
        }
    }
    read
}

/// The letter without its marks, if the vocabulary has that.
fn plain(c: char, knows: &impl Fn(char) -> bool) -> Option<String> {
    if let Some((_, without)) = WITHOUT.iter().find(|(letter, _)| *letter == c) {
        if without.chars().all(knows) {
            return Some((*without).into());
        }
        let mut letters = without.chars();
        return match (letters.next(), letters.next()) {
            (Some(one), None) => plain(one, knows),
            _ => None,
        };
    }
    let mut parts = Vec::new();
    decompose_canonical(c, |part| parts.push(part));
    let (base, marks) = parts.split_first()?;
    let marked = !marks.is_empty() && marks.iter().all(|&mark| is_combining_mark(mark));
    (marked && knows(*base)).then(|| (*base).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèàçœ나";

    fn read(text: &str, known_letters: &str) -> String {
        let knows = |c: char| known_letters.contains(c);
        let mut folds = Folds::default();
        known(&with_oe(text, &knows, &mut folds), &knows, &mut folds)
    }

    #[test]
    fn oe_is_the_letter_that_the_vocabulary_has() {
        assert_eq!(
            read("Mon coeur, ma soeur, un oeil et des oeufs", KNOWN),
            "Mon cœur, ma sœur, un œil et des œufs"
        );
        assert_eq!(read("Oeuf Œuvre", KNOWN), "œuf œuvre");
        assert_eq!(read("Joe et Noel, moelle, coexister", KNOWN), "Joe et Noel, moelle, coexister");
        let without = KNOWN.replace('œ', "");
        assert_eq!(read("Œuf, coeur, cœur", &without), "oeuf, coeur, coeur");
    }

    #[test]
    fn a_letter_that_is_lacking_loses_its_mark_and_nothing_else_does() {
        assert_eq!(
            read("Tom Müller, Ève, São Paulo, Ångström", KNOWN),
            "Tom Muller, Eve, Sao Paulo, Angstrom"
        );
        assert_eq!(read("été 나 각 漢 Straße", KNOWN), "été 나 각 漢 Strasse");
    }
}
