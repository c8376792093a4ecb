//! Adam on clipped gradients, over plain numbers.

/// Adam (Kingma and Ba 2015, algorithm 1), with the decays of Vaswani et al. 2017, §5.3, as the trainer has it.
///
/// Burn's own is a part of its tape, which this package goes without; both are held to PyTorch's.
#[derive(Debug, Clone, PartialEq)]
pub struct Adam {
    /// Steps made.
    pub steps: u64,
    /// First moments, in the order of the parameters.
    pub first: Vec<Vec<f32>>,
    /// Second moments.
    pub second: Vec<Vec<f32>>,
}

const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.98;
const EPSILON: f32 = 1e-9;

/// How one weight was moved: `w' = w - rate · m̂ / (√v̂ + ε)`.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Move {
    /// The gradient as it was clipped.
    pub clipped: f32,
    /// The first moment, corrected: `m̂ = m / (1 - β₁ᵗ)`.
    pub first: f32,
    /// The second, corrected: `v̂ = v / (1 - β₂ᵗ)`.
    pub second: f32,
    /// The weight before.
    pub before: f32,
    /// The weight after.
    pub after: f32,
}

impl Adam {
    /// Remembers nothing yet.
    pub fn new(values: &[Vec<f32>]) -> Self {
        let zeros = || values.iter().map(|value| vec![0.0; value.len()]).collect();
        Self { steps: 0, first: zeros(), second: zeros() }
    }

    /// Moves the values against their gradients, which are scaled by `scale` first.
    pub fn step(&mut self, rate: f64, values: &mut [Vec<f32>], gradients: &[Vec<f32>], scale: f32) {
        self.steps += 1;
        let (by_first, by_second) = self.corrections();
        let (beta_1, beta_2) = (BETA_1 as f32, BETA_2 as f32);
        let moments = self.first.iter_mut().zip(&mut self.second);
        for ((value, gradient), (first, second)) in values.iter_mut().zip(gradients).zip(moments) {
            let moments = first.iter_mut().zip(second.iter_mut());
            for ((w, g), (m, v)) in value.iter_mut().zip(gradient).zip(moments) {
                let g = g * scale;
                *m = beta_1 * *m + (1.0 - beta_1) * g;
                *v = beta_2 * *v + (1.0 - beta_2) * g * g;
                *w -= rate as f32 * (*m * by_first) / ((*v * by_second).sqrt() + EPSILON);
            }
        }
    }

    /// What the next [`step`](Self::step) will do to the weight `at` of a parameter whose gradient is `gradient`.
    pub fn explain(&self, rate: f64, parameter: usize, at: usize, (before, clipped): (f32, f32)) -> Move {
        let next = Self { steps: self.steps + 1, first: vec![], second: vec![] };
        let (by_first, by_second) = next.corrections();
        let (beta_1, beta_2) = (BETA_1 as f32, BETA_2 as f32);
        let first = (beta_1 * self.first[parameter][at] + (1.0 - beta_1) * clipped) * by_first;
        let second = (beta_2 * self.second[parameter][at] + (1.0 - beta_2) * clipped * clipped) * by_second;
        let after = before - rate as f32 * first / (second.sqrt() + EPSILON);
        Move { clipped, first, second, before, after }
    }

    /// `1 / (1 - βᵗ)` for both moments.
    fn corrections(&self) -> (f32, f32) {
        let steps = i32::try_from(self.steps).unwrap_or(i32::MAX);
        let of = |beta: f64| (1.0 / (1.0 - beta.powi(steps))) as f32;
        (of(BETA_1), of(BETA_2))
    }
}

/// The Euclidean norm of all gradients together, and by what clipping scales them, as
/// `torch.nn.utils.clip_grad_norm_` does.
pub fn clip(gradients: &[Vec<f32>], most: f64) -> (f64, f32) {
    let squares =
        gradients.iter().map(|gradient| gradient.iter().map(|&g| f64::from(g) * f64::from(g)).sum::<f64>());
    let norm = squares.sum::<f64>().sqrt();
    (norm, (most / (norm + 1e-6)).min(1.0) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    // a = torch.tensor([1., 2., 3.], requires_grad=True); b = torch.tensor([4., 5.], requires_grad=True)
    // adam = torch.optim.Adam([a, b], lr=0.1, betas=(0.9, 0.98), eps=1e-9)
    // for s in range(1, 4):
    //     a.grad, b.grad = torch.tensor([3., -4., 0.5]) * s, torch.tensor([0.1, -2.]) / s
    //     torch.nn.utils.clip_grad_norm_([a, b], 1.0); adam.step()
    // print(a, b)
    const EXPECTED: [f32; 5] = [0.699_767, 2.300_233, 2.699_767, 3.743_214, 5.256_786];

    fn gradients(s: f32) -> Vec<Vec<f32>> {
        vec![vec![3. * s, -4. * s, 0.5 * s], vec![0.1 / s, -2. / s]]
    }

    #[test]
    fn three_clipped_steps_are_pytorchs() {
        let mut values = vec![vec![1., 2., 3.], vec![4., 5.]];
        let mut adam = Adam::new(&values);
        for s in 1..4 {
            let gradients = gradients(s as f32);
            let (_, scale) = clip(&gradients, 1.0);
            adam.step(0.1, &mut values, &gradients, scale);
        }
        for (found, expected) in values.concat().iter().zip(EXPECTED) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    #[test]
    fn what_is_explained_is_what_happens() {
        let mut values = vec![vec![1., 2., 3.], vec![4., 5.]];
        let mut adam = Adam::new(&values);
        for s in 1..4 {
            let gradients = gradients(s as f32);
            let (_, scale) = clip(&gradients, 1.0);
            let told = adam.explain(0.1, 0, 1, (values[0][1], gradients[0][1] * scale));
            adam.step(0.1, &mut values, &gradients, scale);
            assert!((told.after - values[0][1]).abs() < 1e-6, "{told:?} {}", values[0][1]);
        }
    }
}
