//! The learning rate schedule: linear warm-up and cosine decay, with warm restarts.

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

/// Peak, warm-up, final rate and restarts.
#[derive(Debug, Clone)]
pub struct Schedule<'a> {
    /// The highest rate.
    pub peak: f64,
    /// Steps until the warm-up is over.
    pub warmup: u64,
    /// The share of the peak that is left at the end.
    pub end: f64,
    /// In the order of their steps (Loshchilov and Hutter 2017, §3); this is how a finished run is continued.
    pub restarts: &'a [Restart],
}

/// A warm restart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restart {
    /// The first step.
    pub step: u64,
    /// The peak rate from here on.
    pub rate: f64,
}

impl Schedule<'_> {
    /// The rate of a step, counted from 0, of a run of `budget` that has taken `elapsed` seconds:
    /// `peak · min(1, (step + 1) / warmup) · (end + (1 − end) · (1 + cos(π · fraction)) / 2)`, the step and the
    /// fraction counted from one restart to the next.
    ///
    /// Restarts are ignored with a budget in minutes.
    pub fn rate(&self, step: u64, elapsed: f64, budget: Budget) -> f64 {
        let (peak, step, fraction) = match budget {
            Budget::Steps(steps) => {
                let (begun, next) = self.restarts.split_at(self.restarts.partition_point(|r| r.step <= step));
                let (first, peak) =
                    begun.last().map_or((0, self.peak), |restart| (restart.step, restart.rate));
                let end = next.first().map_or(steps, |restart| restart.step.min(steps));
                let cycle = Budget::Steps(end.saturating_sub(first));
                (peak, step - first, cycle.fraction(step - first, elapsed))
            }
            Budget::Minutes(_) => (self.peak, step, budget.fraction(step, elapsed)),
        };
        let warm = ((step + 1) as f64 / self.warmup.max(1) as f64).min(1.0);
        let cosine = (1.0 + (std::f64::consts::PI * fraction).cos()) / 2.0;
        peak * warm * (self.end + (1.0 - self.end) * cosine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEDULE: Schedule<'static> =
        Schedule { peak: 1.5e-3, warmup: 400, end: 0.02, restarts: &[Restart { step: 3000, rate: 1e-3 }] };

    fn is_about(rate: f64, expected: f64) {
        assert!((rate - expected).abs() < 1e-12, "{rate} is not {expected}");
    }

    #[test]
    fn the_rate_warms_up_and_ends_at_its_share() {
        let rate = |step, elapsed| SCHEDULE.rate(step, elapsed, Budget::Minutes(1.0));
        is_about(rate(0, 0.0), 1.5e-3 / 400.0);
        is_about(rate(399, 0.0), 1.5e-3);
        is_about(rate(10_000, 30.0), 1.5e-3 * 0.51);
        is_about(rate(10_000, 60.0), 1.5e-3 * 0.02);
    }

    #[test]
    fn a_restart_begins_warm_up_and_cosine_anew() {
        let rate = |step| SCHEDULE.rate(step, 1e9, Budget::Steps(7000));
        is_about(rate(1500), 1.5e-3 * 0.51);
        is_about(rate(3000), 1e-3 / 400.0);
        is_about(rate(5000), 1e-3 * 0.51);
        is_about(rate(7000), 1e-3 * 0.02);
        let of_the_first_cycle = SCHEDULE.rate(1500, 1e9, Budget::Steps(3000));
        is_about(of_the_first_cycle, 1.5e-3 * 0.51);
    }

    #[test]
    fn a_budget_in_minutes_counts_time_and_one_in_steps_counts_steps() {
        assert_eq!(Budget::Minutes(2.0).fraction(99, 60.0), 0.5);
        assert_eq!(Budget::Steps(200).fraction(100, 1e9), 0.5);
        assert_eq!(Budget::Steps(200).seconds_left(100, 30.0), 30.0);
    }
}
