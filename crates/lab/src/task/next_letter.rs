//! After each letter, the next one.

use super::{Material, Pair, Unit};
use crate::error::Error;

/// Consonants that open, vowels, and consonants that close a Hangul syllable, as letters of their own.
const FIRST: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWEL: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const LAST: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// The longest word.
const LONGEST: usize = 40;

/// `hell` and `ello`, of `hello`. There is one pair, which is also what is asked.
///
/// # Errors
/// If the word has not two letters, or too many.
pub(super) fn material(word: &str) -> Result<Material, Error> {
    let letters: Vec<char> = word.chars().filter(|c| !c.is_whitespace()).flat_map(jamo).collect();
    if !(2..=LONGEST).contains(&letters.len()) {
        return Err(Error::Plan(format!("a word has 2 to {LONGEST} letters, this one {}", letters.len())));
    }
    let pair =
        Pair { source: letters[..letters.len() - 1].iter().collect(), target: letters[1..].iter().collect() };
    Ok(Material {
        shown: Some(pair.source.clone()),
        held: vec![pair.clone()],
        training: vec![pair],
        unit: Unit::Letters,
        as_it_reads: true,
    })
}

/// The letters of a Hangul syllable; any other character is one.
fn jamo(c: char) -> Vec<char> {
    let at = |letters: &str, place: usize| letters.chars().nth(place);
    match u32::from(c).checked_sub(0xAC00).filter(|&n| n < 11_172) {
        None => vec![c],
        Some(n) => {
            let n = n as usize;
            let last = (n % 28).checked_sub(1).and_then(|place| at(LAST, place));
            [at(FIRST, n / 588), at(VOWEL, n / 28 % 21), last].into_iter().flatten().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_followed_by_the_next() {
        let pair = material("hello").expect("a word").training.remove(0);
        assert_eq!((pair.source.as_str(), pair.target.as_str()), ("hell", "ello"));
    }

    #[test]
    fn hangul_is_taken_apart() {
        let pair = material("한글").expect("a word").training.remove(0);
        assert_eq!((pair.source.as_str(), pair.target.as_str()), ("ㅎㅏㄴㄱㅡ", "ㅏㄴㄱㅡㄹ"));
        assert!(material("a").is_err() && material("").is_err());
    }
}
