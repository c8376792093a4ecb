//! Gradients of automatic differentiation, in the order of the parameters.

use burn::module::{ModuleVisitor, Param};
use burn::optim::GradientsParams;
use burn::tensor::Tensor;
use seq2see_core::Model;

pub use seq2see_gradients::parameters::{Parameter, Parameters, changed};

/// The gradients of an autodiff model, flat, in the order of its [`Parameters`]; zeros where there is none.
pub fn flat_gradients(model: &Model, gradients: GradientsParams) -> Vec<Tensor<1>> {
    let mut collector = Collector { gradients, found: Vec::new() };
    burn::module::Module::visit(model, &mut collector);
    collector.found
}

struct Collector {
    gradients: GradientsParams,
    found: Vec<Tensor<1>>,
}

impl ModuleVisitor for Collector {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let gradient = self.gradients.remove::<D>(param.id);
        self.found.push(match gradient {
            Some(gradient) => gradient.flatten(0, D - 1),
            None => {
                let value = param.val().inner();
                Tensor::zeros([value.shape().num_elements()], &value.device())
            }
        });
    }
}
