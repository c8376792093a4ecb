//! `seq2see`: trains, evaluates and exports checkpoints.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use burn::tensor::Device;
use clap::{Args, Parser, Subcommand, ValueEnum};
use seq2see_train::checkpoint_folder::{open, open_int8};
use seq2see_train::decoding::Decoder;
use seq2see_train::evaluation::TestSet;
use seq2see_train::experiment::Experiment;
use seq2see_train::export::{Export, export};
use seq2see_train::schedule::Budget;
use seq2see_train::shards::Path;
use seq2see_train::training::{self, read_text};
use seq2see_train::vocabulary::{self, VocabularyConfig};
use seq2see_train::{data, speed, split, translation};

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
    /// Train an experiment, or go on with one that was stopped
    Train {
        #[command(flatten)]
        text: TextArgs,
        /// The vocabulary
        #[arg(long, default_value = "models/tokenizer.json")]
        tokenizer: PathBuf,
        /// Train for so many minutes
        #[arg(long, conflicts_with = "steps")]
        minutes: Option<f64>,
        /// Train for so many steps
        #[arg(long)]
        steps: Option<u64>,
        /// Where to compute
        #[arg(long, default_value = "cpu")]
        device: DeviceKind,
        /// The folder of all runs
        #[arg(long, default_value = "runs")]
        out: PathBuf,
        /// Start from the parameters of this checkpoint or run that fit
        #[arg(long)]
        init: Option<PathBuf>,
        /// Of these, take only those whose names begin so, such as `embedding`
        #[arg(long, requires = "init", value_delimiter = ',')]
        init_parts: Vec<String>,
        /// Cores to use; a run must be resumed with as many
        #[arg(long)]
        threads: Option<usize>,
        /// Take Burn's tape also where there is a faster way, to compare
        #[arg(long)]
        tape: bool,
    },
    /// BLEU and chrF of a checkpoint on a pair file
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
    Translate {
        /// The checkpoint's folder
        #[arg(long)]
        model: PathBuf,
        /// Hypotheses kept at every step; 1 is greedy
        #[arg(long, default_value_t = 1)]
        beam: usize,
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

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum DeviceKind {
    /// All cores of the processor
    Cpu,
    /// A GPU; needs a build with the feature `vulkan`
    Vulkan,
}

impl DeviceKind {
    fn open(self) -> Result<Device> {
        match self {
            Self::Cpu => Ok(Device::flex()),
            #[cfg(feature = "vulkan")]
            Self::Vulkan => Ok(Device::vulkan(burn::tensor::DeviceKind::DefaultDevice)),
            #[cfg(not(feature = "vulkan"))]
            Self::Vulkan => bail!("this build has no Vulkan: build with --features vulkan"),
        }
    }

    /// A GPU takes the whole batch at once.
    fn threads(self, wanted: Option<usize>) -> usize {
        match self {
            Self::Cpu => wanted.unwrap_or_else(cores).max(1),
            Self::Vulkan => 1,
        }
    }
}

fn main() -> ExitCode {
    keep_memory();
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("seq2see: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Lets the allocator keep what is given back to it.
///
/// A training step takes and gives back hundreds of megabytes in large blocks. As it comes, glibc asks the system
/// for each of them anew, which zeroes them page by page: up to a third of a step.
fn keep_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    for (option, bytes) in
        [(libc::M_MMAP_THRESHOLD, i32::MAX), (libc::M_TRIM_THRESHOLD, i32::MAX), (libc::M_TOP_PAD, 256 << 20)]
    {
        // SAFETY: no other thread runs yet; an option that the library does not know is ignored.
        unsafe { libc::mallopt(option, bytes) };
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
        Command::Train { text, tokenizer, minutes, steps, device, out, init, init_parts, threads, tape } => {
            let experiment = Experiment::read(&text.config)?;
            let budget = minutes.map(Budget::Minutes).or(steps.map(Budget::Steps));
            training::train(&training::Options {
                folder: out.join(&experiment.name),
                experiment,
                data: text.data,
                tokenizer,
                budget,
                init,
                init_parts,
                device: device.open()?,
                threads: device.threads(threads),
                path: tape.then_some(Path::Taped),
            })?;
        }
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
        Command::Export { text, runs, out } => {
            let experiment = Experiment::read(&text.config)?;
            let text = read_text(&experiment, &text.data)?;
            let metrics = export(
                &Export {
                    run: &runs.join(&experiment.name),
                    out: &out.join(&experiment.name),
                    experiment: &experiment,
                    text: &text,
                    threads: cores(),
                },
                &Device::flex(),
            )?;
            println!("{metrics:#}");
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
    let decoder = Decoder {
        model: &checkpoint.model,
        config: &checkpoint.config,
        tokenizer: &checkpoint.tokenizer,
        device: &device,
        threads: cores(),
    };
    let evaluation = set.score(&set.translate(&decoder));
    if json {
        println!("{}", serde_json::to_string_pretty(&evaluation)?);
    } else {
        print!("{evaluation}");
    }
    Ok(())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
