//! The steps of a translation, asked of a device before those in front of them have been read.
//!
//! A device that chooses the piece itself needs no answer to go on: while the numbers of one step come back, it works
//! at the next ones. That a step made `</s>` is seen late; what was asked for after it is thrown away.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use burn::tensor::{Int, Tensor};

use crate::batch::int_tensor;
use crate::cell::CellState;
use crate::elman::ElmanState;
use crate::error::Result;
use crate::model::DecoderState;
use crate::search::Choice;
use crate::trace::{Candidate, Ended, Step};
use crate::tracing::{self, StepRecord};
use crate::translation::{Inner, Translation};

/// How many steps are asked for beyond the one that is waited for, where the device chooses.
const AHEAD: usize = 2;

/// A step that the device has been asked for.
pub(crate) struct Queued {
    /// The piece that it has to make, if that is known.
    asked: Option<u32>,
    /// A recurrent decoder's state before it.
    cell: Option<CellState>,
    /// The best piece, `[1, 1]`, where the device chose it.
    best: Option<Tensor<2, Int>>,
    /// Its numbers, when they are there.
    record: Record,
}

/// The numbers of a step on their way. One that has begun is never thrown away before it ends: a device cannot take
/// back what it has been asked to read.
type Record = Pin<Box<dyn Future<Output = Result<StepRecord>> + Send>>;

/// Numbers on their way that nobody wants any more.
#[derive(Default)]
pub(crate) struct Unwanted(Mutex<Vec<Record>>);

impl Unwanted {
    /// Waits until they are there.
    pub(crate) async fn end(&self) {
        let records = std::mem::take(&mut *self.held());
        for record in records {
            // Whoever asks the device next is told of its failures.
            let _ = record.await;
        }
    }

    fn held(&self) -> MutexGuard<'_, Vec<Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Unwanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unwanted").field(&self.held().len()).finish()
    }
}

impl fmt::Debug for Queued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queued").field("asked", &self.asked).finish_non_exhaustive()
    }
}

impl Translation {
    /// Steps that the device was asked for: those made, and those beyond the last one for nothing.
    pub fn computed(&self) -> usize {
        self.computed
    }

    /// Makes one token; `None` when the translation is complete.
    ///
    /// One wait for the device. A call that is dropped before it ends can be made again.
    ///
    /// # Errors
    /// [`Error::Device`](crate::Error::Device) if the device fails.
    pub async fn step(&mut self) -> Result<Option<Step>> {
        // A device that chose the last piece asked for can go on from it.
        let chosen = |queued: &Queued| queued.best.is_some();
        while self.queue.len() <= self.queue.back().map_or(0, |last| if chosen(last) { AHEAD } else { 0 }) {
            if !self.ask() {
                break;
            }
        }
        let Some(next) = self.queue.front_mut() else { return Ok(None) };
        let record = next.record.as_mut().await;
        let Queued { asked, cell, .. } = self.queue.pop_front().expect("it was waited for");
        let step = record.map(|record| self.made(record, asked, cell));
        if step.as_ref().map_or(true, |step| step.done) {
            self.end();
        }
        step.map(Some)
    }

    /// Asks for nothing more, and leaves what has been asked for to whoever starts next.
    fn end(&mut self) {
        self.state = None;
        let records = self.queue.drain(..).map(|queued| queued.record);
        self.inner.unwanted.held().extend(records);
    }

    /// Asks the device for one more step; false where there is none, or its input is not known yet.
    fn ask(&mut self) -> bool {
        let Inner { config, model, device, .. } = &*self.inner;
        let position = self.ids.len() + self.queue.len();
        let ends = |id: Option<&u32>| id == Some(&config.special.eos) && !config.writes_as_it_reads();
        let before = position.checked_sub(1).and_then(|before| self.forced.get(before));
        if position >= self.limit || ends(before) {
            return false;
        }
        let of_id = |id: u32| int_tensor(vec![id], 1, 1, device);
        let input = match self.queue.back() {
            Some(last) if before.is_none() && !config.writes_as_it_reads() => last.best.clone(),
            _ => Some(of_id(self.input_of(position))),
        };
        let Some(input) = input else { return false };
        let Some(state) = self.state.take() else { return false };
        let cell = match &state {
            DecoderState::Seq2Seq { state, .. } | DecoderState::Elman(ElmanState { state, .. }) => {
                Some(state.clone())
            }
            DecoderState::Transformer { .. } => None,
        };
        let asked = self.forced.get(position).copied();
        let (logits, output, next) = model.step(input, state, self.override_at(position));
        let (scores, best) = self.chooser.compare(logits, asked);
        let reading_order = self.source.reading_order.clone();
        let record: Record = Box::pin(tracing::step(scores, output, reading_order));
        // Without a choice of the device's nothing is asked for ahead.
        let record = if best.is_some() { begun(record) } else { record };
        self.queue.push_back(Queued { asked, cell, best, record });
        self.state = Some(next);
        self.computed += 1;
        true
    }

    /// The id that the step at a position reads; the piece before it is known.
    fn input_of(&self, position: usize) -> u32 {
        let config = &self.inner.config;
        if config.writes_as_it_reads() {
            return self.source.tokens[self.source.reading_order[position]].id;
        }
        match position.checked_sub(1) {
            None => config.special.sos,
            Some(before) => {
                self.ids.get(before).or(self.forced.get(before)).copied().expect("asked only then")
            }
        }
    }

    /// What a step has made, once its numbers are there.
    fn made(&mut self, record: StepRecord, asked: Option<u32>, cell: Option<CellState>) -> Step {
        let Inner { model, tokenizer, .. } = &*self.inner;
        let StepRecord { scores, attention, hidden, context } = record;
        let position = self.ids.len();
        let input_id = self.input_of(position);
        let Choice { candidates, id, log_prob } = self.chooser.choose(&scores, model, asked);
        let mut known: Vec<u32> = candidates.iter().map(|candidate| candidate.0).collect();
        if !known.contains(&id) {
            known.push(id);
        }
        self.known.push(known);
        self.cells.extend(cell);
        self.ids.push(id);
        let candidate = |(id, log_prob)| Candidate { id, piece: tokenizer.piece(id), log_prob };
        let candidates = candidates.into_iter().map(candidate).collect();
        let ended = self.ended();
        let (piece, text) = (tokenizer.piece(id), self.text());
        let added = added(&tokenizer.decode(&self.ids[..position]), &text);
        Step {
            position,
            input_id,
            id,
            piece,
            log_prob,
            candidates,
            attention,
            hidden,
            context,
            text,
            added,
            done: ended.is_some(),
            ended,
        }
    }

    /// Why the step just made is the last, if it is.
    fn ended(&self) -> Option<Ended> {
        let Inner { config, .. } = &*self.inner;
        let (len, complete) = (self.ids.len(), self.ids.len() >= self.limit);
        if config.writes_as_it_reads() {
            return complete.then_some(Ended::Source);
        }
        match self.ids.last() {
            Some(&id) if id == config.special.eos => Some(Ended::Eos),
            // What the reader wants repeated is repeated, and what a beam has searched is shown to its end.
            _ if len >= self.forced.len().max(self.options.prefix.len() + 1)
                && self.repeats.too_many(&self.ids) =>
            {
                Some(Ended::Repeats)
            }
            _ => complete.then_some(Ended::Length),
        }
    }
}

impl Drop for Translation {
    fn drop(&mut self) {
        self.end();
    }
}

/// What a longer beginning of a text has at its end that a shorter one lacks.
pub(crate) fn added(before: &str, text: &str) -> String {
    text.strip_prefix(before).unwrap_or(text).to_string()
}

/// Has the work begin before anybody waits for it.
fn begun(mut record: Record) -> Record {
    match record.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Box::pin(ready(done)),
        Poll::Pending => record,
    }
}
