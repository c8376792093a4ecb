//! Translates text line by line.

use std::io::{BufRead, Write};
use std::pin::pin;
use std::task::{Context as TaskContext, Poll, Waker};

use anyhow::Result;
use burn::tensor::Device;
use seq2see_core::{Options, Translator};

use crate::checkpoint_folder::Checkpoint;

/// Translates each line of `input` to a line of `output`. A line that cannot be translated becomes an
/// empty line, and its number and the reason go to `errors`.
///
/// Returns how many lines could not be translated.
///
/// # Errors
/// If input or output break, or the checkpoint's parts do not fit.
pub fn translate_lines(
    checkpoint: Checkpoint,
    beam_size: usize,
    device: Device,
    input: impl BufRead,
    mut output: impl Write,
    mut errors: impl Write,
) -> Result<usize> {
    let Checkpoint { config, model, tokenizer } = checkpoint;
    let translator = Translator::new(tokenizer, config, model, device)?;
    let options = Options { beam_size, ..Options::default() };
    let mut failed = 0;
    for (index, line) in input.split(b'\n').enumerate() {
        let line = line?;
        let translation = match std::str::from_utf8(&line) {
            Ok(text) if text.trim().is_empty() => Ok(String::new()),
            Ok(text) => block_on(translator.translate(text.trim(), &options)).map_err(|e| e.to_string()),
            Err(_) => Err("not UTF-8".to_string()),
        };
        let translation = translation.unwrap_or_else(|why| {
            failed += 1;
            // Standard error may be closed; the count still tells.
            writeln!(errors, "line {}: {why}", index + 1).ok();
            String::new()
        });
        writeln!(output, "{translation}")?;
        output.flush()?;
    }
    Ok(failed)
}

/// Waits for a future. Native devices are read at once, so it is ready whenever it is asked.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = TaskContext::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        std::thread::yield_now();
    }
}
