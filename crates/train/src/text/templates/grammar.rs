//! Particles, styles, and what English needs in their place.

use super::lexicon::{Noun, Predicate, Subject};

/// How a sentence speaks to its hearer.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Style {
    Plain,
    Polite,
    Formal,
}

pub(super) const STYLES: [Style; 3] = [Style::Plain, Style::Polite, Style::Formal];

impl Predicate {
    pub(super) fn present(&self, style: Style) -> &'static str {
        match style {
            Style::Plain => self.plain,
            Style::Polite => self.polite,
            Style::Formal => self.formal,
        }
    }

    pub(super) fn past(&self, style: Style) -> Option<String> {
        let ending = match style {
            Style::Plain => "다",
            Style::Polite => "어요",
            Style::Formal => "습니다",
        };
        (!self.past.is_empty()).then(|| format!("{}{ending}", self.past))
    }
}

impl Subject {
    pub(super) fn korean(&self, style: Style) -> &'static str {
        if style == Style::Plain { self.plain } else { self.polite }
    }

    pub(super) fn was(&self) -> &'static str {
        if self.be == "are" { "were" } else { "was" }
    }
}

/// Whether the last syllable of a word ends in a consonant.
fn closed(word: &str) -> bool {
    let last = word.chars().next_back().map_or(0, u32::from);
    (0xAC00..=0xD7A3).contains(&last) && !(last - 0xAC00).is_multiple_of(28)
}

/// The word with the first particle after a consonant, the second after a vowel.
pub(super) fn with(word: &str, after_consonant: &str, after_vowel: &str) -> String {
    format!("{word}{}", if closed(word) { after_consonant } else { after_vowel })
}

/// The word with `이다` in a style.
pub(super) fn is(word: &str, style: Style) -> String {
    match style {
        Style::Plain => with(word, "이다", "다"),
        Style::Polite => with(word, "이에요", "예요"),
        Style::Formal => format!("{word}입니다"),
    }
}

/// `a` or `an`, or nothing where the noun is not counted.
pub(super) fn article(noun: &Noun) -> String {
    match noun.english.chars().next() {
        _ if noun.english == noun.plural => noun.english.into(),
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {}", noun.english),
        _ => format!("a {}", noun.english),
    }
}

/// "an apple", "some milk".
pub(super) fn some(noun: &Noun) -> String {
    if noun.english == noun.plural { format!("some {}", noun.english) } else { article(noun) }
}

/// "an apple", "any milk".
pub(super) fn any(noun: &Noun) -> String {
    if noun.english == noun.plural { format!("any {}", noun.english) } else { article(noun) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_hang_on_the_last_sound() {
        assert_eq!(with("새", "이", "가"), "새가");
        assert_eq!(with("책", "이", "가"), "책이");
        assert_eq!(with("물", "을", "를"), "물을");
        assert_eq!(is("의자", Style::Polite), "의자예요");
        assert_eq!(is("가방", Style::Polite), "가방이에요");
        assert_eq!(is("사과", Style::Plain), "사과다");
    }
}
