//! Words by which a translation counts as right.
//!
//! Of alternatives with ` | ` between them, one must hold; of an alternative, every entry; of an entry `big/large`, one
//! word must be there; of `!word`, not that word. Words are compared in lower case and without a possessive `'s`.

/// Whether a translation has these key words.
pub fn hold(keys: &str, translation: &str) -> bool {
    let lower = translation.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .flat_map(|word| [word, word.strip_suffix("'s").unwrap_or_default()])
        .filter(|word| !word.is_empty())
        .collect();
    let holds = |entry: &str| match entry.strip_prefix('!') {
        Some(word) => !words.contains(&word),
        None => entry.split('/').any(|word| words.contains(&word)),
    };
    keys.split(" | ").any(|alternative| alternative.split(' ').all(holds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alternative_with_all_its_entries_is_needed() {
        let keys = "eight/8 thirty/30 | half past/after eight";
        for right in ["It's already eight thirty.", "It's 8:30!", "Half past eight"] {
            assert!(hold(keys, right), "{right}");
        }
        for wrong in ["It's eight.", "Half past nine", "", "It's 83:0."] {
            assert!(!hold(keys, wrong), "{wrong}");
        }
        assert!(hold("lost !road", "I'm lost") && !hold("lost !road", "The road is lost"));
    }

    #[test]
    fn a_possessive_is_the_name_and_a_contraction_stays_itself() {
        assert!(hold("paula 479", "Paula's number is 479."));
        assert!(hold("i'm", "I’m here") && hold("what's", "What's this?") && hold("what", "What's this?"));
    }
}
