//! The recurrent decoder over a batch, forward and backward: additive attention, or one fixed context.

use super::attention::{self, Source};
use super::gru::{self, Recurrent};
use super::products::{To, a_b, a_bt};
use super::vectors::add;
use super::weights::{Gradients, Linear, Weights};

/// The decoder's weights.
pub(super) struct Decoder<'a> {
    input: Linear<'a>,
    hidden: Recurrent<'a>,
    context: Linear<'a>,
    /// The query's map, where there is attention.
    query: Option<Linear<'a>>,
    d_embed: usize,
    d_hidden: usize,
}

/// What the decoder reads of the source.
pub(super) enum Memory<'a> {
    /// A context a step.
    Attended(Source<'a>),
    /// `[batch, d_hidden]`: the same context at all steps.
    Fixed(&'a [f32]),
}

/// A pass, for the way back. All `[tgt_len, batch, d_hidden]`.
pub(super) struct Pass {
    pub(super) states: Vec<f32>,
    pub(super) contexts: Vec<f32>,
    steps: Vec<gru::Step>,
    attended: Vec<attention::Step>,
}

/// Slopes of what went into the decoder.
pub(super) struct Slopes {
    /// `[tgt_len, batch, d_embed]`.
    pub(super) embedded: Vec<f32>,
    /// `[batch, d_hidden]`.
    pub(super) first: Vec<f32>,
    /// With attention.
    pub(super) source: Option<attention::Slopes>,
    /// `[batch, d_hidden]`, without attention.
    pub(super) fixed: Vec<f32>,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(weights: &Weights<'a>, d_embed: usize, d_hidden: usize, attends: bool) -> Self {
        let hidden = weights.linear("decoder.cell.hidden");
        Self {
            input: weights.linear("decoder.cell.input"),
            hidden: Recurrent { weight: hidden.weight, bias: hidden.bias.expect("a cell has a bias") },
            context: weights.linear("decoder.context"),
            query: attends.then(|| weights.linear("decoder.attention.query")),
            d_embed,
            d_hidden,
        }
    }

    /// All steps: attend with the state before, then one step of the cell on embedding and context.
    ///
    /// `embedded`: `[tgt_len, batch, d_embed]`; `state`: `[batch, d_hidden]`, the first.
    pub(super) fn forward(&self, embedded: &[f32], mut state: Vec<f32>, memory: &Memory, len: usize) -> Pass {
        let d = self.d_hidden;
        let mut projected = self.input.forward(embedded, self.d_embed);
        let numbers = projected.len() / len;
        let active = vec![true; state.len() / d];
        let fixed = match memory {
            Memory::Fixed(context) => self.context.forward(context, d),
            Memory::Attended(_) => Vec::new(),
        };
        let mut pass =
            Pass { states: Vec::new(), contexts: Vec::new(), steps: Vec::new(), attended: Vec::new() };
        for t in 0..len {
            let input = &mut projected[t * numbers..][..numbers];
            match (memory, &self.query) {
                (Memory::Attended(source), Some(query)) => {
                    let (context, step) = source.step(&query.forward(&state, d));
                    a_bt(&context, self.context.weight, input, d, To::Add);
                    pass.contexts.extend(context);
                    pass.attended.push(step);
                }
                (Memory::Fixed(context), _) => {
                    add(input, &fixed);
                    pass.contexts.extend_from_slice(context);
                }
                (Memory::Attended(_), None) => unreachable!("attention has a query"),
            }
            pass.steps.push(self.hidden.step(input, &mut state, &active));
            pass.states.extend_from_slice(&state);
        }
        pass
    }

    /// Back through all steps, from the slopes of states and contexts as the readout reads them.
    ///
    /// `first`: the first state, `[batch, d_hidden]`.
    pub(super) fn backward(
        &self,
        embedded: &[f32],
        memory: &Memory,
        pass: &Pass,
        (states, contexts): (&[f32], &mut [f32]),
        gradients: &mut Gradients,
    ) -> Slopes {
        let d = self.d_hidden;
        let len = pass.steps.len();
        let numbers = states.len() / len;
        let active = vec![true; numbers / d];
        let mut slope = vec![0.0; numbers];
        let mut slopes = gru::Slopes::new(len, numbers * 3);
        let mut source_slopes = match memory {
            Memory::Attended(source) => Some(source.slopes()),
            Memory::Fixed(_) => None,
        };
        let d_query = self.query.map_or(0, |query| query.weight.len() / d);
        let mut queries = vec![0.0; len * active.len() * d_query];
        for t in (0..len).rev() {
            add(&mut slope, &states[t * numbers..][..numbers]);
            self.hidden.step_back(&pass.steps[t], t, &mut slope, &mut slopes, &active);
            let (Memory::Attended(source), Some(query), Some(gathered)) =
                (memory, &self.query, &mut source_slopes)
            else {
                continue;
            };
            let context = &mut contexts[t * numbers..][..numbers];
            let of_input = &slopes.input[t * numbers * 3..][..numbers * 3];
            a_b(of_input, self.context.weight, context, 3 * d, To::Add);
            let of_query = source.step_back(&pass.attended[t], context, gathered);
            a_b(&of_query, query.weight, &mut slope, d_query, To::Add);
            queries[t * of_query.len()..][..of_query.len()].copy_from_slice(&of_query);
        }

        let (weight, bias) = self.hidden.weight_slopes(&pass.steps, &slopes);
        gradients.set("decoder.cell.hidden.weight", weight);
        gradients.set("decoder.cell.hidden.bias", bias);
        gradients.set_linear("decoder.cell.input", &self.input, &slopes.input, embedded, self.d_embed);
        gradients.set_linear("decoder.context", &self.context, &slopes.input, &pass.contexts, d);
        if let Some(query) = &self.query {
            let before: Vec<f32> = pass.steps.iter().flat_map(|step| step.before.iter().copied()).collect();
            gradients.set_linear("decoder.attention.query", query, &queries, &before, d);
        }
        let mut of_embedded = vec![0.0; embedded.len()];
        self.input.backward(&slopes.input, &mut of_embedded, self.d_embed, To::Set);
        let mut fixed = Vec::new();
        if let Memory::Fixed(context) = memory {
            // The same context at all steps: its slopes add up.
            a_b(&slopes.input, self.context.weight, contexts, 3 * d, To::Add);
            fixed = vec![0.0; context.len()];
            for step in contexts.chunks_exact(numbers) {
                add(&mut fixed, step);
            }
        }
        Slopes { embedded: of_embedded, first: slope, source: source_slopes, fixed }
    }
}
