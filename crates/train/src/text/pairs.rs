//! Pair files: `source <TAB> target <TAB> origin`, a pair a line.

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result};

use crate::files::write_whole;
use crate::text::origin::Origin;

/// A sentence and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The source sentence.
    pub source: String,
    /// The target sentence.
    pub target: String,
    /// Where the pair comes from; its weight depends on it.
    pub origin: Origin,
    /// ISO 639-1 code of the source's language, given by the file.
    pub language: String,
}

/// A malformed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.why)
    }
}

/// The pairs of a file, and its malformed lines.
#[derive(Debug, Default)]
pub struct Pairs {
    /// In the order of the file.
    pub pairs: Vec<Pair>,
    /// In the order of the file.
    pub faults: Vec<Fault>,
}

/// Reads a pair file. A malformed line becomes a [`Fault`]; reading continues.
///
/// # Errors
/// If the file itself cannot be read.
pub fn read(path: &Path, language: &str) -> Result<Pairs> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    Ok(parse(&bytes, &name, language))
}

/// Writes a pair file.
///
/// # Errors
/// If it cannot be written.
pub fn write(path: &Path, pairs: &[Pair]) -> Result<()> {
    let line = |pair: &Pair| format!("{}\t{}\t{}\n", pair.source, pair.target, pair.origin);
    write_whole(path, pairs.iter().map(line).collect::<String>().as_bytes())
}

/// Prints the first twenty faults, and the number of the others, to standard error.
pub fn report(faults: &[Fault]) {
    for fault in faults.iter().take(20) {
        eprintln!("skipped {fault}");
    }
    if faults.len() > 20 {
        eprintln!("skipped {} more lines", faults.len() - 20);
    }
}

fn parse(bytes: &[u8], file: &str, language: &str) -> Pairs {
    let mut found = Pairs::default();
    let body = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    if body.is_empty() {
        return found;
    }
    for (index, line) in body.split(|&b| b == b'\n').enumerate() {
        match parse_line(line, language) {
            Ok(pair) => found.pairs.push(pair),
            Err(why) => found.faults.push(Fault { file: file.into(), line: index + 1, why }),
        }
    }
    found
}

fn parse_line(line: &[u8], language: &str) -> Result<Pair, &'static str> {
    let line = std::str::from_utf8(line).map_err(|_| "not UTF-8")?.trim_end_matches('\r');
    let mut fields = line.split('\t');
    let source = fields.next().unwrap_or_default().trim();
    let target = fields.next().ok_or("no tab: a line is source, target, origin")?.trim();
    let origin = fields.next().ok_or("no origin: a line is source, target, origin")?.trim();
    if fields.next().is_some() {
        return Err("more than three fields");
    }
    if source.is_empty() {
        return Err("the source is empty");
    }
    if target.is_empty() {
        return Err("the target is empty");
    }
    Ok(Pair {
        source: source.into(),
        target: target.into(),
        origin: origin.into(),
        language: language.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_is_named_and_the_rest_is_read() {
        let text =
            b"Va !\tGo.\ttatoeba\nno tab here\n\xff\xfe\tx\ty\na\tb\tc\td\n\tGo.\tx\nSalut !\tHi.\ttatoeba\n";
        let found = parse(text, "fra-eng.tsv", "fr");
        assert_eq!(found.pairs.len(), 2);
        assert_eq!(found.pairs[1].target, "Hi.");
        let lines: Vec<_> = found.faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [2, 3, 4, 5]);
        assert_eq!(found.faults[0].to_string(), "fra-eng.tsv:2: no tab: a line is source, target, origin");
    }

    #[test]
    fn an_empty_file_has_neither_pairs_nor_faults() {
        let found = parse(b"", "empty.tsv", "fr");
        assert!(found.pairs.is_empty() && found.faults.is_empty());
    }

    #[test]
    fn a_file_without_a_last_newline_and_with_carriage_returns_is_read_whole() {
        let found = parse(b"a\tb\tc\r\nd\te\tf", "x", "ko");
        assert_eq!(found.pairs.len(), 2);
        assert_eq!(found.pairs[0].origin, "c".into());
    }
}
