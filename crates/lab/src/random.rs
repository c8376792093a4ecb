//! Numbers that follow from a seed, the same on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Numbers(ChaCha8Rng);

/// What a stream is for: the same seed gives each its own numbers.
#[derive(Debug, Clone, Copy)]
pub enum Stream {
    /// The pairs of a task.
    Pairs = 1,
    /// A network's first weights.
    Weights = 2,
    /// The order in which pairs are learned.
    Order = 3,
    /// Dropout.
    Dropout = 4,
}

impl Numbers {
    /// The stream of a seed; `part` tells streams of one kind apart, such as epochs.
    pub fn new(seed: u64, stream: Stream, part: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&(stream as u64).to_le_bytes());
        bytes[16..24].copy_from_slice(&part.to_le_bytes());
        Self(ChaCha8Rng::from_seed(bytes))
    }

    /// A number below `n`, each as likely as the others to within `n / 2^64`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from((u128::from(self.0.next_u64()) * n as u128) >> 64).expect("below n")
    }

    /// A number between -1 and 1.
    pub fn unit(&mut self) -> f32 {
        // 24 bits, as many as a float32 holds.
        (self.0.next_u32() >> 8) as f32 / 8_388_608.0 - 1.0
    }

    /// A whole seed.
    pub fn seed(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Puts items into another order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_order_and_another_another() {
        let order = |seed| {
            let mut items: Vec<usize> = (0..20).collect();
            Numbers::new(seed, Stream::Order, 0).shuffle(&mut items);
            items
        };
        assert_eq!(order(3), order(3));
        assert_ne!(order(3), order(4));
        let mut sorted = order(3);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn numbers_fill_their_range() {
        let mut numbers = Numbers::new(1, Stream::Weights, 0);
        let drawn: Vec<f32> = (0..2000).map(|_| numbers.unit()).collect();
        assert!(drawn.iter().all(|x| (-1.0..1.0).contains(x)));
        assert!(drawn.iter().sum::<f32>().abs() < 60.0);
        assert!((0..200).all(|_| numbers.below(7) < 7));
    }
}
