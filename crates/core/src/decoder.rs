//! The recurrent decoder: one target token a step.
//!
//! ```
//! # use seq2see_core::batch::Batch;
//! # use seq2see_core::config::{AttentionKind, CellKind, Seq2SeqConfig, SpecialIds};
//! # use seq2see_core::encoder::Encoder;
//! use burn::tensor::{Device, Tensor};
//! use seq2see_core::decoder::Decoder;
//!
//! # let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
//! # let batch = Batch::new(&[(&[5, 6, 2], &[7, 8]), (&[9, 2], &[10])], &special, &Device::flex());
//! # let sizes = Seq2SeqConfig {
//! #     cell: CellKind::Gru,
//! #     d_embed: 9,
//! #     d_hidden: 14,
//! #     bidirectional: true,
//! #     reversed: false,
//! #     attention: AttentionKind::Additive,
//! #     d_attention: 7,
//! #     window: 0,
//! #     dropout: 0.0,
//! # };
//! # let device = Device::flex();
//! # let embedded = Tensor::<3>::ones([2, 3, sizes.d_embed], &device);
//! # let encoded = Encoder::init(&sizes, &device).encode(embedded.clone(), &batch.src);
//! let decoder = Decoder::init(&sizes, 3, &device);
//! let first = decoder.cell.state_from(encoded.last.clone());
//! let source = decoder.source(encoded, &batch.src);
//! // The previous word, the state and the context: what the readout reads of each step.
//! assert_eq!(decoder.forward(embedded, first, &source).dims(), [2, 3, 9 + 14 + 14]);
//! ```

use burn::module::Module;
use burn::tensor::{Bool, Device, Tensor, TensorData, assert_shape};

use crate::attention::{Attended, Attention, Places, Score, Window};
use crate::batch::SourceBatch;
use crate::cell::{Cell, CellState, RecurrentCell};
use crate::config::{AttentionKind, Seq2SeqConfig};
use crate::encoder::EncoderOutput;
use crate::layers::{Projection, matrices};
use crate::ops::gates::HeldGate;
use crate::ops::mask::masked_softmax;

/// A recurrent decoder. Where the source enters is what the mechanisms differ in:
///
/// - first state only (Sutskever et al. 2014);
/// - one fixed context at every step and in the readout (Cho et al. 2014);
/// - a context of its own for every step, attended with the state *before* it, read by the cell and
///   the readout (Bahdanau et al. 2015, A.2.2);
/// - a context attended with the state *after* it, read by the readout only (Luong et al. 2015, §3.1).
#[derive(Module, Debug)]
pub struct Decoder {
    /// The recurrent cell; its input is the embedding of the previous token.
    pub cell: Cell,
    /// The context's part of the cell's input, where the cell reads one.
    pub context: Option<Projection>,
    /// The score function, where there is one.
    pub attention: Option<Attention>,
    /// `tanh` of this is multiplied with the embedding to give the logits.
    pub readout: Projection,
}

/// What the decoder knows of a batch of sources, computed once a sentence.
#[derive(Debug, Clone)]
pub struct Source {
    /// `[batch, src_len, d_hidden]`.
    pub encoder_outputs: Tensor<3>,
    /// `[batch, src_len, d_key]`: the score function's part of the keys, where there is one.
    pub key: Option<Tensor<3>>,
    /// `[batch, d_hidden]`: the last encoder state.
    pub last: Tensor<2>,
    /// `[batch, gates × d_hidden]`: the part of the cell's input that a fixed context gives at every step.
    pub fixed: Option<Tensor<2>>,
    /// `[batch, src_len]`, true = masked out; `None` where nothing is.
    pub mask_pad: Option<Tensor<2, Bool>>,
    /// Tokens of each source.
    pub lens: Vec<usize>,
}

/// One step's results, all of `[batch, ..]`.
#[derive(Debug, Clone)]
pub struct DecoderStep {
    /// The state after the step.
    pub state: CellState,
    /// `[batch, d_readout]`: what the readout reads.
    pub features: Tensor<2>,
    /// `[batch, 1, src_len]` and `[batch, 1, d_hidden]`, where there is attention.
    pub attended: Option<Attended>,
    /// Where the attention looked, if it did not look at all of the source.
    pub window: Option<Window>,
    /// `[batch, d_hidden]`: what was read of the source at this step, if anything.
    pub context: Option<Tensor<2>>,
}

/// What is set from outside at a step: nothing, by default.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The weights that the source is read with.
    pub weights: GivenWeights,
    /// Gates of the cell that are held.
    pub gates: Vec<HeldGate>,
}

/// The weights that the source is read with at a step.
#[derive(Debug, Clone, Default)]
pub enum GivenWeights {
    /// As they are computed.
    #[default]
    None,
    /// `[batch, 1, src_len]`.
    Set(Tensor<3>),
    /// The same for all that is not masked out.
    Uniform,
    /// For every column of the source, whose computed weight it gets.
    Permuted(Vec<usize>),
}

impl Decoder {
    /// Fresh weights, for sources of at most `max_source` tokens.
    pub fn init(config: &Seq2SeqConfig, max_source: usize, device: &Device) -> Self {
        let (embed, hidden) = (config.d_embed, config.d_hidden);
        let cell = Cell::init(config.cell, embed, hidden, device);
        let d_gates = cell.input().dims()[0];
        let reads = |d| Some(Projection::init(d, d_gates, hidden, device).without_bias());
        let (context, d_readout) = match config.attention {
            AttentionKind::FirstState => (None, hidden),
            AttentionKind::FixedContext | AttentionKind::Additive => (reads(hidden), embed + 2 * hidden),
            // With the state after the step, as Luong's.
            _ => (None, 2 * hidden),
        };
        Self {
            cell,
            context,
            attention: Attention::init(config, max_source, device),
            readout: Projection::init(d_readout, embed, d_readout, device),
        }
    }

    /// Computes once what all steps share.
    ///
    /// # Shapes
    /// - `encoded`: of `[batch, src_len, d_hidden]`
    pub fn source(&self, encoded: EncoderOutput, src: &SourceBatch) -> Source {
        let mask_pad = src.any_masked.then(|| src.mask_pad.clone());
        let key = self.attention.as_ref().map(|a| a.prepare(encoded.states.clone()));
        let fixed = match (&self.context, &self.attention) {
            (Some(reads_context), None) => Some(reads_context.forward(encoded.last.clone())),
            _ => None,
        };
        Source {
            encoder_outputs: encoded.states,
            key,
            last: encoded.last,
            fixed,
            mask_pad,
            lens: src.lens.clone(),
        }
    }

    /// One step of time; `position` counts them from 0.
    ///
    /// 1. Attend with the state before (Bahdanau), or take the fixed context (Cho).
    /// 2. One step of the cell.
    /// 3. Attend with the state after (Luong).
    /// 4. Put together what the readout reads.
    ///
    /// # Shapes
    /// - `embedded`: `[batch, d_embed]`, the previous token
    /// - `projected`: `[batch, gates × d_hidden]`, its product with the cell's input weights
    ///
    /// # Panics
    /// If a tensor is of another shape.
    pub fn step(
        &self,
        embedded: Tensor<2>,
        projected: Tensor<2>,
        state: &CellState,
        source: &Source,
        position: usize,
        given: &Given,
    ) -> DecoderStep {
        let ([batch, _], [d_gates, d_embed]) = (projected.dims(), self.cell.input().dims());
        assert_shape!(projected, [_, d_gates]);
        assert_shape!(embedded, [batch, d_embed]);
        if let GivenWeights::Set(weights) = &given.weights {
            assert_shape!(weights, [_, 1, source.encoder_outputs.dims()[1]]);
        }
        let Some(reads_context) = &self.context else {
            let state = self.cell.step_holding(projected, state, &given.gates);
            let window = self.window(&state, source, position);
            let attended = self.attend(&state, source, window.as_ref(), &given.weights);
            let context = attended.as_ref().map(context_of);
            // h̃_t = tanh(W_c [c_t; h_t]); Luong et al. 2015, eq. 5
            let features = match &context {
                Some(context) => Tensor::cat(vec![context.clone(), state.hidden.clone()], 1),
                None => state.hidden.clone(),
            };
            return DecoderStep { state, features, attended, window, context };
        };
        let window = self.window(state, source, position);
        let attended = self.attend(state, source, window.as_ref(), &given.weights);
        let last = || source.last.clone().expand([embedded.dims()[0], source.last.dims()[1]]);
        let context = attended.as_ref().map_or_else(last, context_of);
        let input = match &source.fixed {
            Some(fixed) => projected + fixed.clone(),
            None => reads_context.forward_onto(projected, context.clone()),
        };
        let state = self.cell.step_holding(input, state, &given.gates);
        let features = Tensor::cat(vec![embedded, state.hidden.clone(), context.clone()], 1);
        DecoderStep { state, features, attended, window, context: Some(context) }
    }

    /// All steps with given previous tokens; returns the readout's input `[batch, tgt_len, d_readout]`.
    ///
    /// The states of Luong's decoder do not depend on the attention (no input feeding), so that all
    /// queries are attended with at once.
    ///
    /// # Shapes
    /// - `embedded`: `[batch, tgt_len, d_embed]`
    pub fn forward(&self, embedded: Tensor<3>, first: CellState, source: &Source) -> Tensor<3> {
        let projected = crate::encoder::unbind(self.cell.input().forward(embedded.clone()));
        let Some(reads_context) = &self.context else {
            let states = self.states(projected, first, |x| x);
            let window = self.windows(&states, source, 0);
            return match self.attended(states.clone(), source, window.as_ref(), &GivenWeights::None) {
                Some(attended) => Tensor::cat(vec![attended.context, states], 2),
                None => states,
            };
        };
        if let Some(fixed) = &source.fixed {
            let states = self.states(projected, first, |x| x + fixed.clone());
            let context = source.last.clone().unsqueeze_dim::<3>(1);
            let context = context.expand(states.shape());
            return Tensor::cat(vec![embedded, states, context], 2);
        }
        let (mut state, mut states, mut contexts) = (first, vec![], vec![]);
        for (position, x) in projected.into_iter().enumerate() {
            let window = self.window(&state, source, position);
            let attended =
                self.attend(&state, source, window.as_ref(), &GivenWeights::None).expect("checked above");
            let context = context_of(&attended);
            state = self.cell.step(x + reads_context.forward(context.clone()), &state);
            states.push(state.hidden.clone());
            contexts.push(context);
        }
        Tensor::cat(vec![embedded, Tensor::stack(states, 1), Tensor::stack(contexts, 1)], 2)
    }

    /// The states of all steps, `[batch, tgt_len, d_hidden]`, when the context does not depend on them.
    ///
    /// # Shapes
    /// - `projected`: of every step `[batch, gates × d_hidden]`
    /// - returns `[batch, tgt_len, d_hidden]`
    fn states(
        &self,
        projected: Vec<Tensor<2>>,
        first: CellState,
        input: impl Fn(Tensor<2>) -> Tensor<2>,
    ) -> Tensor<3> {
        let mut state = first;
        let states = projected.into_iter().map(|x| {
            state = self.cell.step(input(x), &state);
            state.hidden.clone()
        });
        Tensor::stack(states.collect(), 1)
    }

    /// Attends with one state.
    fn attend(
        &self,
        state: &CellState,
        source: &Source,
        window: Option<&Window>,
        weights: &GivenWeights,
    ) -> Option<Attended> {
        self.attended(state.hidden.clone().unsqueeze_dim::<3>(1), source, window, weights)
    }

    /// Where one state looks.
    fn window(&self, state: &CellState, source: &Source, position: usize) -> Option<Window> {
        self.windows(&state.hidden.clone().unsqueeze_dim::<3>(1), source, position)
    }

    /// Where the queries of the steps from `first` on look.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_hidden]`
    fn windows(&self, query: &Tensor<3>, source: &Source, first: usize) -> Option<Window> {
        let [_, src_len, _] = source.encoder_outputs.dims();
        self.attention.as_ref()?.window(query, Places { first, lens: &source.lens }, src_len)
    }

    /// Attends with all queries, or with weights from outside.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_hidden]`
    fn attended(
        &self,
        query: Tensor<3>,
        source: &Source,
        window: Option<&Window>,
        weights: &GivenWeights,
    ) -> Option<Attended> {
        let attention = self.attention.as_ref()?;
        let key = source.key.clone().expect("source was made by this decoder");
        let value = source.encoder_outputs.clone();
        let attend = |query, key, value| attention.attend(query, key, value, source.mask_pad.clone(), window);
        let read = |scores, weights: Tensor<3>| {
            Some(Attended {
                scores,
                context: weights.clone().matmul(source.encoder_outputs.clone()),
                weights,
            })
        };
        match weights {
            GivenWeights::None => Some(attend(query, key, value)),
            GivenWeights::Set(weights) => read(attention.score(query, key), weights.clone()),
            GivenWeights::Uniform => {
                let scores = attention.score(query, key);
                let mask =
                    source.mask_pad.clone().map(|mask| mask.unsqueeze_dim::<3>(1).expand(scores.shape()));
                let weights = masked_softmax(scores.zeros_like(), mask);
                read(scores, weights)
            }
            GivenWeights::Permuted(order) => {
                let Attended { scores, weights, .. } = attend(query, key, value);
                let order: Vec<i32> = order.iter().map(|&column| column as i32).collect();
                let order = TensorData::new(order.clone(), [order.len()]);
                read(scores, weights.select(2, Tensor::from_data(order, &source.last.device())))
            }
        }
    }
}

/// The context of a single query, `[batch, d_hidden]`.
fn context_of(attended: &Attended) -> Tensor<2> {
    attended.context.clone().squeeze_dim(1)
}

matrices!(Decoder: cell, context, attention, readout);
