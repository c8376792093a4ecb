//! Back through a recurrent decoder's attention, at one step.

use burn::tensor::{Tensor, TensorData};

use super::cell::of_tanh;
use crate::attention::{Attention, Pair, Predicted, Score, distance};
use crate::decoder::{DecoderStep, GivenWeights, Source};
use crate::ops::activation::tanh;
use crate::ops::mask::{MASKED, masked_softmax};

/// Slopes of one result with respect to what an attention read.
pub(super) struct Slopes {
    /// `[1, d_hidden]`, of the query; none, where the weights do not depend on it.
    pub(super) query: Option<Tensor<2>>,
    /// `[src_len, d_hidden]`, of the encoder's states.
    pub(super) states: Tensor<2>,
}

/// From the slope of a context.
///
/// # Shapes
/// - `query`: `[1, d_hidden]`, which the step attended with
/// - `of_context`: `[1, d_hidden]`
pub(super) fn back(
    attention: &Attention,
    (query, source): (Tensor<2>, &Source),
    (step, weights): (&DecoderStep, &GivenWeights),
    of_context: Tensor<2>,
) -> Option<Slopes> {
    let states: Tensor<2> = source.encoder_outputs.clone().squeeze_dim(0);
    let attended = step.attended.as_ref()?;
    let read: Tensor<2> = attended.weights.clone().squeeze_dim(0);
    // c = Σ_j α_j h_j
    let of_weights = of_context.clone().matmul(states.clone().transpose());
    let of_states = read.transpose().matmul(of_context);
    let of_weights = match weights {
        GivenWeights::Set(_) | GivenWeights::Uniform => {
            return Some(Slopes { query: None, states: of_states });
        }
        GivenWeights::None => of_weights,
        GivenWeights::Permuted(from) => {
            // Column j is read with the weight that was computed for column from[j].
            let back = (0..from.len()).map(|column| from.iter().position(|&whose| whose == column));
            let back: Vec<i32> = back.map(|place| place.expect("a permutation") as i32).collect();
            let back = TensorData::new(back, [from.len()]);
            of_weights.clone().select(1, Tensor::from_data(back, &of_weights.device()))
        }
    };
    let (of_scores, of_middle) = of_softmax(attention, source, step, of_weights)?;
    let key: Tensor<2> = source.key.clone()?.squeeze_dim(0);
    let (mapped, pair) = attention.pair(query.clone().unsqueeze_dim(1));
    let (of_mapped, of_key) = of_pair(pair, mapped.squeeze_dim(1), key, of_scores);
    let mut of_query = of_map(attention, query, of_mapped);
    if let (Some(of_middle), Attention::LocalP(score)) = (of_middle, attention) {
        of_query = of_query + of_middle.matmul(score.position.weight.val());
    }
    let states = match of_prepare(attention, states, of_key) {
        Some(more) => of_states + more,
        None => of_states,
    };
    Some(Slopes { query: Some(of_query), states })
}

/// Back through the softmax (`∂e_j = α_j (∂α_j - Σ α ∂α)`) and a window: the slopes of the scores, `[1, src_len]`, and of
/// `W_p h_t`, `[1, d_hidden]`, where the window's middle was predicted.
///
/// # Shapes
/// - `of_weights`: `[1, src_len]`
fn of_softmax(
    attention: &Attention,
    source: &Source,
    step: &DecoderStep,
    of_weights: Tensor<2>,
) -> Option<(Tensor<2>, Option<Tensor<2>>)> {
    let mut scores = step.attended.as_ref()?.scores.clone();
    if let Some(mask) = &source.mask_pad {
        scores = scores.mask_fill(mask.clone().unsqueeze_dim::<3>(1), MASKED);
    }
    if let Some(window) = &step.window {
        scores = scores.mask_fill(window.outside.clone(), MASKED);
    }
    let weights: Tensor<2> = masked_softmax(scores, None).squeeze_dim(0);
    let through = |of_weights: Tensor<2>| {
        let mean = (weights.clone() * of_weights.clone()).sum_dim(1);
        weights.clone() * (of_weights - mean)
    };
    let (Some(window), Attention::LocalP(score)) = (&step.window, attention) else {
        return Some((through(of_weights), None));
    };
    let Predicted { hidden, energy, gaussian } = window.predicted.as_ref()?;
    let flat = |x: &Tensor<3>| -> Tensor<2> { x.clone().squeeze_dim(0) };
    // exp(-2 (s - p)² / D²) by p; p = S σ(x) by x; x = v_pᵀ tanh(W_p h) through the tanh.
    let steepness = 4.0 / (score.half_width * score.half_width) as f32;
    let falls =
        flat(gaussian) * flat(&distance(&window.position, source.encoder_outputs.dims()[1])) * steepness;
    let of_middle = (of_weights.clone() * weights.clone() * falls).sum_dim(1);
    let middle = flat(&window.position);
    let of_energy = of_middle * middle.clone() * (-middle / source.lens[0] as f32 + 1.0);
    let of_hidden = of_energy * energy.clone() * of_tanh(flat(hidden));
    Some((through(of_weights * flat(gaussian)), Some(of_hidden)))
}

/// Back through the comparison of a query with every key.
///
/// # Shapes
/// - `query`: `[1, d_key]`; `key`: `[src_len, d_key]`, as the results
/// - `of_scores`: `[1, src_len]`
fn of_pair(pair: Pair<'_>, query: Tensor<2>, key: Tensor<2>, of_scores: Tensor<2>) -> (Tensor<2>, Tensor<2>) {
    match pair {
        Pair::Product => (of_scores.clone().matmul(key), of_scores.transpose().matmul(query)),
        Pair::Energy(v) => {
            let energy = tanh(query + key);
            let of_key = of_scores.transpose().matmul(v.weight.val()) * of_tanh(energy);
            (of_key.clone().sum_dim(0), of_key)
        }
    }
}

/// Back through what is made of a query before it meets the keys.
///
/// # Shapes
/// - `query`: `[1, d_hidden]`, as the result; `slope`: `[1, d_key]`
fn of_map(attention: &Attention, query: Tensor<2>, slope: Tensor<2>) -> Tensor<2> {
    match attention {
        Attention::Additive(score) => slope.matmul(score.query.weight.val()),
        Attention::Concat(score) => slope.matmul(score.query.weight.val()),
        Attention::ScaledDot(_) => slope / (query.dims()[1] as f64).sqrt(),
        Attention::Cosine(_) => of_unit(query, slope),
        Attention::Dot(_)
        | Attention::General(_)
        | Attention::Location(_)
        | Attention::LocalM(_)
        | Attention::LocalP(_) => slope,
    }
}

/// Back through what is prepared of the encoder's states; nothing, where a key does not depend on them.
///
/// # Shapes
/// - `states`: `[src_len, d_hidden]`, as the result; `slope`: `[src_len, d_key]`
fn of_prepare(attention: &Attention, states: Tensor<2>, slope: Tensor<2>) -> Option<Tensor<2>> {
    let through = |map: &crate::layers::Projection| Some(slope.clone().matmul(map.weight.val()));
    match attention {
        Attention::Additive(score) => through(&score.key),
        Attention::Concat(score) => through(&score.key),
        Attention::General(score) => through(&score.general),
        Attention::LocalM(score) => through(&score.general),
        Attention::LocalP(score) => through(&score.general),
        Attention::Cosine(_) => Some(of_unit(states, slope)),
        Attention::Dot(_) | Attention::ScaledDot(_) => Some(slope),
        Attention::Location(_) => None,
    }
}

/// Back through `y = x / |x|`: `∂x = (∂y - y (y · ∂y)) / |x|`.
///
/// # Shapes
/// - `x`, `slope`: `[rows, d]`, as the result
fn of_unit(x: Tensor<2>, slope: Tensor<2>) -> Tensor<2> {
    let length = x.clone().powi_scalar(2).sum_dim(1).sqrt();
    let y = x / length.clone();
    let along = (y.clone() * slope.clone()).sum_dim(1);
    (slope - y * along) / length
}
