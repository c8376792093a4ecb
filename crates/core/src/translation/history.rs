//! What a run has made so far: what is shown of it can be computed again from it.

use crate::cell::CellState;
use crate::config::SpecialIds;
use crate::model::DecoderState;
use crate::search::Choice;

/// What a run has made so far.
#[derive(Debug)]
pub(crate) struct History {
    /// The decoder before its first step.
    pub(crate) first: DecoderState,
    /// The tokens made.
    pub(crate) ids: Vec<u32>,
    /// Of every step made: the ids of its candidates and, if it is none of them, the one made.
    pub(crate) known: Vec<Vec<u32>>,
    /// A recurrent decoder's state before every step made.
    pub(crate) cells: Vec<CellState>,
}

impl History {
    /// Before the first step.
    pub(super) fn new(first: DecoderState) -> Self {
        Self { first, ids: vec![], known: vec![], cells: vec![] }
    }

    /// Adds a step; `cell` is a recurrent decoder's state before it.
    pub(super) fn push(&mut self, choice: &Choice, cell: Option<CellState>) {
        let mut known: Vec<u32> = choice.candidates.iter().map(|candidate| candidate.0).collect();
        if !known.contains(&choice.id) {
            known.push(choice.id);
        }
        self.known.push(known);
        self.cells.extend(cell);
        self.ids.push(choice.id);
    }

    /// The ids read at the steps up to `position`: `<s>` and what was made.
    pub(crate) fn read_until(&self, position: usize, special: &SpecialIds) -> Vec<u32> {
        std::iter::once(special.sos).chain(self.ids[..position].iter().copied()).collect()
    }
}
