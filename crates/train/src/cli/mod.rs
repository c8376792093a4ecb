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
    /// Train an experiment, or all that are missing; go on where one was stopped
    Train(train::TrainArgs),
    /// BLEU and chrF of a checkpoint on a pair file
    ///
    /// A source that cannot be translated, because it is too long or nothing of it is known to the vocabulary, counts
    /// as an empty translation; how many there are is printed too.
    Evaluate(evaluate::EvaluateArgs),
    /// Translate standard input line by line
    ///
    /// A line out for each line in. A line that cannot be translated becomes an empty one, and its number and the
    /// reason go to standard error: one that is not UTF-8, that has more tokens than the checkpoint reads (its
    /// `max_source`; nothing is cut off), or of which the vocabulary knows less than half. The exit status is 1 if
    /// there was such a line. An empty line stays empty.
    Translate(translate::TranslateArgs),
    /// Translate sentences of the target language back with the run of a reversed experiment, to train others on
    BackTranslate(back_translate::BackTranslateArgs),
    /// Translate all training sentences with a run's best network, to train others on what it writes
    Distil(distil::DistilArgs),
    /// Write a run's best network as a checkpoint with its scores
    Export(export::ExportArgs),
    /// Write what the checkpoints reached, beside what the papers found
    Report(report::ReportArgs),
    /// How many of sixty everyday Korean sentences a checkpoint renders with the right meaning
    Everyday(everyday::EverydayArgs),
    /// How many of the sentences that visitors type first a checkpoint renders with the right meaning, by language
    First(first::FirstArgs),
    /// How many of a hundred names and numbers that nothing was trained on a checkpoint carries over
    Copying(copying::CopyingArgs),
    /// BLEU of a checkpoint on development sentences, and on the same typed as visitors do
    Noisy(noisy::NoisyArgs),
    /// Write what is made by rule, with its English, as a pair file: phrasebook, Korean sentences, noise
    Templates(templates::TemplatesArgs),
    /// Measure the speed of training on a fixed batch of random tokens
    Speed(speed::SpeedArgs),
}

impl Cli {
    /// Does what the command line says.
    ///
    /// # Errors
    /// Whatever a command ends with.
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
