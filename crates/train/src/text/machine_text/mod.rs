//! Training text written by networks: back-translation and distillation.

use std::path::Path;

pub mod back_translation;
pub mod distillation;

use anyhow::Result;

use crate::decoding::{Decoder, translate_all};
use crate::experiment::DataConfig;
use crate::text::pairs::Pair;
use crate::text::unseen;

/// The translations that an experiment trains on.
#[derive(Debug, Default)]
pub struct MachineText {
    /// In the order of the experiment.
    pub pairs: Vec<Pair>,
    /// Experiments without translations yet: the first network is trained before there are any.
    pub missing: Vec<String>,
}

/// Reads an experiment's back-translations, and its teacher's translations.
///
/// # Errors
/// If a file that is there cannot be read.
pub fn read(config: &DataConfig, runs: &Path) -> Result<MachineText> {
    let mut text = MachineText::default();
    let mut add = |name: &str, found: Option<Vec<Pair>>| match found {
        // Of a sentence that is to be measured as unseen nothing may be known, also by way of a network.
        Some(pairs) => text.pairs.extend(pairs.into_iter().filter(|pair| !unseen::is_one(&pair.source))),
        None => text.missing.push(name.into()),
    };
    for back in &config.back {
        add(&back.from, back_translation::read(&runs.join(&back.from), &back.language)?);
    }
    if let Some(teacher) = &config.teacher {
        add(teacher, distillation::read(&runs.join(teacher), config.share.keys())?);
    }
    Ok(text)
}

/// Each source with what a network makes of it; those left out of which it makes nothing.
pub(crate) fn translate<'a>(
    decoder: &Decoder,
    sources: &[&'a str],
) -> impl Iterator<Item = (usize, &'a str, String)> {
    let translated = translate_all(decoder, sources).into_iter().zip(sources.to_vec()).enumerate();
    translated
        .filter(|(_, (written, _))| !written.trim().is_empty())
        .map(|(at, (written, source))| (at, source, written))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::text::origin::Origin;
    use crate::text::pairs;

    #[test]
    fn text_that_is_not_there_yet_is_named() {
        let runs = std::env::temp_dir().join(format!("seq2see-machine-text-{}", std::process::id()));
        let pair = |source: &str, origin: Origin| Pair {
            source: source.into(),
            target: "Stay here.".into(),
            origin,
            language: "fr".into(),
        };
        let here = pair("Reste ici.", Origin::BackTranslated);
        std::fs::create_dir_all(runs.join("back-fr")).expect("made");
        pairs::write(&runs.join("back-fr").join(back_translation::FILE), std::slice::from_ref(&here))
            .expect("written");
        let mut config = toml::from_str::<Experiment>(include_str!("../../../tests/data/tiny.toml"))
            .expect("an experiment")
            .data;
        let back = |from: &str| crate::experiment::Back { from: from.into(), language: "fr".into() };
        config.back = vec![back("back-ko"), back("back-fr")];
        config.teacher = Some("transformer".into());
        let text = read(&config, &runs).expect("read");
        assert_eq!(text.missing, ["back-ko", "transformer"]);
        assert_eq!(text.pairs, [here]);

        distillation::write(&runs.join("transformer"), vec![pair("Reste ici.", Origin::Distilled)])
            .expect("written");
        let text = read(&config, &runs).expect("read");
        assert_eq!((text.missing.len(), text.pairs.len()), (1, 2));
    }
}
