//! Progress output: a bar on a terminal, a line every hundred steps elsewhere.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::run::progress::Progress;
use crate::run::schedule::Budget;

/// Steps between two plain lines.
const LINE_EVERY: u64 = 100;

/// Shows a run's progress.
#[derive(Debug)]
pub struct Display {
    bar: Option<ProgressBar>,
    losses: Vec<f64>,
    seconds: f64,
    tokens: u64,
}

/// One step's numbers.
#[derive(Debug, Clone, Copy)]
pub struct StepReport {
    /// Per target token.
    pub loss: f64,
    /// Learning rate.
    pub rate: f64,
    /// Of the gradients, before clipping.
    pub norm: f64,
    /// Source and target tokens.
    pub tokens: u64,
    /// The step took.
    pub seconds: f64,
}

impl Display {
    /// A bar if standard error is a terminal.
    pub fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template("{bar:30} {percent:>3} % {msg}");
            ProgressBar::new(1000).with_style(style.expect("a constant"))
        });
        Self { bar, losses: Vec::new(), seconds: 0.0, tokens: 0 }
    }

    /// Prints a line.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.println(line),
            None => println!("{line}"),
        }
    }

    /// Records a step.
    pub fn step(&mut self, report: StepReport, progress: &Progress) {
        self.losses.push(report.loss);
        self.seconds += report.seconds;
        self.tokens += report.tokens;
        if let Some(bar) = &self.bar {
            let fraction = progress.budget.fraction(progress.step, progress.elapsed);
            bar.set_position(((fraction * 1000.0) as i64).unsigned_abs());
            bar.set_message(self.line(report, progress));
        }
        if progress.step.is_multiple_of(LINE_EVERY) {
            if self.bar.is_none() {
                println!("{}", self.line(report, progress));
            }
            self.losses.clear();
            (self.seconds, self.tokens) = (0.0, 0);
        }
    }

    fn line(&self, report: StepReport, progress: &Progress) -> String {
        let loss = self.losses.iter().sum::<f64>() / self.losses.len().max(1) as f64;
        let speed = self.tokens as f64 / self.seconds.max(1e-9);
        let left = progress.budget.seconds_left(progress.step, progress.elapsed);
        let left = Duration::from_secs_f64(if left.is_finite() { left } else { 0.0 });
        format!(
            "step {} loss {loss:.3} {speed:.0} tokens/s rate {:.2e} norm {:.2} {:.0} s, {} left",
            progress.step,
            report.rate,
            report.norm,
            progress.elapsed,
            indicatif::HumanDuration(left),
        )
    }
}

impl Default for Display {
    fn default() -> Self {
        Self::new()
    }
}

/// A budget in words.
pub fn describe(budget: Budget) -> String {
    match budget {
        Budget::Steps(steps) => format!("{steps} steps"),
        Budget::Minutes(minutes) => format!("{minutes} minutes"),
    }
}
