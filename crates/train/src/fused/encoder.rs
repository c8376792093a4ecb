//! The recurrent encoder over a batch, forward and backward.

use super::gru::{self, Recurrent, Slopes};
use super::products::To;
use super::vectors::add;
use super::weights::{Gradients, Linear, Weights};

/// One direction of reading.
pub(super) struct Direction<'a> {
    name: &'static str,
    input: Linear<'a>,
    hidden: Recurrent<'a>,
    backward: bool,
    /// Where its states begin in a row of the encoder's outputs.
    offset: usize,
    /// By time, whatever the order of reading.
    steps: Vec<gru::Step>,
    /// `[batch, d]`: after the last step.
    last: Vec<f32>,
}

/// Source lengths as a rectangle.
#[derive(Clone, Copy)]
pub(super) struct Extent<'a> {
    pub(super) lens: &'a [usize],
    pub(super) len: usize,
}

impl Extent<'_> {
    /// Which rows have a token at time `t`.
    pub(super) fn active(&self, t: usize) -> Vec<bool> {
        self.lens.iter().map(|&len| t < len).collect()
    }
}

/// The encoder after its pass.
pub(super) struct Encoder<'a> {
    directions: Vec<Direction<'a>>,
    d_embed: usize,
    /// `[batch, src_len, d_hidden]`.
    pub(super) outputs: Vec<f32>,
    /// `[batch, d_hidden]`: the last states of all directions.
    pub(super) last: Vec<f32>,
}

impl<'a> Encoder<'a> {
    /// Reads `x` `[src_len, batch, d_embed]`.
    pub(super) fn forward(
        weights: &Weights<'a>,
        x: &[f32],
        extent: Extent,
        d_hidden: usize,
        bidirectional: bool,
    ) -> Self {
        let batch = extent.lens.len();
        let d_embed = x.len() / (batch * extent.len);
        let names: &[&str] =
            if bidirectional { &["encoder.forward", "encoder.backward"] } else { &["encoder.forward"] };
        let mut outputs = vec![0.0; batch * extent.len * d_hidden];
        let mut directions = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let input = weights.linear(&format!("{name}.input"));
            let hidden = weights.linear(&format!("{name}.hidden"));
            let hidden = Recurrent { weight: hidden.weight, bias: hidden.bias.expect("a cell has a bias") };
            let d = hidden.bias.len() / 3;
            let mut direction = Direction {
                name,
                input,
                hidden,
                backward: index == 1,
                offset: index * d,
                steps: Vec::new(),
                last: vec![0.0; batch * d],
            };
            direction.read(x, extent, &mut outputs, d_embed, d_hidden);
            directions.push(direction);
        }
        let mut last = vec![0.0; batch * d_hidden];
        for direction in &directions {
            copy_columns(&direction.last, &mut last, direction.offset, d_hidden);
        }
        Self { directions, d_embed, outputs, last }
    }

    /// Back to the slope of `x`, from those of the outputs and of the last state.
    pub(super) fn backward(
        &self,
        x: &[f32],
        extent: Extent,
        outputs: &[f32],
        last: &[f32],
        gradients: &mut Gradients,
    ) -> Vec<f32> {
        let d_hidden = last.len() / extent.lens.len();
        let mut x_slope = vec![0.0; x.len()];
        for direction in &self.directions {
            direction.read_back(x, extent, (outputs, last, d_hidden), &mut x_slope, gradients, self.d_embed);
        }
        x_slope
    }
}

impl Direction<'_> {
    fn order(&self, len: usize) -> Vec<usize> {
        if self.backward { (0..len).rev().collect() } else { (0..len).collect() }
    }

    fn read(&mut self, x: &[f32], extent: Extent, outputs: &mut [f32], d_embed: usize, d_hidden: usize) {
        let projected = self.input.forward(x, d_embed);
        let numbers = projected.len() / extent.len;
        let mut state = std::mem::take(&mut self.last);
        for t in self.order(extent.len) {
            let input = &projected[t * numbers..][..numbers];
            self.steps.push(self.hidden.step(input, &mut state, &extent.active(t)));
            let column = t * d_hidden + self.offset;
            copy_columns(&state, outputs, column, extent.len * d_hidden);
        }
        if self.backward {
            self.steps.reverse();
        }
        self.last = state;
    }

    fn read_back(
        &self,
        x: &[f32],
        extent: Extent,
        (outputs, last, d_hidden): (&[f32], &[f32], usize),
        x_slope: &mut [f32],
        gradients: &mut Gradients,
        d_embed: usize,
    ) {
        let d = self.hidden.bias.len() / 3;
        let batch = extent.lens.len();
        let mut slope = columns(last, self.offset, d_hidden, d);
        let mut slopes = Slopes::new(extent.len, batch * 3 * d);
        for t in self.order(extent.len).into_iter().rev() {
            let of_output = columns(outputs, t * d_hidden + self.offset, extent.len * d_hidden, d);
            add(&mut slope, &of_output);
            self.hidden.step_back(&self.steps[t], t, &mut slope, &mut slopes, &extent.active(t));
        }
        self.input.backward(&slopes.input, x_slope, d_embed, To::Add);
        gradients.set_linear(&format!("{}.input", self.name), &self.input, &slopes.input, x, d_embed);
        let (weight, bias) = self.hidden.weight_slopes(&self.steps, &slopes);
        gradients.set(&format!("{}.hidden.weight", self.name), weight);
        gradients.set(&format!("{}.hidden.bias", self.name), bias);
    }
}

/// Writes the rows of `from` into the columns that begin at `column` of rows `stride` apart.
fn copy_columns(from: &[f32], to: &mut [f32], column: usize, stride: usize) {
    let d = from.len() / (to.len() / stride);
    for (row, from) in from.chunks_exact(d).enumerate() {
        to[row * stride + column..][..d].copy_from_slice(from);
    }
}

/// The `d` columns from `column` on of rows `stride` apart.
pub(super) fn columns(from: &[f32], column: usize, stride: usize, d: usize) -> Vec<f32> {
    from.chunks_exact(stride).flat_map(|row| row[column..][..d].iter().copied()).collect()
}
