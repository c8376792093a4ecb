//! A run as a value that advances.

use std::sync::Arc;

use seq2see_core::noise::Noise;
use seq2see_core::{ModelConfig, Tokenizer};
use seq2see_gradients::parameters::Parameter;
use seq2see_gradients::target_pieces::TargetPieces;
use seq2see_gradients::{Settings, Step, Weights, gradients};
use serde::Serialize;

use crate::adam::{Adam, Move, clip};
use crate::error::Error;
use crate::plan::{Plan, Shape};
use crate::random::{Numbers, Stream};
use crate::task::{Material, Pair};
use crate::{vocabulary, weights};

/// How many times the loss of guessing among all pieces a loss may be.
const BEYOND_GUESSING: f64 = 10.0;

/// A pair as ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Example {
    /// With `</s>`.
    pub(crate) src: Vec<u32>,
    /// Without marks.
    pub(crate) tgt: Vec<u32>,
}

/// A network between two updates.
#[derive(Debug)]
pub struct Training {
    pub(crate) plan: Plan,
    pub(crate) material: Material,
    pub(crate) vocabulary: String,
    pub(crate) tokenizer: Arc<Tokenizer>,
    pub(crate) config: ModelConfig,
    pub(crate) pieces: TargetPieces,
    pub(crate) examples: Vec<Example>,
    pub(crate) held: Vec<Example>,
    pub(crate) list: Vec<Parameter>,
    pub(crate) values: Vec<Vec<f32>>,
    pub(crate) adam: Adam,
    /// Updates made.
    pub(crate) updates: u64,
    /// Whether a gradient was no number, or a loss far beyond that of guessing: then nothing moves any more.
    pub(crate) diverged: bool,
}

/// What some updates were like.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Updates made so far.
    pub updates: u64,
    /// By update: the loss per target token, before it.
    pub losses: Vec<f64>,
    /// By update: the norm of all gradients, before clipping.
    pub norms: Vec<f64>,
    /// By update: the learning rate.
    pub rates: Vec<f64>,
    /// Whether the run has come to its end because it diverged.
    pub diverged: bool,
}

/// One update, seen through one weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explained {
    /// The loss per target token of the batch.
    pub loss: f64,
    /// Target tokens of the batch.
    pub tokens: usize,
    /// The norm of all gradients.
    pub norm: f64,
    /// By what clipping scales them.
    pub scale: f32,
    /// Learning rate.
    pub rate: f64,
    /// Adam's step, from 1.
    pub step: u64,
    /// The parameter in which the weight is.
    pub parameter: String,
    /// Its row and column there.
    pub at: [usize; 2],
    /// The weight's gradient.
    pub gradient: f32,
    /// What becomes of it.
    pub moved: Move,
}

impl Training {
    /// A fresh run.
    ///
    /// # Errors
    /// If no network can follow the plan.
    pub fn new(plan: &Plan) -> Result<Self, Error> {
        plan.check()?;
        let material = plan.task.material(plan.seed)?;
        let (vocabulary, tokenizer) = vocabulary::of(&material)?;
        let encode =
            |pairs: &[Pair]| pairs.iter().map(|pair| encode(pair, &tokenizer)).collect::<Result<Vec<_>, _>>();
        let (mut examples, mut held) = (encode(&material.training)?, encode(&material.held)?);
        let longest = |of: fn(&Example) -> usize| examples.iter().chain(&held).map(of).max().unwrap_or(0);
        let config = plan.model_config(&Shape {
            vocab_size: tokenizer.vocab_size(),
            special: tokenizer.special(),
            max_source: longest(|example| example.src.len()),
            max_target: longest(|example| example.tgt.len() + 1),
            as_it_reads: material.as_it_reads,
        });
        for example in examples.iter_mut().chain(&mut held) {
            config.fit_target(example.src.len(), &mut example.tgt);
        }
        let targets = examples.iter().chain(&held).map(|example| example.tgt.as_slice());
        let pieces = TargetPieces::of(targets, config.vocab_size, config.special.eos);
        let (list, values) = weights::first(&config, &pieces, plan.seed);
        Ok(Self {
            plan: plan.clone(),
            vocabulary,
            tokenizer: Arc::new(tokenizer),
            adam: Adam::new(&values),
            material,
            config,
            pieces,
            examples,
            held,
            list,
            values,
            updates: 0,
            diverged: false,
        })
    }

    /// Makes some updates; fewer, if it diverges.
    pub fn advance(&mut self, updates: usize) -> Report {
        let (losses, norms, rates) = (Vec::new(), Vec::new(), Vec::new());
        let mut report = Report { updates: 0, losses, norms, rates, diverged: false };
        for _ in 0..updates {
            if self.diverged {
                break;
            }
            let Step { loss, gradients, .. } = self.learn(&self.batch(), &mut self.noise());
            let (norm, scale) = clip(&gradients, self.plan.clip);
            self.diverged = !norm.is_finite() || self.is_lost(loss.mean());
            report.losses.push(loss.mean());
            report.norms.push(norm);
            let rate = self.plan.rate_at(self.updates);
            report.rates.push(rate);
            if !self.diverged {
                self.adam.step(rate, &mut self.values, &gradients, scale);
                self.updates += 1;
            }
        }
        Report { updates: self.updates, diverged: self.diverged, ..report }
    }

    /// The next update, without making it: through the weight whose gradient is the largest.
    pub fn explain(&self) -> Explained {
        let Step { loss, gradients, .. } = self.learn(&self.batch(), &mut self.noise());
        let (norm, scale) = clip(&gradients, self.plan.clip);
        let matrices = (0..self.list.len()).filter(|&p| self.list[p].shape.len() == 2);
        let places = matrices.flat_map(|p| (0..gradients[p].len()).map(move |at| (p, at)));
        let largest = |&(p, at): &(usize, usize)| gradients[p][at].abs().to_bits();
        let (p, at) = places.max_by_key(largest).expect("a network has a matrix");
        let gradient = gradients[p][at];
        let rate = self.plan.rate_at(self.updates);
        let moved = self.adam.explain(rate, p, at, (self.values[p][at], gradient * scale));
        let cols = self.list[p].shape[1];
        Explained {
            loss: loss.mean(),
            tokens: loss.tokens,
            norm,
            scale,
            rate,
            step: self.adam.steps + 1,
            parameter: self.list[p].name.clone(),
            at: [at / cols, at % cols],
            gradient,
            moved,
        }
    }

    /// What the run follows from.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The network's description.
    pub fn config(&self) -> &ModelConfig {
        &self.config
    }

    /// Names and shapes of the parameters.
    pub fn parameters(&self) -> &[Parameter] {
        &self.list
    }

    /// Their numbers, in the same order.
    pub fn values(&self) -> &[Vec<f32>] {
        &self.values
    }

    /// Sets them, for a run from given weights.
    ///
    /// # Panics
    /// If they are not as many.
    pub fn set_values(&mut self, values: Vec<Vec<f32>>) {
        let sizes = |values: &[Vec<f32>]| values.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(sizes(&values), sizes(&self.values), "the numbers of this network");
        self.values = values;
    }

    /// The ids of the next update's pairs: sources with `</s>`, targets without marks.
    pub fn next_batch(&self) -> Vec<(Vec<u32>, Vec<u32>)> {
        self.batch().into_iter().map(|example| (example.src.clone(), example.tgt.clone())).collect()
    }

    /// Loss per token and gradients of the next update's pairs.
    pub fn next_gradients(&self) -> (f64, Vec<Vec<f32>>) {
        let step = self.learn(&self.batch(), &mut self.noise());
        (step.loss.mean(), step.gradients)
    }

    /// Loss and gradients of some pairs.
    pub(crate) fn learn(&self, batch: &[&Example], noise: &mut Noise) -> Step {
        let rows: Vec<(&[u32], &[u32])> =
            batch.iter().map(|e| (e.src.as_slice(), e.tgt.as_slice())).collect();
        let settings = Settings {
            config: &self.config,
            pieces: &self.pieces,
            smoothing: 0.0,
            divisor: batch.iter().map(|example| example.tgt.len() + 1).sum::<usize>() as f64,
        };
        gradients(&Weights::new(&self.list, &self.values), &rows, &settings, noise)
    }

    /// The next update's pairs: all pairs in a new order, epoch after epoch.
    fn batch(&self) -> Vec<&Example> {
        let (n, batch) = (self.examples.len(), self.plan.batch.min(self.examples.len()));
        let whole = n / batch;
        let (epoch, place) = (self.updates / whole as u64, self.updates % whole as u64);
        let mut order: Vec<usize> = (0..n).collect();
        Numbers::new(self.plan.seed, Stream::Order, epoch).shuffle(&mut order);
        let first = usize::try_from(place).expect("below the epoch's batches") * batch;
        order[first..first + batch].iter().map(|&i| &self.examples[i]).collect()
    }

    /// Whether a loss is no number, or so high that no more learning brings it down: Adam's steps are bounded, so that a rate
    /// far too high shows itself by this long before a number overflows.
    #[expect(clippy::cast_precision_loss, reason = "pieces of a small vocabulary")]
    fn is_lost(&self, loss: f64) -> bool {
        let guessing = (self.config.vocab_size as f64).ln();
        !loss.is_finite() || loss > BEYOND_GUESSING * guessing
    }

    /// The dropout of the next update.
    fn noise(&self) -> Noise {
        if self.plan.dropout == 0.0 {
            return Noise::off();
        }
        Noise::seeded(Numbers::new(self.plan.seed, Stream::Dropout, self.updates).seed())
    }
}

fn encode(pair: &Pair, tokenizer: &Tokenizer) -> Result<Example, Error> {
    let source = tokenizer.encode_source(&pair.source, usize::MAX)?;
    Ok(Example {
        src: source.into_iter().map(|token| token.id).collect(),
        tgt: tokenizer.encode_target(&pair.target),
    })
}
