//! Running other programs, and where the repository is.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The repository's root: where cargo runs this program, which two clones with one target folder may share.
pub(crate) fn root() -> PathBuf {
    let built_in = || env!("CARGO_MANIFEST_DIR").into();
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(built_in, PathBuf::from);
    xtask.parent().expect("xtask lies in the repository").to_path_buf()
}

/// Runs a program in the repository's root to its end, its output shown.
///
/// # Errors
/// If it cannot be started or does not succeed; the message names it.
pub(crate) fn run(program: &str, args: &[&str]) -> Result<()> {
    run_with(&[], program, args)
}

/// As [`run`], with variables of the environment.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_with(variables: &[(&str, &str)], program: &str, args: &[&str]) -> Result<()> {
    let line = format!("{program} {}", args.join(" "));
    let status = Command::new(program)
        .args(args)
        .envs(variables.iter().copied())
        .current_dir(root())
        .status()
        .with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` failed with {status}");
    }
    Ok(())
}

/// Runs a program in the repository's root and returns what it prints.
///
/// # Errors
/// As [`run`].
pub(crate) fn output(program: &str, args: &[&str]) -> Result<String> {
    let line = format!("{program} {}", args.join(" "));
    let output = Command::new(program)
        .args(args)
        .current_dir(root())
        .output()
        .with_context(|| format!("`{line}` could not be started"))?;
    if !output.status.success() {
        bail!("`{line}` failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).with_context(|| format!("what `{line}` printed is not text"))
}

/// The cargo that runs this command.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}
