//! How well a network's own probability separates good translations from poor ones.

use anyhow::Result;
use seq2see_core::{Options, Translator};
use serde::{Deserialize, Serialize};

use crate::results::chrf;
use crate::results::evaluation::TestSet;
use crate::results::translation::block_on;

/// The mean probability of its pieces, their geometric mean, below which the page calls a translation doubtful.
pub const DOUBTFUL: f64 = 0.55;

/// The chrF with one of its references from which on a translation counts as good.
pub const GOOD: f64 = 50.0;

/// The translations of a set on both sides of [`DOUBTFUL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confidence {
    /// Below it.
    pub doubtful: Share,
    /// The others.
    pub sure: Share,
}

/// How many translations, and how many of them are good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// All.
    pub sources: usize,
    /// Those with a chrF of at least [`GOOD`].
    pub good: usize,
}

/// Translates a set greedily and puts each translation on its side.
///
/// # Errors
/// If a source cannot be translated.
pub fn measure(translator: &Translator, set: &TestSet) -> Result<Confidence> {
    let mut found = Confidence::default();
    for (source, references) in set.sources.iter().zip(&set.references) {
        let (translation, probability) = block_on(translate(translator, source))?;
        let side = if probability < DOUBTFUL { &mut found.doubtful } else { &mut found.sure };
        side.sources += 1;
        side.good += usize::from(chrf::corpus(&[translation], std::slice::from_ref(references)) >= GOOD);
    }
    Ok(found)
}

/// A translation and the mean probability of its pieces, `</s>` among them.
///
/// # Errors
/// If the source cannot be translated.
pub async fn translate(translator: &Translator, source: &str) -> seq2see_core::Result<(String, f64)> {
    let mut translation = translator.start(source, &Options::default()).await?;
    let (mut sum, mut count) = (0.0, 0);
    while let Some(step) = translation.step().await? {
        sum += f64::from(step.log_prob);
        count += 1;
    }
    Ok((translation.text(), (sum / f64::from(count.max(1))).exp()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use burn::tensor::Device;

    use super::*;
    use crate::checkpoint_folder::open_int8;
    use crate::text::pairs::Pair;

    #[test]
    fn a_sentence_is_surer_than_nonsense() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/additive");
        let checkpoint = open_int8(&folder, &Device::flex()).expect("a checkpoint");
        let translator =
            Translator::new(checkpoint.tokenizer, checkpoint.config, checkpoint.model, Device::flex())
                .expect("they fit");
        let pair = |source: &str, target: &str| Pair {
            source: source.into(),
            target: target.into(),
            origin: "tatoeba".into(),
            language: "fr".into(),
        };
        let set = TestSet::new(&[pair("Je suis fatigué.", "I'm tired."), pair("Zrk plonque dav 7 w !", "?")]);
        let found = measure(&translator, &set).expect("translated");
        assert_eq!(found.sure, Share { sources: 1, good: 1 });
        assert_eq!(found.doubtful, Share { sources: 1, good: 0 });
    }
}
