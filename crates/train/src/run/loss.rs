//! The loss for automatic differentiation, or on a GPU.

use burn::tensor::{Device, Tensor, TensorData};
use seq2see_gradients::loss::rows_in_place;

pub use seq2see_gradients::loss::{Loss, Targets};

/// Loss and gradient `∂(Σ loss / divisor) / ∂logits`, as [`rows_in_place`] says.
///
/// # Shapes
/// - `logits`: `[batch, tgt_len, vocab_size]`, without autodiff
/// - returns the gradient, the same
///
/// # Panics
/// If there are not as many targets as rows.
pub fn cross_entropy(logits: Tensor<3>, targets: &Targets) -> (Loss, Tensor<3>) {
    let [batch, tgt_len, vocab_size] = logits.dims();
    assert_eq!(targets.ids.len(), batch * tgt_len, "a target for each row");
    let device: Device = logits.device();
    if device == Device::flex() {
        let data = logits.into_data();
        let mut rows: Vec<f32> = data.try_into_vec().expect("logits are float32");
        let sum = rows_in_place(&mut rows, vocab_size, targets);
        let data = TensorData::new(rows, [batch, tgt_len, vocab_size]);
        return (Loss { sum, tokens: count(targets) }, Tensor::from_data(data, &device));
    }
    on_device(logits, targets)
}

/// The same by tensor operations, for a device whose memory is not ours.
fn on_device(logits: Tensor<3>, targets: &Targets) -> (Loss, Tensor<3>) {
    let [batch, tgt_len, vocab_size] = logits.dims();
    let device = logits.device();
    let epsilon = targets.smoothing;
    let rows = batch * tgt_len;
    let kept: Vec<f32> = targets.ids.iter().map(|&id| f32::from(id != targets.pad)).collect();
    let kept = Tensor::<1>::from_data(TensorData::new(kept, [rows]), &device).unsqueeze_dim::<2>(1);
    let place = |&id: &u32| if id == targets.pad { 0 } else { id as i32 };
    let ids: Vec<i32> = targets.ids.iter().map(place).collect();
    let ids = Tensor::<2, burn::tensor::Int>::from_data(TensorData::new(ids, [rows, 1]), &device);

    let log_probs = burn::tensor::activation::log_softmax(logits.reshape([rows, vocab_size]), 1);
    let of_target = log_probs.clone().gather(1, ids.clone());
    let smooth = log_probs.clone().mean_dim(1);
    let loss = (of_target * (1.0 - epsilon) + smooth * epsilon).neg() * kept.clone();
    let sum = f64::from(loss.sum().into_scalar::<f32>());

    let one_hot = Tensor::<2>::zeros([rows, vocab_size], &device).scatter(
        1,
        ids,
        Tensor::ones([rows, 1], &device),
        burn::tensor::IndexingUpdateOp::Add,
    );
    let gradient = log_probs.exp() - one_hot * (1.0 - epsilon) - epsilon / vocab_size as f64;
    let gradient = gradient * kept / targets.divisor;
    (Loss { sum, tokens: count(targets) }, gradient.reshape([batch, tgt_len, vocab_size]))
}

fn count(targets: &Targets) -> usize {
    targets.ids.iter().filter(|&&id| id != targets.pad).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logits() -> Tensor<3> {
        let numbers: Vec<f32> = (0..2 * 3 * 37).map(|i| ((i * 7) as f32).cos() * 4.0).collect();
        Tensor::from_data(TensorData::new(numbers, [2, 3, 37]), &Device::flex())
    }

    const TARGETS: Targets = Targets { ids: &[5, 36, 0, 1, 0, 0], pad: 0, smoothing: 0.1, divisor: 4.0 };

    #[test]
    fn slices_and_tensor_operations_agree() {
        let (fast, fast_gradient) = cross_entropy(logits(), &TARGETS);
        let (slow, slow_gradient) = on_device(logits(), &TARGETS);
        assert_eq!(fast.tokens, 3);
        assert_eq!(slow.tokens, 3);
        assert!((fast.sum - slow.sum).abs() < 1e-4, "{} {}", fast.sum, slow.sum);
        let difference = (fast_gradient - slow_gradient).abs().max().into_scalar::<f32>();
        assert!(difference < 1e-6, "{difference}");
    }

    // torch.nn.functional.cross_entropy((torch.arange(222.)*7).cos().mul(4).view(6, 37),
    //   torch.tensor([5, 36, 0, 1, 0, 0]), ignore_index=0, label_smoothing=0.1, reduction="sum")
    #[test]
    fn the_loss_is_pytorchs() {
        let (loss, _) = cross_entropy(logits(), &TARGETS);
        assert!((loss.sum - EXPECTED).abs() < 1e-3, "{}", loss.sum);
    }

    const EXPECTED: f64 = 22.450_143_8;

    #[test]
    fn the_gradient_is_the_slope() {
        let (_, gradient) = cross_entropy(logits(), &TARGETS);
        let gradient: Vec<f32> = gradient.into_data().try_into_vec().expect("floats");
        for at in [0, 5, 40, 73, 120] {
            let moved = |by: f32| {
                let mut numbers: Vec<f32> = logits().into_data().try_into_vec().expect("floats");
                numbers[at] += by;
                let logits = Tensor::from_data(TensorData::new(numbers, [2, 3, 37]), &Device::flex());
                cross_entropy(logits, &TARGETS).0.sum / TARGETS.divisor
            };
            let slope = (moved(0.01) - moved(-0.01)) / 0.02;
            assert!((slope - f64::from(gradient[at])).abs() < 1e-4, "{at}: {slope} {}", gradient[at]);
        }
    }
}
