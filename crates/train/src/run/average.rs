//! An exponential moving average of the weights (Polyak and Juditsky 1992): evaluated and exported in place of the
//! latest weights.

use burn::tensor::{Device, Tensor, TensorData};

use crate::run::parameters::Parameters;

/// `a ← a + (1 − d) (w − a)` after every step.
///
/// The decay `d` of step `t` is `min(decay, (1 + t) / (10 + t))`, so that the initial weights of a fresh network soon
/// lose their influence.
#[derive(Debug, Clone, PartialEq)]
pub struct Average {
    decay: f64,
    /// In the order of the parameters.
    values: Vec<Vec<f32>>,
}

impl Average {
    /// Starts from the current weights.
    pub fn of(parameters: &Parameters, decay: f64) -> Self {
        Self { decay, values: parameters.values.iter().map(numbers).collect() }
    }

    /// Updates the average after a step, counted from 0.
    pub fn add(&mut self, parameters: &Parameters, step: u64, threads: usize) {
        let share = (1.0 - self.decay_of(step)) as f32;
        let mut work: Vec<_> = self.values.iter_mut().zip(&parameters.values).collect();
        // The largest first, in turn, so that each thread has about as much to do.
        work.sort_by_key(|(average, _)| std::cmp::Reverse(average.len()));
        let threads = threads.max(1);
        let mut shares: Vec<Vec<_>> = (0..threads).map(|_| Vec::new()).collect();
        work.into_iter().enumerate().for_each(|(at, item)| shares[at % threads].push(item));
        std::thread::scope(|scope| {
            for part in shares {
                scope.spawn(move || {
                    part.into_iter().for_each(|(average, value)| move_to(average, value, share))
                });
            }
        });
    }

    /// The parameters with the average as their values.
    pub fn parameters(&self, parameters: &Parameters, device: &Device) -> Parameters {
        let mut averaged = Parameters { list: parameters.list.clone(), values: Vec::new() };
        averaged.put(self.values.clone(), device);
        averaged
    }

    /// Restores a saved average, in the order of the parameters.
    pub fn remember(&mut self, values: Vec<Vec<f32>>) {
        self.values = values;
    }

    /// The average, in the order of the parameters.
    pub fn values(&self) -> &[Vec<f32>] {
        &self.values
    }

    fn decay_of(&self, step: u64) -> f64 {
        self.decay.min((1 + step) as f64 / (10 + step) as f64)
    }
}

/// A weight that never changes keeps its exact value: the bias of forbidden pieces stays at theirs.
fn move_to(average: &mut [f32], value: &Tensor<1>, share: f32) {
    for (average, value) in average.iter_mut().zip(numbers(value)) {
        *average += share * (value - *average);
    }
}

fn numbers(tensor: &Tensor<1>) -> Vec<f32> {
    let data: TensorData = tensor.to_data();
    data.try_into_vec().expect("parameters are float32")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::parameters::Parameter;

    fn parameters(values: &[&[f32]]) -> Parameters {
        let parameter = |at: usize| Parameter { name: format!("w{at}"), shape: vec![values[at].len()] };
        let mut parameters =
            Parameters { list: (0..values.len()).map(parameter).collect(), values: Vec::new() };
        parameters.put(values.iter().map(|value| value.to_vec()).collect(), &Device::flex());
        parameters
    }

    #[test]
    fn the_average_of_a_long_run_has_the_decay_that_was_asked_for() {
        let mut average = Average::of(&parameters(&[&[0.0, 3.0], &[1.0]]), 0.75);
        average.add(&parameters(&[&[4.0, 3.0], &[-1.0]]), 1000, 2);
        assert_eq!(average.values(), [vec![1.0, 3.0], vec![0.5]]);
    }

    #[test]
    fn a_fresh_network_is_soon_forgotten() {
        let mut average = Average::of(&parameters(&[&[10.0]]), 0.999);
        // 1/10, then 2/11 of what was there.
        average.add(&parameters(&[&[0.0]]), 0, 1);
        assert!((average.values()[0][0] - 1.0).abs() < 1e-6);
        average.add(&parameters(&[&[0.0]]), 1, 1);
        assert!((average.values()[0][0] - 2.0 / 11.0).abs() < 1e-6);
    }
}
