//! Characters that look like one of the training text, and what they are read as.
//!
//! The training text has straight quotes and hyphens, plain spaces and neither ligatures nor full-width forms. A
//! character outside of it would be `<unk>` to every network, however plain its meaning is to a reader.

use super::folds::Folds;
use crate::trace::FoldKind;

/// Characters of one kind.
struct Group {
    kind: FoldKind,
    /// Whether a reader would see the difference.
    told: bool,
    /// Each character of the first is read as the second.
    rows: &'static [(&'static str, &'static str)],
}

/// The table. What comes first counts.
const GROUPS: &[Group] = &[
    // Word processors and phones write these for the ' key; primes and modifier letters are taken for it.
    Group { kind: FoldKind::Apostrophe, told: false, rows: &[("‘’‚‛′ʹʻʼʽˈ՚ꞌ＇", "'")] },
    // The same of the " key.
    Group { kind: FoldKind::Quote, told: false, rows: &[("“”„‟″ˮ❝❞〝〞〟＂", "\"")] },
    // Quotes of other nations; that of the training text is straight in every language.
    Group { kind: FoldKind::Quote, told: true, rows: &[("«»‹›「」『』｢｣〈〉", "\"")] },
    // Hyphens, minus and the dash of a range; the long dash of a pause has spaces in the training text.
    Group {
        kind: FoldKind::Hyphen, told: false, rows: &[("‐‑‒–⁃−﹣－", "-"), ("—―⸺⸻", " - ")]
    },
    // One character for several marks, which the training text writes one by one.
    Group {
        kind: FoldKind::Mark,
        told: false,
        rows: &[
            ("…⋯", "..."),
            ("‥", ".."),
            ("‼", "!!"),
            ("⁇", "??"),
            ("⁈", "?!"),
            ("⁉", "!?"),
            ("∼〜˜", "~"),
            ("‧・ㆍ･", "·"),
        ],
    },
    // Full stop and comma of Chinese and Japanese keyboards.
    Group { kind: FoldKind::Mark, told: true, rows: &[("。｡", "."), ("、､", ",")] },
    // One character for several letters, from typesetting.
    Group {
        kind: FoldKind::Ligature,
        told: true,
        rows: &[
            ("ﬀ", "ff"),
            ("ﬁ", "fi"),
            ("ﬂ", "fl"),
            ("ﬃ", "ffi"),
            ("ﬄ", "ffl"),
            ("ﬅﬆ", "st"),
            ("ĳ", "ij"),
            ("Ĳ", "IJ"),
            ("æǽ", "ae"),
            ("ÆǼ", "Ae"),
        ],
    },
    // What holds a place without a picture: Hangul fillers, the empty braille cell.
    Group { kind: FoldKind::Space, told: false, rows: &[("\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}", " ")] },
];

/// The forms of `!` to `~` that are as wide as a Chinese character.
const FULL_WIDTH: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';

/// Reads every character as that of the training text.
pub(super) fn fold(text: &str, folds: &mut Folds) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        if is_invisible(c) {
            continue;
        }
        let Some((kind, told, to)) = read_as(c, folded.chars().next_back(), next) else {
            folded.push(c);
            continue;
        };
        folds.push(kind, c, &to, told);
        let guillemet = matches!(c, '«' | '»' | '‹' | '›');
        quoted ^= guillemet;
        if guillemet && !quoted {
            folded.truncate(folded.trim_end().len());
        }
        folded.push_str(&to);
        if guillemet && quoted {
            while rest.next_if(|c| c.is_whitespace()).is_some() {}
        }
        // A wide mark brings its space along.
        if matches!(to.as_str(), "," | "." | "!" | "?" | ";" | ":") && next.is_some_and(char::is_alphabetic) {
            folded.push(' ');
        }
    }
    folded
}

/// What a character that looks like another is read as, and whether that is told.
fn read_as(c: char, before: Option<char>, next: Option<char>) -> Option<(FoldKind, bool, String)> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    if matches!(c, '`' | '´') && is_letter(before) && is_letter(next) {
        return Some((FoldKind::Apostrophe, false, "'".into()));
    }
    if c.is_ascii() {
        return None;
    }
    let row = |group: &'static Group| {
        let (_, to) = group.rows.iter().find(|(from, _)| from.contains(c))?;
        Some((group.kind, group.told, (*to).to_string()))
    };
    GROUPS.iter().find_map(row).or_else(|| {
        let plain = FULL_WIDTH.contains(&c).then(|| u32::from(c) - 0xfee0).and_then(char::from_u32)?;
        Some((FoldKind::FullWidth, true, plain.into()))
    })
}

/// Soft hyphen, zero-width characters, marks of direction, variation selectors, tags, byte-order mark, controls.
fn is_invisible(c: char) -> bool {
    let format = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    format || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(text, &mut Folds::default())
    }

    #[test]
    fn each_kind_is_read_as_the_training_text_has_it() {
        for (typed, read) in [
            ("C`est l´ami d’Anne", "C'est l'ami d'Anne"),
            ("une ﬁn diﬃcile", "une fin difficile"),
            ("Ça va ？ ２５살", "Ça va ? 25살"),
            ("１２：３０", "12:30"),
            ("안녕，반가워！정말", "안녕, 반가워! 정말"),
            ("Il dit : « Oui ». „Ja“ 「네」", "Il dit : \"Oui\". \"Ja\" \"네\""),
            ("«\u{a0}Oui\u{202f}»", "\"Oui\""),
            ("peut‑être, 10–12 −", "peut-être, 10-12 -"),
            ("oui—non", "oui - non"),
            ("Bon… ‼", "Bon... !!"),
            ("저는\u{3164}학생\u{2800}", "저는 학생 "),
            ("curriculum vitæ", "curriculum vitae"),
            ("le\u{ad}ur❤\u{fe0f}", "leur❤"),
        ] {
            assert_eq!(folded(typed), read, "{typed}");
        }
    }

    #[test]
    fn what_only_stands_alone_is_left() {
        for text in ["`x = 1`", "a ` b", "é´", "저 새가 예쁘다.", "Où est-ce ? \"Là\""] {
            assert_eq!(folded(text), text);
        }
    }

    #[test]
    fn no_character_stands_in_two_groups() {
        let mut all: Vec<char> =
            GROUPS.iter().flat_map(|group| group.rows).flat_map(|(from, _)| from.chars()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
