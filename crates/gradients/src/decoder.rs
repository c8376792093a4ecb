//! The recurrent decoder over a batch, forward and backward.

use seq2see_core::config::{AttentionKind, Seq2SeqConfig};

use super::attention::{self, Source};
use super::cell::{self, Cell};
use super::packing::Packing;
use super::products::{To, a_b, transpose};
use super::vectors::add;
use super::weights::{Gradients, Linear, Weights};

/// The decoder's weights.
pub(super) struct Decoder<'a> {
    cell: Cell<'a>,
    /// The context's part of the cell's input, where the cell reads one.
    context: Option<Linear<'a>>,
    d: usize,
}

/// What the decoder reads of the source, besides its first state.
pub(super) enum Reads<'a> {
    /// Nothing.
    None,
    /// `[batch, d_hidden]`: the same context at all steps (Cho).
    Fixed(&'a [f32]),
    /// A context a step, with the state before it (Bahdanau).
    Before(Source<'a>),
    /// A context a step, with the state after it: all at once, after the last step (Luong).
    After(Source<'a>),
}

/// A pass, for the way back.
pub(super) struct Pass {
    pub(super) cell: cell::Pass,
    /// `[tokens, d_hidden]`, where the readout reads a context.
    pub(super) contexts: Vec<f32>,
    attended: Vec<attention::Pass>,
}

/// Slopes of what went into the decoder.
pub(super) struct Slopes {
    /// `[tokens, d_embed]`.
    pub(super) embedded: Vec<f32>,
    /// `[batch, d_hidden]`.
    pub(super) first: Vec<f32>,
    /// `[source tokens, d_hidden]`, with attention.
    pub(super) outputs: Option<Vec<f32>>,
    /// `[batch, d_hidden]`, of a fixed context.
    pub(super) fixed: Option<Vec<f32>>,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(weights: &Weights<'a>, config: &Seq2SeqConfig) -> Self {
        let reads = matches!(config.attention, AttentionKind::FixedContext | AttentionKind::Additive);
        Self {
            cell: Cell::new(weights, config.cell, "decoder.cell", config.d_embed),
            context: reads.then(|| weights.linear("decoder.context")),
            d: config.d_hidden,
        }
    }

    fn context(&self) -> &'a [f32] {
        self.context.expect("the cell reads a context").weight
    }

    /// All steps.
    ///
    /// `embedded`: `[tokens, d_embed]`; `first`: `[batch, d_hidden]`.
    pub(super) fn forward(
        &self,
        embedded: &[f32],
        first: Vec<f32>,
        reads: &Reads,
        packing: &Packing,
    ) -> Pass {
        let (d, gates) = (self.d, self.cell.d_gates());
        let mut projected = self.cell.project(embedded);
        let mut state = self.cell.state(first);
        let mut pass = Pass { cell: self.cell.pass(packing), contexts: Vec::new(), attended: Vec::new() };
        let fixed = match reads {
            Reads::Fixed(context) => self.context.map(|map| map.forward(context, d)),
            _ => None,
        };
        let reads_context = match reads {
            Reads::Before(_) => transpose(self.context(), d),
            _ => Vec::new(),
        };
        for t in 0..packing.len() {
            let at = packing.at(t);
            let input = &mut projected[at.start * gates..at.end * gates];
            match reads {
                Reads::None | Reads::After(_) => {}
                Reads::Fixed(context) => {
                    add(input, &fixed.as_ref().expect("made above")[..at.len() * gates]);
                    pass.contexts.extend_from_slice(&context[..at.len() * d]);
                }
                Reads::Before(source) => {
                    let (context, step) = source.attend(&state.hidden[..at.len() * d], at.clone());
                    a_b(&context, &reads_context, input, d, To::Add);
                    pass.contexts.extend(context);
                    pass.attended.push(step);
                }
            }
            self.cell.step(input, &mut state, &mut pass.cell, at);
        }
        if let Reads::After(source) = reads {
            let (contexts, attended) = source.attend(&pass.cell.after, 0..packing.tokens());
            pass.contexts = contexts;
            pass.attended.push(attended);
        }
        pass
    }

    /// Back through all steps, from the slopes of states and contexts as the readout reads them.
    pub(super) fn backward(
        &self,
        embedded: &[f32],
        reads: &Reads,
        pass: &Pass,
        (mut states, mut contexts): (Vec<f32>, Vec<f32>),
        (packing, gradients): (&Packing, &mut Gradients),
    ) -> Slopes {
        let (d, gates) = (self.d, self.cell.d_gates());
        let mut gathered = match reads {
            Reads::Before(source) | Reads::After(source) => Some(source.slopes()),
            Reads::None | Reads::Fixed(_) => None,
        };
        if let (Reads::After(source), Some(gathered)) = (reads, &mut gathered) {
            source.back(&pass.attended[0], &contexts, (&pass.cell.after, &mut states), gathered);
        }
        let mut slope = self.cell.state(vec![0.0; packing.batch() * d]);
        let mut slopes = self.cell.slopes(&pass.cell);
        for t in (0..packing.len()).rev() {
            let at = packing.at(t);
            let numbers = at.start * d..at.end * d;
            add(&mut slope.hidden[..numbers.len()], &states[numbers.clone()]);
            self.cell.step_back(&pass.cell, at.clone(), &mut slope, &mut slopes);
            if let (Reads::Before(source), Some(gathered)) = (reads, &mut gathered) {
                let of_input = &slopes.input[at.start * gates..at.end * gates];
                let context = &mut contexts[numbers.clone()];
                a_b(of_input, self.context(), context, gates, To::Add);
                let of_states = &mut slope.hidden[..numbers.len()];
                let states = (&pass.cell.before[numbers], of_states);
                source.back(&pass.attended[t], context, states, gathered);
            }
        }

        let mut of_embedded = vec![0.0; embedded.len()];
        self.cell.learn((embedded, &mut of_embedded), &pass.cell, &slopes, gradients);
        if let Some(context) = &self.context {
            gradients.set_linear("decoder.context", context, &slopes.input, &pass.contexts, d);
        }
        let fixed = matches!(reads, Reads::Fixed(_)).then(|| {
            a_b(&slopes.input, self.context(), &mut contexts, gates, To::Add);
            over_time(&contexts, packing, d)
        });
        let outputs = match (reads, gathered) {
            (Reads::Before(source), Some(slopes)) => Some(source.learn(slopes, &pass.cell.before, gradients)),
            (Reads::After(source), Some(slopes)) => Some(source.learn(slopes, &pass.cell.after, gradients)),
            _ => None,
        };
        Slopes { embedded: of_embedded, first: slope.hidden, outputs, fixed }
    }
}

/// The sum over all times, `[batch, d]`.
fn over_time(x: &[f32], packing: &Packing, d: usize) -> Vec<f32> {
    let mut sum = vec![0.0; packing.batch() * d];
    for t in 0..packing.len() {
        let at = packing.at(t);
        add(&mut sum[..at.len() * d], &x[at.start * d..at.end * d]);
    }
    sum
}
