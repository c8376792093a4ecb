//! `models/REPORT.md` from the checkpoints' `metrics.json`: scores, beside the papers' findings.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::files::write_whole;
use crate::results::claims;
use crate::results::confidence::{Confidence, DOUBTFUL, GOOD, Share};
use crate::results::entry::{Entry, read};
use crate::results::evaluation::{STRATA, Scores};
use crate::results::metrics::Signatures;
use crate::run::history::Learned;

/// Writes `REPORT.md` beside the checkpoints.
///
/// # Errors
/// If a file is malformed, or the page cannot be written.
pub fn write(models: &Path, names: &[String]) -> Result<()> {
    let page = markdown(&read(models, names)?, names);
    write_whole(&models.join("REPORT.md"), page.as_bytes())
}

/// The page, in Markdown.
pub fn markdown(entries: &[Entry], names: &[String]) -> String {
    let mut page = String::from(
        "# What the checkpoints can do\n\n\
         `seq2see report` wrote this page from the `metrics.json` files; the sentences, too, are made from the numbers.\n\n\
         ## Test sentences\n\n\
         Sentences of Tatoeba that no checkpoint was trained on, greedy search, the int8 weights as they are here.\n\n",
    );
    summary(&mut page, entries);
    for language in languages(entries) {
        by_length(&mut page, entries, &language);
    }
    page.push_str("\n## Beside the papers\n\n");
    for sentence in claims::sentences(entries) {
        let _ = writeln!(page, "- {sentence}");
    }
    let missing: Vec<&str> = names
        .iter()
        .filter(|name| entries.iter().all(|entry| entry.name != **name))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        let _ = writeln!(page, "- Not trained yet: {}.", missing.join(", "));
    }
    confidence(&mut page, entries);
    training(&mut page, entries);
    page
}

fn languages(entries: &[Entry]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for entry in entries {
        found.extend(entry.metrics.test.keys().cloned());
    }
    found.sort();
    found.dedup();
    found
}

fn summary(page: &mut String, entries: &[Entry]) {
    let languages = languages(entries);
    let heads: Vec<String> = languages.iter().map(|l| format!("{l} BLEU | {l} chrF")).collect();
    let _ = writeln!(page, "| checkpoint | {} | parameters | file |", heads.join(" | "));
    let _ = writeln!(page, "|---|{}---:|---:|", "---:|".repeat(2 * languages.len()));
    for entry in entries {
        let score = |language: &str, of: fn(&Scores) -> f64| number(entry.scores(language, None).map(of), 1);
        let both = |l: &String| format!("{} | {}", score(l, |s| s.bleu), score(l, |s| s.chrf));
        let scores: Vec<String> = languages.iter().map(both).collect();
        let _ = writeln!(
            page,
            "| `{}` | {} | {:.2} million | {:.1} MB |",
            entry.name,
            scores.join(" | "),
            entry.parameters as f64 / 1e6,
            entry.metrics.bytes as f64 / 1e6,
        );
    }
    if let Some(entry) = entries.first() {
        let Signatures { bleu, chrf } = &entry.metrics.signatures;
        let _ = writeln!(page, "\nsacreBLEU's definitions: BLEU `{bleu}`, chrF `{chrf}`.");
    }
}

/// The papers' figure: BLEU by the length of the source.
fn by_length(page: &mut String, entries: &[Entry], language: &str) {
    let there = |words: &&str| entries.iter().any(|e| e.scores(language, Some(words)).is_some());
    let strata: Vec<&str> = STRATA.iter().map(|(words, _)| *words).filter(there).collect();
    let first = |words: &str| entries.iter().find_map(|e| e.scores(language, Some(words)));
    let sources = |words: &str| first(words).map_or(0, |scores| scores.sources);
    let heads: Vec<String> = strata.iter().map(|w| format!("{w} words ({})", sources(w))).collect();
    let _ = writeln!(page, "\n### `{language}`: BLEU by the length of the source (how many sentences)\n");
    let _ = writeln!(page, "| checkpoint | {} |", heads.join(" | "));
    let _ = writeln!(page, "|---|{}", "---:|".repeat(strata.len()));
    for entry in entries {
        let row: Vec<String> = strata.iter().map(|w| number(entry.bleu(language, Some(w)), 1)).collect();
        let _ = writeln!(page, "| `{}` | {} |", entry.name, row.join(" | "));
    }
}

/// Whether the translations that the page marks as doubtful are poor.
fn confidence(page: &mut String, entries: &[Entry]) {
    let shares = |entry: &Entry| {
        let found = &entry.metrics.confidence;
        let sum = |side: fn(&Confidence) -> Share| {
            found.values().map(side).fold(Share::default(), |sum, share| Share {
                sources: sum.sources + share.sources,
                good: sum.good + share.good,
            })
        };
        (!found.is_empty()).then(|| [sum(|c| c.doubtful), sum(|c| c.sure)])
    };
    let rows: Vec<(&Entry, [Share; 2])> = entries.iter().filter_map(|e| Some((e, shares(e)?))).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(
        page,
        "\n## What is marked as doubtful\n\n\
         The page marks a translation whose pieces have a mean probability (the geometric one) below {DOUBTFUL}. Of \
         development sentences in all languages: how many that are, and how many of them are good, with a chrF of {GOOD} \
         or more.\n\n\
         | checkpoint | doubtful | good of them | others | good of them |\n|---|---:|---:|---:|---:|"
    );
    for (entry, [doubtful, sure]) in rows {
        let percent =
            |Share { sources, good }| number((sources > 0).then(|| 100.0 * good as f64 / sources as f64), 0);
        let _ = writeln!(
            page,
            "| `{}` | {} | {} % | {} | {} % |",
            entry.name,
            doubtful.sources,
            percent(doubtful),
            sure.sources,
            percent(sure),
        );
    }
}

fn training(page: &mut String, entries: &[Entry]) {
    page.push_str("\n## How they were trained\n\n");
    page.push_str("| checkpoint | steps | tokens | of them translated back | of a teacher | tokens/s | hours | started from | on |\n");
    page.push_str("|---|---:|---:|---:|---:|---:|---:|---|---|\n");
    for entry in entries {
        let Learned { steps, tokens, back_translated_tokens, distilled_tokens, seconds, .. } =
            entry.metrics.training.whole();
        let speed = (seconds > 0.0).then(|| tokens as f64 / seconds);
        let _ = writeln!(
            page,
            "| `{}` | {steps} | {:.1} million | {:.1} million | {:.1} million | {} | {:.1} | {} | {} |",
            entry.name,
            tokens as f64 / 1e6,
            back_translated_tokens as f64 / 1e6,
            distilled_tokens as f64 / 1e6,
            number(speed, 0),
            seconds / 3600.0,
            start(entry),
            entry.metrics.training.hardware,
        );
    }
    page.push_str(
        "\nThe hours are those of training alone; other work ran on the same machine, so that tokens/s say little about \
         the networks. A start is the parameters that were taken over before the first step.\n",
    );
}

/// What a checkpoint was initialised from.
fn start(entry: &Entry) -> String {
    let first = entry.metrics.training.first_run();
    let parts = first.parts();
    match (&first.initialised_from, parts.is_empty()) {
        (_, true) => "nothing".into(),
        (Some(from), _) => format!("`{from}`: {}", parts.join(", ")),
        (None, _) => format!("an earlier run: {}", parts.join(", ")),
    }
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".into(), |value| format!("{value:.digits$}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::plan::order;
    use crate::results::confidence::Confidence;
    use crate::results::metrics::tests::{evaluation, metrics, scores};

    /// A made-up checkpoint: French BLEU as a whole, of short and of long sentences.
    fn entry(name: &str, [all, short, long]: [f64; 3]) -> Entry {
        let learned = Learned {
            steps: 8000,
            tokens: 21_600_000,
            seconds: 3600.0,
            initialised_from: Some("additive".into()),
            initialised_from_another: [
                "embedding.weight",
                "encoder.forward.input.weight",
                "encoder.forward.input.bias",
            ]
            .map(String::from)
            .into(),
            ..Learned::default()
        };
        let mut metrics = metrics(name, learned);
        let strata = [("1-4", scores(short, 1250)), ("13-20", scores(long, 50))];
        metrics.test.insert("fr".into(), evaluation(scores(all, 1300), &strata));
        metrics.test.insert("ko".into(), evaluation(scores(all / 2.0, 700), &[]));
        let share = |sources, good| Share { sources, good };
        for (language, doubtful, sure) in
            [("fr", share(10, 1), share(290, 240)), ("ko", share(40, 9), share(10, 6))]
        {
            metrics.confidence.insert(language.into(), Confidence { doubtful, sure });
        }
        Entry { name: name.into(), parameters: 5_650_000, metrics }
    }

    #[test]
    fn the_report_that_is_kept_is_the_one_of_the_checkpoints() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let names = order(&root.join("experiments")).expect("an order");
        let page = markdown(&read(&root.join("models"), &names).expect("checkpoints"), &names);
        let kept = std::fs::read_to_string(root.join("models/REPORT.md")).expect("a report");
        assert_eq!(kept, page, "models/REPORT.md is of other checkpoints: run `seq2see report`");
    }

    #[test]
    fn the_page_has_every_number_and_names_what_is_missing() {
        let entries = [entry("additive", [50.0, 52.0, 41.5]), entry("seq2seq-gru", [40.0, 50.0, 12.0])];
        let names: Vec<String> = ["additive", "dot", "seq2seq-gru"].map(String::from).into();
        let page = markdown(&entries, &names);
        for line in [
            "| checkpoint | fr BLEU | fr chrF | ko BLEU | ko chrF | parameters | file |",
            "| `additive` | 50.0 | 65.0 | 25.0 | 40.0 | 5.65 million | 5.7 MB |",
            "| checkpoint | 1-4 words (1250) | 13-20 words (50) |",
            "| `seq2seq-gru` | 50.0 | 12.0 |",
            "| `seq2seq-gru` | 8000 | 21.6 million | 0.0 million | 0.0 million | 6000 | 1.0 | `additive`: embedding, encoder | a machine |",
            "| `additive` | 50 | 20 % | 300 | 82 % |",
            "- Not trained yet: dot.",
        ] {
            assert!(page.lines().any(|found| found == line), "{line}\n{page}");
        }
    }

    #[test]
    fn a_network_that_was_gone_on_with_has_its_whole_account() {
        let mut more = entry("dot", [50.0, 52.0, 41.5]);
        more.metrics.training.continued = Some(Learned {
            steps: 1000,
            tokens: 2_000_000,
            seconds: 1800.0,
            initialised_from: Some("concat".into()),
            initialised_from_another: vec!["embedding.weight".into()],
            ..Learned::default()
        });
        let line = "| `dot` | 9000 | 23.6 million | 0.0 million | 0.0 million | 4370 | 1.5 | `concat`: embedding | a machine |";
        let page = markdown(&[more], &[]);
        assert!(page.lines().any(|found| found == line), "{page}");
    }

    #[test]
    fn a_score_that_is_not_there_is_a_dash() {
        let mut other = entry("dot", [1.0, 2.0, 3.0]);
        other.metrics.test.get_mut("fr").expect("French").by_length.clear();
        let page = markdown(&[entry("additive", [50.0, 52.0, 41.5]), other], &[]);
        assert!(page.contains("| `dot` | – | – |"), "{page}");
    }
}
