//! The learning rate over a run: a linear warm-up times half a cosine over the whole budget.

use serde::{Deserialize, Serialize};

/// How long a run lasts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Budget {
    /// Optimiser steps.
    Steps(u64),
    /// Minutes of training; pauses for measuring and time between kill and resume do not count.
    Minutes(f64),
}

impl Budget {
    /// How much of the budget is used, from 0 to 1.
    ///
    /// `elapsed` in seconds.
    pub fn fraction(self, step: u64, elapsed: f64) -> f64 {
        let fraction = match self {
            Self::Steps(steps) => step as f64 / steps.max(1) as f64,
            Self::Minutes(minutes) => elapsed / (minutes * 60.0).max(1e-9),
        };
        fraction.clamp(0.0, 1.0)
    }

    /// Seconds left, by the speed so far.
    pub fn seconds_left(self, step: u64, elapsed: f64) -> f64 {
        match self {
            Self::Minutes(minutes) => (minutes * 60.0 - elapsed).max(0.0),
            Self::Steps(_) => {
                let fraction = self.fraction(step, elapsed);
                if fraction > 0.0 { elapsed / fraction - elapsed } else { f64::INFINITY }
            }
        }
    }
}

/// Peak, warm-up and end of the learning rate.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// The highest rate.
    pub peak: f64,
    /// Steps until the warm-up is over.
    pub warmup: u64,
    /// The share of the peak that is left at the end.
    pub end: f64,
}

impl Schedule {
    /// The rate of a step, counted from 0, when `fraction` of the budget is used:
    /// `peak · min(1, (step + 1) / warmup) · (end + (1 − end) · (1 + cos(π · fraction)) / 2)`.
    pub fn rate(&self, step: u64, fraction: f64) -> f64 {
        let warm = ((step + 1) as f64 / self.warmup.max(1) as f64).min(1.0);
        let cosine = (1.0 + (std::f64::consts::PI * fraction).cos()) / 2.0;
        self.peak * warm * (self.end + (1.0 - self.end) * cosine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_warms_up_and_ends_at_its_share() {
        let schedule = Schedule { peak: 1.5e-3, warmup: 400, end: 0.02 };
        assert!((schedule.rate(0, 0.0) - 1.5e-3 / 400.0).abs() < 1e-12);
        assert!((schedule.rate(399, 0.0) - 1.5e-3).abs() < 1e-12);
        assert!((schedule.rate(10_000, 0.5) - 1.5e-3 * 0.51).abs() < 1e-12);
        assert!((schedule.rate(10_000, 1.0) - 1.5e-3 * 0.02).abs() < 1e-12);
    }

    #[test]
    fn a_budget_in_minutes_counts_time_and_one_in_steps_counts_steps() {
        assert_eq!(Budget::Minutes(2.0).fraction(99, 60.0), 0.5);
        assert_eq!(Budget::Steps(200).fraction(100, 1e9), 0.5);
        assert_eq!(Budget::Steps(200).seconds_left(100, 30.0), 30.0);
    }
}
