//! From tensors to the records of [`trace`](crate::trace).

use burn::tensor::Tensor;

use crate::error::Result;
use crate::model::{DecoderState, Encoded, StepOutput};
use crate::ops::readback::Readback;
use crate::tokenizer::Reading;
use crate::trace::{AttentionTrace, EncoderTrace, Matrix, SourceToken, SourceTrace};

/// What one step gives besides the token chosen.
pub(crate) struct StepRecord {
    /// Of the pieces scored, or what was chosen among them, as it was pushed.
    pub(crate) scores: Vec<f32>,
    pub(crate) attention: Option<AttentionTrace>,
    pub(crate) hidden: Vec<f32>,
    pub(crate) context: Option<Vec<f32>>,
}

/// Brings the encoder's part from the device, rows in the order of the text.
pub(crate) async fn source(
    reading: Reading,
    tokens: Vec<SourceToken>,
    reading_order: Vec<usize>,
    encoded: Encoded,
    state: &DecoderState,
) -> Result<SourceTrace> {
    let encoder = match (encoded, state) {
        (Encoded::Elman(_), _) => EncoderTrace::None,
        (Encoded::Seq2Seq(encoded), DecoderState::Seq2Seq { state, .. }) => {
            let mut readback = Readback::default();
            readback.push(encoded.states);
            readback.push(encoded.last);
            readback.push(state.hidden.clone());
            let [states, last_state, first_state] = parts(readback.read().await?);
            recurrent(&states, [last_state, first_state], &reading_order, encoded.bidirectional)
        }
        (Encoded::Transformer(encoded), _) => {
            let (layers, [_, heads, width, _]) = (encoded.weights.len(), encoded.weights[0].dims());
            let mut readback = Readback::default();
            readback.push(encoded.states);
            readback.push_stacked(encoded.weights);
            let [states, weights] = parts(readback.read().await?);
            let rows: Vec<usize> =
                (0..layers * heads).flat_map(|k| (0..tokens.len()).map(move |i| k * width + i)).collect();
            EncoderTrace::SelfAttention {
                layers,
                heads,
                weights: pick(&weights, &rows, 0, tokens.len()),
                states: pick(&states, &(0..tokens.len()).collect::<Vec<_>>(), 0, states.cols),
            }
        }
        _ => unreachable!("encoder and decoder are of one family"),
    };
    Ok(SourceTrace { read_as: reading.told(), folds: reading.folds, tokens, reading_order, encoder })
}

/// Brings one step's numbers from the device, in one transfer.
///
/// # Shapes
/// - `scores`: `[1, ..]`, given back as they are
pub(crate) async fn step(
    scores: Tensor<2>,
    output: StepOutput,
    reading_order: Vec<usize>,
) -> Result<StepRecord> {
    let mut readback = Readback::default();
    readback.push(scores);
    match &output {
        StepOutput::Elman(state) => {
            readback.push(state.hidden.clone());
            let [scores, hidden] = parts(readback.read().await?);
            Ok(StepRecord { scores: scores.data, attention: None, hidden: hidden.data, context: None })
        }
        StepOutput::Seq2Seq(step) => {
            readback.push(step.state.hidden.clone());
            if let Some(context) = &step.context {
                readback.push(context.clone());
            }
            if let Some(attended) = &step.attended {
                readback.push(attended.scores.clone());
                readback.push(attended.weights.clone());
            }
            if let Some(window) = &step.window {
                readback.push(window.position.clone());
            }
            let mut read = readback.read().await?.into_iter().map(|m| m.data);
            let mut next = || read.next();
            let (scores, hidden) = (next().unwrap_or_default(), next().unwrap_or_default());
            let context = step.context.as_ref().and_then(|_| next());
            let mut attention =
                step.attended.as_ref().and_then(|_| Some(single_head(&next()?, &next()?, &reading_order)));
            if let Some(attention) = attention.as_mut().filter(|_| step.window.is_some()) {
                attention.position = next().and_then(|position| position.first().copied());
            }
            Ok(StepRecord { scores, attention, hidden, context })
        }
        StepOutput::Transformer(step) => {
            readback.push(step.hidden.clone());
            // Of all layers `[layers × heads, key_len]`, the heads of the first layer first.
            readback.push_stacked(step.layers.iter().map(|layer| layer.cross_attended.scores.clone()));
            readback.push_stacked(step.layers.iter().map(|layer| layer.cross_attended.weights.clone()));
            readback.push_stacked(step.layers.iter().map(|layer| layer.self_attended.weights.clone()));
            let last = step.layers.last().expect("a Transformer has a layer");
            readback.push(last.cross_attended.output.clone());
            let [scores, hidden, attended, weights, self_weights, context] = parts(readback.read().await?);
            let [_, heads, _, _] = last.cross_attended.weights.dims();
            let attention = AttentionTrace {
                self_weights: Some(first_columns(&self_weights, step.cache.len())),
                ..multi_head(&attended, &weights, heads, reading_order.len())
            };
            Ok(StepRecord {
                scores: scores.data,
                attention: Some(attention),
                hidden: hidden.data,
                context: Some(context.data),
            })
        }
    }
}

/// The states of a recurrent encoder by direction, in the order of the text.
fn recurrent(
    states: &Matrix,
    [last_state, first_state]: [Matrix; 2],
    reading_order: &[usize],
    bidirectional: bool,
) -> EncoderTrace {
    let rows = column_of(reading_order);
    let half = if bidirectional { states.cols / 2 } else { states.cols };
    EncoderTrace::Recurrent {
        forward: pick(states, &rows, 0, half),
        backward: bidirectional.then(|| pick(states, &rows, half, half)),
        last_state,
        first_state,
    }
}

/// A recurrent network's attention, in the order of the text.
fn single_head(scores: &[f32], weights: &[f32], reading_order: &[usize]) -> AttentionTrace {
    let order = column_of(reading_order);
    let row = |x: &[f32]| order.iter().map(|&k| x[k]).collect::<Vec<f32>>();
    let one = |data: Vec<f32>| Matrix::new(1, data.len(), data);
    let (scores, weights) = (row(scores), row(weights));
    AttentionTrace {
        layers: 1,
        heads: 1,
        scores: one(scores),
        weights: one(weights.clone()),
        self_weights: None,
        position: None,
        row: weights,
    }
}

/// A Transformer's attention; the row to draw is the mean over the heads of the last layer.
fn multi_head(scores: &Matrix, weights: &Matrix, heads: usize, src_len: usize) -> AttentionTrace {
    let weights = first_columns(weights, src_len);
    let last = weights.rows - heads..weights.rows;
    let mean = |j: usize| last.clone().map(|k| weights.row(k)[j]).sum::<f32>() / heads as f32;
    AttentionTrace {
        layers: weights.rows / heads,
        heads,
        scores: first_columns(scores, src_len),
        row: (0..src_len).map(mean).collect(),
        weights,
        self_weights: None,
        position: None,
    }
}

/// For each token of the text the column in which the encoder read it.
fn column_of(reading_order: &[usize]) -> Vec<usize> {
    let mut columns = vec![0; reading_order.len()];
    for (column, &token) in reading_order.iter().enumerate() {
        columns[token] = column;
    }
    columns
}

/// Some rows of a matrix, and of them the columns `first .. first + cols`.
fn pick(x: &Matrix, rows: &[usize], first: usize, cols: usize) -> Matrix {
    let data = rows.iter().flat_map(|&row| x.row(row)[first..first + cols].iter().copied()).collect();
    Matrix::new(rows.len(), cols, data)
}

/// All rows of a matrix, without the columns that only fill it up.
fn first_columns(x: &Matrix, cols: usize) -> Matrix {
    pick(x, &(0..x.rows).collect::<Vec<_>>(), 0, cols)
}

/// The matrices of a readback by name.
fn parts<const N: usize>(read: Vec<Matrix>) -> [Matrix; N] {
    read.try_into().expect("as many matrices as were pushed")
}
