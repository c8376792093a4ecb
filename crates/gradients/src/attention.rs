//! Attention of a recurrent decoder, forward and backward, as in `seq2see_core::attention`.
//!
//! `α = softmax(e)`, `c = Σ_j α_j h_j` with `e_j = vᵀ tanh(q + k_j)` (additive, concat) or `e_j = q · k_j` (dot, general; scaled
//! dot and cosine with what `fit` makes of the vectors).

use std::borrow::Cow;
use std::ops::Range;

use seq2see_core::config::AttentionKind;

use super::fit::Fit;
use super::packing::Packing;
use super::products::To;
use super::vectors::{add_scaled, dot, exp, mul_add, tanh, vectorised};
use super::weights::{Gradients, Linear, Weights};

/// A score function's weights.
pub(super) struct Attention<'a> {
    /// From a state to `q`.
    query: Option<Map<'a>>,
    /// From an encoder output to `k`.
    key: Option<Map<'a>>,
    /// What becomes of states and outputs that no map changes.
    fit: Fit,
    /// `v`, where the score is not a product.
    energy: Option<&'a [f32]>,
    /// Width of a state and of an encoder output.
    d: usize,
}

/// Whether this module knows a mechanism. One that is new is trained on the tape until it is written out here.
pub(super) fn covers(kind: AttentionKind) -> bool {
    matches!(
        kind,
        AttentionKind::FirstState
            | AttentionKind::FixedContext
            | AttentionKind::Additive
            | AttentionKind::Dot
            | AttentionKind::General
            | AttentionKind::Concat
            | AttentionKind::ScaledDot
            | AttentionKind::Cosine
    )
}

/// A linear map and the name of its parameters.
type Map<'a> = (&'static str, Linear<'a>);

/// What is attended to; the same at all steps.
pub(super) struct Source<'a> {
    attention: &'a Attention<'a>,
    /// `[source tokens, d_key]`.
    key: Cow<'a, [f32]>,
    /// `[source tokens, d]`: `h_j`.
    value: &'a [f32],
    packing: &'a Packing,
    /// Of each target token: its row's place in the source's packing.
    places: Vec<usize>,
}

/// What a pass over some target tokens leaves for the way back.
pub(super) struct Pass {
    /// The target tokens.
    at: Range<usize>,
    /// `[source tokens of each, d_key]`: `tanh(q + k_j)`, where the score is not a product.
    tanh: Vec<f32>,
    /// `[source tokens of each]`: `α`.
    weights: Vec<f32>,
    /// `[target tokens, d_key]`: `q`, where the score is a product.
    query: Vec<f32>,
}

/// Gradients that gather over the steps.
pub(super) struct Slopes {
    /// `[source tokens, d_key]`.
    key: Vec<f32>,
    /// `[source tokens, d]`.
    value: Vec<f32>,
    energy: Vec<f32>,
    /// `[target tokens, d_key]`.
    query: Vec<f32>,
}

impl<'a> Attention<'a> {
    /// That of a decoder with states of width `d`; nothing where no state attends.
    pub(super) fn new(weights: &Weights<'a>, kind: AttentionKind, d: usize) -> Option<Self> {
        let map = |name| Some((name, weights.linear(name)));
        let (query, key) = match kind {
            AttentionKind::Dot | AttentionKind::ScaledDot | AttentionKind::Cosine => (None, None),
            AttentionKind::General => (None, map("decoder.attention.general")),
            AttentionKind::Additive | AttentionKind::Concat => {
                (map("decoder.attention.query"), map("decoder.attention.key"))
            }
            _ => return None,
        };
        let energy = query.is_some().then(|| weights.get(ENERGY));
        let fit = match kind {
            AttentionKind::ScaledDot => Fit::Scaled,
            AttentionKind::Cosine => Fit::Unit,
            _ => Fit::Unchanged,
        };
        Some(Self { query, key, fit, energy, d })
    }

    /// Prepares the keys.
    ///
    /// `value`: `[source tokens, d]`, the encoder's outputs; `target`: whose tokens attend.
    pub(super) fn source(&'a self, value: &'a [f32], packing: &'a Packing, target: &Packing) -> Source<'a> {
        let key = match &self.key {
            Some((_, map)) => Cow::Owned(map.forward(value, self.d)),
            None => self.fit.key(value, self.d),
        };
        let places = target.places_in(packing);
        let places = (0..target.len()).flat_map(|t| places[..target.at(t).len()].iter().copied()).collect();
        Source { attention: self, key, value, packing, places }
    }
}

const ENERGY: &str = "decoder.attention.energy.weight";

impl Source<'_> {
    fn d_key(&self) -> usize {
        self.key.len() / self.packing.tokens()
    }

    /// The contexts `[tokens, d]` of the target tokens `at` with the given states `[tokens, d]`.
    pub(super) fn attend(&self, states: &[f32], at: Range<usize>) -> (Vec<f32>, Pass) {
        let d = self.attention.d;
        let query: Cow<[f32]> = match &self.attention.query {
            Some((_, map)) => Cow::Owned(map.forward(states, d)),
            None => self.attention.fit.query(states, d),
        };
        let pairs: usize = self.places[at.clone()].iter().map(|&place| self.packing.len_of(place)).sum();
        let energies = if self.attention.energy.is_some() { pairs * self.d_key() } else { 0 };
        let mut pass = Pass { at, tanh: vec![0.0; energies], weights: vec![0.0; pairs], query: Vec::new() };
        let mut contexts = vec![0.0; states.len()];
        forward(self, &query, &mut pass, &mut contexts);
        if self.attention.energy.is_none() {
            pass.query = query.into_owned();
        }
        (contexts, pass)
    }

    /// Back from the contexts' slopes, adding to those of the states that attended.
    pub(super) fn back(
        &self,
        pass: &Pass,
        contexts: &[f32],
        (states, of_states): (&[f32], &mut [f32]),
        slopes: &mut Slopes,
    ) {
        backward(self, pass, contexts, slopes);
        let d_key = self.d_key();
        let query = &slopes.query[pass.at.start * d_key..pass.at.end * d_key];
        match &self.attention.query {
            Some((_, map)) => map.backward(query, of_states, self.attention.d, To::Add),
            None => self.attention.fit.query_back(query, states, of_states, self.attention.d),
        }
    }

    /// No slopes yet.
    pub(super) fn slopes(&self) -> Slopes {
        Slopes {
            key: vec![0.0; self.key.len()],
            value: vec![0.0; self.value.len()],
            energy: vec![0.0; self.attention.energy.map_or(0, <[f32]>::len)],
            query: vec![0.0; self.places.len() * self.d_key()],
        }
    }

    /// The weights' gradients; returns the slope of the encoder's outputs.
    ///
    /// `states`: `[target tokens, d]`, all that attended.
    pub(super) fn learn(&self, slopes: Slopes, states: &[f32], gradients: &mut Gradients) -> Vec<f32> {
        let d = self.attention.d;
        let mut outputs = slopes.value;
        match &self.attention.key {
            Some((name, map)) => {
                map.backward(&slopes.key, &mut outputs, d, To::Add);
                gradients.set_linear(name, map, &slopes.key, self.value, d);
            }
            None => self.attention.fit.key_back(&slopes.key, self.value, &mut outputs, d),
        }
        if let Some((name, map)) = &self.attention.query {
            gradients.set_linear(name, map, &slopes.query, states, d);
            gradients.set(ENERGY, slopes.energy);
        }
        outputs
    }
}

vectorised! {
    fn forward(source: &Source<'_>, query: &[f32], pass: &mut Pass, contexts: &mut [f32]) {
        let (key, value, packing) = (&*source.key, source.value, source.packing);
        let (d, d_key) = (source.attention.d, key.len() / packing.tokens());
        let mut start = 0;
        for (row, &place) in source.places[pass.at.clone()].iter().enumerate() {
            let len = packing.len_of(place);
            let query = &query[row * d_key..][..d_key];
            let weights = &mut pass.weights[start..][..len];
            let mut most = f32::NEG_INFINITY;
            for (j, weight) in weights.iter_mut().enumerate() {
                let key = &key[packing.index(place, j) * d_key..][..d_key];
                *weight = match source.attention.energy {
                    None => dot(query, key),
                    Some(energy) => {
                        let out = &mut pass.tanh[(start + j) * d_key..][..d_key];
                        for i in 0..d_key {
                            out[i] = tanh(query[i] + key[i]);
                        }
                        dot(energy, out)
                    }
                };
                most = most.max(*weight);
            }
            let mut total = 0.0;
            for weight in weights.iter_mut() {
                *weight = exp(*weight - most);
                total += *weight;
            }
            let context = &mut contexts[row * d..][..d];
            for (j, weight) in weights.iter_mut().enumerate() {
                *weight /= total;
                add_scaled(context, *weight, &value[packing.index(place, j) * d..][..d]);
            }
            start += len;
        }
    }
}

vectorised! {
    fn backward(source: &Source<'_>, pass: &Pass, contexts: &[f32], slopes: &mut Slopes) {
        let (key, value, packing) = (&*source.key, source.value, source.packing);
        let (d, d_key) = (source.attention.d, key.len() / packing.tokens());
        let mut of_weights = vec![0.0; packing.len()];
        let mut start = 0;
        for (row, &place) in source.places[pass.at.clone()].iter().enumerate() {
            let len = packing.len_of(place);
            let weights = &pass.weights[start..][..len];
            let context = &contexts[row * d..][..d];
            // ∂α_j = h_j · ∂c, and through the softmax ∂e_j = α_j (∂α_j - Σ α ∂α).
            let mut mean = 0.0;
            for (j, &weight) in weights.iter().enumerate() {
                let at = packing.index(place, j) * d;
                of_weights[j] = dot(&value[at..][..d], context);
                mean += weight * of_weights[j];
                add_scaled(&mut slopes.value[at..][..d], weight, context);
            }
            let of_query = &mut slopes.query[(pass.at.start + row) * d_key..][..d_key];
            for (j, &weight) in weights.iter().enumerate() {
                let slope = weight * (of_weights[j] - mean);
                let at = packing.index(place, j) * d_key;
                let of_key = &mut slopes.key[at..][..d_key];
                let Some(energy) = source.attention.energy else {
                    add_scaled(of_query, slope, &key[at..][..d_key]);
                    add_scaled(of_key, slope, &pass.query[row * d_key..][..d_key]);
                    continue;
                };
                let tanh = &pass.tanh[(start + j) * d_key..][..d_key];
                let (energy, of_energy) = (&energy[..d_key], &mut slopes.energy[..d_key]);
                for i in 0..d_key {
                    let of_sum = slope * energy[i] * (1.0 - tanh[i] * tanh[i]);
                    of_query[i] += of_sum;
                    of_key[i] += of_sum;
                    of_energy[i] = mul_add(slope, tanh[i], of_energy[i]);
                }
            }
            start += len;
        }
    }
}
