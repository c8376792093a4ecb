//! Pipelined decoding: steps are queued on the device before the results of earlier ones have been read back.
//!
//! A device that chooses the piece itself needs no answer to go on: while the numbers of one step come back, it works
//! at the next ones. That a step made `</s>` is seen late; what was asked for after it is thrown away.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use burn::tensor::{Int, Tensor};

use super::{Inner, Request};
use crate::batch::int_tensor;
use crate::cell::CellState;
use crate::config::ModelConfig;
use crate::elman::ElmanState;
use crate::error::Result;
use crate::model::DecoderState;
use crate::search::{Choice, Chooser};
use crate::tracing::{self, StepRecord};

/// How many steps are asked for beyond the one that is waited for, where the device chooses.
const AHEAD: usize = 2;

/// A step that the device has been asked for.
struct Queued {
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

/// Readbacks in flight of an abandoned translation: they must still be awaited.
#[derive(Default)]
pub(crate) struct Unwanted(Mutex<Vec<Record>>);

impl Unwanted {
    /// Waits until they are there.
    pub(super) async fn end(&self) {
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

/// A run's steps on a device: how far it has been asked, and what has not been read yet.
#[derive(Debug)]
pub(super) struct Pipeline {
    chooser: Chooser,
    /// The decoder after the steps asked for; none where there is nothing more to ask for.
    state: Option<DecoderState>,
    /// Steps asked for and not read yet.
    queue: VecDeque<Queued>,
    /// Steps asked for so far.
    computed: usize,
}

/// A step whose numbers are there.
pub(super) struct Read {
    pub(super) record: StepRecord,
    /// What it made.
    pub(super) choice: Choice,
    /// A recurrent decoder's state before it.
    pub(super) cell: Option<CellState>,
}

impl Pipeline {
    /// Before the first step.
    pub(super) fn new(chooser: Chooser, first: DecoderState) -> Self {
        Self { chooser, state: Some(first), queue: VecDeque::new(), computed: 0 }
    }

    /// Steps that the device was asked for.
    pub(super) fn computed(&self) -> usize {
        self.computed
    }

    /// Waits for the next step; `None` where there is none. A call that is dropped before it ends can be made again.
    pub(super) async fn next(
        &mut self,
        inner: &Inner,
        request: &Request,
        ids: &[u32],
    ) -> Option<Result<Read>> {
        // A device that chose the last piece asked for can go on from it.
        let chosen = |queued: &Queued| queued.best.is_some();
        while self.queue.len() <= self.queue.back().map_or(0, |last| if chosen(last) { AHEAD } else { 0 }) {
            if !self.ask(inner, request, ids) {
                break;
            }
        }
        let record = self.queue.front_mut()?.record.as_mut().await;
        let Queued { asked, cell, .. } = self.queue.pop_front().expect("it was waited for");
        Some(record.map(|record| {
            let choice = self.chooser.choose(&record.scores, &inner.model, asked);
            Read { record, choice, cell }
        }))
    }

    /// Asks for nothing more, and leaves what has been asked for to whoever starts next.
    pub(super) fn end(&mut self, unwanted: &Unwanted) {
        self.state = None;
        unwanted.held().extend(self.queue.drain(..).map(|queued| queued.record));
    }

    /// Asks the device for one more step; false where there is none, or its input is not known yet.
    fn ask(&mut self, inner: &Inner, request: &Request, ids: &[u32]) -> bool {
        let Inner { config, model, device, .. } = inner;
        let position = ids.len() + self.queue.len();
        let ends = |id: Option<&u32>| id == Some(&config.special.eos) && !config.writes_as_it_reads();
        let before = position.checked_sub(1).and_then(|before| request.forced.get(before));
        if position >= request.limit || ends(before) {
            return false;
        }
        let input = match self.queue.back() {
            Some(last) if before.is_none() && !config.writes_as_it_reads() => last.best.clone(),
            _ => Some(int_tensor(vec![input_of(position, config, request, ids)], 1, 1, device)),
        };
        let Some(input) = input else { return false };
        let Some(state) = self.state.take() else { return false };
        let cell = match &state {
            DecoderState::Seq2Seq { state, .. } | DecoderState::Elman(ElmanState { state, .. }) => {
                Some(state.clone())
            }
            DecoderState::Transformer { .. } => None,
        };
        let asked = request.forced.get(position).copied();
        let (logits, output, next) = model.step(input, state, &request.given_at(position));
        let (scores, best) = self.chooser.compare(request.tempered(logits), asked);
        let record: Record = Box::pin(tracing::step(scores, output, request.source.reading_order.clone()));
        // Without a choice of the device's nothing is asked for ahead.
        let record = if best.is_some() { begun(record) } else { record };
        self.queue.push_back(Queued { asked, cell, best, record });
        self.state = Some(next);
        self.computed += 1;
        true
    }
}

/// The id that the step at a position reads; the piece before it is known, by the run or by what it was asked for.
pub(super) fn input_of(position: usize, config: &ModelConfig, request: &Request, ids: &[u32]) -> u32 {
    if config.writes_as_it_reads() {
        return request.source_id(position);
    }
    match position.checked_sub(1) {
        None => config.special.sos,
        Some(before) => ids.get(before).or(request.forced.get(before)).copied().expect("asked only then"),
    }
}

/// Has the work begin before anybody waits for it.
fn begun(mut record: Record) -> Record {
    match record.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Box::pin(ready(done)),
        Poll::Pending => record,
    }
}
