//! Our cells and heads against Burn's own modules with the same weights.

use burn::module::Param;
use burn::nn::attention::{MhaInput, MultiHeadAttentionConfig};
use burn::nn::{GruConfig, Linear, LstmConfig, LstmState};
use burn::tensor::{Bool, Device, Distribution, Tensor};
use seq2see_core::cell::{CellState, Gru, Lstm, RecurrentCell};
use seq2see_core::layers::{Dropout, Projection};
use seq2see_core::transformer::MultiHeadAttention;

use crate::floats;
use crate::support::assert_close;

/// The same float32 sums in another order.
const TOLERANCE: f32 = 1e-5;

fn random<const D: usize>(shape: [usize; D]) -> Tensor<D> {
    Tensor::random(shape, Distribution::Normal(0.0, 1.0), &Device::flex())
}

/// Copies rows `part × len ..` of ours, `[d_output, d_input]`, into Burn's layer, `[d_input, d_output]`.
fn copy(from: &Projection, part: usize, len: usize, to: &mut Linear) {
    let weight = from.weight.val().narrow(0, part * len, len);
    to.weight = Param::from_tensor(weight.transpose());
    to.bias = from.bias.as_ref().map(|bias| Param::from_tensor(bias.val().narrow(0, part * len, len)));
}

/// All states of a cell over `[batch, len, d_input]`, and the last.
fn states(cell: &dyn RecurrentCell, x: Tensor<3>, first: CellState) -> (Tensor<3>, CellState) {
    let projected = cell.input().forward(x);
    let [batch, len, width] = projected.dims();
    let (mut state, mut all) = (first, vec![]);
    for t in 0..len {
        state = cell.step(projected.clone().narrow(1, t, 1).reshape([batch, width]), &state);
        all.push(state.hidden.clone());
    }
    (Tensor::stack(all, 1), state)
}

#[test]
fn our_gru_is_burns() {
    let (x, hidden) = (random([2, 6, 7]), random([2, 5]));
    let ours = Gru::init(7, 5, &Device::flex());
    let mut burns = GruConfig::new(7, 5, true).with_reset_after(true).init(&Device::flex());
    for (part, gate) in
        [&mut burns.reset_gate, &mut burns.update_gate, &mut burns.new_gate].into_iter().enumerate()
    {
        copy(&ours.input, part, 5, &mut gate.input_transform);
        copy(&ours.hidden, part, 5, &mut gate.hidden_transform);
    }
    let expected = burns.forward(x.clone(), Some(hidden.clone()));
    let (actual, _) = states(&ours, x, CellState { hidden, memory: None });
    assert_close("states", &floats(actual), &floats(expected), TOLERANCE);
}

#[test]
fn our_lstm_is_burns() {
    let (x, hidden, memory) = (random([2, 6, 7]), random([2, 5]), random([2, 5]));
    let ours = Lstm::init(7, 5, &Device::flex());
    let mut burns = LstmConfig::new(7, 5, true).init(&Device::flex());
    let forget = burns.forget_gate.as_mut().expect("a gate of its own");
    let gates = [&mut burns.input_gate, forget, &mut burns.cell_gate, &mut burns.output_gate];
    for (part, gate) in gates.into_iter().enumerate() {
        copy(&ours.input, part, 5, &mut gate.input_transform);
        copy(&ours.hidden, part, 5, &mut gate.hidden_transform);
    }
    let (expected, last) = burns.forward(x.clone(), Some(LstmState::new(memory.clone(), hidden.clone())));
    let (actual, state) = states(&ours, x, CellState { hidden, memory: Some(memory) });
    assert_close("states", &floats(actual), &floats(expected), TOLERANCE);
    assert_close("memory", &floats(state.memory.expect("a memory")), &floats(last.cell), TOLERANCE);
}

#[test]
fn our_heads_are_burns() {
    let (x, key) = (random([2, 3, 12]), random([2, 7, 12]));
    let ours = MultiHeadAttention::init(12, 3, &Device::flex());
    let mut burns = MultiHeadAttentionConfig::new(12, 3).with_dropout(0.0).init(&Device::flex());
    copy(&ours.query, 0, 12, &mut burns.query);
    copy(&ours.key, 0, 12, &mut burns.key);
    copy(&ours.value, 0, 12, &mut burns.value);
    copy(&ours.output, 0, 12, &mut burns.output);
    let mask = Tensor::<2, Bool>::from_data(
        [[false, false, false, false, false, false, false], [false, false, false, false, true, true, true]],
        &Device::flex(),
    );
    let expected = burns.forward(MhaInput::new(x.clone(), key.clone(), key.clone()).mask_pad(mask.clone()));
    let key_value = ours.key_value(key);
    let actual = ours.forward(x, &key_value, Some(mask.unsqueeze_dims(&[1, 2])), &mut Dropout::off());
    assert_close("weights", &floats(actual.weights), &floats(expected.weights), TOLERANCE);
    assert_close("output", &floats(actual.output), &floats(expected.context), TOLERANCE);
}
