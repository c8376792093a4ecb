//! `cargo run --release -p seq2see-lab --example cases -- FOLDER`: first weights and batches of the runs that
//! `tests/parity/lab.py` makes in PyTorch.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

use seq2see_core::config::NetworkConfig;
use seq2see_lab::{Plan, Training};
use serde_json::json;
use support::{UPDATES, cases};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("the folder to write to")?;
    std::fs::create_dir_all(&folder)?;
    for (name, plan) in cases() {
        std::fs::write(Path::new(&folder).join(format!("{name}.json")), case(&plan)?.to_string())?;
    }
    Ok(())
}

/// Everything that PyTorch has to know.
fn case(plan: &Plan) -> Result<serde_json::Value, seq2see_lab::Error> {
    let mut training = Training::new(plan)?;
    let values = training.parameters().iter().zip(training.values());
    let weights: serde_json::Map<String, serde_json::Value> = values
        .map(|(parameter, value)| {
            (parameter.name.clone(), json!({"shape": parameter.shape, "values": value}))
        })
        .collect();
    let config = serde_json::to_value(training.config()).expect("a config has strings and numbers");
    let as_it_reads = matches!(training.config().network, NetworkConfig::Elman(_));
    let mut batches = Vec::new();
    for _ in 0..UPDATES {
        batches.push(training.next_batch());
        training.advance(1);
    }
    Ok(json!({"config": config, "weights": weights, "batches": batches, "rate": plan.rate, "clip": plan.clip,
              "as_it_reads": as_it_reads}))
}
