//! A core without kernels of its own: what has one falls back on its plain tensor form.

use burn::tensor::{Bool, Device, Int, Tensor};

use crate::activation::Activation;

pub(crate) fn on_gpu(_: &Device) -> bool {
    false
}

pub(crate) fn product(
    _: &Tensor<2>,
    _: &Tensor<2>,
    _: Option<&Tensor<2>>,
    _: Activation,
) -> Option<Tensor<2>> {
    None
}

pub(crate) fn three_products(_: &Tensor<2>, _: &Tensor<2>, _: &Tensor<2>) -> Option<[Tensor<2>; 3]> {
    None
}

pub(crate) fn product_and_norm(
    _: &Tensor<2>,
    _: [&Tensor<2>; 2],
    _: [&Tensor<1>; 3],
    _: f32,
) -> Option<[Tensor<2>; 2]> {
    None
}

pub(crate) fn attend(
    _: &Tensor<4>,
    _: &Tensor<4>,
    _: &Tensor<4>,
    _: Option<&Tensor<3, Bool>>,
    _: Option<Tensor<2>>,
    _: f32,
) -> Option<[Tensor<4>; 3]> {
    None
}

pub(crate) fn best(_: &Tensor<2>, _: &Tensor<2>, _: usize, _: u32) -> Option<(Tensor<2, Int>, Tensor<2>)> {
    None
}

pub(crate) fn gru(_: &Tensor<2>, _: &Tensor<2>, _: &Tensor<2>) -> Option<Tensor<2>> {
    None
}

pub(crate) fn lstm(_: &Tensor<2>, _: &Tensor<2>, _: &Tensor<2>) -> Option<[Tensor<2>; 2]> {
    None
}
