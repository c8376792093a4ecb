//! `cargo xtask wasm`: from a crate to a package that a page can import.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use wasm_bindgen_cli_support::Bindgen;

use crate::process::{cargo, output, root, run};
use crate::stamp;

/// What a browser runs.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What the linked module may use; `wasm-opt` refuses what it was not told of.
const WASM_FEATURES: [&str; 8] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which one.
    package: Package,
    /// Leave out `wasm-opt`: minutes sooner, somewhat larger. Never replaces an optimised package that is up to date.
    #[arg(long)]
    no_opt: bool,
    /// Build even if the package is up to date.
    #[arg(long)]
    force: bool,
}

/// A package is a build of a crate with a feature.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Package {
    /// `crates/web` on Burn's flex backend with SIMD.
    Cpu,
    /// `crates/web` on Burn's WebGPU backend with fusion.
    Gpu,
    /// `crates/lab`: what trains.
    Lab,
}

/// All of them.
pub(crate) const PACKAGES: [Package; 3] = [Package::Cpu, Package::Gpu, Package::Lab];

/// How a package is made.
pub(crate) struct Build {
    /// The crate's name.
    package: &'static str,
    /// What makes it a package.
    feature: &'static str,
    /// The module's name.
    module: &'static str,
    /// Small and fast, whatever the time to build.
    profile: &'static str,
    /// Files and folders, besides what all packages are made of, that decide what it is.
    inputs: &'static [&'static str],
}

impl Package {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Gpu => "gpu",
            Self::Lab => "lab",
        }
    }

    pub(crate) fn build(self) -> Build {
        match self {
            Self::Cpu | Self::Gpu => Build {
                package: "seq2see-web",
                feature: self.name(),
                module: "seq2see_web",
                profile: "web",
                inputs: &["crates/web"],
            },
            Self::Lab => Build {
                package: "seq2see-lab",
                feature: "web",
                module: "seq2see_lab",
                profile: "lab",
                inputs: &[
                    "crates/gradients/Cargo.toml",
                    "crates/gradients/src",
                    "crates/lab/Cargo.toml",
                    "crates/lab/src",
                ],
            },
        }
    }
}

impl Build {
    /// What cargo is told of it.
    pub(crate) fn selection(&self) -> [&'static str; 6] {
        ["--package", self.package, "--features", self.feature, "--profile", self.profile]
    }
}

/// Builds `pkg/<package>`; the old one stays until the new one is whole.
///
/// # Errors
/// If a tool fails or a file cannot be written.
pub(crate) fn build(args: &Args) -> Result<()> {
    let name = args.package.name();
    let folder = root().join("pkg").join(name);
    let Build { module: module_name, inputs, .. } = args.package.build();
    let inputs = stamp::of_inputs(&root(), inputs)?;
    let wasm_opt = find_wasm_opt(args.no_opt);
    let current = fs::read_to_string(folder.join("stamp")).unwrap_or_default();
    let optimised = format!("{inputs} optimised");
    let enough = current == optimised || (wasm_opt.is_none() && current.starts_with(&inputs));
    if enough && !args.force {
        println!("pkg/{name} is up to date");
        return Ok(());
    }

    let module = compile(args.package)?;
    let fresh = root().join("pkg").join(format!(".{name}-new"));
    remove(&fresh)?;
    bind(&module, &fresh)?;
    if let Some(wasm_opt) = &wasm_opt {
        optimise(wasm_opt, &fresh.join(format!("{module_name}_bg.wasm")))?;
    }
    let stamp = if wasm_opt.is_some() { optimised } else { format!("{inputs} as linked") };
    fs::write(fresh.join("stamp"), stamp)?;
    remove(&folder)?;
    fs::rename(&fresh, &folder).with_context(|| format!("pkg/{name} cannot be put in place"))?;
    report(name, &folder.join(module_name), wasm_opt.is_some())
}

/// cargo's part: the linked module's path.
fn compile(package: Package) -> Result<PathBuf> {
    let cargo = cargo();
    let build = package.build();
    let args = ["build", "--lib", "--target", TARGET];
    run(&cargo, &[&args[..], &build.selection()[..]].concat())?;
    let metadata = output(&cargo, &["metadata", "--no-deps", "--format-version", "1"])?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let target = metadata["target_directory"].as_str().context("cargo names no target folder")?;
    Ok(Path::new(target).join(TARGET).join(build.profile).join(format!("{}.wasm", build.module)))
}

/// wasm-bindgen's part: glue and types beside the module.
fn bind(module: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .context("wasm-bindgen")
}

/// npm's binaryen, unless it is absent or not wanted.
fn find_wasm_opt(no_opt: bool) -> Option<PathBuf> {
    if no_opt {
        return None;
    }
    let path = root().join("node_modules/binaryen/bin/wasm-opt");
    if !path.exists() {
        println!("wasm-opt is not installed (npm install); the package stays as the linker made it");
        return None;
    }
    Some(path)
}

fn optimise(wasm_opt: &Path, module: &Path) -> Result<()> {
    println!("wasm-opt -O3 …");
    let (wasm_opt, module) = (text(wasm_opt)?, text(module)?);
    let args = [&[wasm_opt, "-O3", module, "-o", module][..], &WASM_FEATURES[..]].concat();
    run("node", &args)
}

/// Prints what a visitor will load.
fn report(name: &str, files: &Path, optimised: bool) -> Result<()> {
    let files = text(files)?;
    let module = PathBuf::from(format!("{files}_bg.wasm"));
    if !optimised {
        println!("pkg/{name}: {:.2} MB, not optimised", megabytes(fs::metadata(module)?.len()));
        return Ok(());
    }
    let glue = format!("{files}.js");
    run("node", &["scripts/sizes.mjs", text(&module)?, &glue])
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files, for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not text", path.display()))
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            bail!("{} cannot be removed: {error}", folder.display())
        }
        _ => Ok(()),
    }
}
