//! A network's first weights, drawn from the plan's seed.

use burn::tensor::Device;
use seq2see_core::config::{CellKind, NetworkConfig};
use seq2see_core::layers::NEVER;
use seq2see_core::{Model, ModelConfig};
use seq2see_gradients::parameters::{Parameter, Parameters};
use seq2see_gradients::target_pieces::TargetPieces;

use crate::random::{Numbers, Stream};

/// The parameters and their first numbers, in the same order.
///
/// Matrices and biases from `U(-1/√d, 1/√d)`, `d` the width of what a matrix reads, PyTorch's default; the embedding
/// from the uniform distribution of the variance `1/d`; norms begin with 1 and 0, an LSTM's forget gates open by 1
/// (Jozefowicz et al. 2015, §4). A piece that is never written has a bias that no gradient moves.
pub fn first(config: &ModelConfig, pieces: &TargetPieces, seed: u64) -> (Vec<Parameter>, Vec<Vec<f32>>) {
    let list = Parameters::of(&Model::init(config, &Device::flex())).list;
    let mut numbers = Numbers::new(seed, Stream::Weights, 0);
    let mut values: Vec<Vec<f32>> =
        list.iter().map(|parameter| draw(parameter, &list, &mut numbers)).collect();
    for (parameter, value) in list.iter().zip(&mut values) {
        if parameter.name == "output.bias" {
            pieces.others().into_iter().for_each(|id| value[id] = NEVER);
        }
        if opens(config) && parameter.name.ends_with(".input.bias") {
            let d = value.len() / 4;
            value[d..2 * d].iter_mut().for_each(|bias| *bias += 1.0);
        }
    }
    (list, values)
}

fn opens(config: &ModelConfig) -> bool {
    matches!(&config.network, NetworkConfig::Seq2Seq(network) if network.cell == CellKind::Lstm)
}

fn draw(parameter: &Parameter, list: &[Parameter], numbers: &mut Numbers) -> Vec<f32> {
    let Parameter { name, shape } = parameter;
    let count = shape.iter().product();
    if name == "output.bias" || name.ends_with(".beta") {
        return vec![0.0; count];
    }
    if name.ends_with(".gamma") {
        return vec![1.0; count];
    }
    // A bias is drawn as wide as the matrix beside it.
    let of_matrix = |bias: &str| {
        let matrix = format!("{}.weight", bias.trim_end_matches(".bias"));
        list.iter().find(|parameter| parameter.name == matrix).map(|parameter| parameter.shape[1])
    };
    let d = if shape.len() == 2 { shape[1] } else { of_matrix(name).unwrap_or(count) };
    let variance = if name == "embedding.weight" { 3.0 } else { 1.0 };
    let width = (variance / d as f32).sqrt();
    (0..count).map(|_| width * numbers.unit()).collect()
}
