//! Back through a cell's reading of the source.

use burn::tensor::Tensor;

use super::cell::{CellStep, Slopes};
use crate::batch::SourceBatch;
use crate::cell::RecurrentCell;
use crate::encoder::{Direction, unbind};

/// A cell's steps over the columns of a source, in the order in which it reads them.
pub(super) struct Reading(Vec<(usize, CellStep)>);

/// Through one step: [`back`](super::cell::back) of a cell.
type Back<'a> = &'a dyn Fn(&CellStep, Slopes) -> (Tensor<2>, Slopes);

impl Reading {
    /// As an encoder reads in one direction: over what is hidden it goes on without a step.
    ///
    /// # Shapes
    /// - `embedded`: `[1, src_len, d_embed]`
    pub(super) fn new(
        cell: &dyn RecurrentCell,
        embedded: Tensor<3>,
        src: &SourceBatch,
        direction: Direction,
    ) -> Self {
        let projected = unbind(cell.input().forward(embedded));
        let order = direction.order(src.lens[0]).filter(|column| !src.hidden.contains(column));
        let read = order.map(|column| (column, projected[column].clone(), src.held_at(column)));
        Self::of_steps(cell, read)
    }

    /// As a network that writes as it reads does.
    ///
    /// # Shapes
    /// - `projected`: of every column `[1, gates × d_hidden]`
    pub(super) fn of_all(cell: &dyn RecurrentCell, projected: Vec<Tensor<2>>, len: usize) -> Self {
        Self::of_steps(cell, projected.into_iter().take(len).enumerate().map(|(t, x)| (t, x, vec![])))
    }

    /// # Shapes
    /// - `read`: each `[1, gates × d_hidden]`
    fn of_steps(
        cell: &dyn RecurrentCell,
        read: impl Iterator<Item = (usize, Tensor<2>, Vec<crate::ops::gates::HeldGate>)>,
    ) -> Self {
        let mut state = cell.zero_state(1, &cell.recurrent().weight.val().device());
        let step = |(column, projected, held): (usize, Tensor<2>, Vec<_>)| {
            let before = state.clone();
            state = cell.step_holding(projected.clone(), &before, &held);
            (column, CellStep { projected, before, after: state.clone(), held })
        };
        Self(read.map(step).collect())
    }

    /// Up to a column, if that is read.
    pub(super) fn until(mut self, column: usize) -> Option<Self> {
        let at = self.0.iter().position(|(read, _)| *read == column)?;
        self.0.truncate(at + 1);
        Some(self)
    }

    /// From the slopes of the state after the last step, and of what else reads the state after a column, those of the
    /// cell's input, by column.
    ///
    /// # Shapes
    /// - `of_state`: gives `[results, d_hidden]`
    /// - returns `[results, d_input]` a column
    pub(super) fn back(
        &self,
        cell: &dyn RecurrentCell,
        back: Back<'_>,
        last: Slopes,
        of_state: impl Fn(usize) -> Option<Tensor<2>>,
    ) -> Vec<(usize, Tensor<2>)> {
        let (weights, mut slopes, mut found) = (cell.input().weight.val(), last, vec![]);
        for (column, step) in self.0.iter().rev() {
            if let Some(read) = of_state(*column) {
                slopes = slopes.plus(read);
            }
            let (of_projected, before) = back(step, slopes);
            slopes = before;
            found.push((*column, of_projected.matmul(weights.clone())));
        }
        found
    }
}
