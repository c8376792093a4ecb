//! When a translation goes round in circles.

/// The longest unit looked for, in tokens.
const LONGEST: usize = 8;

/// How often a token, or a unit of some, may stand in a row before a translation ends.
///
/// A network that has begun to repeat itself makes its own repetition more probable with every round (Holtzman et
/// al. 2020, §4.3, <https://arxiv.org/abs/1904.09751>): it goes on to the longest length. Where the source repeats
/// something itself, as in `very very very very very`, the target may do so as often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeats {
    /// One token, such as a digit of 100000000.
    tokens: usize,
    /// Several tokens that are not all the same.
    units: usize,
}

/// Every token of a large number is a zero of its own: a single one may be repeated so many times as often as a unit.
const ZEROS: usize = 3;

impl Repeats {
    /// Units at most `most` times in a row, single tokens three times as often, or as often as the source has
    /// something in a row; 0: as often as there is room for.
    pub fn new(most: usize, source: &[u32]) -> Self {
        let own = |count: fn(&[u32]) -> usize| {
            (1..=source.len()).map(|end| count(&source[..end])).max().unwrap_or(0)
        };
        let own = own(tokens_in_a_row).max(own(units_in_a_row));
        let at_most = |most: usize| if most == 0 { usize::MAX } else { most.max(own) };
        Self { tokens: at_most(most.saturating_mul(ZEROS)), units: at_most(most) }
    }

    /// Whether a target ends in something once more than is allowed.
    pub fn too_many(&self, target: &[u32]) -> bool {
        tokens_in_a_row(target) > self.tokens || units_in_a_row(target) > self.units
    }
}

/// How often the last token stands in a row.
fn tokens_in_a_row(ids: &[u32]) -> usize {
    ids.iter().rev().take_while(|&id| Some(id) == ids.last()).count()
}

/// How often a unit at the end stands there in a row, for the unit that does so most often.
fn units_in_a_row(ids: &[u32]) -> usize {
    let times = |len: usize| {
        let unit = &ids[ids.len() - len..];
        match unit.iter().all(|id| *id == unit[0]) {
            true => 0,
            false => ids.rchunks_exact(len).take_while(|&chunk| chunk == unit).count(),
        }
    };
    (2..=LONGEST.min(ids.len())).map(times).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_units_count_as_often_as_they_stand_at_the_end() {
        assert_eq!((tokens_in_a_row(&[]), units_in_a_row(&[])), (0, 0));
        assert_eq!((tokens_in_a_row(&[7, 7, 5]), units_in_a_row(&[7, 7, 5])), (1, 1));
        assert_eq!((tokens_in_a_row(&[5, 7, 7, 7]), units_in_a_row(&[7; 12])), (3, 0));
        assert_eq!(units_in_a_row(&[9, 1, 2, 3, 1, 2, 3, 1, 2, 3]), 3);
        let long: Vec<u32> = (0..27).map(|i| i % 9).collect();
        assert_eq!(units_in_a_row(&long), 1, "a unit of nine is not looked for");
    }

    #[test]
    fn a_target_may_repeat_as_often_as_allowed_or_as_its_source() {
        let repeats = Repeats::new(4, &[5, 6, 7, 2]);
        assert!(!repeats.too_many(&[&[1], &[8; 12][..]].concat()), "a million is no circle");
        assert!(repeats.too_many(&[&[1], &[8; 13][..]].concat()));
        assert!(!repeats.too_many(&[1, 3].repeat(4)));
        assert!(repeats.too_many(&[1, 3].repeat(5)));
        assert!(repeats.too_many(&[1, 3, 3].repeat(5)));
        let repeats = Repeats::new(4, &[&[9], &[5; 15][..], &[2]].concat());
        assert!(!repeats.too_many(&[8; 15]) && repeats.too_many(&[8; 16]));
        assert!(!repeats.too_many(&[1, 3].repeat(15)) && repeats.too_many(&[1, 3].repeat(16)));
        assert!(!Repeats::new(0, &[5, 2]).too_many(&[8; 100]));
    }
}
