//! Several hypotheses side by side.

use burn::tensor::{Device, Int, Tensor, TensorData};

use super::{Choice, Chooser, Repeats};
use crate::batch::int_tensor;
use crate::config::SpecialIds;
use crate::decoder::{Given, GivenWeights};
use crate::error::Result;
use crate::model::{DecoderState, Model};
use crate::ops::readback::Readback;
use crate::trace::Matrix;

/// A target, whole or begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Hypothesis {
    /// Target ids, `</s>` included where it was reached.
    pub ids: Vec<u32>,
    /// Sum of the logarithms of their probabilities.
    pub log_prob: f32,
}

/// What the search is to do.
pub(crate) struct BeamSearch<'a> {
    pub(crate) model: &'a Model,
    /// Of as many candidates as the beam has hypotheses.
    pub(crate) chooser: Chooser,
    pub(crate) special: SpecialIds,
    pub(crate) beam_size: usize,
    pub(crate) length_penalty: f32,
    pub(crate) limit: usize,
    pub(crate) repeats: Repeats,
    pub(crate) prefix: &'a [u32],
    /// Whether the batch has `beam_size` rows at every step, some of them for nothing: for a device that compiles for shapes.
    pub(crate) same_rows: bool,
    /// What is set from outside at a step.
    pub(crate) given: &'a dyn Fn(usize) -> Given,
    /// By what logits are divided before the softmax.
    pub(crate) temperature: f32,
}

impl Hypothesis {
    /// `log P / lp`, `lp = ((5 + |y|) / 6)^α`; Wu et al. 2016, eq. 14, <https://arxiv.org/abs/1609.08144>.
    pub fn score(&self, length_penalty: f32) -> f32 {
        self.log_prob / ((5.0 + self.ids.len() as f32) / 6.0).powf(length_penalty)
    }
}

/// What a search found, and how.
#[derive(Debug)]
pub(crate) struct Found {
    /// The best that ended (of all others, if none ended within the limit).
    pub(crate) best: Hypothesis,
    /// For every step the hypotheses kept, most probable first.
    pub(crate) steps: Vec<Vec<Node>>,
    /// For every token of the best its node, as an index into that step.
    pub(crate) path: Vec<usize>,
}

/// A hypothesis kept: what came last, and which one of the step before it goes on from.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) parent: Option<usize>,
    pub(crate) id: u32,
    pub(crate) log_prob: f32,
    pub(crate) sum: f32,
    pub(crate) score: f32,
}

/// A hypothesis with its node in the last step that it was part of.
type Placed = (Hypothesis, usize);

/// Finds a probable target for one source: the `beam_size` best beginnings go on at every step.
///
/// # Errors
/// [`Error::Device`](crate::Error::Device) if the device fails.
pub(crate) async fn beam(search: &BeamSearch<'_>, state: DecoderState, device: &Device) -> Result<Found> {
    let mut state = search.first_rows(state, device);
    let mut alive: Vec<Placed> = vec![(Hypothesis { ids: vec![], log_prob: 0.0 }, 0)];
    let (mut finished, mut cut, mut steps): (Vec<Placed>, Vec<Placed>, Vec<Vec<Node>>) =
        (vec![], vec![], vec![]);
    for position in 0..search.limit {
        let last = |(h, _): &Placed| h.ids.last().copied().unwrap_or(search.special.sos);
        let ids = search.rows(alive.iter().map(last).collect(), search.special.pad);
        let rows = ids.len();
        let ids = int_tensor(ids, rows, 1, device);
        let mut given = (search.given)(position);
        if let GivenWeights::Set(row) = given.weights {
            given.weights = GivenWeights::Set(row.repeat_dim(0, rows));
        }
        let (logits, _, next) = search.model.step(ids, state, &given);
        let logits = logits / search.temperature;
        let asked = search.prefix.get(position).copied();
        let mut readback = Readback::default();
        readback.push(search.chooser.compare(logits, asked).0);
        let numbers = readback.read().await?.remove(0);
        let extended = search.extend(&alive, &numbers, asked);
        let (mut kept, mut kept_rows, mut nodes) = (vec![], vec![], vec![]);
        for (at, (row, hypothesis, log_prob)) in extended.into_iter().enumerate() {
            let parent = position.checked_sub(1).map(|_| alive[row].1);
            nodes.push(search.node(parent, &hypothesis, log_prob));
            if hypothesis.ids.last() == Some(&search.special.eos) {
                finished.push((hypothesis, at));
            } else if position >= search.prefix.len() && search.repeats.too_many(&hypothesis.ids) {
                cut.push((hypothesis, at));
            } else {
                kept.push((hypothesis, at));
                kept_rows.push(row as i32);
            }
        }
        steps.push(nodes);
        alive = kept;
        if alive.is_empty() || search.settled(&alive, &finished) {
            break;
        }
        state = next.select(indices(search.rows(kept_rows, 0), device));
    }
    alive.extend(cut);
    Ok(search.best(if finished.is_empty() { alive } else { finished }, steps))
}

fn indices(rows: Vec<i32>, device: &Device) -> Tensor<1, Int> {
    let len = rows.len();
    Tensor::from_data(TensorData::new(rows, [len]), device)
}

impl BeamSearch<'_> {
    /// A value for each row of the batch; those that no hypothesis has, where the batch keeps its size, are `filler`.
    fn rows<T: Clone>(&self, mut rows: Vec<T>, filler: T) -> Vec<T> {
        if self.same_rows {
            rows.resize(self.beam_size, filler);
        }
        rows
    }

    /// The state before the first step, of one hypothesis.
    fn first_rows(&self, state: DecoderState, device: &Device) -> DecoderState {
        if self.same_rows { state.select(indices(vec![0; self.beam_size], device)) } else { state }
    }

    /// The best continuations of all hypotheses, with the row each came from and the logarithm of its last token.
    fn extend(
        &self,
        alive: &[Placed],
        numbers: &Matrix,
        asked: Option<u32>,
    ) -> Vec<(usize, Hypothesis, f32)> {
        let mut all = vec![];
        for (row, (hypothesis, _)) in alive.iter().enumerate() {
            let Choice { candidates, id, log_prob } =
                self.chooser.choose(numbers.row(row), self.model, asked);
            let next = if asked.is_some() { vec![(id, log_prob)] } else { candidates };
            all.extend(next.into_iter().map(|(id, log_prob)| {
                let ids = hypothesis.ids.iter().copied().chain([id]).collect();
                (row, Hypothesis { ids, log_prob: hypothesis.log_prob + log_prob }, log_prob)
            }));
        }
        all.sort_by(|a, b| b.1.log_prob.total_cmp(&a.1.log_prob));
        all.truncate(self.beam_size);
        all
    }

    fn node(&self, parent: Option<usize>, hypothesis: &Hypothesis, log_prob: f32) -> Node {
        let id = hypothesis.ids.last().copied().expect("it has been extended");
        Node { parent, id, log_prob, sum: hypothesis.log_prob, score: hypothesis.score(self.length_penalty) }
    }

    /// The best of some hypotheses, with the way to it; of equal ones the first that ended.
    fn best(&self, of: Vec<Placed>, steps: Vec<Vec<Node>>) -> Found {
        let better = |a: Placed, b: Placed| {
            if b.0.score(self.length_penalty) > a.0.score(self.length_penalty) { b } else { a }
        };
        let (best, last) = of.into_iter().reduce(better).expect("a search keeps a hypothesis");
        let mut path = vec![last; best.ids.len()];
        for t in (1..path.len()).rev() {
            path[t - 1] = steps[t][path[t]].parent.expect("only the first has none");
        }
        Found { best, steps, path }
    }

    /// Whether no hypothesis alive can still beat the best finished one, were the rest of it certain.
    fn settled(&self, alive: &[Placed], finished: &[Placed]) -> bool {
        let best = finished.iter().map(|h| h.0.score(self.length_penalty)).fold(f32::NEG_INFINITY, f32::max);
        let longest = |(h, _): &Placed| {
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
                let model = Model::init(&config, &device);
                let src = SourceBatch::new(&[source], 1, &config.special, &device);
                let search = BeamSearch {
                    model: &model,
                    chooser: Chooser::new(&model, &config, 1, &device),
                    special: config.special,
                    beam_size: 1,
                    length_penalty: 1.0,
                    limit: crate::search::length_limit(source.len(), &config),
                    repeats: Repeats::new(4, source),
                    prefix: &[],
                    same_rows: false,
                    given: &|_| Given::default(),
                    temperature: 1.0,
                };
                let found =
                    ready(beam(&search, model.begin(model.encode(&src), &src), &device)).expect("a target");
                let mut ids = found.best.ids.clone();
                ids.retain(|&id| id != config.special.eos);
                assert_eq!(ids, greedy_batch(&model, &config, &[source], 4, &device)[0]);
            }
        }
    }
}
