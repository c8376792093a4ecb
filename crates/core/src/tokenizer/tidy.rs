//! Text as a person types it, made like the training text.

use super::WORD_MARK;

/// Text beyond this many bytes is not looked at: it is too long whatever it says.
const MOST_BYTES: usize = 1 << 17;

/// The beginning of a text, whole characters.
pub(super) fn first_bytes(text: &str) -> &str {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Straight quotes, single plain spaces, nothing invisible.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let c = match c {
            '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' => '\'',
            '“' | '”' | '„' | '‟' | '″' => '"',
            c if c.is_whitespace() || c == WORD_MARK => ' ',
            // Soft hyphen, zero-width characters, marks of direction, byte-order mark.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}' => continue,
            c if c.is_control() => continue,
            c => c,
        };
        if c == ' ' {
            gap = true;
            continue;
        }
        if gap && !tidied.is_empty() {
            tidied.push(' ');
        }
        gap = false;
        tidied.push(c);
    }
    tidied
}

/// Puts a space before `?`, `!`, `;` and `:` after a word, as French writes them; Korean does not.
pub(super) fn french_spacing(text: String) -> String {
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
        let ends = rest
            .peek()
            .is_none_or(|&next| next == ' ' || is_high(next) || matches!(next, '"' | '»' | ')' | '.' | '…'));
        if is_high(c) && ends && (before.is_alphanumeric() || matches!(before, '»' | ')' | '%')) {
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

    #[test]
    fn text_is_made_like_the_training_text() {
        let made = |text: &str| french_spacing(tidy(text));
        assert_eq!(made("  Quel âge\u{202f}?  "), "Quel âge ?");
        assert_eq!(made("Quoi?! “Oui”, dit-il\u{200b}; à 12:30\n:"), "Quoi ?! \"Oui\", dit-il ; à 12:30 :");
        assert_eq!(made("뭐라고? a!"), "뭐라고? a!");
        assert_eq!(made("voir https://a.fr/?q=1"), "voir https://a.fr/?q=1");
        assert_eq!(made("▁a▁▁b\u{7}"), "a b");
    }
}
