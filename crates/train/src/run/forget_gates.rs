//! Initialisation of an LSTM's forget gates.

use seq2see_core::config::{CellKind, NetworkConfig};

use crate::run::parameters::Parameters;

/// Opens the forget gates of a fresh network: their bias is raised by 1, so that the memory is not halved at every
/// step before the gates are trained. Jozefowicz et al. 2015, §4,
/// <https://proceedings.mlr.press/v37/jozefowicz15.html>. A network without an LSTM stays as it is.
pub fn open(parameters: &mut Parameters, network: &NetworkConfig) {
    let NetworkConfig::Seq2Seq(config) = network else { return };
    if config.cell != CellKind::Lstm {
        return;
    }
    let names = parameters.list.iter().map(|parameter| parameter.name.clone());
    for name in names.filter(|name| name.ends_with(".input.bias")).collect::<Vec<_>>() {
        // Of the input, forget, cell and output gate, in this order.
        parameters.change(&name, |bias| {
            let d = bias.len() / 4;
            bias[d..2 * d].iter_mut().for_each(|b| *b += 1.0);
        });
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;
    use seq2see_core::Model;
    use seq2see_core::config::{AttentionKind, Seq2SeqConfig};

    use super::*;

    #[test]
    fn only_an_lstms_forget_gates_are_opened() {
        for (cell, opened) in [(CellKind::Lstm, 2), (CellKind::Gru, 0)] {
            let config = Seq2SeqConfig {
                cell,
                d_embed: 3,
                d_hidden: 4,
                bidirectional: false,
                reversed: false,
                attention: AttentionKind::FirstState,
                d_attention: 0,
                window: 0,
                dropout: 0.0,
            };
            let model = seq2see_core::seq2seq::Seq2Seq::init(&config, 7, 5, &Device::flex());
            let before = Parameters::of(&Model::Seq2Seq(model));
            let mut after = before.clone();
            open(&mut after, &NetworkConfig::Seq2Seq(config));
            let raised =
                before.values.into_iter().zip(after.values).map(|(b, a)| (a - b).sum().into_scalar::<f32>());
            let raised: Vec<f32> = raised.filter(|sum| sum.abs() > 1e-3).collect();
            assert_eq!(raised.len(), opened);
            assert!(raised.iter().all(|sum| (sum - 4.0).abs() < 1e-4), "{raised:?}");
        }
    }
}
