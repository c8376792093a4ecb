//! Looking into a recurrent decoder.

use burn::tensor::Tensor;

use super::{Keep, Operands, Part, no_such};
use crate::activation::tanh;
use crate::attention::Attention;
use crate::batch::int_tensor;
use crate::cell::{CellState, RecurrentCell};
use crate::decoder::{DecoderStep, Memory};
use crate::error::Result;
use crate::model::DecoderState;
use crate::seq2seq::Seq2Seq;
use crate::translation::Translation;

/// One step with what it started from.
struct Run {
    embedded: Tensor<2>,
    before: CellState,
    memory: Memory,
    step: DecoderStep,
    logits: Tensor<2>,
}

pub(super) fn operands(
    translation: &Translation,
    model: &Seq2Seq,
    position: usize,
    part: &Part,
) -> Result<Operands> {
    let (state, input) = translation.before(position);
    let DecoderState::Seq2Seq { memory, state: before } = state else { return Err(no_such(part)) };
    let ids = int_tensor(vec![input], 1, 1, &translation.inner.device);
    let embedded = model.embedding.forward(ids.clone()).squeeze_dim(1);
    let (step, logits) = model.step(ids, &before, &memory, translation.override_at(position));
    let run = Run { embedded, before, memory, step, logits };
    match part {
        Part::Gates => Ok(gates(model, run)),
        Part::Attention => attention(model, run, translation.columns()).ok_or_else(|| no_such(part)),
        Part::Readout => Ok(readout(model, run)),
        _ => Err(no_such(part)),
    }
}

fn gates(model: &Seq2Seq, run: Run) -> Operands {
    let cell = &model.decoder.cell;
    let mut operands = Operands::default();
    let mut projected = cell.input().forward(run.embedded.clone());
    operands.push("input", run.embedded);
    operands.push("hidden_before", run.before.hidden.clone());
    if let Some(memory) = &run.before.memory {
        operands.push("memory_before", memory.clone());
    }
    if let (Some(reads_context), Some(context)) = (&model.decoder.context, run.step.context) {
        projected = projected + reads_context.forward(context.clone());
        operands.push("context", context);
    }
    operands.push("input_product", projected.clone());
    operands.push("hidden_product", cell.hidden().forward(run.before.hidden.clone()));
    for (name, gate) in cell.gates(projected, &run.before) {
        operands.push(name, gate);
    }
    if let Some(memory) = run.step.state.memory {
        operands.push("memory", memory);
    }
    operands.push("hidden", run.step.state.hidden);
    operands
}

fn attention(model: &Seq2Seq, run: Run, columns: Vec<usize>) -> Option<Operands> {
    let (attended, key) = (run.step.attended?, run.memory.key?);
    // Bahdanau's query is the state before the step, Luong's the one after.
    let query = if model.decoder.context.is_some() { run.before.hidden } else { run.step.state.hidden };
    let (rows, cols) = (Keep::Rows(columns.clone()), Keep::Cols(columns));
    let mut operands = Operands::default();
    operands.push("query", query.clone());
    operands.push_kept("key", key.clone(), rows.clone());
    operands.push_kept("value", run.memory.encoder_outputs, rows.clone());
    let layer = match &model.decoder.attention {
        Some(Attention::Additive(a)) => Some((&a.query, &a.energy)),
        Some(Attention::Concat(a)) => Some((&a.query, &a.energy)),
        _ => None,
    };
    if let Some((w, v)) = layer {
        operands.push_kept("energy", tanh(w.forward(query).unsqueeze_dim::<3>(1) + key), rows);
        operands.push("energy_weights", v.weight.val());
    }
    operands.push_kept("scores", attended.scores, cols.clone());
    operands.push_kept("weights", attended.weights, cols);
    operands.push("context", attended.context);
    Some(operands)
}

fn readout(model: &Seq2Seq, run: Run) -> Operands {
    let mut operands = Operands::default();
    operands.push("readout", tanh(model.decoder.readout.forward(run.step.features.clone())));
    operands.push("features", run.step.features);
    operands.push("logits", run.logits);
    operands
}
