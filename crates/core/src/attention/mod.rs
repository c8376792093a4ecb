//! Attention: how well each source position fits a decoder state, and what is read with it.

mod additive;
mod concat;
mod dot;
mod general;
mod pair;
pub(crate) mod rows;

use burn::module::{Module, Param};
use burn::tensor::activation::softmax;
use burn::tensor::{Bool, Device, Tensor};

use crate::config::AttentionKind;
use crate::in_memory::{numbers, on_cpu, tensor};
use crate::int8::Int8Rows;
use crate::kernels;
use crate::projection::Matrices;

use rows::{softmax_into, weighted_sum_into};

pub use additive::Additive;
pub use concat::Concat;
pub use dot::Dot;
pub use general::General;
pub use pair::Pair;

/// A score function: one number for each pair of a decoder state and an encoder output.
pub trait Score {
    /// What of the keys does not depend on a query: computed once a sentence.
    ///
    /// # Shapes
    /// - `encoder_outputs`: `[batch, src_len, d_hidden]`
    /// - returns `[batch, src_len, d_key]`
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3>;

    /// What of a query meets the prepared keys, and how.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_hidden]`, decoder states
    /// - returns `[batch, tgt_len, d_key]`
    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>);

    /// Scores before the softmax.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_hidden]`, decoder states
    /// - `key`: `[batch, src_len, d_key]`, from [`prepare`](Self::prepare)
    /// - returns `[batch, tgt_len, src_len]`
    fn score(&self, query: Tensor<3>, key: Tensor<3>) -> Tensor<3> {
        let (query, pair) = self.pair(query);
        pair.scores(query, key)
    }

    /// Scores every query, and reads with it: [`attend`] of [`score`](Self::score).
    ///
    /// # Shapes
    /// - `query`, `key`: as of [`score`](Self::score)
    /// - `value`: `[batch, src_len, d_value]`
    /// - `mask_pad`: `[batch, src_len]`, true = masked out; `None` where nothing is
    fn attend(
        &self,
        query: Tensor<3>,
        key: Tensor<3>,
        value: Tensor<3>,
        mask_pad: Option<Tensor<2, Bool>>,
    ) -> Attended {
        let (query, pair) = self.pair(query);
        in_one_kernel(&query, pair, &key, &value, mask_pad.as_ref())
            .unwrap_or_else(|| attend(pair.scores(query, key), value, mask_pad))
    }
}

/// The score function that a checkpoint was trained with.
#[derive(Module, Debug)]
pub enum Attention {
    /// Bahdanau et al. 2015.
    Additive(Additive),
    /// Luong et al. 2015, `dot`.
    Dot(Dot),
    /// Luong et al. 2015, `general`.
    General(General),
    /// Luong et al. 2015, `concat`.
    Concat(Concat),
}

impl Attention {
    /// Fresh weights, or nothing for a mechanism without scores.
    pub fn init(kind: AttentionKind, d_hidden: usize, d_attention: usize, device: &Device) -> Option<Self> {
        match kind {
            AttentionKind::FirstState | AttentionKind::FixedContext => None,
            AttentionKind::Additive => Some(Self::Additive(Additive::init(d_hidden, d_attention, device))),
            AttentionKind::Dot => Some(Self::Dot(Dot::default())),
            AttentionKind::General => Some(Self::General(General::init(d_hidden, device))),
            AttentionKind::Concat => Some(Self::Concat(Concat::init(d_hidden, d_attention, device))),
        }
    }

    fn as_score(&self) -> &dyn Score {
        match self {
            Self::Additive(score) => score,
            Self::Dot(score) => score,
            Self::General(score) => score,
            Self::Concat(score) => score,
        }
    }
}

impl Score for Attention {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        self.as_score().prepare(encoder_outputs)
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        self.as_score().pair(query)
    }
}

/// What attention read, and how.
#[derive(Debug, Clone)]
pub struct Attended {
    /// `[batch, tgt_len, src_len]`: before the softmax, masked positions as they were scored.
    pub scores: Tensor<3>,
    /// `[batch, tgt_len, src_len]`: rows sum to 1, masked positions are 0.
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
pub fn attend(scores: Tensor<3>, value: Tensor<3>, mask_pad: Option<Tensor<2, Bool>>) -> Attended {
    match mask_pad {
        None if on_cpu(&scores) => attend_in_one_pass(scores, value),
        mask_pad => attend_by_tensors(scores, value, mask_pad),
    }
}

/// [`Score::attend`] by a kernel, where there is one.
fn in_one_kernel(
    query: &Tensor<3>,
    pair: Pair<'_>,
    key: &Tensor<3>,
    value: &Tensor<3>,
    mask_pad: Option<&Tensor<2, Bool>>,
) -> Option<Attended> {
    if !kernels::on_gpu(&query.device()) {
        return None;
    }
    let [query, key, value] = [query, key, value].map(|x| x.clone().unsqueeze_dim::<4>(1));
    let mask = mask_pad.map(|mask| mask.clone().unsqueeze_dim::<3>(1));
    let read = kernels::attend(&query, &key, &value, mask.as_ref(), pair.energy(), 1.0)?;
    let [scores, weights, context] = read.map(|x| x.squeeze_dim(1));
    Some(Attended { scores, weights, context })
}

fn attend_by_tensors(scores: Tensor<3>, value: Tensor<3>, mask_pad: Option<Tensor<2, Bool>>) -> Attended {
    let mask = mask_pad.map(|mask| mask.unsqueeze_dim::<3>(1).expand(scores.shape()));
    let weights = masked_softmax(scores.clone(), mask);
    Attended { scores, context: weights.clone().matmul(value), weights }
}

/// Softmax over the last dimension, of what is not masked; where all of a row is, its weights are 0, not uniform.
///
/// # Shapes
/// - `mask`: as `scores`, true = masked out; `None` where nothing is
pub(crate) fn masked_softmax<const D: usize>(scores: Tensor<D>, mask: Option<Tensor<D, Bool>>) -> Tensor<D> {
    match mask {
        Some(mask) => softmax(scores.mask_fill(mask.clone(), MASKED), D - 1).mask_fill(mask, 0.0),
        None => softmax(scores, D - 1),
    }
}

/// The same without a mask, where the numbers lie in memory.
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

/// Stands for minus infinity: `exp` of it is 0 in float32, and no row of it becomes NaN.
pub(crate) const MASKED: f32 = -1e9;

impl Matrices for Attention {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        match self {
            Self::Additive(score) => score.each_matrix(visit),
            Self::Dot(_) => {}
            Self::General(score) => score.each_matrix(visit),
            Self::Concat(score) => score.each_matrix(visit),
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Distribution, Tolerance};

    use super::*;

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
}
