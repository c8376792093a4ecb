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

use std::collections::VecDeque;
use std::sync::Arc;

use burn::tensor::{Device, Tensor, TensorData};

use crate::batch::SourceBatch;
use crate::cell::CellState;
use crate::config::ModelConfig;
use crate::error::{Error, Result};
use crate::model::{DecoderState, Model};
pub use crate::options::{AttentionOverride, Options};
use crate::search::{self, Chooser, Found, Node, Repeats, length_limit};
use crate::steps::{Queued, Unwanted};
use crate::tokenizer::Tokenizer;
use crate::trace::{BeamNode, BeamTrace, SourceTrace};
use crate::tracing;
use crate::unread::refuse_unread;

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
    pub(crate) unwanted: Unwanted,
}

/// One run: the source's trace at once, then a [`Step`](crate::trace::Step) at a time.
#[derive(Debug)]
pub struct Translation {
    pub(crate) inner: Arc<Inner>,
    pub(crate) options: Options,
    pub(crate) src: SourceBatch,
    pub(crate) source: SourceTrace,
    /// What comes next is known: a beam's best, or the prefix asked for.
    pub(crate) forced: Vec<u32>,
    beam: Option<BeamTrace>,
    pub(crate) limit: usize,
    /// When it goes round in circles.
    pub(crate) repeats: Repeats,
    /// Target tokens that a Transformer's decoder has room for from the start; 0: it grows.
    pub(crate) room: usize,
    pub(crate) ids: Vec<u32>,
    /// Of every step made: the ids of its candidates and, if it is none of them, the one made.
    pub(crate) known: Vec<Vec<u32>>,
    /// The decoder before its first step.
    pub(crate) first: DecoderState,
    /// A recurrent decoder's state before every step made.
    pub(crate) cells: Vec<CellState>,
    /// The decoder after the steps asked for; none where there is nothing more to ask for.
    pub(crate) state: Option<DecoderState>,
    /// Steps asked for and not read yet.
    pub(crate) queue: VecDeque<Queued>,
    /// Steps asked for so far.
    pub(crate) computed: usize,
    pub(crate) chooser: Chooser,
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
        let repeats = Repeats::new(options.max_repeats, &ids);
        let encoded = model.encode(&src);
        let limit = match options.max_length {
            most if most > 0 && !config.writes_as_it_reads() => most.min(config.max_target),
            _ => length_limit(tokens.len(), config),
        };
        let room = options.room(limit);
        let state = model.begin(encoded.clone(), &src).with_room(room);
        let source = tracing::source(reading, tokens, order, encoded, &state).await?;
        let mut translation = Translation {
            inner: self.inner.clone(),
            options: options.clone(),
            src,
            source,
            forced: options.prefix.clone(),
            beam: None,
            limit,
            repeats,
            room,
            ids: vec![],
            known: vec![],
            first: state.clone(),
            cells: vec![],
            state: Some(state.clone()),
            queue: VecDeque::new(),
            computed: 0,
            chooser: Chooser::new(model, config, options.top_k, device),
        };
        if options.beam_size > 1 && !config.writes_as_it_reads() {
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
        &self.source
    }

    /// What the beam search did; none where the translation is greedy.
    pub fn beam(&self) -> Option<&BeamTrace> {
        self.beam.as_ref()
    }

    /// The English so far.
    pub fn text(&self) -> String {
        self.inner.tokenizer.decode(&self.ids)
    }

    /// Looks for the best target with a beam; the steps then follow it.
    async fn search(&mut self, state: DecoderState) -> Result<()> {
        let Inner { config, model, device, tokenizer, .. } = &*self.inner;
        let search = search::BeamSearch {
            model,
            chooser: Chooser::new(model, config, self.options.beam_size, device),
            special: config.special,
            beam_size: self.options.beam_size,
            length_penalty: self.options.length_penalty,
            limit: self.limit,
            repeats: self.repeats,
            prefix: &self.options.prefix,
            same_rows: self.options.target_padding > 1,
            weights: &|position| self.override_at(position),
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
        self.forced = best.ids;
        Ok(())
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
