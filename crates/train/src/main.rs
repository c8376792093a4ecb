//! `seq2see`: trains, evaluates and exports checkpoints.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cli::process::end_with_the_reader();
    cli::process::keep_memory();
    cli::Cli::parse().run().unwrap_or_else(|error| {
        eprintln!("seq2see: {error:#}");
        ExitCode::FAILURE
    })
}
