//! The project's own commands: `cargo xtask wasm cpu|gpu`, `cargo xtask check`.

mod check;
mod invariants;
mod process;
mod shapes;
mod stamp;
mod wasm;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds a package for the browser into `pkg/`, unless it is up to date.
    Wasm(wasm::Args),
    /// Formatting, lints, and the invariants of ARCHITECTURE: the cheapest check first.
    Check,
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Wasm(args) => wasm::build(&args),
        Command::Check => check::run_all(),
    }
}
