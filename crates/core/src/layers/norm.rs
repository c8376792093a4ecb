//! Layer normalisation, and Add & Norm, which ends each part of a Transformer's layer.

use burn::module::Module;
use burn::nn::{LayerNorm, LayerNormConfig};
use burn::tensor::{Device, Tensor};

use super::{Dropout, Projection};
use crate::ops::add_norm::{add_norm, project_add_norm};

/// `γ ⊙ (x - mean x) / √(var x + ε) + β`; Ba et al. 2016, <https://arxiv.org/abs/1607.06450>.
#[derive(Module, Debug)]
pub struct Norm {
    layer: LayerNorm,
}

impl Norm {
    /// `γ = 1`, `β = 0`.
    pub fn init(d_model: usize, device: &Device) -> Self {
        Self { layer: LayerNormConfig::new(d_model).init(device) }
    }

    /// Normalises the last dimension.
    ///
    /// # Shapes
    /// - `x`: `[.., d_model]`, as the result
    pub fn forward<const D: usize>(&self, x: Tensor<D>) -> Tensor<D> {
        self.layer.forward(x)
    }
}

/// Add & Norm, which ends each part of a Transformer's layer.
#[derive(Debug)]
pub struct AddNorm<'a> {
    /// Of the sum.
    pub norm: &'a Norm,
    /// `[batch, len, d_model]`: what the part is given.
    pub x: Tensor<3>,
    /// Whether it is added to what the part makes of it.
    pub adds: bool,
}

impl AddNorm<'_> {
    /// `y = W z + b`, with which a part ends, and `Norm(x + Dropout(y))`; Vaswani et al. 2017, §3.1 and §5.4.
    ///
    /// # Shapes
    /// - `z`: `[batch, len, d_input]`, which `map` is given
    /// - returns twice `[batch, len, d_model]`
    pub(crate) fn after(
        self,
        map: &Projection,
        z: Tensor<3>,
        dropout: &mut Dropout<'_>,
    ) -> (Tensor<3>, Tensor<3>) {
        let (norm, x) = (&self.norm.layer, if self.adds { self.x } else { self.x.zeros_like() });
        if dropout.is_off() {
            return project_add_norm(map.parts(), norm, z, x);
        }
        let y = map.forward(z);
        let normed = add_norm(norm, x, dropout.of(y.clone()));
        (y, normed)
    }
}
