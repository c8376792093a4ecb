//! What came before the encoder–decoder: one network that reads a token and writes one.
//!
//! ```
//! use burn::tensor::Device;
//! use seq2see_core::batch::Batch;
//! use seq2see_core::config::{ElmanConfig, SpecialIds};
//! use seq2see_core::elman::Elman;
//! use seq2see_core::noise::Noise;
//!
//! let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
//! let batch = Batch::new(&[(&[5, 6, 2], &[7, 8]), (&[9, 2], &[10])], &special, &Device::flex());
//! let network = Elman::init(&ElmanConfig { d_hidden: 13, dropout: 0.0 }, 31, &Device::flex());
//! // As many tokens out as in.
//! assert_eq!(network.forward(&batch, &mut Noise::off()).dims(), [2, 3, 31]);
//! ```

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use crate::batch::{Batch, SourceBatch};
use crate::cell::{CellState, RecurrentCell, Rnn};
use crate::config::ElmanConfig;
use crate::encoder::unbind;
use crate::layers::{Dropout, Embedding, TiedOutput, matrices};
use crate::noise::Noise;

/// `h_t = tanh(W_x x_t + W_h h_{t-1} + b)`, `y_t = W_y h_t + b_y`; Elman 1990,
/// <https://doi.org/10.1207/s15516709cog1402_1>. `W_y` is the embedding.
///
/// It has written a word before it read the next one: as many tokens out as in, and no word order but the source's.
#[derive(Module, Debug)]
pub struct Elman {
    /// Source and output share it: as wide as the state.
    pub embedding: Embedding,
    /// Reads a token of the source at every step.
    pub cell: Rnn,
    /// From the state to the pieces.
    pub output: TiedOutput,
    /// Share of activations dropped in training.
    #[module(skip)]
    pub dropout: f64,
}

/// The network between two steps.
#[derive(Debug, Clone)]
pub struct ElmanState {
    /// `W_x x_t + b` of the whole source, computed once a sentence: `[batch, src_len, d_hidden]`.
    pub inputs: Tensor<3>,
    /// Steps made.
    pub position: usize,
    /// The cell's state.
    pub state: CellState,
}

impl Elman {
    /// Fresh weights.
    pub fn init(config: &ElmanConfig, vocab_size: usize, device: &Device) -> Self {
        Self {
            embedding: Embedding::init(vocab_size, config.d_hidden, device),
            cell: Rnn::init(config.d_hidden, config.d_hidden, device),
            output: TiedOutput::init(vocab_size, device),
            dropout: config.dropout,
        }
    }

    /// Logits of all steps. What was written before is not read: the targets do not matter.
    ///
    /// # Shapes
    /// - returns `[batch, src_len, vocab_size]`
    pub fn forward(&self, batch: &Batch, noise: &mut Noise) -> Tensor<3> {
        let dropout = &mut Dropout::new(noise, self.dropout);
        let inputs = self.inputs(&batch.src, dropout);
        let [rows, _, _] = inputs.dims();
        let mut state = self.cell.zero_state(rows, &inputs.device());
        let states = unbind(inputs).into_iter().map(|x| {
            state = self.cell.step(x, &state);
            state.hidden.clone()
        });
        let states = dropout.of(Tensor::stack::<3>(states.collect(), 1));
        self.output.forward(states, &self.embedding)
    }

    /// The input's product for the whole source at once: `[batch, src_len, d_hidden]`.
    pub fn inputs(&self, src: &SourceBatch, dropout: &mut Dropout<'_>) -> Tensor<3> {
        let embedded = dropout.of(self.embed(src));
        self.cell.input().forward(embedded)
    }

    /// The source's vectors; zeros for a token that is hidden, so that time goes on without it.
    ///
    /// # Shapes
    /// - returns `[batch, src_len, d_hidden]`
    pub(crate) fn embed(&self, src: &SourceBatch) -> Tensor<3> {
        let embedded = self.embedding.forward(src.ids.clone());
        src.hidden.iter().fold(embedded, |x, &j| x.slice_fill(burn::tensor::s![.., j..j + 1], 0.0))
    }

    /// The network before the first step.
    ///
    /// # Shapes
    /// - `inputs`: `[batch, src_len, d_hidden]`
    pub fn begin(&self, inputs: Tensor<3>) -> ElmanState {
        let [batch, _, _] = inputs.dims();
        let state = self.cell.zero_state(batch, &inputs.device());
        ElmanState { inputs, position: 0, state }
    }

    /// Reads the next token of the source and scores the output's pieces, `[batch, pieces]`.
    ///
    /// # Panics
    /// If the source is at its end.
    pub fn step(&self, before: &ElmanState) -> (ElmanState, Tensor<2>) {
        let state = self.cell.step(before.input(), &before.state);
        let logits = self.output.scores(state.hidden.clone(), &self.embedding);
        let after = ElmanState { inputs: before.inputs.clone(), position: before.position + 1, state };
        (after, logits)
    }
}

impl ElmanState {
    /// The next token's part of the state, `[batch, d_hidden]`.
    pub(crate) fn input(&self) -> Tensor<2> {
        self.inputs.clone().narrow(1, self.position, 1).squeeze_dim(1)
    }
}

matrices!(Elman: embedding, cell);
