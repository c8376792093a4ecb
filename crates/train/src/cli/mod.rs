//! The command line: a file a command.

mod back_translate;
mod copying;
mod device;
mod distil;
mod evaluate;
mod everyday;
mod export;
mod first;
mod lists;
mod noisy;
mod opened;
pub(crate) mod process;
mod report;
mod speed;
mod split;
mod templates;
mod text;
mod tokenizer;
mod train;
mod translate;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// See sequence to sequence: the trainer.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the development and test sets of an experiment as pair files
    Split(split::SplitArgs),
    /// Learn the joint vocabulary from the training pairs of an experiment
    Tokenizer(tokenizer::TokenizerArgs),
    /// Train an experiment, or all that are missing; resumes an interrupted run
    Train(train::TrainArgs),
    /// Print BLEU and chrF of a checkpoint on a pair file
    ///
    /// A source that cannot be translated, because it is too long or consists of unknown pieces, counts as an empty
    /// translation; their number is printed too.
    Evaluate(evaluate::EvaluateArgs),
    /// Translate standard input line by line
    ///
    /// Writes one line per input line. A line that cannot be translated becomes an empty one, and its number and the
    /// reason go to standard error: one that is not UTF-8, that has more tokens than the checkpoint reads (its
    /// `max_source`; nothing is cut off), or more than half of whose pieces are unknown. The exit status is 1 if
    /// there was such a line. An empty line stays empty.
    Translate(translate::TranslateArgs),
    /// Back-translate sentences of the target language with the run of a reversed experiment, as training text
    BackTranslate(back_translate::BackTranslateArgs),
    /// Translate all training sentences with a run's best network, as training text for others (distillation)
    Distil(distil::DistilArgs),
    /// Export a run's best network as an int8 checkpoint with its metrics
    Export(export::ExportArgs),
    /// Write the report: the checkpoints' scores, compared with the papers' findings
    Report(report::ReportArgs),
    /// Count how many of sixty everyday Korean sentences a checkpoint translates correctly, by key words
    Everyday(everyday::EverydayArgs),
    /// Count how many of the sentences that visitors type first a checkpoint translates correctly, by language
    First(first::FirstArgs),
    /// Count how many of a hundred held-out names and numbers a checkpoint copies
    Copying(copying::CopyingArgs),
    /// Print BLEU of a checkpoint on the development sentences, clean and with each kind of typing noise
    Noisy(noisy::NoisyArgs),
    /// Write synthetic training text as a pair file: Korean by rule, phrasebook, copying, noise
    Templates(templates::TemplatesArgs),
    /// Measure the speed of training on a fixed batch of random tokens
    Speed(speed::SpeedArgs),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// The command's error.
    pub(crate) fn run(self) -> Result<ExitCode> {
        match self.command {
            Command::Split(args) => args.run()?,
            Command::Tokenizer(args) => args.run()?,
            Command::Train(args) => args.run()?,
            Command::Evaluate(args) => args.run()?,
            Command::Translate(args) => return args.run(),
            Command::BackTranslate(args) => args.run()?,
            Command::Distil(args) => args.run()?,
            Command::Export(args) => args.run()?,
            Command::Report(args) => args.run()?,
            Command::Everyday(args) => args.run()?,
            Command::First(args) => args.run()?,
            Command::Copying(args) => args.run()?,
            Command::Noisy(args) => args.run()?,
            Command::Templates(args) => args.run()?,
            Command::Speed(args) => args.run()?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
