//! Rows of unequal lengths one after the other, without padding.

/// Where the tokens of each row of a batch lie.
#[derive(Debug)]
pub(super) struct Ragged {
    /// Where each row begins, and where the last one ends.
    starts: Vec<usize>,
    longest: usize,
}

impl Ragged {
    /// Of rows with these lengths.
    pub(super) fn new(lens: impl Iterator<Item = usize>) -> Self {
        let mut rows = Self { starts: vec![0], longest: 0 };
        for len in lens {
            rows.starts.push(rows.tokens() + len);
            rows.longest = rows.longest.max(len);
        }
        rows
    }

    /// Rows.
    pub(super) fn batch(&self) -> usize {
        self.starts.len() - 1
    }

    /// The longest row's tokens.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// The tokens of all rows.
    pub(super) fn tokens(&self) -> usize {
        self.starts[self.batch()]
    }

    /// Where a row begins.
    #[inline(always)]
    pub(super) fn start(&self, row: usize) -> usize {
        self.starts[row]
    }

    /// A row's tokens.
    #[inline(always)]
    pub(super) fn len(&self, row: usize) -> usize {
        self.starts[row + 1] - self.starts[row]
    }

    /// Row and time of every token.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.batch()).flat_map(|row| (0..self.len(row)).map(move |t| (row, t)))
    }
}
