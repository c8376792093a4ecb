//! A network's parameters by name, and their gradients.

use std::collections::HashMap;

use super::Step;
use super::products::{To, a_b, a_bt, add_bias, at_b, sum_rows};
use crate::loss::Loss;
use crate::parameters::Parameter;

/// The numbers of all parameters.
#[derive(Debug)]
pub struct Weights<'a> {
    list: &'a [Parameter],
    values: HashMap<&'a str, &'a [f32]>,
}

impl<'a> Weights<'a> {
    /// Of parameters and their numbers, in the same order.
    pub fn new(list: &'a [Parameter], values: &'a [Vec<f32>]) -> Self {
        let names = list.iter().map(|parameter| parameter.name.as_str());
        Self { list, values: names.zip(values.iter().map(Vec::as_slice)).collect() }
    }

    /// A parameter's numbers.
    pub(super) fn get(&self, name: &str) -> &'a [f32] {
        self.values.get(name).unwrap_or_else(|| panic!("the network has no `{name}`"))
    }

    /// The map `name.weight`, with `name.bias` where there is one.
    pub(super) fn linear(&self, name: &str) -> Linear<'a> {
        let weight = self.get(&format!("{name}.weight"));
        let bias = self.values.get(format!("{name}.bias").as_str()).copied();
        Linear { weight, bias }
    }
}

/// A linear map `y = W x + b`.
#[derive(Clone, Copy)]
pub(super) struct Linear<'a> {
    /// `[d_output, d_input]`.
    pub(super) weight: &'a [f32],
    /// `[d_output]`.
    pub(super) bias: Option<&'a [f32]>,
}

impl Linear<'_> {
    /// `y` `[n, d_output]` of `x` `[n, d_input]`.
    pub(super) fn forward(&self, x: &[f32], d_input: usize) -> Vec<f32> {
        let d_output = self.weight.len() / d_input;
        let mut y = vec![0.0; x.len() / d_input * d_output];
        a_bt(x, self.weight, &mut y, d_input, To::Set);
        if let Some(bias) = self.bias {
            add_bias(&mut y, bias);
        }
        y
    }

    /// Adds the slope of `x` `[n, d_input]`, from that of `y` `[n, d_output]`.
    pub(super) fn backward(&self, y: &[f32], x: &mut [f32], d_input: usize, to: To) {
        a_b(y, self.weight, x, self.weight.len() / d_input, to);
    }
}

/// Gradients by parameter name.
#[derive(Default)]
pub(super) struct Gradients {
    by_name: HashMap<String, Vec<f32>>,
    /// See [`Step::states`](super::Step::states).
    pub(super) states: Vec<f32>,
}

impl Gradients {
    /// Sets the gradient of a parameter.
    pub(super) fn set(&mut self, name: &str, gradient: Vec<f32>) {
        self.by_name.insert(name.to_string(), gradient);
    }

    /// Sets those of a linear map from its inputs `x` `[n, d_input]` and the slopes of its outputs `y` `[n, d_output]`.
    pub(super) fn set_linear(&mut self, name: &str, linear: &Linear, y: &[f32], x: &[f32], d_input: usize) {
        let mut weight = vec![0.0; linear.weight.len()];
        at_b(y, x, &mut weight, x.len() / d_input, To::Set);
        self.set(&format!("{name}.weight"), weight);
        if let Some(bias) = linear.bias {
            self.set(&format!("{name}.bias"), sum_rows(y, bias.len()));
        }
    }

    /// With the loss, in the order of the parameters.
    pub(super) fn of(mut self, loss: Loss, weights: &Weights) -> Step {
        let mut take =
            |name: &str| self.by_name.remove(name).unwrap_or_else(|| panic!("`{name}` has no gradient"));
        let gradients = weights.list.iter().map(|parameter| take(&parameter.name)).collect();
        Step { loss, gradients, states: self.states }
    }
}
