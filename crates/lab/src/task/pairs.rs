//! The reader's own pairs: a pair a line, in two columns.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Pair;

/// The most lines read.
pub const MOST: usize = 5_000;
/// The fewest pairs that can be learned, some held back.
pub const LEAST: usize = 4;
/// The longest side of a pair, in letters.
pub const LONGEST: usize = 60;

/// What stands between the columns, in the order in which it is looked for.
const BETWEEN: [&str; 5] = ["\t", " → ", " -> ", " => ", ";"];

/// What was read of a text, and what not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Read {
    /// In the order of the lines.
    pub pairs: Vec<Pair>,
    /// What was not read.
    pub faults: Vec<Fault>,
}

/// A line that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// The line itself, its beginning.
    pub text: String,
    /// Why.
    pub reason: Reason,
}

/// Why a line was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// There is no second column.
    OneColumn,
    /// A column is empty.
    Empty,
    /// A side is longer than [`LONGEST`] letters.
    TooLong,
    /// The source stood in a line before.
    Again,
    /// There were [`MOST`] lines before.
    TooMany,
}

/// Reads pairs: columns stand apart by a tab, an arrow, a semicolon or, where there is one only, a comma.
pub fn read(text: &str) -> Read {
    let mut found = Read { pairs: Vec::new(), faults: Vec::new() };
    let mut seen = BTreeSet::new();
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    for (count, (line, text)) in lines.filter(|(_, line)| !line.trim().is_empty()).enumerate() {
        let pair = if count < MOST { pair(text) } else { Err(Reason::TooMany) };
        let pair = pair.and_then(|pair| match seen.insert(pair.source.clone()) {
            true => Ok(pair),
            false => Err(Reason::Again),
        });
        match pair {
            Ok(pair) => found.pairs.push(pair),
            Err(reason) => {
                found.faults.push(Fault { line: line + 1, text: text.chars().take(60).collect(), reason });
            }
        }
    }
    found
}

fn pair(line: &str) -> Result<Pair, Reason> {
    let comma = || if line.matches(',').count() == 1 { line.split_once(',') } else { None };
    let columns = BETWEEN.iter().find_map(|between| line.split_once(between)).or_else(comma);
    let (source, rest) = columns.ok_or(Reason::OneColumn)?;
    // Files of Tatoeba have a third column, of where a pair comes from.
    let target = rest.split('\t').next().unwrap_or_default();
    let side = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (source, target) = (side(source), side(target));
    if source.is_empty() || target.is_empty() {
        return Err(Reason::Empty);
    }
    if source.chars().count() > LONGEST || target.chars().count() > LONGEST {
        return Err(Reason::TooLong);
    }
    Ok(Pair { source, target })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_apart_by_what_people_paste() {
        let text = "봄\tspring\n여름 → summer\n가을 -> autumn\n겨울;winter\n\nun, one\na\tb\tCC-BY 2.0\n";
        let read = read(text);
        let pairs: Vec<(&str, &str)> =
            read.pairs.iter().map(|p| (p.source.as_str(), p.target.as_str())).collect();
        let expected = [
            ("봄", "spring"),
            ("여름", "summer"),
            ("가을", "autumn"),
            ("겨울", "winter"),
            ("un", "one"),
            ("a", "b"),
        ];
        assert_eq!(pairs, expected);
        assert!(read.faults.is_empty());
    }

    #[test]
    fn what_was_not_read_is_told_with_line_and_reason() {
        let long = "x".repeat(61);
        let text = format!("a\tb\nalone\n\n\tempty\na\tagain\n{long}\ty\n");
        let faults: Vec<(usize, Reason)> = read(&text).faults.iter().map(|f| (f.line, f.reason)).collect();
        let expected = [(2, Reason::OneColumn), (4, Reason::Empty), (5, Reason::Again), (6, Reason::TooLong)];
        assert_eq!(faults, expected);
    }

    #[test]
    fn lines_past_the_limit_are_told() {
        let text: String = (0..MOST + 2).map(|i| format!("{i}\tx\n")).collect();
        let read = read(&text);
        assert_eq!((read.pairs.len(), read.faults.len()), (MOST, 2));
        assert_eq!(read.faults[0].reason, Reason::TooMany);
    }
}
