//! A translation as a pull: start, then step until done.

use std::sync::Arc;

use burn::tensor::{Device, Tensor, TensorData};
use serde::{Deserialize, Serialize};

use crate::batch::{SourceBatch, int_tensor};
use crate::config::{AttentionKind, ModelConfig, NetworkConfig};
use crate::error::{Error, Result};
use crate::model::{DecoderState, Model};
use crate::search::{self, LogProbs, length_limit};
use crate::tokenizer::Tokenizer;
use crate::trace::{Candidate, SourceTrace, Step};
use crate::tracing::{self, StepRecord};

/// How to translate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Options {
    /// Hypotheses kept side by side; 1 is greedy.
    pub beam_size: usize,
    /// Exponent of the length penalty (0: none), Wu et al. 2016, eq. 14.
    pub length_penalty: f32,
    /// Most tokens to make, `</s>` included; 0: as many as the length of the source suggests.
    pub max_length: usize,
    /// How many candidates a step reports.
    pub top_k: usize,
    /// Target ids to begin with.
    pub prefix: Vec<u32>,
    /// Source positions hidden from attention.
    pub masked: Vec<usize>,
    /// Attention rows set from outside (recurrent networks).
    pub attention: Vec<AttentionOverride>,
    /// Source lengths are rounded up to a multiple of this with masked padding, so that a device
    /// that compiles for shapes meets few of them.
    pub source_padding: usize,
}

/// The attention of one step, set from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttentionOverride {
    /// The step.
    pub position: usize,
    /// A weight for every source token, in the order of the text; scaled to sum to 1.
    pub weights: Vec<f32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            beam_size: 1,
            length_penalty: 1.0,
            max_length: 0,
            top_k: 5,
            prefix: vec![],
            masked: vec![],
            attention: vec![],
            source_padding: 1,
        }
    }
}

/// A network with its vocabulary, ready to translate.
#[derive(Debug, Clone)]
pub struct Translator {
    inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) tokenizer: Arc<Tokenizer>,
    pub(crate) config: ModelConfig,
    pub(crate) model: Model,
    pub(crate) device: Device,
}

/// One run: the source's trace at once, then a [`Step`] at a time.
#[derive(Debug)]
pub struct Translation {
    pub(crate) inner: Arc<Inner>,
    pub(crate) options: Options,
    pub(crate) src: SourceBatch,
    pub(crate) source: SourceTrace,
    /// What comes next is known: a beam's best, or the prefix asked for.
    forced: Vec<u32>,
    limit: usize,
    pub(crate) ids: Vec<u32>,
    /// Of every step made: the ids of its candidates and, if it is none of them, the one made.
    pub(crate) known: Vec<Vec<u32>>,
    state: Option<DecoderState>,
}

impl Translator {
    /// Puts a network and its vocabulary together.
    ///
    /// # Errors
    /// [`Error::Tokenizer`] if the vocabulary is of another size than the network's.
    pub fn new(tokenizer: Arc<Tokenizer>, config: ModelConfig, model: Model, device: Device) -> Result<Self> {
        let found = tokenizer.vocab_size();
        if found != config.vocab_size {
            let expected = config.vocab_size;
            return Err(Error::Tokenizer(format!("it has {found} pieces, the network {expected}")));
        }
        Ok(Self { inner: Arc::new(Inner { tokenizer, config, model, device }) })
    }

    /// The network's description.
    pub fn config(&self) -> &ModelConfig {
        &self.inner.config
    }

    /// Encodes the source (and, for a beam, searches).
    ///
    /// # Errors
    /// Text that cannot be translated, options that cannot be honoured, a device that fails.
    pub async fn start(&self, text: &str, options: &Options) -> Result<Translation> {
        let Inner { tokenizer, config, model, device } = &*self.inner;
        let tokens = tokenizer.encode_source(text, config.max_source)?;
        check(options, tokens.len(), config)?;
        let order = config.reading_order(tokens.len());
        let ids: Vec<u32> = order.iter().map(|&j| tokens[j].id).collect();
        let mut src = SourceBatch::new(&[&ids], options.source_padding.max(1), &config.special, device);
        let column = |&j: &usize| order.iter().position(|&k| k == j).expect("checked");
        src.mask_out(&options.masked.iter().map(column).collect::<Vec<_>>());
        let encoded = model.encode(&src);
        let state = model.begin(encoded.clone(), &src);
        let source = tracing::source(tokens, order, encoded, &state).await?;
        let limit = match options.max_length {
            0 => length_limit(source.tokens.len(), config),
            most => most.min(config.max_target),
        };
        let mut forced = options.prefix.clone();
        if options.beam_size > 1 {
            let search = search::BeamSearch {
                model,
                special: config.special,
                beam_size: options.beam_size,
                length_penalty: options.length_penalty,
                limit,
                prefix: &options.prefix,
            };
            forced = search::beam(&search, state.clone(), device).await?.swap_remove(0).ids;
        }
        let inner = self.inner.clone();
        Ok(Translation {
            inner,
            options: options.clone(),
            src,
            source,
            forced,
            limit,
            ids: vec![],
            known: vec![],
            state: Some(state),
        })
    }

    /// Translates to the end; returns the text.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn translate(&self, text: &str, options: &Options) -> Result<String> {
        let mut translation = self.start(text, options).await?;
        while translation.step().await?.is_some() {}
        Ok(translation.text())
    }
}

impl Translation {
    /// The source and what the encoder made of it.
    pub fn source(&self) -> &SourceTrace {
        &self.source
    }

    /// The English so far.
    pub fn text(&self) -> String {
        self.inner.tokenizer.decode(&self.ids)
    }

    /// Makes one token; `None` when the translation is complete.
    ///
    /// One wait for the device. A call that is dropped before it ends leaves the translation complete.
    ///
    /// # Errors
    /// [`Error::Device`] if the device fails.
    pub async fn step(&mut self) -> Result<Option<Step>> {
        let Some(state) = self.state.take() else { return Ok(None) };
        let Inner { config, model, device, tokenizer } = &*self.inner;
        let position = self.ids.len();
        let input_id = self.ids.last().copied().unwrap_or(config.special.sos);
        let weights = self.override_at(position);
        let (logits, output, next) = model.step(int_tensor(vec![input_id], 1, 1, device), state, weights);
        let StepRecord { logits, attention, hidden, context } =
            tracing::step(logits, &output, &self.source.reading_order).await?;
        let log_probs = LogProbs::new(&logits);
        let allowed = |id| config.special.may_follow(id);
        let candidates = log_probs.top_k(self.options.top_k.max(1), allowed);
        let id = self.forced.get(position).copied().unwrap_or(candidates[0].0);
        let log_prob = log_probs.of(id);
        let mut known: Vec<u32> = candidates.iter().map(|candidate| candidate.0).collect();
        if !known.contains(&id) {
            known.push(id);
        }
        self.known.push(known);
        let candidate = |(id, log_prob)| Candidate { id, piece: tokenizer.piece(id), log_prob };
        let candidates = candidates.into_iter().map(candidate).collect();
        self.ids.push(id);
        let done = id == config.special.eos || self.ids.len() >= self.limit;
        self.state = (!done).then_some(next);
        let (piece, text) = (tokenizer.piece(id), self.text());
        Ok(Some(Step {
            position,
            input_id,
            id,
            piece,
            log_prob,
            candidates,
            attention,
            hidden,
            context,
            text,
            done,
        }))
    }

    /// The row `[1, 1, src_len]` set from outside for a step, in reading order, scaled to sum to 1.
    pub(crate) fn override_at(&self, position: usize) -> Option<Tensor<3>> {
        let row = self.options.attention.iter().find(|row| row.position == position)?;
        let sum: f32 = row.weights.iter().sum();
        let mut weights: Vec<f32> = self.source.reading_order.iter().map(|&j| row.weights[j] / sum).collect();
        weights.resize(self.src.len(), 0.0);
        let shape = [1, 1, weights.len()];
        Some(Tensor::from_data(TensorData::new(weights, shape), &self.inner.device))
    }
}

/// Refuses options that no run can honour.
fn check(options: &Options, src_len: usize, config: &ModelConfig) -> Result<()> {
    let wrong = |what: &str| Err(Error::Option(what.into()));
    if options.beam_size == 0 || options.beam_size > 64 {
        return wrong("the beam size must be from 1 to 64");
    }
    if !options.length_penalty.is_finite() {
        return wrong("the length penalty must be a number");
    }
    if options.prefix.iter().any(|&id| id as usize >= config.vocab_size || !config.special.may_follow(id)) {
        return wrong("the prefix has an id that is no piece of the target");
    }
    if options.masked.iter().any(|&j| j >= src_len) || (0..src_len).all(|j| options.masked.contains(&j)) {
        return wrong("the masked positions must be in the source and leave something of it");
    }
    let fits = |row: &AttentionOverride| {
        row.weights.len() == src_len
            && row.weights.iter().all(|w| w.is_finite() && *w >= 0.0)
            && (f32::MIN_POSITIVE..f32::INFINITY).contains(&row.weights.iter().sum())
    };
    let attends = match &config.network {
        NetworkConfig::Seq2Seq(c) => {
            !matches!(c.attention, AttentionKind::FirstState | AttentionKind::FixedContext)
        }
        NetworkConfig::Transformer(_) => false,
    };
    if !options.attention.is_empty() && !attends {
        return wrong("only a recurrent network with attention can have its attention set");
    }
    if !options.attention.iter().all(fits) {
        return wrong("an attention row needs a weight ≥ 0 for every source token, and one above 0");
    }
    Ok(())
}
