//! The recurrent encoder over a batch, forward and backward.

use seq2see_core::config::Seq2SeqConfig;

use super::cell::{Cell, Pass};
use super::packing::Packing;
use super::rows::{columns, join};
use super::vectors::{add, dot};
use super::weights::{Gradients, Weights};

/// One direction of reading.
pub(super) struct Direction<'a> {
    cell: Cell<'a>,
    backward: bool,
    pub(super) pass: Pass,
    /// `[batch, d]`: the state after the last step.
    last: Vec<f32>,
}

/// The encoder after its pass.
pub(super) struct Encoder<'a> {
    directions: Vec<Direction<'a>>,
    /// `[tokens, d_hidden]`: the states of all directions.
    pub(super) outputs: Vec<f32>,
    /// `[batch, d_hidden]`, by place: the last ones.
    pub(super) last: Vec<f32>,
}

impl<'a> Encoder<'a> {
    /// Reads `x` `[tokens, d_embed]`.
    pub(super) fn forward(
        weights: &Weights<'a>,
        config: &Seq2SeqConfig,
        x: &[f32],
        packing: &Packing,
    ) -> Self {
        let cell = |name| Cell::new(weights, config.cell, name, config.d_embed);
        let mut directions = vec![Direction::read(cell("encoder.forward"), false, x, packing)];
        if config.bidirectional {
            directions.push(Direction::read(cell("encoder.backward"), true, x, packing));
        }
        let all = |rows: for<'d> fn(&'d Direction) -> &'d [f32]| {
            let parts: Vec<_> = directions.iter().map(|d| (rows(d), d.cell.d())).collect();
            join(&parts)
        };
        let (outputs, last) = (all(|d| &d.pass.after), all(|d| &d.last));
        Self { directions, outputs, last }
    }

    /// Back to the slope of `x`, from those of the outputs, if anything read them, and of the last states.
    pub(super) fn backward(
        &self,
        x: &[f32],
        packing: &Packing,
        (outputs, last): (Option<&[f32]>, &[f32]),
        gradients: &mut Gradients,
    ) -> Vec<f32> {
        let width = last.len() / packing.batch();
        let mut of_x = vec![0.0; x.len()];
        let mut column = 0;
        for direction in &self.directions {
            let d = direction.cell.d();
            let outputs = outputs.map(|outputs| columns(outputs, column, width, d));
            let last = columns(last, column, width, d);
            direction.read_back((x, &mut of_x), packing, outputs.as_deref(), last, gradients);
            column += d;
        }
        of_x
    }
}

impl<'a> Direction<'a> {
    /// Reads `x` `[tokens, d_input]`, last to first if `backward`.
    pub(super) fn read(cell: Cell<'a>, backward: bool, x: &[f32], packing: &Packing) -> Self {
        let (projected, gates) = (cell.project(x), cell.d_gates());
        let mut state = cell.state(vec![0.0; packing.batch() * cell.d()]);
        let mut pass = cell.pass(packing);
        for t in order(packing.len(), backward) {
            let at = packing.at(t);
            cell.step(&projected[at.start * gates..at.end * gates], &mut state, &mut pass, at);
        }
        Self { cell, backward, pass, last: state.hidden }
    }

    /// Adds the slope of `x`, from those of the states, if they were read, and of the last one.
    pub(super) fn read_back(
        &self,
        x: (&[f32], &mut [f32]),
        packing: &Packing,
        outputs: Option<&[f32]>,
        last: Vec<f32>,
        gradients: &mut Gradients,
    ) {
        let d = self.cell.d();
        let mut slope = self.cell.state(last);
        let mut slopes = self.cell.slopes(&self.pass);
        let mut norms = vec![0.0; packing.len()];
        for t in order(packing.len(), !self.backward) {
            let at = packing.at(t);
            let of_states = &mut slope.hidden[..at.len() * d];
            if let Some(outputs) = outputs {
                add(of_states, &outputs[at.start * d..at.end * d]);
            }
            norms[t] = dot(of_states, of_states).sqrt();
            self.cell.step_back(&self.pass, at, &mut slope, &mut slopes);
        }
        self.cell.learn(x, &self.pass, &slopes, gradients);
        if !self.backward {
            gradients.states = norms;
        }
    }
}

/// All times, first to last or `backward`.
fn order(len: usize, backward: bool) -> impl Iterator<Item = usize> {
    (0..len).map(move |t| if backward { len - 1 - t } else { t })
}
