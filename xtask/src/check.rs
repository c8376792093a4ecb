//! `cargo xtask check`: what can be known without running anything of the project.

use anyhow::{Result, bail};

use crate::invariants;
use crate::process::{cargo, root, run, run_with};
use crate::wasm;

/// Formatting, then the invariants, then the lints: of what runs here, of what runs in a browser on either backend, whose
/// kernels nothing else compiles here, and of the documentation.
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
    run(&cargo, &["clippy", "--release", "--all-targets", "--", "--deny", "warnings"])?;
    for package in wasm::PACKAGES {
        println!("check: lints of the browser package, {}", package.name());
        let build = package.build();
        let args = ["clippy", "--lib", "--target", wasm::TARGET];
        run(&cargo, &[&args[..], &build.selection()[..], &["--", "--deny", "warnings"]].concat())?;
    }
    println!("check: documentation");
    run_with(&[("RUSTDOCFLAGS", "--deny warnings")], &cargo, &["doc", "--release", "--no-deps"])
}
