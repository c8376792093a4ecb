//! What a run needs to resume after an interruption at any moment: one file, written atomically.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use burn::tensor::{Device, Tensor, TensorData};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use crate::files::write_whole;
use crate::run::average::Average;
use crate::run::optimiser::{Moments, Optimiser};
use crate::run::parameters::{Parameter, Parameters};
use crate::run::progress::Progress;

/// Writes the whole state.
///
/// # Errors
/// If the file cannot be written; the previous one is left intact.
pub fn save(
    path: &Path,
    parameters: &Parameters,
    optimiser: &Optimiser,
    average: Option<&Average>,
    progress: &Progress,
) -> Result<()> {
    let mut data: Vec<(String, Vec<u8>)> = Vec::new();
    let mut times = Vec::new();
    for ((parameter, value), moments) in
        parameters.list.iter().zip(&parameters.values).zip(optimiser.moments())
    {
        let numbers: Vec<f32> = value.to_data().try_into_vec().expect("parameters are float32");
        data.push((format!("value.{}", parameter.name), bytes(&numbers)));
        times.push(moments.as_ref().map_or(0, |m| m.0));
        if let Some((_, first, second)) = moments {
            data.push((format!("moment_1.{}", parameter.name), bytes(first)));
            data.push((format!("moment_2.{}", parameter.name), bytes(second)));
        }
    }
    for (parameter, values) in parameters.list.iter().zip(average.map_or(&[][..], Average::values)) {
        data.push((format!("average.{}", parameter.name), bytes(values)));
    }
    let metadata = HashMap::from([
        ("progress".to_string(), serde_json::to_string(progress)?),
        ("times".to_string(), serde_json::to_string(&times)?),
    ]);
    let views: Vec<(&str, TensorView)> = data
        .iter()
        .map(|(name, bytes)| Ok((name.as_str(), TensorView::new(Dtype::F32, vec![bytes.len() / 4], bytes)?)))
        .collect::<Result<_>>()?;
    write_whole(path, &safetensors::serialize(views, Some(metadata))?)
}

/// Reads the state back into parameters, optimiser and average of the same network. If the state has no average, it
/// starts from the weights.
///
/// # Errors
/// If the file is malformed or of another network.
pub fn load(
    path: &Path,
    parameters: &mut Parameters,
    optimiser: &mut Optimiser,
    average: Option<&mut Average>,
    device: &Device,
) -> Result<Progress> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let broken = || format!("{} cannot be resumed from", path.display());
    let (_, header) = SafeTensors::read_metadata(&bytes).with_context(broken)?;
    let metadata = header.metadata().clone().unwrap_or_default();
    let entry = |name: &str| metadata.get(name).with_context(broken);
    let progress: Progress = serde_json::from_str(entry("progress")?).with_context(broken)?;
    let times: Vec<usize> = serde_json::from_str(entry("times")?).with_context(broken)?;
    let file = SafeTensors::deserialize(&bytes).with_context(broken)?;
    let read = |kind: &str, name: &str, len: usize| -> Result<Vec<f32>> {
        let view = file.tensor(&format!("{kind}.{name}")).with_context(broken)?;
        let numbers: Vec<f32> =
            view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if numbers.len() != len {
            bail!("{}: `{name}` has {} numbers, the network needs {len}", path.display(), numbers.len());
        }
        Ok(numbers)
    };
    let mut moments: Vec<Option<Moments>> = Vec::new();
    for ((parameter, value), time) in parameters.list.iter().zip(&mut parameters.values).zip(times) {
        let len = parameter.shape.iter().product();
        *value = Tensor::from_data(TensorData::new(read("value", &parameter.name, len)?, [len]), device);
        moments.push(if time == 0 {
            None
        } else {
            Some((time, read("moment_1", &parameter.name, len)?, read("moment_2", &parameter.name, len)?))
        });
    }
    optimiser.remember(moments);
    if let Some(average) = average {
        let kept = parameters.list.iter().all(|p| file.tensor(&format!("average.{}", p.name)).is_ok());
        if kept {
            let one = |p: &Parameter| read("average", &p.name, p.shape.iter().product());
            average.remember(parameters.list.iter().map(one).collect::<Result<_>>()?);
        } else {
            average.remember(Average::of(parameters, 0.0).values().to_vec());
        }
    }
    Ok(progress)
}

/// Reads only the progress of a state.
///
/// # Errors
/// If the file is malformed.
pub fn read_progress(path: &Path) -> Result<Progress> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let broken = || format!("{} is not a run's state", path.display());
    let (_, header) = SafeTensors::read_metadata(&bytes).with_context(broken)?;
    let metadata = header.metadata().clone().unwrap_or_default();
    serde_json::from_str(metadata.get("progress").with_context(broken)?).with_context(broken)
}

/// Little-endian float32.
fn bytes(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
}
