//! Sentences in capitals: the training text has none, so that every piece of them would be a strange one.

use super::folds::Folds;
use crate::trace::FoldKind;

/// A word in capitals of fewer letters may be an acronym.
const SHORTEST_WORD: usize = 5;

/// Reads a text that is all capitals in small letters, but for the first of each sentence.
pub(super) fn fold(text: String, folds: &mut Folds) -> String {
    if !is_shouted(&text) {
        return text;
    }
    let mut begins = true;
    let mut small = String::with_capacity(text.len());
    for c in text.chars() {
        if begins && c.is_alphabetic() {
            small.push(c);
            begins = false;
        } else {
            small.extend(c.to_lowercase());
        }
        begins |= matches!(c, '.' | '?' | '!');
    }
    folds.push(FoldKind::Capitals, text, &small, true);
    small
}

/// Three letters or more, all capitals; of one word, more than an acronym has.
fn is_shouted(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    letters().all(char::is_uppercase) && letters().count() >= if words > 1 { 3 } else { SHORTEST_WORD }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(text.into(), &mut Folds::default())
    }

    #[test]
    fn a_whole_sentence_is_read_in_small_letters() {
        for (typed, read) in [
            ("JE SUIS FATIGUÉ", "Je suis fatigué"),
            ("BONJOUR !", "Bonjour !"),
            ("\"ÇA VA ?\" OUI. ET TOI ?", "\"Ça va ?\" Oui. Et toi ?"),
            ("J'AI 20 ANS", "J'ai 20 ans"),
        ] {
            assert_eq!(folded(typed), read);
        }
    }

    #[test]
    fn acronyms_and_mixed_text_stay() {
        for text in ["SNCF", "L'ONU ?", "A 2", "Je prends le TGV", "KBS 뉴스", "저는 학생입니다", "12 !", ""]
        {
            assert_eq!(folded(text), text);
        }
    }
}
