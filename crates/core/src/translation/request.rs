//! What a run was asked for, and what it reads.

use burn::tensor::{Tensor, TensorData};

use crate::batch::SourceBatch;
use crate::config::ModelConfig;
use crate::decoder::{Given, GivenWeights};
use crate::interventions::{Interventions, Side, WeightsBy};
use crate::options::Options;
use crate::search::Repeats;
use crate::trace::{Ended, SourceTrace};

/// What a run was asked for, and what it reads: it does not change while the run goes on.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) options: Options,
    pub(crate) src: SourceBatch,
    pub(crate) source: SourceTrace,
    /// What comes next is known: a beam's best, or the prefix asked for.
    pub(crate) forced: Vec<u32>,
    /// The most target tokens.
    pub(crate) limit: usize,
    /// When it goes round in circles.
    pub(crate) repeats: Repeats,
    /// Target tokens that a Transformer's decoder has room for from the start; 0: it grows.
    pub(crate) room: usize,
}

impl Request {
    /// What is set from outside for a step.
    pub(crate) fn given_at(&self, position: usize) -> Given {
        let Interventions { weights, .. } = &self.options.interventions;
        let weights = match (self.override_at(position), weights) {
            (Some(row), _) => GivenWeights::Set(row),
            (None, WeightsBy::Computed) => GivenWeights::None,
            (None, WeightsBy::Uniform) => GivenWeights::Uniform,
            (None, WeightsBy::Permuted { order }) => {
                // Padding keeps its own.
                let columns = self.columns();
                let mut from: Vec<usize> = (0..self.src.len()).collect();
                order.iter().zip(&columns).for_each(|(&whose, &column)| from[column] = columns[whose]);
                GivenWeights::Permuted(from)
            }
        };
        Given { weights, gates: self.options.interventions.gates_at(Side::Target, position) }
    }

    /// Logits as the softmax is given them.
    ///
    /// # Shapes
    /// - `logits`: any; the result has the same
    pub(crate) fn tempered<const D: usize>(&self, logits: Tensor<D>) -> Tensor<D> {
        match self.options.interventions.temperature {
            1.0 => logits,
            temperature => logits / temperature,
        }
    }

    /// The row `[1, 1, src_len]` set from outside for a step, in reading order, scaled to sum to 1.
    fn override_at(&self, position: usize) -> Option<Tensor<3>> {
        let row = self.options.attention.iter().find(|row| row.position == position)?;
        let sum: f32 = row.weights.iter().sum();
        let mut weights: Vec<f32> = self.source.reading_order.iter().map(|&j| row.weights[j] / sum).collect();
        weights.resize(self.src.len(), 0.0);
        let shape = [1, 1, weights.len()];
        Some(Tensor::from_data(TensorData::new(weights, shape), &self.src.ids.device()))
    }

    /// Columns of the source batch in the order of the text.
    pub(crate) fn columns(&self) -> Vec<usize> {
        let order = &self.source.reading_order;
        let column = |j| order.iter().position(|&k| k == j).expect("every token is read once");
        (0..order.len()).map(column).collect()
    }

    /// The id of the source token that is read at a turn.
    pub(crate) fn source_id(&self, turn: usize) -> u32 {
        self.source.tokens[self.source.reading_order[turn]].id
    }

    /// Why the last of the tokens made is the last, if it is.
    pub(crate) fn ended(&self, config: &ModelConfig, ids: &[u32]) -> Option<Ended> {
        let complete = ids.len() >= self.limit;
        if config.writes_as_it_reads() {
            return complete.then_some(Ended::Source);
        }
        // What the reader wants repeated is repeated, and what a beam has searched is shown to its end.
        let own = ids.len() >= self.forced.len().max(self.options.prefix.len() + 1);
        match ids.last() {
            Some(&id) if id == config.special.eos => Some(Ended::Eos),
            _ if own && self.repeats.too_many(ids) => Some(Ended::Repeats),
            _ => complete.then_some(Ended::Length),
        }
    }
}
