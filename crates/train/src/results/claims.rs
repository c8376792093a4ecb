//! The papers' findings compared with these checkpoints' scores, as sentences.

use std::collections::BTreeSet;

use crate::results::entry::Entry;

/// A smaller difference is not significant on so few sentences.
const TELLING: f64 = 1.0;

/// What a paper found: one checkpoint above another.
struct Claim {
    better: &'static str,
    worse: &'static str,
    /// What the first has and the second has not.
    what: &'static str,
    paper: &'static str,
}

const CLAIMS: [Claim; 8] = [
    Claim { better: "seq2seq-gru", worse: "seq2seq-rnn", what: "gates", paper: "Cho et al. 2014, §2.3" },
    Claim {
        better: "seq2seq-lstm-reversed",
        worse: "seq2seq-lstm",
        what: "reading the source backwards",
        paper: "Sutskever et al. 2014, §3.3",
    },
    Claim {
        better: "seq2seq-rnn",
        worse: "rnn",
        what: "reading the whole source before writing",
        paper: "Sutskever et al. 2014, §2",
    },
    Claim {
        better: "additive",
        worse: "seq2seq-gru",
        what: "attention",
        paper: "Bahdanau et al. 2015, table 1",
    },
    Claim { better: "dot", worse: "seq2seq-gru", what: "attention", paper: "Luong et al. 2015, table 1" },
    Claim {
        better: "dot",
        worse: "general",
        what: "a score without a matrix between the states",
        paper: "Luong et al. 2015, §5.4, on global attention",
    },
    Claim {
        better: "general",
        worse: "concat",
        what: "a product in place of a layer as the score",
        paper: "Luong et al. 2015, §5.4",
    },
    Claim {
        better: "transformer",
        worse: "additive",
        what: "attention alone",
        paper: "Vaswani et al. 2017, table 2",
    },
];

/// A sentence for each claim that the checkpoints there can be held against, language by language, and for the
/// papers' figure; and what makes them hard to compare.
pub fn sentences(entries: &[Entry]) -> Vec<String> {
    let mut found: Vec<String> = CLAIMS.iter().filter_map(|claim| compare(claim, entries)).collect();
    found.extend(by_length(entries));
    found.extend(unequal(entries));
    found
}

fn find<'a>(entries: &'a [Entry], name: &str) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.name == name)
}

fn compare(claim: &Claim, entries: &[Entry]) -> Option<String> {
    let (better, worse) = (find(entries, claim.better)?, find(entries, claim.worse)?);
    let differences: Vec<(&str, f64)> = [("French", "fr"), ("Korean", "ko")]
        .into_iter()
        .filter_map(|(name, code)| Some((name, better.bleu(code, None)? - worse.bleu(code, None)?)))
        .collect();
    let told: Vec<String> = differences.iter().map(|(name, by)| format!("{by:+.1} BLEU in {name}")).collect();
    (!told.is_empty()).then(|| {
        format!(
            "{} (`{}` beside `{}`): {}: {} ({}){}.",
            capital(claim.what),
            claim.better,
            claim.worse,
            told.join(", "),
            unlike(better, worse).unwrap_or_else(|| verdict(&differences)),
            claim.paper,
            head_start(better, worse).unwrap_or_default(),
        )
    })
}

/// What one of two checkpoints took over before its first step and the other had to learn.
fn head_start(one: &Entry, other: &Entry) -> Option<String> {
    let parts = |entry: &Entry| -> BTreeSet<String> {
        entry.metrics.training.first_run().parts().into_iter().map(String::from).collect()
    };
    let (of_one, of_other) = (parts(one), parts(other));
    let told = |entry: &Entry, more: Vec<&str>| {
        let from = entry.metrics.training.first_run().initialised_from.as_ref();
        let from = from.map(|name| format!(" of `{name}`")).unwrap_or_default();
        (!more.is_empty()).then(|| format!("; `{}` began with the {}{from}", entry.name, more.join(" and ")))
    };
    let beyond =
        |a: &BTreeSet<String>, b: &BTreeSet<String>| -> Vec<String> { a.difference(b).cloned().collect() };
    let (more, less) = (beyond(&of_one, &of_other), beyond(&of_other, &of_one));
    told(one, more.iter().map(String::as_str).collect())
        .or_else(|| told(other, less.iter().map(String::as_str).collect()))
}

/// Why two checkpoints say nothing of their mechanisms: one was trained for more than a quarter longer.
fn unlike(one: &Entry, other: &Entry) -> Option<String> {
    let (a, b) = (one.million_tokens(), other.million_tokens());
    (a.max(b) > 1.25 * a.min(b)).then(|| {
        format!("no verdict, for one learned from {a:.1} million tokens and the other from {b:.1} million")
    })
}

/// What the differences say of the paper's finding.
fn verdict(differences: &[(&str, f64)]) -> String {
    let names = |of: &dyn Fn(f64) -> bool| -> Vec<&str> {
        differences.iter().filter(|(_, by)| of(*by)).map(|(name, _)| *name).collect()
    };
    let (for_it, against) = (names(&|by| by >= TELLING), names(&|by| by <= -TELLING));
    match (for_it.is_empty(), against.is_empty()) {
        (false, true) => "as the paper found".into(),
        (true, true) => "too little to tell from so few sentences".into(),
        (true, false) => "**against what the paper found**".into(),
        (false, false) => {
            format!("as the paper found in {}, **against it in {}**", for_it.join(", "), against.join(", "))
        }
    }
}

/// Bahdanau et al. 2015, figure 2: without attention quality falls with length.
fn by_length(entries: &[Entry]) -> Option<String> {
    let plain = find(entries, "seq2seq-gru")?;
    let (short, long) = ("1-4", "13-20");
    let bleu = |entry: &Entry, words| entry.bleu("fr", Some(words));
    let attends = ["additive", "dot", "general", "concat", "transformer"];
    let best = attends
        .iter()
        .filter_map(|name| find(entries, name))
        .filter_map(|entry| Some((entry, bleu(entry, long)?)))
        .max_by(|a, b| a.1.total_cmp(&b.1))?
        .0;
    let lead = |words| Some(bleu(best, words)? - bleu(plain, words)?);
    let (at_short, at_long) = (lead(short)?, lead(long)?);
    let verdict = unlike(best, plain).unwrap_or_else(|| {
        let grows = at_long >= at_short + TELLING;
        let told = if grows {
            "the gain grows with the length, as Bahdanau et al. 2015 found (figure 2)"
        } else {
            "the gain does not grow with the length: **against Bahdanau et al. 2015 (figure 2)**"
        };
        told.into()
    });
    let sources = best.scores("fr", Some(long)).map_or(0, |scores| scores.sources);
    Some(format!(
        "By length: `{}` is {at_short:+.1} BLEU beside `seq2seq-gru` on French sentences of {short} words and {at_long:+.1} on \
         those of {long} words ({sources} sentences only): {verdict}.",
        best.name,
    ))
}

/// Whether all were trained for as long.
fn unequal(entries: &[Entry]) -> Option<String> {
    let with = |pick: fn(f64, f64) -> f64| entries.iter().map(Entry::million_tokens).reduce(pick);
    let (least, most) = (with(f64::min)?, with(f64::max)?);
    (most > 1.1 * least).then(|| {
        format!(
            "They were not trained for equally long: from {least:.1} to {most:.1} million tokens. A difference between two of them \
             is the mechanism's only where their tokens and starts, in the last table, are alike.",
        )
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::metrics::tests::{evaluation, metrics, scores};
    use crate::run::history::Learned;

    fn entry(name: &str, fr: f64, ko: f64, [short, long]: [f64; 2], tokens: u64) -> Entry {
        let mut metrics = metrics(name, Learned { tokens, ..Learned::default() });
        let strata = [("1-4", scores(short, 50)), ("13-20", scores(long, 50))];
        metrics.test.insert("fr".into(), evaluation(scores(fr, 100), &strata));
        metrics.test.insert("ko".into(), evaluation(scores(ko, 100), &[]));
        Entry { name: name.into(), parameters: 1, metrics }
    }

    fn says(entries: &[Entry], part: &str) -> bool {
        sentences(entries).iter().any(|sentence| sentence.contains(part))
    }

    #[test]
    fn a_result_against_the_papers_is_said() {
        let plain = entry("seq2seq-lstm", 30.0, 10.0, [35.0, 9.0], 1_000_000);
        let ahead = entry("seq2seq-lstm-reversed", 31.5, 10.2, [35.0, 9.0], 1_000_000);
        let behind = entry("seq2seq-lstm-reversed", 28.0, 10.2, [35.0, 9.0], 1_000_000);
        let mixed = entry("seq2seq-lstm-reversed", 32.0, 8.0, [35.0, 9.0], 1_000_000);
        let close = entry("seq2seq-lstm-reversed", 30.4, 9.5, [35.0, 9.0], 1_000_000);
        assert!(says(
            &[plain.clone(), ahead],
            "+1.5 BLEU in French, +0.2 BLEU in Korean: as the paper found"
        ));
        assert!(says(&[plain.clone(), behind], "**against what the paper found**"));
        assert!(says(&[plain.clone(), mixed], "as the paper found in French, **against it in Korean**"));
        assert!(says(&[plain, close], "too little to tell"));
    }

    #[test]
    fn a_head_start_is_said() {
        let mut plain = entry("seq2seq-gru", 30.0, 10.0, [35.0, 9.0], 1_000_000);
        let mut attends = entry("dot", 40.0, 15.0, [45.0, 29.0], 1_000_000);
        let names = |names: &[&str]| names.iter().copied().map(String::from).collect::<Vec<_>>();
        plain.metrics.training.learned.initialised_from_another = names(&["embedding.weight"]);
        assert!(!says(&[plain.clone(), plain.clone()], "began"));
        let learned = &mut attends.metrics.training.learned;
        learned.initialised_from_another = names(&["embedding.weight", "encoder.forward.input.bias"]);
        learned.initialised_from = Some("additive".into());
        assert!(says(
            &[plain.clone(), attends.clone()],
            "table 1); `dot` began with the encoder of `additive`."
        ));
        // What a second run began with, all of the first, is no head start over others.
        let training = &mut attends.metrics.training;
        training.continued = Some(training.learned.clone());
        training.learned = Learned {
            initialised_from: Some("runs/dot".into()),
            initialised_from_another: names(&[
                "embedding.weight",
                "encoder.forward.input.bias",
                "decoder.bias",
            ]),
            ..Learned::default()
        };
        assert!(says(&[plain, attends], "table 1); `dot` began with the encoder of `additive`."));
    }

    #[test]
    fn the_gain_of_attention_is_held_against_the_length() {
        let plain = entry("seq2seq-gru", 40.0, 10.0, [50.0, 12.0], 1_000_000);
        let growing = entry("additive", 50.0, 15.0, [52.0, 40.0], 1_000_000);
        let even = entry("additive", 50.0, 15.0, [60.0, 22.0], 1_000_000);
        assert!(says(&[plain.clone(), growing], "the gain grows with the length"));
        assert!(says(&[plain, even], "**against Bahdanau et al. 2015 (figure 2)**"));
    }

    #[test]
    fn what_was_trained_for_much_longer_is_no_evidence() {
        let plain = entry("seq2seq-gru", 40.0, 10.0, [50.0, 12.0], 3_000_000);
        let attends = entry("additive", 50.0, 15.0, [52.0, 40.0], 25_000_000);
        let found = sentences(&[plain, attends]);
        let silent = |sentence: &String| sentence.contains("no verdict, for one learned from 25.0 million");
        assert_eq!(found.iter().filter(|sentence| silent(sentence)).count(), 2, "{found:?}");
        assert!(!found.iter().any(|sentence| sentence.contains("found (")), "{found:?}");
    }

    #[test]
    fn what_was_not_trained_as_long_is_said() {
        let one = entry("additive", 1.0, 1.0, [1.0, 1.0], 20_000_000);
        assert!(!says(
            &[one.clone(), entry("dot", 1.0, 1.0, [1.0, 1.0], 21_000_000)],
            "not trained for equally long"
        ));
        let short = entry("dot", 1.0, 1.0, [1.0, 1.0], 5_000_000);
        assert!(says(&[one, short], "from 5.0 to 20.0 million tokens"));
    }
}
