//! What a network makes of what was held back from it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use burn::tensor::Device;
use seq2see_core::noise::Noise;
use seq2see_core::search::greedy_batch;
use seq2see_core::trace::{EncoderTrace, SourceTrace};
use seq2see_core::{Model, Options, Result as CoreResult, Translator, checkpoint};
use seq2see_gradients::parameters::Parameters;
use serde::Serialize;

use crate::training::{Example, Training};

/// Pairs of which the held-back loss is taken.
const LOSS_OF: usize = 64;
/// Pairs decoded together.
const TOGETHER: usize = 100;
/// A target may repeat itself: rows of one letter are among the tasks.
const UNTIRING: usize = 0;
/// Most numbers of a strip.
const STRIP: usize = 48;
/// Pairs shown.
const SHOWN: usize = 6;

/// A look at a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Look {
    /// Updates made before it.
    pub updates: u64,
    /// Loss per target token of what was held back.
    pub loss: f64,
    /// How many of those asked were written exactly.
    pub exact: usize,
    /// How many were asked.
    pub asked: usize,
    /// Some of them.
    pub samples: Vec<Sample>,
    /// How one of them was read.
    pub reading: Option<Reading>,
    /// The beginnings of the network's matrices.
    pub strips: Vec<Strip>,
}

/// The first numbers of a matrix' first row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strip {
    /// The parameter's, as the core calls it.
    pub name: String,
    /// Rows and columns of the whole.
    pub shape: [usize; 2],
    /// The numbers.
    pub values: Vec<f32>,
}

/// A source, what was to be written and what was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sample {
    /// Read.
    pub source: String,
    /// To be written.
    pub target: String,
    /// Written.
    pub made: String,
}

/// One source as the network reads it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The source's tokens as text; the last is the end mark's, empty.
    pub source: Vec<String>,
    /// The tokens written, the end mark's empty.
    pub target: Vec<String>,
    /// By token written: its weights over the source. Empty without attention.
    pub weights: Vec<Vec<f32>>,
    /// By source token: the encoder's state. Empty for a Transformer.
    pub states: Vec<Vec<f32>>,
    /// By source token: how much the loss of the right target hangs on the state there.
    pub slopes: Vec<f32>,
}

/// A checkpoint's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Files {
    /// `config.json`.
    pub config: String,
    /// `tokenizer.json`.
    pub tokenizer: String,
    /// `model.safetensors`.
    #[serde(skip)]
    pub weights: Vec<u8>,
}

impl Training {
    /// Asks the network for everything that was held back.
    ///
    /// # Errors
    /// If the network cannot read it.
    pub fn look(&self) -> CoreResult<Look> {
        let model = self.model();
        let made = self.answers(&model);
        let right = |(made, example): (&Vec<u32>, &Example)| *made == self.without_end(&example.tgt);
        let exact = made.iter().zip(&self.held).filter(|&pair| right(pair)).count();
        let some: Vec<&Example> = self.held.iter().take(LOSS_OF).collect();
        Ok(Look {
            updates: self.updates,
            loss: self.learn(&some, &mut Noise::off()).loss.mean(),
            exact,
            asked: self.held.len(),
            samples: self.samples(&made),
            reading: self.reading(model)?,
            strips: self.strips(),
        })
    }

    /// The network as the core has it.
    pub fn model(&self) -> Model {
        let device = Device::flex();
        let model = Model::init(&self.config, &device);
        let mut parameters = Parameters { list: self.list.clone(), values: Vec::new() };
        parameters.put(self.values.clone(), &device);
        parameters.write_to(model)
    }

    /// The trained network as a checkpoint of the project's own format.
    pub fn files(&self) -> Files {
        Files {
            config: self.config.to_json(),
            tokenizer: self.vocabulary.clone(),
            weights: checkpoint::save(&self.config, &self.model()),
        }
    }

    fn strips(&self) -> Vec<Strip> {
        let matrices = self.list.iter().zip(&self.values).filter_map(|(parameter, values)| {
            let &[rows, cols] = parameter.shape.as_slice() else { return None };
            let values = values[..cols.min(STRIP)].to_vec();
            Some(Strip { name: parameter.name.clone(), shape: [rows, cols], values })
        });
        matrices.collect()
    }

    fn answers(&self, model: &Model) -> Vec<Vec<u32>> {
        let chunk = |chunk: &[Example]| {
            let sources: Vec<&[u32]> = chunk.iter().map(|example| example.src.as_slice()).collect();
            greedy_batch(model, &self.config, &sources, UNTIRING, &Device::flex())
        };
        self.held.chunks(TOGETHER).flat_map(chunk).collect()
    }

    /// A network that writes as it reads has `</s>` for every token that it does not write.
    fn without_end(&self, target: &[u32]) -> Vec<u32> {
        target.iter().copied().filter(|&id| id != self.config.special.eos).collect()
    }

    fn samples(&self, made: &[Vec<u32>]) -> Vec<Sample> {
        let sample = |(pair, made): (&crate::task::Pair, &Vec<u32>)| Sample {
            source: pair.source.clone(),
            target: pair.target.clone(),
            made: self.tokenizer.decode(made),
        };
        self.material.held.iter().zip(made).take(SHOWN).map(sample).collect()
    }

    fn reading(&self, model: Model) -> CoreResult<Option<Reading>> {
        let shown = self.material.shown.as_ref();
        let place =
            self.material.held.iter().position(|pair| shown.is_none_or(|shown| pair.source == *shown));
        let Some(place) = place else { return Ok(None) };
        let translator = Translator::new(self.tokenizer.clone(), self.config.clone(), model, Device::flex())?;
        let text = &self.material.held[place].source;
        let options = Options { max_repeats: UNTIRING, ..Options::default() };
        let mut translation = now(translator.start(text, &options))?;
        let mut reading = Reading {
            source: translation.source().tokens.iter().map(|token| token.text.clone()).collect(),
            target: Vec::new(),
            weights: Vec::new(),
            states: states(translation.source()),
            slopes: self.learn(&[&self.held[place]], &mut Noise::off()).states,
        };
        while let Some(step) = now(translation.step())? {
            let end = step.id == self.config.special.eos;
            reading.target.push(if end { String::new() } else { step.piece.replace('▁', " ") });
            reading.weights.extend(step.attention.map(|attention| attention.row));
        }
        Ok(Some(reading))
    }
}

/// The states of a recurrent encoder, left to right.
fn states(source: &SourceTrace) -> Vec<Vec<f32>> {
    let EncoderTrace::Recurrent { forward, .. } = &source.encoder else { return Vec::new() };
    forward.data.chunks(forward.cols.max(1)).map(<[f32]>::to_vec).collect()
}

/// What the CPU has at once, a future's first answer.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the CPU waits for nothing"),
    }
}
