//! Adam on clipped gradients.

use anyhow::{Result, bail};
use burn::tensor::Device;

use crate::run::parameters::Parameters;

const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.98;
const EPSILON: f32 = 1e-9;

/// Numbers that a thread works on at a time.
const BLOCK: usize = 1 << 16;

/// Adam (Kingma and Ba 2015, algorithm 1, with the decays of Vaswani et al. 2017, §5.3) in one pass over the memory.
///
/// As tensor operations, Burn's, it reads and writes every parameter a dozen times, and takes three times as long. Burn also clips
/// each tensor by its own norm; the usual clipping, and PyTorch's, is by the norm of all gradients together.
#[derive(Debug)]
pub struct Optimiser {
    clip: f64,
    threads: usize,
    /// In the order of the parameters.
    moments: Vec<Option<Moments>>,
}

/// Adam's state of a parameter: steps, first and second moment.
pub type Moments = (usize, Vec<f32>, Vec<f32>);

/// A part of a parameter with its gradient and moments.
struct Block<'a> {
    values: &'a mut [f32],
    gradients: &'a [f32],
    first: &'a mut [f32],
    second: &'a mut [f32],
    steps: i32,
}

impl Optimiser {
    /// A fresh state.
    pub fn new(parameters: usize, clip: f64, threads: usize) -> Self {
        Self { clip, threads: threads.max(1), moments: vec![None; parameters] }
    }

    /// One update; returns the gradients' norm before clipping.
    ///
    /// # Errors
    /// If the norm is not finite: nothing changes then.
    pub fn step(
        &mut self,
        rate: f64,
        parameters: &mut Parameters,
        gradients: &[Vec<f32>],
        device: &Device,
    ) -> Result<f64> {
        let norm = norm(gradients);
        if !norm.is_finite() {
            bail!("the gradient is not finite");
        }
        // As torch.nn.utils.clip_grad_norm_.
        let scale = (self.clip / (norm + 1e-6)).min(1.0) as f32;
        let mut values = parameters.take();
        let mut shares: Vec<Vec<Block>> = (0..self.threads).map(|_| Vec::new()).collect();
        for (at, block) in blocks(&mut values, gradients, &mut self.moments).into_iter().enumerate() {
            shares[at % self.threads].push(block);
        }
        std::thread::scope(|scope| {
            for share in shares {
                scope.spawn(move || share.into_iter().for_each(|block| block.step(rate, scale)));
            }
        });
        parameters.put(values, device);
        Ok(norm)
    }

    /// The moments, in the order of the parameters.
    pub fn moments(&self) -> &[Option<Moments>] {
        &self.moments
    }

    /// Zeroes the moments of some numbers of a parameter, so that only new gradients change them.
    pub fn forget(&mut self, parameter: usize, numbers: &[usize]) {
        let Some((_, first, second)) = &mut self.moments[parameter] else { return };
        for moment in [first, second] {
            numbers.iter().for_each(|&at| moment[at] = 0.0);
        }
    }

    /// Restores saved moments.
    pub fn remember(&mut self, moments: Vec<Option<Moments>>) {
        self.moments = moments;
    }
}

/// All parameters in blocks, a step further.
fn blocks<'a>(
    values: &'a mut [Vec<f32>],
    gradients: &'a [Vec<f32>],
    moments: &'a mut [Option<Moments>],
) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for ((values, gradients), moments) in values.iter_mut().zip(gradients).zip(moments) {
        let len = values.len();
        let (steps, first, second) = moments.get_or_insert_with(|| (0, vec![0.0; len], vec![0.0; len]));
        *steps += 1;
        let steps = i32::try_from(*steps).unwrap_or(i32::MAX);
        let moments = first.chunks_mut(BLOCK).zip(second.chunks_mut(BLOCK));
        let parts = values.chunks_mut(BLOCK).zip(gradients.chunks(BLOCK)).zip(moments);
        blocks.extend(parts.map(|((values, gradients), (first, second))| Block {
            values,
            gradients,
            first,
            second,
            steps,
        }));
    }
    blocks
}

impl Block<'_> {
    /// `w ← w - rate · m̂ / (√v̂ + ε)`.
    fn step(self, rate: f64, scale: f32) {
        let (beta_1, beta_2) = (BETA_1 as f32, BETA_2 as f32);
        let correction = |beta: f64| (1.0 / (1.0 - beta.powi(self.steps))) as f32;
        let (by_first, by_second, rate) = (correction(BETA_1), correction(BETA_2), rate as f32);
        let moments = self.first.iter_mut().zip(self.second);
        for ((w, g), (m, v)) in self.values.iter_mut().zip(self.gradients).zip(moments) {
            let g = g * scale;
            *m = beta_1 * *m + (1.0 - beta_1) * g;
            *v = beta_2 * *v + (1.0 - beta_2) * g * g;
            *w -= rate * (*m * by_first) / ((*v * by_second).sqrt() + EPSILON);
        }
    }
}

/// The Euclidean norm of all gradients together.
fn norm(gradients: &[Vec<f32>]) -> f64 {
    gradients.iter().map(|gradient| squares(gradient)).sum::<f64>().sqrt()
}

/// The sum of squares, in eight lanes.
fn squares(numbers: &[f32]) -> f64 {
    let mut lanes = [0.0_f64; 8];
    let chunks = numbers.chunks_exact(8);
    let rest: f64 = chunks.remainder().iter().map(|&x| f64::from(x) * f64::from(x)).sum();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += f64::from(x) * f64::from(x);
        }
    }
    lanes.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::parameters::Parameter;

    fn parameters(values: &[&[f32]]) -> Parameters {
        let list = values.iter().map(|value| Parameter { name: String::new(), shape: vec![value.len()] });
        let mut parameters = Parameters { list: list.collect(), values: Vec::new() };
        parameters.put(values.iter().map(|value| value.to_vec()).collect(), &Device::flex());
        parameters
    }

    fn step(optimiser: &mut Optimiser, parameters: &mut Parameters, gradients: &[Vec<f32>]) -> Result<f64> {
        optimiser.step(0.1, parameters, gradients, &Device::flex())
    }

    // a = torch.tensor([1., 2., 3.], requires_grad=True); b = torch.tensor([4., 5.], requires_grad=True)
    // adam = torch.optim.Adam([a, b], lr=0.1, betas=(0.9, 0.98), eps=1e-9)
    // for s in range(1, 4):
    //     a.grad, b.grad = torch.tensor([3., -4., 0.5]) * s, torch.tensor([0.1, -2.]) / s
    //     torch.nn.utils.clip_grad_norm_([a, b], 1.0); adam.step()
    // print(a, b)
    #[test]
    fn three_clipped_steps_are_pytorchs() {
        let mut parameters = parameters(&[&[1., 2., 3.], &[4., 5.]]);
        let mut optimiser = Optimiser::new(2, 1.0, 2);
        for s in 1..4 {
            let s = s as f32;
            let gradients = [vec![3. * s, -4. * s, 0.5 * s], vec![0.1 / s, -2. / s]];
            step(&mut optimiser, &mut parameters, &gradients).expect("finite");
        }
        for (found, expected) in parameters.take().concat().iter().zip(EXPECTED) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    const EXPECTED: [f32; 5] = [0.699_767, 2.300_233, 2.699_767, 3.743_214, 5.256_786];

    #[test]
    fn threads_and_blocks_change_nothing() {
        let gradients = [(0..3 * BLOCK + 5).map(|at| (at as f32 * 0.37).sin()).collect::<Vec<f32>>()];
        let after = |threads| {
            let mut parameters = parameters(&[&vec![1.0; gradients[0].len()]]);
            let mut optimiser = Optimiser::new(1, 1.0, threads);
            step(&mut optimiser, &mut parameters, &gradients).expect("finite");
            parameters.take()
        };
        let one = after(1);
        assert_eq!(one, after(3));
        assert!(one[0].iter().zip(&gradients[0]).all(|(w, g)| *g == 0.0 || (*w < 1.0) == (*g > 0.0)));
    }

    #[test]
    fn what_is_forgotten_is_not_moved_by_old_gradients() {
        let mut parameters = parameters(&[&[1., 2.]]);
        let mut optimiser = Optimiser::new(1, 1.0, 1);
        step(&mut optimiser, &mut parameters, &[vec![0.5, 0.5]]).expect("finite");
        let before: Vec<f32> = parameters.values[0].to_data().try_into_vec().expect("floats");
        optimiser.forget(0, &[1]);
        step(&mut optimiser, &mut parameters, &[vec![0.0, 0.0]]).expect("finite");
        let after = parameters.take().concat();
        assert_ne!(after[0], before[0]);
        assert_eq!(after[1], before[1]);
    }

    #[test]
    fn a_gradient_that_is_not_finite_moves_nothing() {
        let mut parameters = parameters(&[&[1., 2.]]);
        let mut optimiser = Optimiser::new(1, 1.0, 1);
        assert!(step(&mut optimiser, &mut parameters, &[vec![f32::NAN, 1.]]).is_err());
        assert_eq!(parameters.take().concat(), [1., 2.]);
    }
}
