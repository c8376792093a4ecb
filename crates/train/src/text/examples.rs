//! Pairs encoded as ids, with their sampling weights.

use std::collections::BTreeMap;

use seq2see_core::{ModelConfig, Tokenizer};

use crate::experiment::DataConfig;
use crate::text::origin::Origin;
use crate::text::pairs::Pair;

/// An encoded pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Source ids with `</s>`.
    pub src: Vec<u32>,
    /// Target ids without marks.
    pub tgt: Vec<u32>,
    /// Index of the source's language among those of [`Examples::languages`].
    pub language: usize,
    /// Sampling weight.
    pub weight: f64,
    /// Who wrote the pair.
    pub by: Author,
}

/// Who wrote a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// A person, or a rule that a person made.
    Person,
    /// A network wrote the source, which begins with `<s>` then.
    BackTranslation,
    /// A network wrote the target.
    Teacher,
}

impl Author {
    fn of(pair: &Pair) -> Self {
        match pair.origin {
            Origin::BackTranslated => Self::BackTranslation,
            Origin::Distilled => Self::Teacher,
            _ => Self::Person,
        }
    }
}

/// All encoded training pairs.
#[derive(Debug, Default)]
pub struct Examples {
    /// In the order of the pairs.
    pub examples: Vec<Example>,
    /// Pairs by language.
    pub languages: BTreeMap<String, usize>,
    /// Pairs with a side longer than the limit.
    pub too_long: usize,
    /// Pairs whose source has only unknown pieces.
    pub unknown: usize,
}

/// Source and target ids, or why there are none.
type EncodedPair = seq2see_core::Result<(Vec<u32>, Vec<u32>)>;

/// Encodes pairs, on all cores.
pub fn encode(pairs: &[Pair], tokenizer: &Tokenizer, network: &ModelConfig, config: &DataConfig) -> Examples {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let chunk = pairs.len().div_ceil(cores).max(1);
    let encoded: Vec<EncodedPair> = std::thread::scope(|scope| {
        let work = |part| scope.spawn(move || encode_part(part, tokenizer, network));
        let workers: Vec<_> = pairs.chunks(chunk).map(work).collect();
        workers.into_iter().flat_map(|w| w.join().expect("encoding does not panic")).collect()
    });

    let mut found = Examples::default();
    let languages: Vec<&String> = config.share.keys().collect();
    for (pair, ids) in pairs.iter().zip(encoded) {
        let Ok((src, tgt)) = ids else {
            match ids {
                Err(seq2see_core::Error::TooLong { .. }) => found.too_long += 1,
                _ => found.unknown += 1,
            }
            continue;
        };
        let language = languages.iter().position(|l| **l == pair.language).unwrap_or(0);
        *found.languages.entry(pair.language.clone()).or_default() += 1;
        let (weight, by) = (weight_of(pair, config), Author::of(pair));
        found.examples.push(Example { src, tgt, language, weight, by });
    }
    share_out(&mut found.examples, &languages, config);
    found
}

/// A source as the network reads it: in its reading order, with `</s>`.
///
/// # Errors
/// If there is nothing to read, or too much.
pub fn source_ids(
    text: &str,
    tokenizer: &Tokenizer,
    network: &ModelConfig,
) -> seq2see_core::Result<Vec<u32>> {
    let tokens = tokenizer.encode_source(text, network.max_source)?;
    Ok(network.reading_order(tokens.len()).into_iter().map(|j| tokens[j].id).collect())
}

fn encode_part(pairs: &[Pair], tokenizer: &Tokenizer, network: &ModelConfig) -> Vec<EncodedPair> {
    let encode_pair = |pair: &Pair| {
        let mut src = source_ids(&pair.source, tokenizer, network)?;
        if Author::of(pair) == Author::BackTranslation {
            src.insert(0, tokenizer.special().sos);
        }
        if src.len() > network.max_source {
            return Err(seq2see_core::Error::TooLong { len: src.len(), limit: network.max_source });
        }
        let mut tgt = tokenizer.encode_target(&pair.target);
        // `</s>` comes behind.
        if tgt.len() + 1 > network.max_target {
            return Err(seq2see_core::Error::TooLong { len: tgt.len() + 1, limit: network.max_target });
        }
        network.fit_target(src.len(), &mut tgt);
        Ok((src, tgt))
    };
    pairs.iter().map(encode_pair).collect()
}

fn weight_of(pair: &Pair, config: &DataConfig) -> f64 {
    let fits = |rule: &&crate::experiment::WeightRule| {
        rule.origins.contains(&pair.origin)
            && rule.language.as_ref().is_none_or(|language| *language == pair.language)
    };
    config.weights.iter().find(fits).map_or(1.0, |rule| rule.weight)
}

/// Scales the weights so that each language is sampled by its share.
fn share_out(examples: &mut [Example], languages: &[&String], config: &DataConfig) {
    let mut totals = vec![0.0; languages.len()];
    for example in examples.iter() {
        totals[example.language] += example.weight;
    }
    for example in examples {
        let share = config.share[languages[example.language]];
        example.weight *= share / totals[example.language];
    }
}
