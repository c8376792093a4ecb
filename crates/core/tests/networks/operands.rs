//! What a test looks into.

use seq2see_core::inspect::Part;
use seq2see_core::trace::{Inspection, Matrix};
use seq2see_core::{Options, Translation};

use crate::support::block_on;

/// The operands of one part by name.
pub(crate) struct Operands(Inspection);

impl Operands {
    pub(crate) fn of(translation: &Translation, position: usize, part: &Part) -> Self {
        let inspection = block_on(translation.inspect(position, part)).expect("the network has this part");
        let mut names: Vec<&str> = inspection.operands.iter().map(|operand| operand.name.as_str()).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a != b), "a name twice: {names:?}");
        Self(inspection)
    }

    pub(crate) fn get(&self, name: &str) -> &Matrix {
        let found = self.0.operands.iter().find(|operand| operand.name == name);
        &found.unwrap_or_else(|| panic!("no operand {name}")).value
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.operands.iter().any(|operand| operand.name == name)
    }

    pub(crate) fn row(&self, name: &str) -> &[f32] {
        let matrix = self.get(name);
        assert_eq!(matrix.rows, 1, "{name}");
        &matrix.data
    }
}

/// A run of every kind: plain, and with padding and a masked token on the way.
pub(crate) fn options() -> [Options; 2] {
    [Options::default(), Options { source_padding: 10, masked: vec![2], ..Options::default() }]
}

/// Scores with minus infinity where a token is hidden.
pub(crate) fn hide(scores: &[f32], masked: &[usize]) -> Vec<f32> {
    let hidden = |(j, &score): (usize, &f32)| if masked.contains(&j) { f32::NEG_INFINITY } else { score };
    scores.iter().enumerate().map(hidden).collect()
}

/// What stands in place of minus infinity: whatever is below this is hidden.
pub(crate) const HIDDEN: f32 = -1e8;

/// Asserts that a row of scores is as computed, hidden where it is to be.
#[track_caller]
pub(crate) fn assert_masked(what: &str, shown: &[f32], scores: &[f32], masked: &[usize]) {
    assert_eq!(shown.len(), scores.len(), "{what}");
    for (j, (shown, score)) in shown.iter().zip(scores).enumerate() {
        let right = if masked.contains(&j) { *shown < HIDDEN } else { (shown - score).abs() < 1e-4 };
        assert!(right, "{what}: {shown} at {j}, where the score is {score}");
    }
}
