//! Text as a person types it, made like the training text.

use unicode_normalization::UnicodeNormalization;

use super::folds::Folds;
use super::{WORD_MARK, capitals, letters, look_alikes, runs};
use crate::trace::Fold;

/// Text beyond this many bytes is not looked at: it is too long whatever it says.
const MOST_BYTES: usize = 1 << 17;

/// A sentence as the networks read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is cut into pieces.
    pub text: String,
    /// Where that differs from what was typed, spaces left out.
    pub folds: Vec<Fold>,
}

impl Reading {
    /// What the sentence was read as, where a reader would see that it is not what was typed.
    pub fn told(&self) -> Option<String> {
        self.folds.iter().any(|fold| fold.told).then(|| self.text.clone())
    }
}

/// Reads a source; `knows` says whether the vocabulary has a character.
pub(super) fn read(text: &str, knows: impl Fn(char) -> bool) -> Reading {
    let mut folds = Folds::default();
    let text = runs::fold(&characters(text, &mut folds), &mut folds);
    let text = capitals::fold(text, &mut folds);
    let text = letters::with_oe(&text, &knows, &mut folds);
    let text = letters::known(&text, &knows, &mut folds);
    Reading { text: french_spacing(text), folds: folds.0 }
}

/// A target, whose letters, capitals and marks are as its author meant them.
pub(super) fn tidy(text: &str) -> String {
    characters(text, &mut Folds::default())
}

/// Straight quotes, single plain spaces, nothing invisible.
fn characters(text: &str, folds: &mut Folds) -> String {
    let text: String = first_bytes(text).nfc().collect();
    single_spaces(&look_alikes::fold(&text, folds))
}

/// The beginning of a text, whole characters.
fn first_bytes(text: &str) -> &str {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn single_spaces(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == WORD_MARK).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Puts a space before `?`, `!`, `;` and `:` after a word, as French writes them; Korean does not.
fn french_spacing(text: String) -> String {
    let is_hangul =
        |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}');
    if text.contains(is_hangul) {
        return text;
    }
    let is_high = |c: char| matches!(c, '?' | '!' | ';' | ':');
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        // Not in "12:30" nor in an address.
        let ends =
            rest.peek().is_none_or(|&next| next == ' ' || is_high(next) || matches!(next, '"' | ')' | '.'));
        if is_high(c) && ends && (before.is_alphanumeric() || matches!(before, '"' | ')' | '%')) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::FoldKind;

    fn reading(text: &str) -> Reading {
        read(text, |c| c != 'ü')
    }

    #[test]
    fn text_is_made_like_the_training_text() {
        let made = |text: &str| reading(text).text;
        assert_eq!(made("  Quel âge\u{202f}?  "), "Quel âge ?");
        assert_eq!(made("Quoi?! “Oui”, dit-il\u{200b}; à 12:30\n:"), "Quoi ?! \"Oui\", dit-il ; à 12:30 :");
        assert_eq!(made("뭐라고? a!"), "뭐라고? a!");
        assert_eq!(made("voir https://a.fr/?q=1"), "voir https://a.fr/?q=1");
        assert_eq!(made("▁a▁▁b\u{7}"), "a b");
        assert_eq!(made("JE SUIS FATIGUÉ！！！！"), "Je suis fatigué !");
        assert_eq!(made("« Ça va ？ »"), "\"Ça va ?\"");
        assert_eq!(made("MA SŒUR ET MON COEUR"), "Ma sœur et mon cœur");
    }

    #[test]
    fn reading_twice_changes_nothing_more() {
        for text in
            ["«\u{a0}C`est ﬁni…\u{a0}»!!!", "２５살이에요，정말？", "TOM MÜLLER", "Oeuf—oui", "?!?!?!"]
        {
            let once = reading(text).text;
            assert_eq!(reading(&once).text, once);
        }
    }

    #[test]
    fn what_a_reader_would_see_is_told() {
        let told = |text: &str| reading(text).told();
        for plain in ["C’est “bon”…", "Je\u{a0}suis là!", "peut‑être", "저는\u{3164}학생"] {
            assert_eq!(told(plain), None, "{plain}");
        }
        assert_eq!(told("２５살").as_deref(), Some("25살"));
        assert_eq!(told("ma soeur").as_deref(), Some("ma sœur"));
        assert_eq!(told("Tom Müller").as_deref(), Some("Tom Muller"));
        let folds = reading("OUI OUI !!!!").folds;
        let kinds: Vec<(FoldKind, &str)> = folds.iter().map(|fold| (fold.kind, fold.to.as_str())).collect();
        assert_eq!(kinds, [(FoldKind::Run, "!"), (FoldKind::Capitals, "Oui oui !")]);
    }

    #[test]
    fn a_target_keeps_its_capitals_and_marks() {
        assert_eq!(tidy("“STOP”!!!  It’s…"), "\"STOP\"!!! It's...");
    }
}
