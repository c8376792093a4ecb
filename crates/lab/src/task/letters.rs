//! Rows of letters, put into another order.

use super::Pair;
use crate::random::Numbers;

/// What rows are made of.
const LETTERS: &[u8] = b"abcdefghij";
/// The longest row.
pub(super) const LONGEST: usize = 10;
/// Rows made.
const ROWS: usize = 12_000;

/// Backwards.
pub(super) fn reverse(numbers: &mut Numbers) -> Vec<Pair> {
    rows(numbers, |mut letters| {
        letters.reverse();
        letters
    })
}

/// In alphabetical order.
pub(super) fn sort(numbers: &mut Numbers) -> Vec<Pair> {
    rows(numbers, |mut letters| {
        letters.sort_unstable();
        letters
    })
}

fn rows(numbers: &mut Numbers, into: impl Fn(Vec<char>) -> Vec<char>) -> Vec<Pair> {
    let row = |_| {
        let len = 2 + numbers.below(LONGEST - 1);
        let letters: Vec<char> =
            (0..len).map(|_| char::from(LETTERS[numbers.below(LETTERS.len())])).collect();
        Pair { source: letters.iter().collect(), target: into(letters).into_iter().collect() }
    };
    (0..ROWS).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn rows_are_turned_and_sorted() {
        let numbers = Numbers::new(1, Stream::Pairs, 0);
        let pairs = reverse(&mut numbers.clone());
        assert!(
            pairs.iter().all(|p| p.source.chars().rev().eq(p.target.chars()) && p.source.len() <= LONGEST)
        );
        let pairs = sort(&mut numbers.clone());
        assert!(pairs.iter().all(|p| p.target.as_bytes().is_sorted() && p.target.len() == p.source.len()));
    }
}
