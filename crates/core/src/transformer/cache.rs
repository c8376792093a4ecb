//! What the decoder's self-attention keeps of the tokens so far.

use burn::tensor::{Bool, Device, Int, Tensor, TensorData};

use super::KeyValue;

/// Keys and values of the tokens so far, of every layer.
///
/// It grows with every token, or has room for all from the start: then no step has another shape than the
/// one before, and a device that compiles for shapes compiles once.
#[derive(Debug, Clone)]
pub struct DecoderCache {
    layers: Vec<Option<KeyValue>>,
    len: usize,
    /// Positions there is room for; 0: it grows.
    room: usize,
    /// `[batch, len, d_model]`: what entered the first layer, where a step computes the tokens before anew.
    inputs: Option<Tensor<3>>,
}

/// The place of the next token in a cache with room.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// `[1, 1, room, 1]`: 1 at the place, 0 elsewhere.
    here: Tensor<4>,
    /// `[1, 1, 1, room]`: true beyond the place, where there is no token yet.
    pub(crate) mask: Tensor<4, Bool>,
}

impl DecoderCache {
    /// Holds nothing yet.
    pub fn new(n_layers: usize) -> Self {
        Self { layers: vec![None; n_layers], len: 0, room: 0, inputs: None }
    }

    /// The same with room for `room` tokens from the start; 0: it grows.
    ///
    /// # Panics
    /// If it holds a token already.
    pub fn with_room(self, room: usize) -> Self {
        assert!(self.is_empty(), "room is made before the first token");
        Self { room, ..self }
    }

    /// Tokens held.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no token is held.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Rows `indices` of the batch, for a beam that goes on from some of its hypotheses.
    ///
    /// # Shapes
    /// - `indices`: `[rows kept]`
    pub fn select(&self, indices: Tensor<1, Int>) -> Self {
        let pick = |kv: &KeyValue| KeyValue {
            key: kv.key.clone().select(0, indices.clone()),
            value: kv.value.clone().select(0, indices.clone()),
        };
        let layers = self.layers.iter().map(|layer| layer.as_ref().map(pick)).collect();
        let inputs = self.inputs.as_ref().map(|inputs| inputs.clone().select(0, indices));
        Self { layers, inputs, ..*self }
    }

    /// Where the next token goes, if there is room for it already.
    ///
    /// # Panics
    /// If the room is full.
    pub(crate) fn place(&self, device: &Device) -> Option<Place> {
        let (len, room) = (self.len, self.room);
        if room == 0 {
            return None;
        }
        assert!(len < room, "a cache with room for {room} tokens");
        let here: Vec<f32> = (0..room).map(|t| if t == len { 1.0 } else { 0.0 }).collect();
        let mask: Vec<bool> = (0..room).map(|t| t > len).collect();
        Some(Place {
            here: Tensor::from_data(TensorData::new(here, [1, 1, room, 1]), device),
            mask: Tensor::from_data(TensorData::new(mask, [1, 1, 1, room]), device),
        })
    }

    /// Keys and values of a layer with those of the next token, `[batch, n_heads, 1, d_k]`.
    pub(crate) fn extended(&self, layer: usize, new: KeyValue, place: Option<&Place>) -> KeyValue {
        // At its place there were zeros. A product with a mask, because a position within a kernel would make another kernel.
        let spread = |new: Tensor<4>| match place {
            Some(place) => new * place.here.clone(),
            None => new,
        };
        let join = |old: Tensor<4>, new: Tensor<4>| match place {
            Some(_) => old + spread(new),
            None => Tensor::cat(vec![old, new], 2),
        };
        match self.layers[layer].clone() {
            None => KeyValue { key: spread(new.key), value: spread(new.value) },
            Some(old) => KeyValue { key: join(old.key, new.key), value: join(old.value, new.value) },
        }
    }

    /// The cache after the next token.
    pub(crate) fn pushed(&self, layers: impl IntoIterator<Item = KeyValue>) -> Self {
        Self {
            layers: layers.into_iter().map(Some).collect(),
            len: self.len + 1,
            room: self.room,
            inputs: None,
        }
    }

    /// The cache after the next token, where it keeps what enters the first layer.
    ///
    /// # Shapes
    /// - `x`: `[batch, 1, d_model]`
    pub(super) fn with_input(&self, x: Tensor<3>) -> Self {
        let inputs = match &self.inputs {
            Some(before) => Tensor::cat(vec![before.clone(), x], 1),
            None => x,
        };
        Self { inputs: Some(inputs), len: self.len + 1, ..self.clone() }
    }

    /// What entered the first layer so far, `[batch, len, d_model]`.
    ///
    /// # Panics
    /// If it was not kept.
    pub(super) fn inputs(&self) -> Tensor<3> {
        self.inputs.clone().expect("kept by `with_input`")
    }
}
