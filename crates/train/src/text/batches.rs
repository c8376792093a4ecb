//! Batches: examples sampled by weight, grouped by length.

use rand::Rng;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::text::examples::Example;

/// Batches drawn and sorted together.
const WINDOW: usize = 400;

/// An endless sequence of batches; batch `k` depends on the seed and `k` alone, so that a
/// run resumes exactly.
#[derive(Debug)]
pub struct Batches<'a> {
    examples: &'a [Example],
    /// `cumulative[i]`: the weight of the examples up to and with `i`.
    cumulative: Vec<f64>,
    batch_size: usize,
    seed: u64,
    /// The window drawn last, and its batches of example indices.
    window: Option<(u64, Vec<Vec<usize>>)>,
}

impl<'a> Batches<'a> {
    /// Samples `batch_size` examples a batch, each with a probability in proportion to its weight.
    ///
    /// # Panics
    /// If there is no example with a weight.
    pub fn new(examples: &'a [Example], batch_size: usize, seed: u64) -> Self {
        let cumulative: Vec<f64> = examples
            .iter()
            .scan(0.0, |sum, example| {
                *sum += example.weight;
                Some(*sum)
            })
            .collect();
        assert!(cumulative.last().is_some_and(|&sum| sum > 0.0), "no example to draw");
        Self { examples, cumulative, batch_size, seed, window: None }
    }

    /// Batch `index`, longest targets first.
    pub fn get(&mut self, index: u64) -> Vec<&'a Example> {
        let number = index / WINDOW as u64;
        if self.window.as_ref().is_none_or(|(drawn, _)| *drawn != number) {
            self.window = Some((number, self.draw(number)));
        }
        let (_, batches) = self.window.as_ref().expect("drawn above");
        let batch = &batches[(index % WINDOW as u64) as usize];
        batch.iter().map(|&i| &self.examples[i]).collect()
    }

    /// Draws a window, sorts it by target length (jittered by up to 2, so that batches differ) and
    /// source length, cuts it into batches and shuffles these.
    fn draw(&self, number: u64) -> Vec<Vec<usize>> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(number);
        let total = self.cumulative.last().copied().unwrap_or_default();
        let mut drawn: Vec<(f64, usize, usize)> = (0..self.batch_size * WINDOW)
            .map(|_| {
                let at = random.random::<f64>() * total;
                let index = self.cumulative.partition_point(|&sum| sum <= at);
                let index = index.min(self.examples.len() - 1);
                let example = &self.examples[index];
                let target = example.tgt.len() as f64 + 2.0 * random.random::<f64>();
                (target, example.src.len(), index)
            })
            .collect();
        drawn.sort_by(|a, b| b.partial_cmp(a).expect("lengths are finite"));
        let mut batches: Vec<Vec<usize>> = drawn
            .chunks(self.batch_size)
            .map(|chunk| chunk.iter().map(|&(_, _, index)| index).collect())
            .collect();
        batches.shuffle(&mut random);
        batches
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::examples::Author;

    fn examples() -> Vec<Example> {
        (0..50)
            .map(|i| Example {
                src: vec![5; 1 + i % 7],
                tgt: vec![6; i % 11],
                language: 0,
                weight: if i == 49 { 0.0 } else { 1.0 + i as f64 },
                by: Author::Person,
            })
            .collect()
    }

    #[test]
    fn a_batch_depends_on_seed_and_index_alone() {
        let examples = examples();
        let mut straight = Batches::new(&examples, 8, 7);
        let all: Vec<_> = (0..900).map(|k| straight.get(k)).collect();
        assert_eq!(Batches::new(&examples, 8, 7).get(850), all[850]);
        assert_ne!(Batches::new(&examples, 8, 8).get(850), all[850]);
    }

    #[test]
    fn a_batch_holds_like_lengths_and_nothing_without_weight() {
        let examples = examples();
        let mut batches = Batches::new(&examples, 8, 7);
        for k in 0..400 {
            let batch = batches.get(k);
            assert_eq!(batch.len(), 8);
            assert!(batch.iter().all(|e| e.weight > 0.0));
            let lengths: Vec<_> = batch.iter().map(|e| e.tgt.len()).collect();
            assert!(lengths.iter().max().unwrap_or(&0) - lengths.iter().min().unwrap_or(&0) <= 3);
        }
    }
}
