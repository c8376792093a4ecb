//! Rows of unequal lengths without padding.

use std::ops::Range;

/// Where the tokens of a batch lie: time after time, at each time the rows that have a token then, longest row first.
///
/// A row keeps its place from its first to its last token, so that the rows of a time are the first of those
/// before it: a step of a recurrent network acts on the first rows of its running state, and nothing is computed
/// for padding.
#[derive(Debug)]
pub(super) struct Packing {
    /// The batch's rows by place, longest first.
    order: Vec<usize>,
    /// The places of the batch's rows.
    places: Vec<usize>,
    /// By place.
    lens: Vec<usize>,
    /// Where the tokens of each time begin, and where the last ones end.
    starts: Vec<usize>,
}

impl Packing {
    /// Of rows with these lengths.
    pub(super) fn new(lens: &[usize]) -> Self {
        let mut order: Vec<usize> = (0..lens.len()).collect();
        order.sort_by_key(|&row| std::cmp::Reverse(lens[row]));
        let mut places = vec![0; lens.len()];
        order.iter().enumerate().for_each(|(place, &row)| places[row] = place);
        let longest = lens.iter().copied().max().unwrap_or(0);
        let mut starts = vec![0];
        for t in 0..longest {
            starts.push(starts[t] + lens.iter().filter(|&&len| t < len).count());
        }
        let lens = order.iter().map(|&row| lens[row]).collect();
        Self { order, places, lens, starts }
    }

    /// Rows of the batch.
    pub(super) fn batch(&self) -> usize {
        self.order.len()
    }

    /// The longest row's tokens.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The tokens of all rows.
    pub(super) fn tokens(&self) -> usize {
        self.starts[self.len()]
    }

    /// Where the tokens of time `t` are.
    pub(super) fn at(&self, t: usize) -> Range<usize> {
        self.starts[t]..self.starts[t + 1]
    }

    /// How many tokens the row at a place has.
    #[inline(always)]
    pub(super) fn len_of(&self, place: usize) -> usize {
        self.lens[place]
    }

    /// Where token `t` of the row at a place is.
    #[inline(always)]
    pub(super) fn index(&self, place: usize, t: usize) -> usize {
        self.starts[t] + place
    }

    /// Row of the batch and time of every token.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.len()).flat_map(|t| self.order[..self.at(t).len()].iter().map(move |&row| (row, t)))
    }

    /// By place here: the place of the same row there.
    pub(super) fn places_in(&self, there: &Self) -> Vec<usize> {
        self.order.iter().map(|&row| there.places[row]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_packed_once_and_a_row_keeps_its_place() {
        let packing = Packing::new(&[2, 4, 1, 4]);
        let tokens: Vec<(usize, usize)> = packing.each().collect();
        let expected =
            [(1, 0), (3, 0), (0, 0), (2, 0), (1, 1), (3, 1), (0, 1), (1, 2), (3, 2), (1, 3), (3, 3)];
        assert_eq!(tokens, expected);
        assert_eq!((packing.batch(), packing.len(), packing.tokens()), (4, 4, 11));
        assert_eq!((packing.at(1), packing.len_of(2), packing.index(1, 3)), (4..7, 2, 10));
    }

    #[test]
    fn a_row_is_found_in_another_packing() {
        let (here, there) = (Packing::new(&[1, 2, 3]), Packing::new(&[3, 1, 2]));
        assert_eq!(here.places_in(&there), [1, 2, 0]);
    }
}
