//! Every matrix of a network is found: one that is not would be multiplied in float32, or not at all.

use std::collections::BTreeSet;

use burn::module::{Module, ModuleVisitor, Param, ParamId};
use burn::tensor::Tensor;
use seq2see_core::layers::Matrices;

use crate::support::networks;

/// The ids of all parameters with rows and columns.
#[derive(Default)]
struct Found(BTreeSet<ParamId>);

impl ModuleVisitor for Found {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if D == 2 {
            self.0.insert(param.id);
        }
    }
}

#[test]
fn no_matrix_is_left_out_and_none_is_visited_twice() {
    for config in networks::with_elman() {
        let mut model = networks::model(&config, 1);
        let mut expected = Found::default();
        model.visit(&mut expected);
        let mut visited = vec![];
        model.each_matrix(&mut |matrix| {
            assert!(matrix.int8().is_none());
            visited.push(matrix.id());
        });
        assert_eq!(visited.len(), expected.0.len(), "{}", config.mechanism);
        assert_eq!(visited.into_iter().collect::<BTreeSet<_>>(), expected.0, "{}", config.mechanism);
    }
}
