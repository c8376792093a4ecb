//! What the tests share: golden files, small networks, an executor.

// Each test crate uses a part of this.
#![allow(dead_code, unreachable_pub)]

pub mod golden;
pub mod networks;
pub mod numbers;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use seq2see_core::trace::Matrix;

/// Runs a future to its end. On the CPU nothing ever has to be waited for.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

/// Asserts that numbers are those expected, each to `tolerance`.
#[track_caller]
pub fn assert_close(what: &str, actual: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(actual.len(), expected.len(), "{what}: how many numbers");
    for (at, (a, e)) in actual.iter().zip(expected).enumerate() {
        assert!((a - e).abs() <= tolerance, "{what}: number {at} is {a}, expected {e}");
    }
}

/// `a · b`.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// `Σ_j weight_j row_j`.
pub fn weighted_sum(weights: &[f32], rows: &Matrix) -> Vec<f32> {
    (0..rows.cols).map(|k| (0..rows.rows).map(|j| weights[j] * rows.row(j)[k]).sum()).collect()
}

/// `exp x_i / Σ_j exp x_j`.
pub fn softmax(scores: &[f32]) -> Vec<f32> {
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exp: Vec<f32> = scores.iter().map(|x| (x - max).exp()).collect();
    let sum: f32 = exp.iter().sum();
    exp.iter().map(|x| x / sum).collect()
}
