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

    /// `y = W z + b`, with which a part of a layer ends, and Add & Norm, `Norm(x + Dropout(y))`;
    /// Vaswani et al. 2017, §3.1 and §5.4.
    ///
    /// # Shapes
    /// - `z`: `[batch, len, d_input]`, which `map` is given
    /// - `x`: `[batch, len, d_model]`, which the part was given; as both results
    pub(crate) fn add_projected(
        &self,
        map: &Projection,
        z: Tensor<3>,
        x: Tensor<3>,
        dropout: &mut Dropout<'_>,
    ) -> (Tensor<3>, Tensor<3>) {
        if dropout.is_off() {
            return project_add_norm(map.parts(), &self.layer, z, x);
        }
        let y = map.forward(z);
        let normed = add_norm(&self.layer, x, dropout.of(y.clone()));
        (y, normed)
    }
}
