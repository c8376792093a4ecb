//! Looking into a network that writes as it reads.

use super::recurrent::cell_step;
use super::{Operands, Part, no_such};
use crate::cell::RecurrentCell;
use crate::elman::{Elman, ElmanState};
use crate::error::Result;
use crate::model::DecoderState;
use crate::translation::Translation;

pub(super) fn operands(
    translation: &Translation,
    model: &Elman,
    position: usize,
    part: &Part,
) -> Result<Operands> {
    #[cfg(feature = "slopes")]
    if let Some(of) = of_slopes(translation, model, position, part) {
        return of.ok_or_else(|| no_such(part));
    }
    let DecoderState::Elman(first) = &translation.history.first else { return Err(no_such(part)) };
    let state = translation.history.cells[position].clone();
    let before = ElmanState { inputs: first.inputs.clone(), position, state };
    let after = model.cell.step(before.input(), &before.state);
    match part {
        Part::Gates => {
            let input = model.embed(&translation.request.src).narrow(1, position, 1).squeeze_dim(1);
            Ok(cell_step(&model.cell, [Some(input), None], before.input(), [before.state, after], &[]))
        }
        Part::Readout => {
            let mut operands = Operands::default();
            let (ids, hidden) = (&translation.history.known[position], after.hidden);
            operands.push("features", hidden.clone());
            operands.push_pieces(ids, &model.embedding, &model.output, hidden.unsqueeze_dim(1));
            Ok(operands)
        }
        _ => Err(no_such(part)),
    }
}

/// The slopes that are asked for, if they are.
#[cfg(feature = "slopes")]
fn of_slopes(
    translation: &Translation,
    model: &Elman,
    position: usize,
    part: &Part,
) -> Option<Option<Operands>> {
    use super::slopes;

    match *part {
        Part::StateSlopes { position, .. } => Some(slopes::state_as_it_reads(translation, model, position)),
        Part::WordSlopes { id } => {
            let id = id.unwrap_or(translation.history.ids[position]);
            let known = ((id as usize) < translation.inner.config.vocab_size).then_some(id);
            Some(known.and_then(|id| slopes::word_as_it_reads(translation, model, position, id)))
        }
        _ => None,
    }
}
