//! What was read otherwise than it was typed.

use crate::trace::{Fold, FoldKind};

/// Each different one once, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Folds(pub(super) Vec<Fold>);

impl Folds {
    /// Notes that `from` is read as `to`; `told` where a reader would see the difference.
    pub(super) fn push(&mut self, kind: FoldKind, from: impl Into<String>, to: &str, told: bool) {
        let fold = Fold { kind, from: from.into(), to: to.into(), told };
        if !self.0.contains(&fold) {
            self.0.push(fold);
        }
    }
}
