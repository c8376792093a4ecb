//! Attention by several heads, its weights returned.

use burn::module::Module;
use burn::nn::Initializer;
use burn::tensor::{Bool, Device, Tensor, assert_shape};

use crate::layers::{AddNorm, Dropout, Projection, matrices};
use crate::ops::attend::{Heads, KeyValue};
use crate::ops::product::Joint;

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

impl MultiHeadAttended {
    /// # Shapes
    /// - `query`: `[batch, n_heads, query_len, d_k]`; `output`: `[batch, query_len, d_model]`
    fn new(query: Tensor<4>, output: Tensor<3>, read: Heads) -> Self {
        let Heads { scores, weights, heads } = read;
        Self { query, output, scores, weights, heads }
    }

    /// That of the last query alone.
    pub(super) fn last_query(self) -> Self {
        let last = |x: Tensor<4>| {
            let len = x.dims()[2];
            x.narrow(2, len - 1, 1)
        };
        let [_, len, _] = self.output.dims();
        Self {
            query: last(self.query),
            output: self.output.narrow(1, len - 1, 1),
            scores: last(self.scores),
            weights: last(self.weights),
            heads: last(self.heads),
        }
    }
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
        self.joint = Joint::new(maps.map(Projection::parts));
    }

    /// Keys and values of a sequence, by head.
    ///
    /// # Shapes
    /// - `x`: `[batch, key_len, d_model]`
    ///
    /// # Panics
    /// If `x` is of another width.
    pub fn key_value(&self, x: Tensor<3>) -> KeyValue {
        assert_shape!(x, [_, _, self.key.dims()[1]]);
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
    ///
    /// # Panics
    /// If a tensor is of another shape.
    pub fn forward(
        &self,
        x: Tensor<3>,
        key_value: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
        dropout: &mut Dropout<'_>,
    ) -> MultiHeadAttended {
        assert_shape!(x, [_, _, self.query.dims()[1]]);
        assert_shape!(key_value.value, [_, self.n_heads, key_value.key.dims()[2], _]);
        let query = self.queries(x);
        let read = read(query.clone(), key_value, mask, dropout);
        let output = self.output.forward(read.joined());
        MultiHeadAttended::new(query, output, read)
    }

    /// The same from queries, without some of the heads, and with Add & Norm after it: `Norm(x + MultiHead(x))`.
    ///
    /// # Shapes
    /// - `query`: `[batch, n_heads, query_len, d_k]`, of `x`
    /// - `mask`: as of [`forward`](Self::forward)
    /// - the second result: `[batch, query_len, d_model]`
    pub(crate) fn forward_and_norm(
        &self,
        query: Tensor<4>,
        key_value: &KeyValue,
        mask: Option<Tensor<4, Bool>>,
        heads_off: &[usize],
        add_norm: AddNorm<'_>,
        dropout: &mut Dropout<'_>,
    ) -> (MultiHeadAttended, Tensor<3>) {
        let read = read(query.clone(), key_value, mask, dropout).without(heads_off);
        let (output, normed) = add_norm.after(&self.output, read.joined(), dropout);
        (MultiHeadAttended::new(query, output, read), normed)
    }

    /// `[batch, len, d_model]` → `[batch, n_heads, len, d_k]`.
    ///
    /// The heads' rows come to lie one after the other, once: a device would else put them so before every product.
    ///
    /// # Shapes
    /// - `x`: `[batch, len, d_model]`
    /// - returns `[batch, n_heads, len, d_k]`
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

/// What the heads read, some of their weights dropped.
///
/// # Shapes
/// - `query`: `[batch, n_heads, query_len, d_k]`
/// - `mask`: `[batch, 1, query_len or 1, key_len]`, true = masked out; `None` where nothing is
fn read(
    query: Tensor<4>,
    key_value: &KeyValue,
    mask: Option<Tensor<4, Bool>>,
    dropout: &mut Dropout<'_>,
) -> Heads {
    match dropout.is_off() {
        true => Heads::read(query, key_value, mask),
        false => Heads::read_dropping(query, key_value, mask, |weights| dropout.of(weights)),
    }
}

matrices!(MultiHeadAttention: query, key, value, output);
