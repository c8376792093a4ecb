//! `cargo xtask check`: what can be known without running anything of the project.

use anyhow::{Result, bail};

use crate::invariants;
use crate::process::{cargo, root, run};

/// Formatting, then the invariants, then the lints.
///
/// # Errors
/// At the first that does not hold; the message says how to mend it.
pub(crate) fn run_all() -> Result<()> {
    let cargo = cargo();
    println!("check: formatting");
    if run(&cargo, &["fmt", "--all", "--check"]).is_err() {
        bail!("some files are not formatted: run `cargo fmt --all`");
    }
    println!("check: invariants");
    let broken = invariants::broken(&root())?;
    for fault in &broken {
        eprintln!("  {fault}");
    }
    if !broken.is_empty() {
        bail!("{} invariants of ARCHITECTURE are broken", broken.len());
    }
    println!("check: lints");
    run(&cargo, &["clippy", "--release", "--all-targets", "--", "--deny", "warnings"])
}
