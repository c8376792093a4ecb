//! `seq2see`: trains, evaluates and exports checkpoints.

mod cli;

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use burn::tensor::Device;
use clap::{Args, Parser, Subcommand};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use seq2see_train::checkpoint_folder::{Checkpoint, open, open_int8};
use seq2see_train::decoding::Decoder;
use seq2see_train::evaluation::{Evaluation, TestSet};
use seq2see_train::experiment::Experiment;
use seq2see_train::export::{Export, export};
use seq2see_train::history::Learned;
use seq2see_train::shards::Path;
use seq2see_train::training::read_text;
use seq2see_train::vocabulary::{self, VocabularyConfig};
use seq2see_train::{
    back_translation, data, distillation, noise, phrasebook, plan, report, speed, split, templates,
    translation,
};
use serde::Serialize;

use cli::device::{DeviceKind, cores};
use cli::process;
use cli::train::TrainArgs;

/// See sequence to sequence: the trainer.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the development and test sets of an experiment as pair files
    Split {
        #[command(flatten)]
        text: TextArgs,
        /// The folder to write to
        #[arg(long)]
        out: PathBuf,
    },
    /// Learn the joint vocabulary from the training pairs of an experiment
    Tokenizer {
        #[command(flatten)]
        text: TextArgs,
        /// The file to write
        #[arg(long, default_value = "models/tokenizer.json")]
        out: PathBuf,
        /// Pieces, marks included
        #[arg(long, default_value_t = 8000)]
        vocab_size: usize,
    },
    /// Train an experiment, or all that are missing; go on where one was stopped
    Train(TrainArgs),
    /// BLEU and chrF of a checkpoint on a pair file
    ///
    /// A source that cannot be translated, because it is too long or nothing of it is known to the vocabulary, counts
    /// as an empty translation; how many there are is printed too.
    Evaluate {
        /// The checkpoint's folder
        #[arg(long)]
        model: PathBuf,
        /// A pair file
        #[arg(long)]
        data: PathBuf,
        /// Print JSON instead of a table
        #[arg(long)]
        json: bool,
    },
    /// Translate standard input line by line
    ///
    /// A line out for each line in. A line that cannot be translated becomes an empty one, and its number and the
    /// reason go to standard error: one that is not UTF-8, that has more tokens than the checkpoint reads (its
    /// `max_source`; nothing is cut off), or of which the vocabulary knows less than half. The exit status is 1 if
    /// there was such a line. An empty line stays empty.
    Translate {
        /// The checkpoint's folder
        #[arg(long)]
        model: PathBuf,
        /// Hypotheses kept at every step; 1 is greedy
        #[arg(long, default_value_t = 1)]
        beam: usize,
    },
    /// Translate sentences of the target language back with the run of a reversed experiment, to train others on
    BackTranslate {
        #[command(flatten)]
        text: TextArgs,
        /// A file whose lines begin with a sentence, up to a tab
        #[arg(long)]
        sentences: PathBuf,
        /// Longest sentence in words
        #[arg(long, default_value_t = 12)]
        longest: usize,
        /// How many sentences at most
        #[arg(long, default_value_t = 100_000)]
        count: usize,
        /// The folder of all runs
        #[arg(long, default_value = "runs")]
        runs: PathBuf,
    },
    /// Translate all training sentences with a run's best network, to train others on what it writes
    Distil {
        #[command(flatten)]
        text: TextArgs,
        /// The folder of all runs
        #[arg(long, default_value = "runs")]
        runs: PathBuf,
    },
    /// Write a run's best network as a checkpoint with its scores
    Export {
        #[command(flatten)]
        text: TextArgs,
        /// The folder of all runs
        #[arg(long, default_value = "runs")]
        runs: PathBuf,
        /// The folder of all checkpoints
        #[arg(long, default_value = "models")]
        out: PathBuf,
        /// Folders of what the run went on with, the first run first, where it does not say so itself
        #[arg(long)]
        continued: Vec<PathBuf>,
    },
    /// Write what the checkpoints reached, beside what the papers found
    Report {
        /// The folder of all checkpoints
        #[arg(long, default_value = "models")]
        models: PathBuf,
        /// The folder of the experiments
        #[arg(long, default_value = "experiments")]
        experiments: PathBuf,
    },
    /// How many of sixty everyday Korean sentences a checkpoint renders with the right meaning
    Everyday {
        /// The checkpoint's folder
        #[arg(long)]
        model: PathBuf,
        /// Pair files that may hold none of the sentences
        #[arg(long)]
        unseen_in: Vec<PathBuf>,
    },
    /// How many of the sentences that visitors type first a checkpoint renders with the right meaning, by language
    First {
        /// The checkpoint's folder
        #[arg(long)]
        model: PathBuf,
        /// How they are typed
        #[arg(long, value_enum, default_value = "as-written")]
        typed: cli::lists::TypedArg,
    },
    /// How many of a hundred names and numbers that nothing was trained on a checkpoint carries over
    Copying {
        /// The checkpoint's folder
        #[arg(long)]
        model: PathBuf,
        /// Pair files that may hold none of the names
        #[arg(long)]
        unseen_in: Vec<PathBuf>,
    },
    /// BLEU of a checkpoint on development sentences, and on the same typed as visitors do
    Noisy {
        #[command(flatten)]
        text: TextArgs,
        /// The checkpoint's folder
        #[arg(long)]
        model: PathBuf,
    },
    /// Write what is made by rule, with its English, as a pair file: phrasebook, Korean sentences, noise
    Templates {
        /// The file to write
        #[arg(long)]
        out: PathBuf,
        /// How many of each kind and language
        #[arg(long, default_value_t = 4000)]
        count: usize,
        /// The share of them that is written once more as visitors type
        #[arg(long, default_value_t = 0.0)]
        share: f64,
        /// Everything random hangs on it
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Measure the speed of training on a fixed batch of random tokens
    Speed {
        /// The experiment's file
        #[arg(long)]
        config: PathBuf,
        /// Pieces of the vocabulary
        #[arg(long, default_value_t = 8000)]
        vocab_size: usize,
        /// Steps to time
        #[arg(long, default_value_t = 20)]
        steps: usize,
        /// Where to compute
        #[arg(long, default_value = "cpu")]
        device: DeviceKind,
        /// Cores to use
        #[arg(long)]
        threads: Option<usize>,
        /// Take Burn's tape also where there is a faster way, to compare
        #[arg(long)]
        tape: bool,
    },
}

#[derive(Args)]
struct TextArgs {
    /// The experiment's file
    #[arg(long)]
    config: PathBuf,
    /// The folder of the pair files
    #[arg(long, env = "SEQ2SEE_DATA")]
    data: PathBuf,
}

fn main() -> ExitCode {
    process::end_with_the_reader();
    process::keep_memory();
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("seq2see: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Split { text, out } => {
            let text = read_text(&Experiment::read(&text.config)?, &text.data)?;
            data::report(&text.faults);
            split::write(&text.split, &out)?;
        }
        Command::Tokenizer { text, out, vocab_size } => {
            let experiment = Experiment::read(&text.config)?;
            let text = read_text(&experiment, &text.data)?;
            data::report(&text.faults);
            let config = VocabularyConfig {
                vocab_size,
                alphabet: 2200,
                min_frequency: 2,
                pairs_per_language: 60_000,
                seed: experiment.seed,
            };
            vocabulary::write(&vocabulary::learn(&text.split.train, &config)?, &out)?;
        }
        Command::Train(args) => args.run()?,
        Command::Evaluate { model, data, json } => evaluate(&model, &data, json)?,
        Command::Translate { model, beam } => {
            if beam == 0 {
                bail!("the beam must keep at least one hypothesis");
            }
            let device = Device::flex();
            let checkpoint = open_int8(&model, &device)?;
            let output = BufWriter::new(io::stdout().lock());
            let failed = translation::translate_lines(
                checkpoint,
                beam,
                device,
                io::stdin().lock(),
                output,
                io::stderr().lock(),
            )?;
            if failed > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Export { text, runs, out, continued } => {
            let experiment = Experiment::read(&text.config)?;
            let text = read_text(&experiment, &text.data)?;
            let mut before = None;
            for folder in &continued {
                let then = Learned::of(folder)?
                    .with_context(|| format!("{} is neither a run nor a checkpoint", folder.display()))?;
                before = Some(Learned::whole(before, then));
            }
            let metrics = export(
                &Export {
                    run: &runs.join(&experiment.name),
                    out: &out.join(&experiment.name),
                    experiment: &experiment,
                    text: &text,
                    continued: before.as_ref(),
                    threads: cores(),
                },
                &Device::flex(),
            )?;
            println!("{metrics:#}");
        }
        Command::BackTranslate { text, sentences, longest, count, runs } => {
            let experiment = Experiment::read(&text.config)?;
            let known = read_text(&experiment, &text.data)?;
            let lines = std::fs::read_to_string(&sentences)
                .with_context(|| format!("cannot read {}", sentences.display()))?;
            let mut chosen = back_translation::choose(&lines, &known.split, longest);
            chosen.shuffle(&mut ChaCha8Rng::seed_from_u64(experiment.seed));
            chosen.truncate(count);
            let (folder, device) = (runs.join(&experiment.name), Device::flex());
            let checkpoint = open(&folder, &device)?;
            let language = &checkpoint.config.target_language;
            let pairs = back_translation::translate(&decoder(&checkpoint, &device), &chosen, language);
            data::write(&folder.join(back_translation::FILE), &pairs)?;
            println!("{} of {} sentences translated back", pairs.len(), chosen.len());
        }
        Command::Distil { text, runs } => {
            let experiment = Experiment::read(&text.config)?;
            let known = read_text(&experiment, &text.data)?;
            let (folder, device) = (runs.join(&experiment.name), Device::flex());
            let checkpoint = open(&folder, &device)?;
            let pairs = distillation::translate(&decoder(&checkpoint, &device), &known.split.train);
            println!("{} sentences translated as people would, or nearly", pairs.len());
            distillation::write(&folder, pairs)?;
        }
        Command::Report { models, experiments } => report::write(&models, &plan::order(&experiments)?)?,
        Command::Everyday { model, unseen_in } => cli::lists::everyday(&model, &unseen_in)?,
        Command::First { model, typed } => cli::lists::first(&model, typed.into())?,
        Command::Copying { model, unseen_in } => cli::lists::copying(&model, &unseen_in)?,
        Command::Noisy { text, model } => {
            let known = read_text(&Experiment::read(&text.config)?, &text.data)?;
            cli::lists::noisy(&model, &known.split.dev)?;
        }
        Command::Templates { out, count, share, seed } => {
            let mut pairs = templates::korean(count, seed);
            pairs.extend(phrasebook::written());
            pairs.extend(phrasebook::made(count, seed));
            pairs.extend(phrasebook::copied(count, seed));
            let noisy = noise::noisy(&pairs, noise::NoiseConfig { share }, seed);
            pairs.extend(noisy);
            data::write(&out, &pairs)?;
        }
        Command::Speed { config, vocab_size, steps, device, threads, tape } => {
            let experiment = Experiment::read(&config)?;
            let threads = device.threads(threads);
            let path = tape.then_some(Path::Taped);
            let speed = speed::measure(&experiment, vocab_size, steps, &device.open()?, threads, path)?;
            println!(
                "{}: {:.0} ms per step, {:.0} tokens/s, batch {}, {threads} threads",
                experiment.name, speed.ms_per_step, speed.tokens_per_second, experiment.training.batch,
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn evaluate(model: &std::path::Path, file: &std::path::Path, json: bool) -> Result<()> {
    let device = Device::flex();
    let checkpoint = open(model, &device)?;
    let read = data::read(file, "")?;
    data::report(&read.faults);
    if read.pairs.is_empty() {
        bail!("{} has no pairs", file.display());
    }
    let set = TestSet::new(&read.pairs);
    let decoder = decoder(&checkpoint, &device);
    let evaluation = set.score(&set.translate(&decoder));
    let untranslated = set.unreadable(&decoder);
    if json {
        #[derive(Serialize)]
        struct Answer {
            #[serde(flatten)]
            evaluation: Evaluation,
            /// Sources that could not be translated; each counts as an empty translation.
            untranslated: usize,
        }
        println!("{}", serde_json::to_string_pretty(&Answer { evaluation, untranslated })?);
    } else {
        print!("{evaluation}");
        let of = set.sources.len();
        println!(
            "{untranslated} of {of} sources could not be translated: each counts as an empty translation"
        );
    }
    Ok(())
}

/// A decoder on all cores.
fn decoder<'a>(checkpoint: &'a Checkpoint, device: &'a Device) -> Decoder<'a> {
    Decoder {
        model: &checkpoint.model,
        config: &checkpoint.config,
        tokenizer: &checkpoint.tokenizer,
        device,
        threads: cores(),
    }
}
