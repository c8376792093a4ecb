//! Several hypotheses side by side.

use burn::tensor::{Device, Int, Tensor, TensorData};

use super::LogProbs;
use crate::batch::int_tensor;
use crate::config::SpecialIds;
use crate::error::Result;
use crate::model::{DecoderState, Model};
use crate::readback::Readback;

/// A target, whole or begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Hypothesis {
    /// Target ids, `</s>` included where it was reached.
    pub ids: Vec<u32>,
    /// Sum of the logarithms of their probabilities.
    pub log_prob: f32,
}

/// What the search is to do.
#[derive(Debug, Clone)]
pub(crate) struct BeamSearch<'a> {
    pub(crate) model: &'a Model,
    pub(crate) special: SpecialIds,
    pub(crate) beam_size: usize,
    pub(crate) length_penalty: f32,
    pub(crate) limit: usize,
    pub(crate) prefix: &'a [u32],
}

impl Hypothesis {
    /// `log P / lp`, `lp = ((5 + |y|) / 6)^α`; Wu et al. 2016, eq. 14, <https://arxiv.org/abs/1609.08144>.
    pub fn score(&self, length_penalty: f32) -> f32 {
        self.log_prob / ((5.0 + self.ids.len() as f32) / 6.0).powf(length_penalty)
    }
}

/// Finds a probable target for one source: the `beam_size` best beginnings go on at every step.
///
/// Returns the finished hypotheses, best first (the unfinished ones if none ended within the limit).
///
/// # Errors
/// [`Error::Device`](crate::Error::Device) if the device fails.
pub(crate) async fn beam(
    search: &BeamSearch<'_>,
    state: DecoderState,
    device: &Device,
) -> Result<Vec<Hypothesis>> {
    let mut state = state;
    let mut alive = vec![Hypothesis { ids: vec![], log_prob: 0.0 }];
    let mut finished: Vec<Hypothesis> = vec![];
    for position in 0..search.limit {
        let last = |h: &Hypothesis| h.ids.last().copied().unwrap_or(search.special.sos);
        let ids = int_tensor(alive.iter().map(last).collect(), alive.len(), 1, device);
        let (logits, _, next) = search.model.step(ids, state, None);
        let mut readback = Readback::default();
        readback.push(logits);
        let logits = readback.read().await?.remove(0);
        let rows = (0..alive.len()).map(|row| logits.row(row));
        let extended = search.extend(&alive, rows, position);
        let parents: Vec<i32> = extended.iter().map(|(parent, _)| *parent as i32).collect();
        let (mut kept, mut kept_parents) = (vec![], vec![]);
        for ((_, hypothesis), parent) in extended.into_iter().zip(parents) {
            if hypothesis.ids.last() == Some(&search.special.eos) {
                finished.push(hypothesis);
            } else {
                kept.push(hypothesis);
                kept_parents.push(parent);
            }
        }
        alive = kept;
        if alive.is_empty() || search.settled(&alive, &finished) {
            break;
        }
        let rows = kept_parents.len();
        state = next.select(Tensor::<1, Int>::from_data(TensorData::new(kept_parents, [rows]), device));
    }
    let mut result = if finished.is_empty() { alive } else { finished };
    result.sort_by(|a, b| b.score(search.length_penalty).total_cmp(&a.score(search.length_penalty)));
    result.truncate(search.beam_size);
    Ok(result)
}

impl BeamSearch<'_> {
    /// The best continuations of all hypotheses, with the row each came from.
    fn extend<'r>(
        &self,
        alive: &[Hypothesis],
        rows: impl Iterator<Item = &'r [f32]>,
        position: usize,
    ) -> Vec<(usize, Hypothesis)> {
        let mut all = vec![];
        for (parent, (hypothesis, logits)) in alive.iter().zip(rows).enumerate() {
            let log_probs = LogProbs::new(logits);
            let next = match self.prefix.get(position) {
                Some(&forced) => vec![(forced, log_probs.of(forced))],
                None => log_probs.top_k(self.beam_size, |id| self.special.may_follow(id)),
            };
            all.extend(next.into_iter().map(|(id, log_prob)| {
                let ids = hypothesis.ids.iter().copied().chain([id]).collect();
                (parent, Hypothesis { ids, log_prob: hypothesis.log_prob + log_prob })
            }));
        }
        all.sort_by(|a, b| b.1.log_prob.total_cmp(&a.1.log_prob));
        all.truncate(self.beam_size);
        all
    }

    /// Whether no hypothesis alive can still beat the best finished one, were the rest of it certain.
    fn settled(&self, alive: &[Hypothesis], finished: &[Hypothesis]) -> bool {
        let best = finished.iter().map(|h| h.score(self.length_penalty)).fold(f32::NEG_INFINITY, f32::max);
        let longest = |h: &Hypothesis| {
            h.log_prob / ((5.0 + self.limit as f32) / 6.0).powf(self.length_penalty.max(0.0))
        };
        finished.len() >= self.beam_size || alive.iter().all(|h| longest(h) <= best)
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::batch::SourceBatch;
    use crate::config::ModelConfig;
    use crate::search::greedy_batch;

    /// A network of 31 pieces with fresh weights: `network` as in `config.json`.
    fn config(network: &str) -> ModelConfig {
        let json = format!(
            r#"{{"format": 1, "mechanism": "small", "source_languages": [], "target_language": "en", "vocab_size": 31,
                "special": {{"pad": 0, "sos": 1, "eos": 2, "unk": 3}}, "max_source": 19, "max_target": 17, "network": {network}}}"#
        );
        ModelConfig::from_json(&json).expect("a config")
    }

    fn ready<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("the CPU is never waited for"),
        }
    }

    #[test]
    fn a_beam_of_one_is_greedy() {
        let recurrent = r#"{"family": "seq2seq", "cell": "gru", "d_embed": 9, "d_hidden": 14, "bidirectional": true,
                            "attention": "additive", "d_attention": 7}"#;
        let transformer =
            r#"{"family": "transformer", "d_model": 12, "n_heads": 3, "n_layers": 2, "d_ff": 17}"#;
        let device = Device::flex();
        for config in [config(recurrent), config(transformer)] {
            for source in [&[5, 9, 30, 2][..], &[4, 2], &[11, 12, 13, 12, 11, 10, 2]] {
                let model = config.init(&device);
                let src = SourceBatch::new(&[source], 1, &config.special, &device);
                let search = BeamSearch {
                    model: &model,
                    special: config.special,
                    beam_size: 1,
                    length_penalty: 1.0,
                    limit: crate::search::length_limit(source.len(), &config),
                    prefix: &[],
                };
                let best =
                    ready(beam(&search, model.begin(model.encode(&src), &src), &device)).expect("a target");
                let mut ids = best[0].ids.clone();
                ids.retain(|&id| id != config.special.eos);
                assert_eq!(ids, greedy_batch(&model, &config, &[source], &device)[0]);
            }
        }
    }
}
