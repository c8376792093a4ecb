//! Looking into a recurrent network.

use burn::tensor::Tensor;

#[cfg(feature = "slopes")]
use super::slopes;
use super::{Direction, Keep, Operands, Part, no_such};
use crate::attention::{Pair, Predicted, Score, Window};
use crate::batch::int_tensor;
use crate::cell::{CellState, RecurrentCell};
use crate::decoder::{DecoderStep, Given, Source};
use crate::encoder::unbind;
use crate::error::Result;
use crate::model::DecoderState;
use crate::ops::activation::tanh;
use crate::ops::gates::HeldGate;
use crate::ops::mask::{MASKED, masked_softmax};
use crate::seq2seq::Seq2Seq;
use crate::translation::Translation;

/// One step with what it started from.
pub(super) struct Run {
    pub(super) embedded: Tensor<2>,
    pub(super) before: CellState,
    pub(super) source: Source,
    pub(super) step: DecoderStep,
    pub(super) given: Given,
}

pub(super) fn operands(
    translation: &Translation,
    model: &Seq2Seq,
    position: usize,
    part: &Part,
) -> Result<Operands> {
    if let Part::EncoderGates { position, direction } = *part {
        return encoder_gates(translation, model, position, direction).ok_or_else(|| no_such(part));
    }
    #[cfg(feature = "slopes")]
    if let Part::StateSlopes { position, direction } = *part {
        return slopes::state(translation, model, position, direction).ok_or_else(|| no_such(part));
    }
    #[cfg(feature = "slopes")]
    if let Part::WordSlopes { id } = *part {
        let id = id.unwrap_or(translation.history.ids[position]);
        let runs: Option<Vec<Run>> = (0..=position).map(|t| run(translation, model, t)).collect();
        let of_word = runs.filter(|_| (id as usize) < translation.inner.config.vocab_size);
        let of_word = of_word.and_then(|runs| slopes::word(translation, model, &runs, id));
        return of_word.ok_or_else(|| no_such(part));
    }
    let run = run(translation, model, position).ok_or_else(|| no_such(part))?;
    match part {
        Part::Gates => Ok(gates(model, run)),
        Part::Attention => attention(model, run, translation.request.columns()).ok_or_else(|| no_such(part)),
        Part::Readout => Ok(readout(model, run, &translation.history.known[position])),
        _ => Err(no_such(part)),
    }
}

/// A step, made again.
fn run(translation: &Translation, model: &Seq2Seq, position: usize) -> Option<Run> {
    let DecoderState::Seq2Seq { source, .. } = translation.history.first.clone() else { return None };
    let before = translation.history.cells[position].clone();
    let input = translation.history.read_until(position, &translation.inner.config.special)[position];
    let ids = int_tensor(vec![input], 1, 1, &translation.inner.device);
    let embedded: Tensor<2> = model.embedding.forward(ids).squeeze_dim(1);
    let projected = model.decoder.cell.input().forward(embedded.clone());
    let given = translation.request.given_at(position);
    let step = model.decoder.step(embedded.clone(), projected, &before, &source, position, &given);
    Some(Run { embedded, before, source, step, given })
}

/// The cell that reads in `direction`, at a token of the source.
fn encoder_gates(
    translation: &Translation,
    model: &Seq2Seq,
    token: usize,
    direction: Direction,
) -> Option<Operands> {
    let src = &translation.request.src;
    let column = *translation.request.columns().get(token)?;
    if src.hidden.contains(&column) {
        return None;
    }
    let cell = match direction {
        Direction::Forward => &model.encoder.forward,
        Direction::Backward => model.encoder.backward.as_ref()?,
    };
    let embedded = model.embedding.forward(src.ids.clone());
    let projected = unbind(cell.input().forward(embedded.clone()));
    let zero = cell.zero_state(1, &translation.inner.device);
    let read = direction.order(src.lens[0]).take_while(|&j| j != column).filter(|j| !src.hidden.contains(j));
    let step = |state: &CellState, j: usize| cell.step_holding(projected[j].clone(), state, &src.held_at(j));
    let before = read.fold(zero, |state, j| step(&state, j));
    let (after, held) = (step(&before, column), src.held_at(column));
    let input = unbind(embedded).swap_remove(column);
    Some(cell_step(cell, [Some(input), None], projected[column].clone(), [before, after], &held))
}

fn gates(model: &Seq2Seq, run: Run) -> Operands {
    let cell = &model.decoder.cell;
    let mut projected = cell.input().forward(run.embedded.clone());
    let mut context = None;
    if let (Some(reads_context), Some(read)) = (&model.decoder.context, run.step.context) {
        projected = projected + reads_context.forward(read.clone());
        context = Some(read);
    }
    cell_step(cell, [Some(run.embedded), context], projected, [run.before, run.step.state], &run.given.gates)
}

/// One step of a cell; `projected` is all that enters its gates from outside.
///
/// # Shapes
/// - `input`: `[1, d_input]`; `context`: `[1, d_hidden]`
/// - `projected`: `[1, gates × d_hidden]`
pub(super) fn cell_step(
    cell: &dyn RecurrentCell,
    [input, context]: [Option<Tensor<2>>; 2],
    projected: Tensor<2>,
    [before, after]: [CellState; 2],
    held: &[HeldGate],
) -> Operands {
    let mut operands = Operands::default();
    if let Some(input) = input {
        operands.push("input", input);
    }
    operands.push("hidden_before", before.hidden.clone());
    if let Some(memory) = &before.memory {
        operands.push("memory_before", memory.clone());
    }
    if let Some(context) = context {
        operands.push("context", context);
    }
    operands.push("input_product", projected.clone());
    operands.push("hidden_product", cell.recurrent().forward(before.hidden.clone()));
    for (name, gate) in cell.gates(projected, &before, held) {
        operands.push(name, gate);
    }
    if let Some(memory) = after.memory {
        operands.push("memory", memory);
    }
    operands.push("hidden", after.hidden);
    operands
}

fn attention(model: &Seq2Seq, run: Run, columns: Vec<usize>) -> Option<Operands> {
    let (attended, key) = (run.step.attended?, run.source.key?);
    // Bahdanau's query is the state before the step, Luong's the one after.
    let query = if model.decoder.context.is_some() { run.before.hidden } else { run.step.state.hidden };
    let (rows, cols) = (Keep::Rows(columns.clone()), Keep::Cols(columns));
    let mut operands = Operands::default();
    operands.push("query", query.clone());
    let attention = model.decoder.attention.as_ref()?;
    let (mapped, pair) = attention.pair(query.unsqueeze_dim(1));
    if attention.maps_query() {
        operands.push("mapped_query", mapped.clone());
    }
    operands.push_kept("key", key.clone(), rows.clone());
    if let Pair::Energy(v) = pair {
        operands.push_kept("energy", tanh(mapped + key), rows.clone());
        operands.push("energy_weights", v.weight.val());
    }
    let mut masked = match run.source.mask_pad {
        Some(mask) => attended.scores.clone().mask_fill(mask.unsqueeze_dim::<3>(1), MASKED),
        None => attended.scores.clone(),
    };
    if let Some(window) = &run.step.window {
        masked = masked.mask_fill(window.outside.clone(), MASKED);
    }
    operands.push_kept("scores", attended.scores, cols.clone());
    operands.push_kept("masked", masked.clone(), cols.clone());
    if let Some(Window { position, predicted, .. }) = run.step.window {
        if let Some(Predicted { hidden, energy, gaussian }) = predicted {
            operands.push("position_hidden", hidden);
            operands.push("position_weights", energy);
            operands.push_kept("softmax", masked_softmax(masked, None), cols.clone());
            operands.push_kept("gaussian", gaussian, cols.clone());
        }
        operands.push("position", position);
    }
    operands.push_kept("weights", attended.weights, cols);
    operands.push_kept("value", run.source.encoder_outputs, rows);
    operands.push("context", attended.context);
    Some(operands)
}

fn readout(model: &Seq2Seq, run: Run, ids: &[u32]) -> Operands {
    let mut operands = Operands::default();
    let product = model.decoder.readout.forward(run.step.features.clone());
    operands.push("features", run.step.features);
    operands.push("readout_product", product.clone());
    operands.push_pieces(ids, &model.embedding, &model.output, tanh(product).unsqueeze_dim(1));
    operands
}
