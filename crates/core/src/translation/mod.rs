//! A translation as a pull: start, then step until done.
//!
//! ```
//! # fn file(path: &str) -> Vec<u8> {
//! #     std::fs::read(format!("{}/tests/golden/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a golden file")
//! # }
//! use burn::tensor::Device;
//! use seq2see_core::{Options, Tokenizer, Translator, checkpoint};
//!
//! let device = Device::flex();
//! let tokenizer = Tokenizer::from_bytes(&file("tokenizer.json"))?;
//! let config = String::from_utf8(file("additive/config.json")).expect("text");
//! let (config, model) = checkpoint::load(&config, &file("additive/model.safetensors"), &device)?;
//! let translator = Translator::new(tokenizer.into(), config, model, device)?;
//! let translate = async {
//!     let mut translation = translator.start("b ha", &Options::default()).await?;
//!     let mut text = String::new();
//!     while let Some(step) = translation.step().await? {
//!         text += &step.added;
//!     }
//!     assert_eq!(text, translation.text());
//!     Ok::<_, seq2see_core::Error>(())
//! };
//! # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
//! # assert_eq!(std::pin::pin!(translate).poll(&mut context), std::task::Poll::Ready(Ok(())));
//! # Ok::<(), seq2see_core::Error>(())
//! ```

mod history;
mod pipeline;
mod request;
mod score;
mod unread;

use std::sync::Arc;

use burn::tensor::{Device, Tensor, TensorData};

use crate::batch::SourceBatch;
use crate::config::ModelConfig;
use crate::error::{Error, Result};
use crate::interventions::Side;
use crate::model::{DecoderState, Model};
pub use crate::options::{AttentionOverride, Options};
use crate::search::{self, Choice, Chooser, Found, Node, Repeats, length_limit};
use crate::tokenizer::Tokenizer;
use crate::trace::{BeamNode, BeamTrace, Candidate, SourceTrace, Step};
use crate::tracing::{self, StepRecord};

pub(crate) use history::History;
use pipeline::{Pipeline, Read, Unwanted, input_of};
pub(crate) use request::Request;
use unread::refuse_unread;

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
    unwanted: Unwanted,
}

/// One run: the source's trace at once, then a [`Step`] at a time.
#[derive(Debug)]
pub struct Translation {
    pub(crate) inner: Arc<Inner>,
    pub(crate) request: Request,
    pub(crate) history: History,
    pipeline: Pipeline,
    beam: Option<BeamTrace>,
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
        let unwanted = Unwanted::default();
        Ok(Self { inner: Arc::new(Inner { tokenizer, config, model, device, unwanted }) })
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
        let Inner { tokenizer, config, model, device, unwanted } = &*self.inner;
        let reading = tokenizer.read(text);
        let tokens = tokenizer.encode_reading(&reading, config.max_source)?;
        refuse_unread(&tokens)?;
        options.check(tokens.len(), config)?;
        unwanted.end().await;
        let order = config.reading_order(tokens.len());
        let ids: Vec<u32> = order.iter().map(|&j| tokens[j].id).collect();
        let mut src = SourceBatch::new(&[&ids], options.source_padding.max(1), &config.special, device);
        let column = |&j: &usize| order.iter().position(|&k| k == j).expect("checked");
        src.mask_out(&options.masked.iter().map(column).collect::<Vec<_>>());
        let held = |j: usize| {
            let gates = options.interventions.gates_at(Side::Source, j);
            let at = column(&j);
            gates.into_iter().map(move |gate| (at, gate))
        };
        src.held = (0..tokens.len()).flat_map(held).collect();
        src.ablations = options.interventions.ablations();
        let repeats = Repeats::new(options.max_repeats, &ids);
        let mut encoded = model.encode(&src);
        if let Some(context) = &options.interventions.context {
            let shape = [1, context.len()];
            encoded = encoded.with_last(Tensor::from_data(TensorData::new(context.clone(), shape), device));
        }
        let limit = match options.max_length {
            most if most > 0 && !config.writes_as_it_reads() => most.min(config.max_target),
            _ => length_limit(tokens.len(), config),
        };
        let room = options.room(limit);
        let state = model.begin(encoded.clone(), &src).with_room(room);
        let source = tracing::source(reading, tokens, order, encoded, &state).await?;
        let chooser = Chooser::new(model, config, options.top_k, device);
        let (options, forced) = (options.clone(), options.prefix.clone());
        let mut translation = Translation {
            inner: self.inner.clone(),
            request: Request { options, src, source, forced, limit, repeats, room },
            history: History::new(state.clone()),
            pipeline: Pipeline::new(chooser, state.clone()),
            beam: None,
        };
        if translation.request.options.beam_size > 1 && !config.writes_as_it_reads() {
            translation.search(state).await?;
        }
        Ok(translation)
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
        &self.request.source
    }

    /// What the beam search did; none where the translation is greedy.
    pub fn beam(&self) -> Option<&BeamTrace> {
        self.beam.as_ref()
    }

    /// The English so far.
    pub fn text(&self) -> String {
        self.inner.tokenizer.decode(&self.history.ids)
    }

    /// Steps that the device was asked for: those made, and those beyond the last one for nothing.
    pub fn computed(&self) -> usize {
        self.pipeline.computed()
    }

    /// Makes one token; `None` when the translation is complete.
    ///
    /// One wait for the device. A call that is dropped before it ends can be made again.
    ///
    /// # Errors
    /// [`Error::Device`] if the device fails.
    pub async fn step(&mut self) -> Result<Option<Step>> {
        let next = self.pipeline.next(&self.inner, &self.request, &self.history.ids).await;
        let Some(read) = next else { return Ok(None) };
        let step = read.map(|read| self.made(read));
        if step.as_ref().map_or(true, |step| step.done) {
            self.pipeline.end(&self.inner.unwanted);
        }
        step.map(Some)
    }

    /// What a step has made, once its numbers are there.
    fn made(&mut self, Read { record, choice, cell }: Read) -> Step {
        let Inner { config, tokenizer, .. } = &*self.inner;
        let position = self.history.ids.len();
        let input_id = input_of(position, config, &self.request, &self.history.ids);
        let before = self.text();
        self.history.push(&choice, cell);
        let StepRecord { attention, hidden, context, .. } = record;
        let Choice { candidates, id, log_prob } = choice;
        let candidate = |(id, log_prob)| Candidate { id, piece: tokenizer.piece(id), log_prob };
        let (text, ended) = (self.text(), self.request.ended(config, &self.history.ids));
        Step {
            position,
            input_id,
            id,
            piece: tokenizer.piece(id),
            log_prob,
            candidates: candidates.into_iter().map(candidate).collect(),
            attention,
            hidden,
            context,
            added: added(&before, &text),
            text,
            done: ended.is_some(),
            ended,
        }
    }

    /// Looks for the best target with a beam; the steps then follow it.
    async fn search(&mut self, state: DecoderState) -> Result<()> {
        let Inner { config, model, device, tokenizer, .. } = &*self.inner;
        let Request { options, limit, repeats, .. } = &self.request;
        let search = search::BeamSearch {
            model,
            chooser: Chooser::new(model, config, options.beam_size, device),
            special: config.special,
            beam_size: options.beam_size,
            length_penalty: options.length_penalty,
            limit: *limit,
            repeats: *repeats,
            prefix: &options.prefix,
            same_rows: options.target_padding > 1,
            given: &|position| self.request.given_at(position),
            temperature: options.interventions.temperature,
        };
        let Found { best, steps, path } = search::beam(&search, state, device).await?;
        let node = |node: Node| BeamNode {
            parent: node.parent,
            id: node.id,
            piece: tokenizer.piece(node.id),
            log_prob: node.log_prob,
            sum: node.sum,
            score: node.score,
            finished: node.id == config.special.eos,
        };
        let steps = steps.into_iter().map(|nodes| nodes.into_iter().map(node).collect()).collect();
        self.beam = Some(BeamTrace { steps, best: path });
        self.request.forced = best.ids;
        Ok(())
    }
}

impl Drop for Translation {
    fn drop(&mut self) {
        self.pipeline.end(&self.inner.unwanted);
    }
}

/// What a longer beginning of a text has at its end that a shorter one lacks.
fn added(before: &str, text: &str) -> String {
    text.strip_prefix(before).unwrap_or(text).to_string()
}
