//! Losses and gradients against PyTorch's: `tests/parity/lab.py` made the golden files.

mod support;

use std::path::PathBuf;

use safetensors::SafeTensors;
use seq2see_lab::Training;
use support::{UPDATES, cases};

fn floats(file: &SafeTensors, name: &str) -> Vec<f32> {
    let tensor = file.tensor(name).unwrap_or_else(|_| panic!("no `{name}`"));
    tensor.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
}

fn golden(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    std::fs::read(folder.join(format!("{name}.safetensors"))).expect("a golden file")
}

#[test]
fn one_batch_has_pytorchs_loss_and_gradients() {
    for (name, plan) in cases() {
        let bytes = golden(&name);
        let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
        let training = Training::new(&plan).expect("a plan");
        let (loss, gradients) = training.next_gradients();
        assert!((loss - f64::from(floats(&file, "losses")[0])).abs() < 1e-4, "{name}: {loss}");
        for (parameter, found) in training.parameters().iter().zip(gradients) {
            let expected = floats(&file, &format!("gradient.{}", parameter.name));
            assert_eq!(found.len(), expected.len(), "{name} {}", parameter.name);
            for (i, (f, e)) in found.iter().zip(&expected).enumerate() {
                assert!((f - e).abs() < 1e-4, "{name} {}[{i}]: {f} {e}", parameter.name);
            }
        }
    }
}

#[test]
fn the_first_twenty_losses_are_pytorchs() {
    for (name, plan) in cases() {
        let bytes = golden(&name);
        let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
        let losses = Training::new(&plan).expect("a plan").advance(UPDATES).losses;
        let expected = floats(&file, "losses");
        assert_eq!(losses.len(), expected.len());
        for (update, (found, expected)) in losses.iter().zip(expected).enumerate() {
            assert!(
                (found - f64::from(expected)).abs() < 1e-3,
                "{name}, update {update}: {found} {expected}"
            );
        }
        assert!(losses[UPDATES - 1] < losses[0], "{name}: {losses:?}");
    }
}
