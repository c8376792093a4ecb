//! The hidden layer of additive attention, for every pair of a query and a key.

use burn::tensor::Tensor;

use super::activation::tanh;
use super::host::{numbers, on_cpu, tensor};
use super::numbers::tanh_of;

/// `tanh(q_i + k_j)` for every pair.
///
/// # Shapes
/// - `query`: `[batch, tgt_len, d]`; `key`: `[batch or 1, src_len, d]`
/// - returns `[batch, tgt_len, src_len, d]`
pub(crate) fn energies(query: Tensor<3>, key: Tensor<3>) -> Tensor<4> {
    if on_cpu(&query) { in_one_pass(query, key) } else { by_tensors(query, key) }
}

/// # Shapes
/// - as of [`energies`]
fn by_tensors(query: Tensor<3>, key: Tensor<3>) -> Tensor<4> {
    tanh(query.unsqueeze_dim::<4>(2) + key.unsqueeze_dim::<4>(1))
}

/// # Shapes
/// - as of [`energies`]
fn in_one_pass(query: Tensor<3>, key: Tensor<3>) -> Tensor<4> {
    let ([batch, tgt_len, d], [_, src_len, _], device) = (query.dims(), key.dims(), query.device());
    let (query, key) = (numbers(query), numbers(key));
    let mut energy = Vec::with_capacity(batch * tgt_len * src_len * d);
    // A beam's rows share the keys of their one source.
    let keys = key.chunks_exact(src_len * d).cycle();
    for (queries, keys) in query.chunks_exact(tgt_len * d).zip(keys) {
        for q in queries.chunks_exact(d) {
            for k in keys.chunks_exact(d) {
                energy.extend(q.iter().zip(k).map(|(q, k)| tanh_of(q + k)));
            }
        }
    }
    tensor(energy, [batch, tgt_len, src_len, d], &device)
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Distribution, Tolerance};

    use super::*;

    #[test]
    fn one_pass_gives_what_the_tensors_give() {
        let device = Device::flex();
        let random = |shape| Tensor::<3>::random(shape, Distribution::Normal(0.0, 1.0), &device);
        // Keys of each row, and keys that a beam's rows share.
        for of_keys in [3, 1] {
            let (query, key) = (random([3, 2, 13]), random([of_keys, 5, 13]));
            let expected = by_tensors(query.clone(), key.clone()).into_data();
            let found = in_one_pass(query, key).into_data();
            found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-6));
        }
    }
}
