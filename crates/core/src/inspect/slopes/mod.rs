//! How much a result hangs on each source token: exact slopes, from the last equation back to the first.
//!
//! A tape would give them too, but no browser package has one. `tests/parity/slopes.py` holds them to PyTorch's.

mod attention;
mod cell;
mod encoder;
mod word;

use burn::tensor::{Device, Tensor};

use super::{Direction, Keep, Operands};
use crate::cell::RecurrentCell;
use crate::elman::Elman;
use crate::encoder::unbind;
use crate::model::DecoderState;
use crate::seq2seq::Seq2Seq;
use crate::translation::Translation;
use cell::{Slopes, back, back_rnn};
use encoder::Reading;
pub(super) use word::{word, word_as_it_reads};

/// `‖∂h/∂u_j‖` of every token, `h` the state of a recurrent encoder after the token at `position`, or after its last.
pub(super) fn state(
    translation: &Translation,
    model: &Seq2Seq,
    position: Option<usize>,
    direction: Direction,
) -> Option<Operands> {
    let cell = match direction {
        Direction::Forward => &model.encoder.forward,
        Direction::Backward => model.encoder.backward.as_ref()?,
    };
    let src = &translation.request.src;
    let reading = Reading::new(cell, model.embedding.forward(src.ids.clone()), src, direction);
    let columns = translation.request.columns();
    let reading = match position {
        Some(position) => reading.until(*columns.get(position)?)?,
        None => reading,
    };
    let of_input = reading.back(cell, &|step, after| back(cell, step, after), every_number(cell), |_| None);
    Some(norms(of_input, columns, src.lens[0], &translation.inner.device))
}

/// The same of a network that writes as it reads.
pub(super) fn state_as_it_reads(
    translation: &Translation,
    model: &Elman,
    position: Option<usize>,
) -> Option<Operands> {
    let DecoderState::Elman(first) = &translation.history.first else { return None };
    let (src, columns) = (&translation.request.src, translation.request.columns());
    let projected = unbind(first.inputs.clone());
    let reading = Reading::of_all(&model.cell, projected, src.lens[0]);
    let reading = match position {
        Some(position) => reading.until(*columns.get(position)?)?,
        None => reading,
    };
    let rows = every_number(&model.cell);
    let mut of_input =
        reading.back(&model.cell, &|step, after| back_rnn(&model.cell, step, after), rows, |_| None);
    // In place of a hidden token's vector there are zeros.
    of_input.retain(|(column, _)| !src.hidden.contains(column));
    Some(norms(of_input, columns, src.lens[0], &translation.inner.device))
}

/// The slopes of each number of a state with respect to the state itself.
fn every_number(cell: &dyn RecurrentCell) -> Slopes {
    let [_, d_hidden] = cell.recurrent().dims();
    Slopes::of_hidden(Tensor::eye(d_hidden, &cell.recurrent().weight.val().device()))
}

/// Frobenius norms `[1, n]` of what is known by column; 0 of the other tokens.
///
/// # Shapes
/// - `of_input`: by column `[d_hidden, d_input]`
fn norms(of_input: Vec<(usize, Tensor<2>)>, columns: Vec<usize>, len: usize, device: &Device) -> Operands {
    let mut found = vec![Tensor::<1>::zeros([1], device); len];
    for (column, slopes) in of_input {
        found[column] = slopes.powi_scalar(2).sum().sqrt();
    }
    let mut operands = Operands::default();
    operands.push_kept("norms", Tensor::cat(found, 0).unsqueeze::<2>(), Keep::Cols(columns));
    operands
}
