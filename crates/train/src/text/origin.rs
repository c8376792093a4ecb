//! Where a sentence pair comes from: its weight and whether it may be evaluated on depend on it.

use std::fmt;

use serde::Deserialize;

/// The third column of a pair file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub enum Origin {
    /// Korean sentences made by rule: [`templates`](crate::text::templates).
    Synthetic,
    /// Written by hand: [`phrasebook`](crate::text::phrasebook).
    Phrasebook,
    /// Made from the templates of the phrasebook.
    Template,
    /// With invented names and any numbers, to learn copying from.
    Copied,
    /// Copies with [`noise`](crate::text::noise).
    Noisy,
    /// A network wrote the source: [`back_translation`](crate::text::machine_text::back_translation).
    BackTranslated,
    /// A network wrote the target: [`distillation`](crate::text::machine_text::distillation).
    Distilled,
    /// Collected elsewhere, such as `tatoeba`.
    Collected(String),
}

/// The names of the origins that this crate makes.
const MADE: [(&str, Origin); 7] = [
    ("synthetic", Origin::Synthetic),
    ("phrasebook", Origin::Phrasebook),
    ("template", Origin::Template),
    ("copied", Origin::Copied),
    ("noisy", Origin::Noisy),
    ("back-translated", Origin::BackTranslated),
    ("distilled", Origin::Distilled),
];

impl From<&str> for Origin {
    fn from(name: &str) -> Self {
        let made = MADE.into_iter().find(|(known, _)| *known == name);
        made.map_or_else(|| Self::Collected(name.into()), |(_, origin)| origin)
    }
}

impl From<String> for Origin {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let made = MADE.iter().find(|(_, origin)| origin == self).map(|(name, _)| *name);
        match self {
            Self::Collected(name) => f.write_str(name),
            _ => f.write_str(made.expect("every origin that is made has a name")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for (name, origin) in MADE {
            assert_eq!((Origin::from(name), origin.to_string()), (origin, name.to_string()));
        }
        assert_eq!(Origin::from("tatoeba"), Origin::Collected("tatoeba".into()));
        assert_eq!(Origin::from("tatoeba").to_string(), "tatoeba");
    }
}
