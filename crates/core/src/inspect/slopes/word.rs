//! Back from the probability of a piece to the vectors of the source's tokens.

use burn::tensor::{Tensor, TensorData, activation::softmax};

use super::super::recurrent::Run;
use super::super::{Direction, Keep, Operands};
use super::attention;
use super::cell::{CellStep, Slopes, back, back_rnn, of_tanh};
use super::encoder::Reading;
use crate::cell::{CellState, RecurrentCell};
use crate::elman::Elman;
use crate::encoder::unbind;
use crate::layers::{Embedding, TiedOutput};
use crate::model::DecoderState;
use crate::ops::activation::Activation;
use crate::seq2seq::Seq2Seq;
use crate::translation::Translation;

/// Slopes of one result with respect to what a recurrent encoder gave.
struct OfEncoder {
    /// `[src_len, d_hidden]`.
    states: Tensor<2>,
    /// `[1, d_hidden]`.
    last: Tensor<2>,
}

/// `∂ log p(id) / ∂u_j` of every token `j`; `runs` are the steps up to the one that makes the piece.
pub(in crate::inspect) fn word(
    translation: &Translation,
    model: &Seq2Seq,
    runs: &[Run],
    id: u32,
) -> Option<Operands> {
    let of_encoder = of_decoder(translation, model, runs, id)?;
    let (src, encoder) = (&translation.request.src, &model.encoder);
    let embedded = model.embedding.forward(src.ids.clone());
    let [_, width] = of_encoder.last.dims();
    let half = if encoder.backward.is_some() { width / 2 } else { width };
    let directions =
        [(Direction::Forward, Some(&encoder.forward)), (Direction::Backward, encoder.backward.as_ref())];
    let mut found: Vec<(usize, Tensor<2>)> = vec![];
    for (n, (direction, cell)) in directions.into_iter().enumerate() {
        let Some(cell) = cell else { continue };
        let reading = Reading::new(cell, embedded.clone(), src, direction);
        let part = |x: Tensor<2>| x.narrow(1, n * half, half);
        // Where the context is given from outside, the encoder's last state is not read.
        let last = Slopes::of_hidden(part(match translation.request.options.interventions.context {
            None => of_encoder.last.clone(),
            Some(_) => of_encoder.last.zeros_like(),
        }));
        let of_state = |column: usize| Some(part(of_encoder.states.clone().narrow(0, column, 1)));
        found.extend(reading.back(cell, &|step, after| back(cell, step, after), last, of_state));
    }
    Some(slopes(translation, found, embedded.dims()[2]))
}

/// The same of a network that writes as it reads.
pub(in crate::inspect) fn word_as_it_reads(
    translation: &Translation,
    model: &Elman,
    position: usize,
    id: u32,
) -> Option<Operands> {
    let DecoderState::Elman(first) = &translation.history.first else { return None };
    let src = &translation.request.src;
    let projected = unbind(first.inputs.clone());
    let reading = Reading::of_all(&model.cell, projected, position + 1);
    let hidden = translation.history.cells[position].clone();
    let hidden = model.cell.step(unbind(first.inputs.clone()).swap_remove(position), &hidden).hidden;
    let of_hidden = of_log_prob(translation, &model.embedding, &model.output, hidden, id);
    let rnn = |step: &CellStep, after| back_rnn(&model.cell, step, after);
    let mut found = reading.back(&model.cell, &rnn, Slopes::of_hidden(of_hidden), |_| None);
    found.retain(|(column, _)| !src.hidden.contains(column));
    Some(slopes(translation, found, model.embedding.dims()[1]))
}

/// Back through the output and all steps of the decoder.
fn of_decoder(translation: &Translation, model: &Seq2Seq, runs: &[Run], id: u32) -> Option<OfEncoder> {
    let (decoder, last) = (&model.decoder, runs.last()?);
    let features = last.step.features.clone();
    let readout = decoder.readout.forward_then(features, Activation::Tanh);
    let of_readout = of_log_prob(translation, &model.embedding, &model.output, readout.clone(), id);
    let of_features = (of_readout * of_tanh(readout)).matmul(decoder.readout.weight.val());
    let [_, d_hidden] = last.before.hidden.dims();
    let [_, d_embed] = last.embedded.dims();
    let mut states = last.source.encoder_outputs.clone().squeeze_dim::<2>(0).zeros_like();
    let mut of_last = last.source.last.zeros_like();
    // What the readout read: [x; s; c], [c; s] or s alone.
    let part = |from: usize| of_features.clone().narrow(1, from, d_hidden);
    let (mut of_hidden, mut of_context) = match (&decoder.context, &last.step.context) {
        (Some(_), _) => (part(d_embed), Some(part(d_embed + d_hidden))),
        (None, Some(_)) => (part(d_hidden), Some(part(0))),
        (None, None) => (part(0), None),
    };
    let mut attend = |run: &Run, query: &CellState, of_context: Tensor<2>| {
        let attention = decoder.attention.as_ref()?;
        let (query, weights) = (query.hidden.clone(), &run.given.weights);
        let of = attention::back(attention, (query, &run.source), (&run.step, weights), of_context)?;
        states = states.clone() + of.states;
        of.query
    };
    if decoder.context.is_none()
        && let Some(of_query) = of_context.take().and_then(|of| attend(last, &last.step.state, of))
    {
        of_hidden = of_hidden + of_query;
    }
    let mut slopes = Slopes::of_hidden(of_hidden);
    for run in runs.iter().rev() {
        let step = cell_step(model, run);
        let (of_projected, before) = back(&decoder.cell, &step, slopes);
        slopes = before;
        let Some(reads) = &decoder.context else { continue };
        let through = of_projected.matmul(reads.weight.val());
        let of_context = match of_context.take() {
            Some(read) => read + through,
            None => through,
        };
        match decoder.attention {
            None => of_last = of_last + of_context,
            Some(_) => {
                if let Some(of_query) = attend(run, &run.before, of_context) {
                    slopes = slopes.plus(of_query);
                }
            }
        }
    }
    // s_0 = tanh(W h_last + b)
    let first = runs[0].before.hidden.clone();
    let last = of_last + (slopes.hidden * of_tanh(first)).matmul(model.bridge.weight.val());
    Some(OfEncoder { states, last })
}

/// A step of the decoder's cell, with all that entered it.
fn cell_step(model: &Seq2Seq, run: &Run) -> CellStep {
    let decoder = &model.decoder;
    let mut projected = decoder.cell.input().forward(run.embedded.clone());
    if let (Some(reads), Some(context)) = (&decoder.context, &run.step.context) {
        projected = projected + reads.forward(context.clone());
    }
    let (before, after, held) = (run.before.clone(), run.step.state.clone(), run.given.gates.clone());
    CellStep { projected, before, after, held }
}

/// `∂ log p(id) / ∂x` where the logits are `(E x + b) / T`: `(e_id - Σ_i p_i e_i) / T`.
///
/// # Shapes
/// - `x`: `[1, d_embed]`, as the result
fn of_log_prob(
    translation: &Translation,
    embedding: &Embedding,
    output: &TiedOutput,
    x: Tensor<2>,
    id: u32,
) -> Tensor<2> {
    let (request, device) = (&translation.request, x.device());
    let logits: Tensor<2> = output.forward(x.unsqueeze_dim::<3>(1), embedding).squeeze_dim(1);
    let mean = softmax(request.tempered(logits), 1).matmul(embedding.weight.val());
    let id = Tensor::from_data(TensorData::new(vec![id as i32], [1, 1]), &device);
    let own: Tensor<2> = embedding.forward(id).squeeze_dim(1);
    request.tempered(own - mean)
}

/// The slopes by token and their lengths; those of a token that is read in both directions are added.
///
/// # Shapes
/// - `found`: by column `[1, d_embed]`
fn slopes(translation: &Translation, found: Vec<(usize, Tensor<2>)>, d_embed: usize) -> Operands {
    let columns = translation.request.columns();
    let none = Tensor::<2>::zeros([1, d_embed], &translation.inner.device);
    let mut rows = vec![none; columns.len()];
    for (column, slope) in found {
        rows[column] = rows[column].clone() + slope;
    }
    let slopes = Tensor::cat(rows, 0);
    let norms = slopes.clone().powi_scalar(2).sum_dim(1).sqrt().transpose();
    let mut operands = Operands::default();
    operands.push_kept("slopes", slopes, Keep::Rows(columns.clone()));
    operands.push_kept("norms", norms, Keep::Cols(columns));
    operands
}
