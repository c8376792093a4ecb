//! What a package was made of, so that it is made again only when that changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

/// Files and folders whose content decides what every package is.
const INPUTS: [&str; 6] = [
    ".cargo/config.toml",
    "Cargo.toml",
    "Cargo.lock",
    "crates/core/Cargo.toml",
    "crates/core/src",
    "rust-toolchain.toml",
];

/// A hash over the paths and contents of what all packages are made of, and of `own` files and folders.
///
/// # Errors
/// If one cannot be read.
pub(crate) fn of_inputs(root: &Path, own: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS.iter().chain(own) {
        for file in files_under(&root.join(input))? {
            let name = file.strip_prefix(root).expect("listed under the root");
            name.hash(&mut hasher);
            read(&file)?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Every file at or under `path`, sorted.
///
/// # Errors
/// If a folder cannot be listed.
pub(crate) fn files_under(path: &Path) -> Result<Vec<std::path::PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries = fs::read_dir(path).with_context(|| format!("{} cannot be listed", path.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_under(&entry?.path())?);
    }
    files.sort();
    Ok(files)
}

/// A file's bytes; the error names it.
fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_source_changes_the_stamp() -> Result<()> {
        let root = std::env::temp_dir().join(format!("seq2see-stamp-{}", std::process::id()));
        let own = ["crates/web"];
        for input in INPUTS.iter().chain(&own) {
            let path = root.join(input);
            fs::create_dir_all(path.parent().expect("under the root"))?;
            if input.ends_with("src") || input.ends_with("web") {
                fs::create_dir_all(&path)?;
                fs::write(path.join("lib.rs"), "")?;
            } else {
                fs::write(path, "")?;
            }
        }
        let before = of_inputs(&root, &own)?;
        assert_eq!(before, of_inputs(&root, &own)?);
        fs::write(root.join("crates/core/src/lib.rs"), "pub mod error;")?;
        assert_ne!(before, of_inputs(&root, &own)?);
        assert_ne!(of_inputs(&root, &own)?, of_inputs(&root, &[])?);
        fs::remove_dir_all(root)?;
        Ok(())
    }
}
