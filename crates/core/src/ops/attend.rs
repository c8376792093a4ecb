//! Attention: scores, softmax over what is not masked, and what is read with it.

#[cfg(feature = "gpu")]
pub(super) mod kernel;

use burn::tensor::{Bool, Tensor, assert_shape, s};

use super::host::{numbers, on_cpu, tensor};
use super::mask::{MASKED, masked_softmax};
use super::numbers::{dot, softmax_into, weighted_sum_into};

/// What attention read, and how.
#[derive(Debug, Clone)]
pub struct Attended {
    /// `[batch, tgt_len, src_len]`: before the softmax, masked positions as they were scored.
    pub scores: Tensor<3>,
    /// `[batch, tgt_len, src_len]`: rows sum to 1 (to less, where they fall off in a window), masked positions are 0.
    pub weights: Tensor<3>,
    /// `[batch, tgt_len, d_value]`: the weighted sums.
    pub context: Tensor<3>,
}

/// `α = softmax(scores)` over the positions that are not masked, `c = Σ_j α_j value_j`;
/// Bahdanau et al. 2015, eq. 5–6.
///
/// # Shapes
/// - `scores`: `[batch, tgt_len, src_len]`
/// - `value`: `[batch, src_len, d_value]`
/// - `mask_pad`: `[batch, src_len]`, true = masked out; `None` where nothing is
///
/// # Panics
/// If a tensor is of another shape.
pub fn attend(scores: Tensor<3>, value: Tensor<3>, mask_pad: Option<Tensor<2, Bool>>) -> Attended {
    let [_, _, src_len] = scores.dims();
    assert_shape!(value, [_, src_len, _]);
    if let Some(mask_pad) = &mask_pad {
        assert_shape!(mask_pad, [_, src_len]);
    }
    match mask_pad {
        None if on_cpu(&scores) => attend_in_one_pass(scores, value),
        mask_pad => attend_by_tensors(scores, value, mask_pad),
    }
}

/// [`attend`] in a window of the source, where the weights may fall off: `softmax(scores) ⊙ factor`.
///
/// # Shapes
/// - `scores`, `value`, `mask_pad`: as of [`attend`]
/// - `outside`: `[batch, tgt_len, src_len]`, true = masked out, besides the padding
/// - `factor`: `[batch, tgt_len, src_len]`; `None`: 1
pub(crate) fn attend_within(
    scores: Tensor<3>,
    value: Tensor<3>,
    mask_pad: Option<Tensor<2, Bool>>,
    outside: Tensor<3, Bool>,
    factor: Option<Tensor<3>>,
) -> Attended {
    let outside = outside.expand(scores.shape());
    let mask = mask_pad.map(|mask| mask.unsqueeze_dim::<3>(1).expand(scores.shape()));
    let within = scores.clone().mask_fill(outside.clone(), MASKED);
    let weights = masked_softmax(within, mask).mask_fill(outside, 0.0);
    let weights = match factor {
        Some(factor) => weights * factor,
        None => weights,
    };
    Attended { scores, context: weights.clone().matmul(value), weights }
}

/// [`attend`] with the scores of queries and keys, by a kernel, where there is one.
///
/// # Shapes
/// - `query`: `[batch, tgt_len, d_key]`; `key`: `[batch, src_len, d_key]`
/// - `energy`: `v` of a score `vᵀ tanh(q + k)`, `[1, d_key]`; `None`: the score is `q · k`
/// - `value`, `mask_pad`: as of [`attend`]
#[cfg(feature = "gpu")]
pub(crate) fn score_and_attend(
    query: &Tensor<3>,
    key: &Tensor<3>,
    energy: Option<Tensor<2>>,
    value: &Tensor<3>,
    mask_pad: Option<&Tensor<2, Bool>>,
) -> Option<Attended> {
    if !super::host::on_gpu(&query.device()) {
        return None;
    }
    let [query, key, value] = [query, key, value].map(|x| x.clone().unsqueeze_dim::<4>(1));
    let mask = mask_pad.map(|mask| mask.clone().unsqueeze_dim::<3>(1));
    let read = super::dispatch::attend(&query, &key, &value, mask.as_ref(), energy, 1.0)?;
    let [scores, weights, context] = read.map(|x| x.squeeze_dim(1));
    Some(Attended { scores, weights, context })
}

/// Without a feature for GPUs there is no such kernel.
///
/// # Shapes
/// - none is read
#[cfg(not(feature = "gpu"))]
pub(crate) fn score_and_attend(
    _: &Tensor<3>,
    _: &Tensor<3>,
    _: Option<Tensor<2>>,
    _: &Tensor<3>,
    _: Option<&Tensor<2, Bool>>,
) -> Option<Attended> {
    None
}

/// # Shapes
/// - as of [`attend`]
fn attend_by_tensors(scores: Tensor<3>, value: Tensor<3>, mask_pad: Option<Tensor<2, Bool>>) -> Attended {
    let mask = mask_pad.map(|mask| mask.unsqueeze_dim::<3>(1).expand(scores.shape()));
    let weights = masked_softmax(scores.clone(), mask);
    Attended { scores, context: weights.clone().matmul(value), weights }
}

/// The same without a mask, where the numbers lie in memory.
///
/// # Shapes
/// - `scores`: `[batch, tgt_len, src_len]`
/// - `value`: `[batch or 1, src_len, d_value]`
fn attend_in_one_pass(scores: Tensor<3>, value: Tensor<3>) -> Attended {
    let ([batch, tgt_len, src_len], [_, _, d_value], device) = (scores.dims(), value.dims(), scores.device());
    let (of_scores, value) = (numbers(scores.clone()), numbers(value));
    let mut weights = vec![0.0; of_scores.len()];
    let mut context = vec![0.0; batch * tgt_len * d_value];
    let rows = of_scores.chunks_exact(src_len).zip(weights.chunks_exact_mut(src_len));
    for (row, ((scores, weights), context)) in rows.zip(context.chunks_exact_mut(d_value)).enumerate() {
        softmax_into(weights, scores);
        // A beam's rows share the values of their one source.
        let first = row / tgt_len * src_len * d_value % value.len();
        weighted_sum_into(context, weights, &value[first..][..src_len * d_value]);
    }
    Attended {
        scores,
        weights: tensor(weights, [batch, tgt_len, src_len], &device),
        context: tensor(context, [batch, tgt_len, d_value], &device),
    }
}

/// Keys and values by head, each `[batch, n_heads, len, d_k]`.
#[derive(Debug, Clone)]
pub struct KeyValue {
    /// What is compared with a query.
    pub key: Tensor<4>,
    /// What is read.
    pub value: Tensor<4>,
}

/// What several heads read, before they are put together.
#[derive(Debug, Clone)]
pub(crate) struct Heads {
    /// `[batch, n_heads, query_len, key_len]`: scaled, before mask and softmax.
    pub(crate) scores: Tensor<4>,
    /// The same shape: rows sum to 1.
    pub(crate) weights: Tensor<4>,
    /// `[batch, n_heads, query_len, d_k]`: the weighted sums.
    pub(crate) heads: Tensor<4>,
}

impl Heads {
    /// `softmax(QKᵀ / √d_k) V` of every head; Vaswani et al. 2017, eq. 1.
    ///
    /// # Shapes
    /// - `query`: `[batch, n_heads, query_len, d_k]`; `key`, `value`: `[batch or 1, n_heads, key_len, d_k]`, where a beam's
    ///   rows share those of their one source
    /// - `mask`: `[batch, 1, query_len or 1, key_len]`, true = masked out; `None` where nothing is
    pub(crate) fn read(
        query: Tensor<4>,
        KeyValue { key, value }: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
    ) -> Self {
        if mask.is_none() && on_cpu(&query) {
            return Self::in_one_pass(query, key, value);
        }
        #[cfg(feature = "gpu")]
        if let Some(read) = Self::in_one_kernel(&query, key, value, mask.clone()) {
            return read;
        }
        Self::by_tensors(query, key, value, mask, |weights| weights)
    }

    /// [`read`](Self::read) with weights some of which are dropped.
    ///
    /// # Shapes
    /// - `query`, `key`, `value`, `mask`: as of [`read`](Self::read)
    /// - `drop`: is given the weights, `[batch, n_heads, query_len, key_len]`, and returns what is left of them
    pub(crate) fn read_dropping(
        query: Tensor<4>,
        KeyValue { key, value }: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
        drop: impl FnOnce(Tensor<4>) -> Tensor<4>,
    ) -> Self {
        Self::by_tensors(query, key, value, mask, drop)
    }

    /// The same, but nothing read by some of the heads.
    pub(crate) fn without(self, off: &[usize]) -> Self {
        if off.is_empty() {
            return self;
        }
        let silence = |heads: Tensor<4>, &head: &usize| heads.slice_fill(s![.., head..head + 1], 0.0);
        Self { heads: off.iter().fold(self.heads, silence), ..self }
    }

    /// `Concat(head_1, …, head_h)`, `[batch, query_len, d_model]`.
    pub(crate) fn joined(&self) -> Tensor<3> {
        let [batch, n_heads, query_len, d_k] = self.heads.dims();
        match query_len {
            1 => self.heads.clone(),
            _ => self.heads.clone().swap_dims(1, 2),
        }
        .reshape([batch, query_len, n_heads * d_k])
    }

    /// By tensors, on every device and tape.
    ///
    /// # Shapes
    /// - as of [`read_dropping`](Self::read_dropping)
    fn by_tensors(
        query: Tensor<4>,
        key: &Tensor<4>,
        value: &Tensor<4>,
        mask: Option<Tensor<4, Bool>>,
        drop: impl FnOnce(Tensor<4>) -> Tensor<4>,
    ) -> Self {
        let [_, _, _, d_k] = query.dims();
        let scores = (query / (d_k as f64).sqrt()).matmul(key.clone().transpose());
        let weights = masked_softmax(scores.clone(), mask.map(|mask| mask.expand(scores.shape())));
        let heads = drop(weights.clone()).matmul(value.clone());
        Self { scores, weights, heads }
    }

    /// By a kernel, without noise.
    ///
    /// # Shapes
    /// - as of [`read`](Self::read)
    #[cfg(feature = "gpu")]
    fn in_one_kernel(
        query: &Tensor<4>,
        key: &Tensor<4>,
        value: &Tensor<4>,
        mask: Option<Tensor<4, Bool>>,
    ) -> Option<Self> {
        let mask = mask.map(|mask| mask.squeeze_dim::<3>(1));
        let [_, _, _, d_k] = query.dims();
        let scale = 1.0 / (d_k as f32).sqrt();
        let [scores, weights, heads] =
            super::dispatch::attend(query, key, value, mask.as_ref(), None, scale)?;
        Some(Self { scores, weights, heads })
    }

    /// In one pass, without mask and noise, where the numbers lie in memory.
    ///
    /// # Shapes
    /// - as of [`read`](Self::read)
    fn in_one_pass(query: Tensor<4>, key: &Tensor<4>, value: &Tensor<4>) -> Self {
        let ([batch, n_heads, query_len, d_k], device) = (query.dims(), query.device());
        let [_, _, key_len, _] = key.dims();
        let (query, key, value) = (numbers(query), numbers(key.clone()), numbers(value.clone()));
        let scale = 1.0 / (d_k as f32).sqrt();
        let rows = batch * n_heads * query_len;
        let mut scores = Vec::with_capacity(rows * key_len);
        let (mut weights, mut heads) = (vec![0.0; rows * key_len], vec![0.0; rows * d_k]);
        // A beam's rows share keys and values of their one source.
        let sources = key.chunks_exact(key_len * d_k).zip(value.chunks_exact(key_len * d_k)).cycle();
        let read = weights.chunks_exact_mut(query_len * key_len).zip(heads.chunks_exact_mut(query_len * d_k));
        for ((query, (key, value)), (weights, heads)) in
            query.chunks_exact(query_len * d_k).zip(sources).zip(read)
        {
            let read = weights.chunks_exact_mut(key_len).zip(heads.chunks_exact_mut(d_k));
            for (query, (weights, head)) in query.chunks_exact(d_k).zip(read) {
                let first = scores.len();
                scores.extend(key.chunks_exact(d_k).map(|key| dot(query, key) * scale));
                softmax_into(weights, &scores[first..]);
                weighted_sum_into(head, weights, value);
            }
        }
        Self {
            scores: tensor(scores, [batch, n_heads, query_len, key_len], &device),
            weights: tensor(weights, [batch, n_heads, query_len, key_len], &device),
            heads: tensor(heads, [batch, n_heads, query_len, d_k], &device),
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Distribution, Tolerance};

    use super::*;

    #[test]
    #[should_panic(expected = "assert_shape!(value, [_, src_len, _])")]
    fn a_value_for_each_score_is_asked_for() {
        let zeros = |shape| Tensor::<3>::zeros(shape, &Device::flex());
        attend(zeros([2, 1, 3]), zeros([2, 4, 5]), None);
    }

    #[test]
    fn where_all_is_masked_nothing_is_read() {
        let device = Device::flex();
        let random = |shape| Tensor::<3>::random(shape, Distribution::Normal(0.0, 1.0), &device);
        let mask = Tensor::from_data([[true, true, true], [false, true, false]], &device);
        let read = attend(random([2, 1, 3]), random([2, 3, 4]), Some(mask));
        let numbers = |x: Tensor<3>| x.into_data().try_into_vec::<f32>().expect("float32");
        let weights = numbers(read.weights);
        assert_eq!(weights[..3], [0.0; 3]);
        assert!((weights[3] + weights[5] - 1.0).abs() < 1e-6 && weights[4] == 0.0);
        assert_eq!(numbers(read.context)[..4], [0.0; 4]);
    }

    #[test]
    fn one_pass_reads_what_the_tensors_read() {
        let device = Device::flex();
        let random = |shape| Tensor::<3>::random(shape, Distribution::Normal(0.0, 1.0), &device);
        // Values of each row, and values that a beam's rows share.
        for of_values in [3, 1] {
            let (scores, value) = (random([3, 2, 5]), random([of_values, 5, 7]));
            let expected = attend_by_tensors(scores.clone(), value.clone(), None);
            let found = attend_in_one_pass(scores, value);
            let parts = |x: Attended| [x.weights, x.context].map(Tensor::into_data);
            for (found, expected) in parts(found).iter().zip(parts(expected)) {
                found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-6));
            }
        }
    }

    #[test]
    fn of_several_heads_one_pass_reads_what_the_tensors_read() {
        let device = Device::flex();
        let random = |shape| Tensor::<4>::random(shape, Distribution::Normal(0.0, 1.0), &device);
        // Keys and values of each row, and those that a beam's rows share.
        for of_keys in [2, 1] {
            let query = random([2, 3, 5, 11]);
            let [key, value] = [0; 2].map(|_| random([of_keys, 3, 7, 11]));
            let expected = Heads::by_tensors(query.clone(), &key, &value, None, |weights| weights);
            let found = Heads::in_one_pass(query, &key, &value);
            let parts = |x: Heads| [x.scores, x.weights, x.heads].map(Tensor::into_data);
            for (found, expected) in parts(found).iter().zip(parts(expected)) {
                found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(2e-6));
            }
        }
    }
}
