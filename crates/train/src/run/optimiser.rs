//! Adam on clipped gradients.

use anyhow::{Result, bail};
use burn::optim::{Adam, AdamConfig, AdamState, AdaptiveMomentumState, Optimizer};
use burn::tensor::Tensor;

use crate::run::parameters::changed;

/// Burn's Adam (Kingma and Ba 2015, with the decays of Vaswani et al. 2017, §5.3), a state a parameter.
///
/// Burn clips each tensor by its own norm; the usual clipping, and PyTorch's, is by the norm of all
/// gradients together, so it is done here.
pub struct Optimiser {
    adam: Adam,
    clip: f64,
    threads: usize,
    /// In the order of the parameters.
    states: Vec<Option<AdamState<1>>>,
}

/// What Adam remembers of a parameter: steps, first and second moment.
pub type Moments = (usize, Tensor<1>, Tensor<1>);

impl Optimiser {
    /// Remembers nothing yet.
    pub fn new(parameters: usize, clip: f64, threads: usize) -> Self {
        let adam = AdamConfig::new().with_beta_1(0.9).with_beta_2(0.98).with_epsilon(1e-9).build();
        Self { adam, clip, threads, states: vec![None; parameters] }
    }

    /// Moves the values against their gradients; returns the gradients' norm before clipping.
    ///
    /// # Errors
    /// If the norm is not finite: nothing is moved then.
    pub fn step(&mut self, rate: f64, values: &mut [Tensor<1>], gradients: Vec<Tensor<1>>) -> Result<f64> {
        let norm = norm(&gradients);
        if !norm.is_finite() {
            bail!("the gradient is not finite");
        }
        // As torch.nn.utils.clip_grad_norm_.
        let scale = (self.clip / (norm + 1e-6)).min(1.0);
        let adam = &self.adam;
        let step = |value: &mut Tensor<1>, gradient: Tensor<1>, state: &mut Option<AdamState<1>>| {
            let gradient = if scale < 1.0 { gradient * scale } else { gradient };
            // Taken out, so that it is the only holder and can be changed in place.
            let old = std::mem::replace(value, Tensor::zeros([1], &gradient.device()));
            (*value, *state) = adam.step(rate, old, gradient, state.take());
        };
        let mut work: Vec<_> = values.iter_mut().zip(gradients).zip(&mut self.states).collect();
        // Large ones first, in turn, so that each thread has about as much to do.
        work.sort_by_key(|((value, _), _)| std::cmp::Reverse(value.dims()[0]));
        let mut shares: Vec<Vec<_>> = (0..self.threads.max(1)).map(|_| Vec::new()).collect();
        let mut loads = vec![0; shares.len()];
        for item in work {
            let least = (0..loads.len()).min_by_key(|&t| loads[t]).expect("there is a thread");
            loads[least] += item.0.0.dims()[0];
            shares[least].push(item);
        }
        std::thread::scope(|scope| {
            let step = &step;
            for share in shares {
                scope.spawn(move || share.into_iter().for_each(|((v, g), s)| step(v, g, s)));
            }
        });
        Ok(norm)
    }

    /// What is remembered, in the order of the parameters.
    pub fn moments(&self) -> Vec<Option<Moments>> {
        let of = |state: &AdamState<1>| {
            let m = &state.momentum;
            (m.time, m.moment_1.clone(), m.moment_2.clone())
        };
        self.states.iter().map(|state| state.as_ref().map(of)).collect()
    }

    /// Forgets what is remembered of some numbers of a parameter, so that nothing moves them but new gradients.
    pub fn forget(&mut self, parameter: usize, numbers: &[usize]) {
        let Some(AdamState { momentum, .. }) = &mut self.states[parameter] else { return };
        for moment in [&mut momentum.moment_1, &mut momentum.moment_2] {
            *moment = changed(moment, |moment| numbers.iter().for_each(|&at| moment[at] = 0.0));
        }
    }

    /// Goes on from what was remembered.
    pub fn remember(&mut self, moments: Vec<Option<Moments>>) {
        let state = |(time, first, second)| AdamState::new(AdaptiveMomentumState::new(time, first, second));
        self.states = moments.into_iter().map(|m| m.map(state)).collect();
    }
}

/// The Euclidean norm of all gradients together.
fn norm(gradients: &[Tensor<1>]) -> f64 {
    let square = |g: &Tensor<1>| f64::from((g.clone() * g.clone()).sum().into_scalar::<f32>());
    gradients.iter().map(square).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::{Device, TensorData};

    fn tensor(numbers: &[f32]) -> Tensor<1> {
        Tensor::from_data(TensorData::new(numbers.to_vec(), [numbers.len()]), &Device::flex())
    }

    // a = torch.tensor([1., 2., 3.], requires_grad=True); b = torch.tensor([4., 5.], requires_grad=True)
    // adam = torch.optim.Adam([a, b], lr=0.1, betas=(0.9, 0.98), eps=1e-9)
    // for s in range(1, 4):
    //     a.grad, b.grad = torch.tensor([3., -4., 0.5]) * s, torch.tensor([0.1, -2.]) / s
    //     torch.nn.utils.clip_grad_norm_([a, b], 1.0); adam.step()
    // print(a, b)
    #[test]
    fn three_clipped_steps_are_pytorchs() {
        let mut values = [tensor(&[1., 2., 3.]), tensor(&[4., 5.])];
        let mut optimiser = Optimiser::new(2, 1.0, 2);
        for s in 1..4 {
            let s = s as f32;
            let gradients = vec![tensor(&[3., -4., 0.5]) * s, tensor(&[0.1, -2.]) / s];
            optimiser.step(0.1, &mut values, gradients).expect("finite");
        }
        let found: Vec<f32> =
            values.into_iter().flat_map(|v| v.into_data().try_into_vec::<f32>().expect("floats")).collect();
        for (found, expected) in found.iter().zip(EXPECTED) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    #[test]
    fn what_is_forgotten_is_not_moved_by_old_gradients() {
        let mut values = [tensor(&[1., 2.])];
        let mut optimiser = Optimiser::new(1, 1.0, 1);
        optimiser.step(0.1, &mut values, vec![tensor(&[0.5, 0.5])]).expect("finite");
        let before: Vec<f32> = values[0].to_data().try_into_vec().expect("floats");
        optimiser.forget(0, &[1]);
        optimiser.step(0.1, &mut values, vec![tensor(&[0.0, 0.0])]).expect("finite");
        let after: Vec<f32> = values[0].to_data().try_into_vec().expect("floats");
        assert_ne!(after[0], before[0]);
        assert_eq!(after[1], before[1]);
    }

    const EXPECTED: [f32; 5] = [0.699_767, 2.300_233, 2.699_767, 3.743_214, 5.256_786];

    #[test]
    fn a_gradient_that_is_not_finite_moves_nothing() {
        let mut values = [tensor(&[1., 2.])];
        let mut optimiser = Optimiser::new(1, 1.0, 1);
        assert!(optimiser.step(0.1, &mut values, vec![tensor(&[f32::NAN, 1.])]).is_err());
        assert_eq!(values[0].clone().into_data().try_into_vec::<f32>().expect("floats"), [1., 2.]);
    }
}
