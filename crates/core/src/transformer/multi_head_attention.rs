//! Attention by several heads, its weights returned.

use burn::module::{Module, Param};
use burn::nn::{Initializer, LayerNorm};
use burn::tensor::{Bool, Device, Tensor};

use super::add_norm::project_add_norm;
use crate::attention::masked_softmax;
use crate::attention::rows::{dot, softmax_into, weighted_sum_into};
use crate::in_memory::{numbers, on_cpu, tensor};
use crate::int8::Int8Rows;
use crate::kernels;
use crate::noise::Noise;
use crate::projection::{Matrices, Projection};

/// `Attention(Q, K, V) = softmax(QKᵀ / √d_k) V` in `n_heads` parts of the width; Vaswani et al. 2017, eq. 1 and §3.2.2.
#[derive(Module, Debug)]
pub struct MultiHeadAttention {
    /// `W_Q` of all heads.
    pub query: Projection,
    /// `W_K` of all heads.
    pub key: Projection,
    /// `W_V` of all heads.
    pub value: Projection,
    /// `W_O`.
    pub output: Projection,
    /// Number of heads.
    #[module(skip)]
    pub n_heads: usize,
    /// `W_Q`, `W_K` and `W_V` once more as one, where one kernel takes the three products.
    #[module(skip)]
    joint: Option<Joint>,
}

/// Three maps of one input, one after the other.
#[derive(Debug, Clone)]
struct Joint {
    /// `[3 d_model, d_model]`.
    weight: Tensor<2>,
    /// `[1, 3 d_model]`.
    bias: Tensor<2>,
}

impl Joint {
    /// What each map makes of `[batch, len, d_model]`, if there is a kernel for it.
    fn forward(&self, x: &Tensor<3>) -> Option<[Tensor<3>; 3]> {
        let [batch, len, d_model] = x.dims();
        let x = x.clone().reshape([batch * len, d_model]);
        let products = kernels::three_products(&x, &self.weight, &self.bias)?;
        Some(products.map(|y| y.reshape([batch, len, d_model])))
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

/// What a multi-head attention read, and how.
#[derive(Debug, Clone)]
pub struct MultiHeadAttended {
    /// `[batch, n_heads, query_len, d_k]`.
    pub query: Tensor<4>,
    /// `[batch, query_len, d_model]`: heads concatenated and through `W_O`.
    pub output: Tensor<3>,
    /// `[batch, n_heads, query_len, key_len]`: scaled, before mask and softmax.
    pub scores: Tensor<4>,
    /// `[batch, n_heads, query_len, key_len]`: rows sum to 1.
    pub weights: Tensor<4>,
    /// `[batch, n_heads, query_len, d_k]`: the weighted sums before they are concatenated.
    pub heads: Tensor<4>,
}

impl MultiHeadAttention {
    /// Fresh weights, uniform by Glorot and Bengio 2010, biases zero, as PyTorch's layer.
    pub fn init(d_model: usize, n_heads: usize, device: &Device) -> Self {
        let projection = |fan_sum: usize| {
            // U(-k, k) with k = √(6 / (fan_in + fan_out)); `Projection` takes 1 / k².
            let mut p = Projection::init(d_model, d_model, fan_sum / 6, device);
            p.bias = Some(Initializer::Zeros.init([d_model], device));
            p
        };
        // PyTorch draws W_Q, W_K and W_V as one matrix of 3 d_model rows.
        let [query, key, value] = [4; 3].map(|share| projection(share * d_model));
        Self::new([query, key, value, projection(6 * d_model)], n_heads)
    }

    /// From `W_Q`, `W_K`, `W_V` and `W_O` of all heads.
    pub fn new([query, key, value, output]: [Projection; 4], n_heads: usize) -> Self {
        Self { query, key, value, output, n_heads, joint: None }
    }

    /// Puts the maps of [`project`](Self::project) together, once the weights are there, if there is a kernel for it.
    pub(crate) fn join(&mut self) {
        let maps = [&self.query, &self.key, &self.value];
        let [bias_q, bias_k, bias_v] = maps.map(|map| map.bias.as_ref().map(Param::val));
        let (Some(q), Some(k), Some(v)) = (bias_q, bias_k, bias_v) else { return };
        if maps.iter().all(|map| map.int8.is_none() && kernels::on_gpu(&map.weight.val().device())) {
            let weight = Tensor::cat(maps.map(|map| map.weight.val()).into(), 0);
            self.joint = Some(Joint { weight, bias: Tensor::cat(vec![q, k, v], 0).unsqueeze() });
        }
    }

    /// Keys and values of a sequence, by head.
    ///
    /// # Shapes
    /// - `x`: `[batch, key_len, d_model]`
    pub fn key_value(&self, x: Tensor<3>) -> KeyValue {
        KeyValue { key: self.split(self.key.forward(x.clone())), value: self.split(self.value.forward(x)) }
    }

    /// Queries, keys and values of one sequence, by head.
    ///
    /// # Shapes
    /// - `x`: `[batch, len, d_model]`
    pub(crate) fn project(&self, x: Tensor<3>) -> (Tensor<4>, KeyValue) {
        let in_one = self.joint.as_ref().and_then(|joint| joint.forward(&x));
        match in_one {
            Some([query, key, value]) => {
                (self.split(query), KeyValue { key: self.split(key), value: self.split(value) })
            }
            None => (self.queries(x.clone()), self.key_value(x)),
        }
    }

    /// Queries of a sequence, by head.
    ///
    /// # Shapes
    /// - `x`: `[batch, query_len, d_model]`
    pub(crate) fn queries(&self, x: Tensor<3>) -> Tensor<4> {
        self.split(self.query.forward(x))
    }

    /// Attends from `x` to keys and values.
    ///
    /// # Shapes
    /// - `x`: `[batch, query_len, d_model]`
    /// - `mask`: `[batch, 1, query_len or 1, key_len]`, true = masked out; `None` where nothing is
    pub fn forward(
        &self,
        x: Tensor<3>,
        key_value: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
        noise: &mut Noise,
        dropout: f64,
    ) -> MultiHeadAttended {
        let query = self.queries(x);
        let read = Heads::read(query.clone(), key_value, mask, noise, dropout);
        let output = self.output.forward(read.joined());
        read.attended(query, output)
    }

    /// The same from queries, with Add & Norm after it: `Norm(x + MultiHead(x))`.
    ///
    /// # Shapes
    /// - `query`: `[batch, n_heads, query_len, d_k]`, of `x`
    /// - `mask`: as of [`forward`](Self::forward)
    /// - `x`: `[batch, query_len, d_model]`, as the second result
    #[expect(
        clippy::too_many_arguments,
        reason = "what is read, what it is added to, and the noise of training"
    )]
    pub(crate) fn forward_and_norm(
        &self,
        query: Tensor<4>,
        key_value: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
        x: Tensor<3>,
        norm: &LayerNorm,
        noise: &mut Noise,
        dropout: f64,
    ) -> (MultiHeadAttended, Tensor<3>) {
        let read = Heads::read(query.clone(), key_value, mask, noise, dropout);
        let (output, normed) = project_add_norm(&self.output, norm, read.joined(), x, noise, dropout);
        (read.attended(query, output), normed)
    }

    /// `[batch, len, d_model]` → `[batch, n_heads, len, d_k]`.
    ///
    /// The heads' rows come to lie one after the other, once: a device would else put them so before every product.
    fn split(&self, x: Tensor<3>) -> Tensor<4> {
        let [batch, len, d_model] = x.dims();
        let (n_heads, d_k) = (self.n_heads, d_model / self.n_heads);
        if len == 1 {
            return x.reshape([batch, n_heads, 1, d_k]);
        }
        let by_head = x.reshape([batch, len, n_heads, d_k]).swap_dims(1, 2);
        by_head.reshape([batch * n_heads, len, d_k]).reshape([batch, n_heads, len, d_k])
    }
}

/// What all heads read, before they are put together: as in [`MultiHeadAttended`].
struct Heads {
    scores: Tensor<4>,
    weights: Tensor<4>,
    heads: Tensor<4>,
}

impl Heads {
    /// `softmax(QKᵀ / √d_k) V` of every head, in the way that is fastest where the numbers lie.
    fn read(
        query: Tensor<4>,
        key_value: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
        noise: &mut Noise,
        dropout: f64,
    ) -> Self {
        match mask {
            None if noise.is_off() && on_cpu(&query) => Self::in_one_pass(query, key_value),
            mask if noise.is_off() => Self::in_one_kernel(&query, key_value, mask.clone())
                .unwrap_or_else(|| Self::new(query, key_value, mask, noise, dropout)),
            mask => Self::new(query, key_value, mask, noise, dropout),
        }
    }

    /// `Concat(head_1, …, head_h)`, `[batch, query_len, d_model]`.
    fn joined(&self) -> Tensor<3> {
        let [batch, n_heads, query_len, d_k] = self.heads.dims();
        match query_len {
            1 => self.heads.clone(),
            _ => self.heads.clone().swap_dims(1, 2),
        }
        .reshape([batch, query_len, n_heads * d_k])
    }

    fn attended(self, query: Tensor<4>, output: Tensor<3>) -> MultiHeadAttended {
        let Self { scores, weights, heads } = self;
        MultiHeadAttended { query, output, scores, weights, heads }
    }

    /// The same by tensors, on every device and tape.
    fn new(
        query: Tensor<4>,
        key_value: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
        noise: &mut Noise,
        dropout: f64,
    ) -> Self {
        let [_, _, _, d_k] = query.dims();
        let scores = (query / (d_k as f64).sqrt()).matmul(key_value.key.clone().transpose());
        let weights = masked_softmax(scores.clone(), mask.map(|mask| mask.expand(scores.shape())));
        let heads = noise.drop(weights.clone(), dropout).matmul(key_value.value.clone());
        Self { scores, weights, heads }
    }

    /// The same without noise, by a kernel.
    fn in_one_kernel(query: &Tensor<4>, of: &KeyValue, mask: Option<Tensor<4, Bool>>) -> Option<Self> {
        let mask = mask.map(|mask| mask.squeeze_dim::<3>(1));
        let [_, _, _, d_k] = query.dims();
        let scale = 1.0 / (d_k as f32).sqrt();
        let [scores, weights, heads] =
            kernels::attend(query, &of.key, &of.value, mask.as_ref(), None, scale)?;
        Some(Self { scores, weights, heads })
    }

    /// The same without mask and noise, where the numbers lie in memory.
    fn in_one_pass(query: Tensor<4>, key_value: &KeyValue) -> Self {
        let ([batch, n_heads, query_len, d_k], device) = (query.dims(), query.device());
        let [_, _, key_len, _] = key_value.key.dims();
        let (query, key, value) =
            (numbers(query), numbers(key_value.key.clone()), numbers(key_value.value.clone()));
        let scale = 1.0 / (d_k as f32).sqrt();
        let rows = batch * n_heads * query_len;
        let mut scores = Vec::with_capacity(rows * key_len);
        let (mut weights, mut heads) = (vec![0.0; rows * key_len], vec![0.0; rows * d_k]);
        // A beam's rows share keys and values of their one source.
        let memory = key.chunks_exact(key_len * d_k).zip(value.chunks_exact(key_len * d_k)).cycle();
        let read = weights.chunks_exact_mut(query_len * key_len).zip(heads.chunks_exact_mut(query_len * d_k));
        for ((query, (key, value)), (weights, heads)) in
            query.chunks_exact(query_len * d_k).zip(memory).zip(read)
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

impl Matrices for MultiHeadAttention {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        self.query.each_matrix(visit);
        self.key.each_matrix(visit);
        self.value.each_matrix(visit);
        self.output.each_matrix(visit);
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Distribution, Tolerance};

    use super::*;

    #[test]
    fn one_pass_reads_what_the_tensors_read() {
        let device = Device::flex();
        let random = |shape| Tensor::<4>::random(shape, Distribution::Normal(0.0, 1.0), &device);
        // Keys and values of each row, and those that a beam's rows share.
        for of_keys in [2, 1] {
            let query = random([2, 3, 5, 11]);
            let key_value = KeyValue { key: random([of_keys, 3, 7, 11]), value: random([of_keys, 3, 7, 11]) };
            let expected = Heads::new(query.clone(), &key_value, None, &mut Noise::off(), 0.0);
            let found = Heads::in_one_pass(query, &key_value);
            let parts = |x: Heads| [x.scores, x.weights, x.heads].map(Tensor::into_data);
            for (found, expected) in parts(found).iter().zip(parts(expected)) {
                found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(2e-6));
            }
        }
    }
}
