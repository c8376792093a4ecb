//! How much of a sentence the vocabulary lacks.

use crate::error::{Error, Result};
use crate::trace::SourceToken;

/// Refuses a sentence of which the networks would read less than half.
///
/// Letters, digits and symbols are counted; marks and spaces say too little to count.
///
/// # Errors
/// [`Error::NothingKnown`], [`Error::MostlyUnknown`].
pub(crate) fn refuse_unread(tokens: &[SourceToken]) -> Result<()> {
    let count = |unknown_only: bool| {
        let tokens = tokens.iter().filter(|token| token.unknown || !unknown_only);
        tokens.flat_map(|token| token.text.chars()).filter(|&c| counts(c)).count()
    };
    let (unread, of) = (count(true), count(false));
    match () {
        () if 2 * unread <= of => Ok(()),
        () if unread == of => Err(Error::NothingKnown),
        () => Err(Error::MostlyUnknown { unread, of }),
    }
}

/// Whether a character carries meaning of its own: letters, digits and symbols do, marks do not.
fn counts(c: char) -> bool {
    let is_mark = c.is_ascii_punctuation()
        || matches!(c,
            '\u{a1}' | '\u{ab}' | '\u{b7}' | '\u{bb}' | '\u{bf}' // ¡ « · » ¿
            | '\u{300}'..='\u{36f}' // accents on their own
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' // dashes, quotes, dots
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' // 、。「」
            | '\u{fe00}'..='\u{fe0f}' // how the symbol before looks
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}');
    !is_mark && !c.is_whitespace() && !c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of one character each; those in `unknown` are outside the vocabulary.
    fn refused(text: &str, unknown: &str) -> Result<()> {
        let token = |c: char| SourceToken {
            id: 0,
            piece: String::new(),
            text: c.to_string(),
            word: 0,
            unknown: unknown.contains(c),
        };
        refuse_unread(&text.chars().map(token).collect::<Vec<_>>())
    }

    #[test]
    fn a_sentence_with_a_few_symbols_is_read() {
        assert_eq!(refused("Je♥Paris☂", "♥☂"), Ok(()));
        assert_eq!(refused("ab漢字", "漢字"), Ok(()), "half is not more than half");
        assert_eq!(refused("?!…", "…"), Ok(()), "marks are not counted");
    }

    #[test]
    fn a_sentence_mostly_unread_is_refused_with_its_share() {
        assert_eq!(refused("a漢字!!!!", "漢字"), Err(Error::MostlyUnknown { unread: 2, of: 3 }));
        assert_eq!(refused("ok😀😀😀", "😀"), Err(Error::MostlyUnknown { unread: 3, of: 5 }));
        assert_eq!(refused("漢字?!", "漢字"), Err(Error::NothingKnown), "a mark is no word");
        assert_eq!(refused("☂\u{fe0f}.", "☂\u{fe0f}"), Err(Error::NothingKnown));
    }
}
