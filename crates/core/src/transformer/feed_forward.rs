//! The part of a layer that sees one token at a time.

use burn::module::Module;
use burn::tensor::{Device, Tensor, assert_shape};

use crate::layers::{AddNorm, Dropout, Projection, matrices};
use crate::ops::activation::Activation;

/// `FFN(x) = W_2 max(0, W_1 x + b_1) + b_2`; Vaswani et al. 2017, eq. 2.
#[derive(Module, Debug)]
pub struct FeedForward {
    /// `W_1`, `b_1`: `d_model → d_ff`.
    pub inner: Projection,
    /// `W_2`, `b_2`: `d_ff → d_model`.
    pub outer: Projection,
}

impl FeedForward {
    /// Fresh weights.
    pub fn init(d_model: usize, d_ff: usize, device: &Device) -> Self {
        Self {
            inner: Projection::init(d_model, d_ff, d_model, device),
            outer: Projection::init(d_ff, d_model, d_ff, device),
        }
    }

    /// `Norm(x + FFN(x))` of every token, `[batch, len, d_model]`.
    ///
    /// # Panics
    /// If `x` is of another width.
    pub fn forward_and_norm(&self, add_norm: AddNorm<'_>, dropout: &mut Dropout<'_>) -> Tensor<3> {
        let x = add_norm.x.clone();
        assert_shape!(x, [_, _, self.inner.dims()[1]]);
        let inner = dropout.of(self.inner.forward_then(x, Activation::Relu));
        let (_, normed) = add_norm.after(&self.outer, inner, dropout);
        normed
    }
}

matrices!(FeedForward: inner, outer);
