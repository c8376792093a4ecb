//! Numbers as French writes them, in the traditional spelling.

use super::Pair;

const ONES: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];
const TENS: [&str; 7] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// 0 to 9,999.
pub(super) fn numbers() -> Vec<Pair> {
    (0..10_000).map(|n| Pair { source: word(n), target: n.to_string() }).collect()
}

fn word(n: usize) -> String {
    match n {
        0..100 => below_hundred(n),
        100..1000 => hundreds(n),
        1000..2000 => with_rest("mille".into(), n % 1000),
        _ => with_rest(format!("{} mille", word(n / 1000)), n % 1000),
    }
}

/// `deux cents`, but `deux cent un`.
fn hundreds(n: usize) -> String {
    match (n / 100, n % 100) {
        (1, rest) => with_rest("cent".into(), rest),
        (many, 0) => format!("{} cents", ONES[many]),
        (many, rest) => with_rest(format!("{} cent", ONES[many]), rest),
    }
}

fn with_rest(first: String, rest: usize) -> String {
    if rest == 0 { first } else { format!("{first} {}", word(rest)) }
}

/// `vingt et un`, `soixante et onze`, but `quatre-vingt-un`.
fn below_hundred(n: usize) -> String {
    match n {
        0..17 => ONES[n].into(),
        17..20 => format!("dix-{}", ONES[n - 10]),
        80 => "quatre-vingts".into(),
        81.. => format!("quatre-vingt-{}", below_hundred(n - 80)),
        71 => "soixante et onze".into(),
        70 | 72..80 => format!("soixante-{}", below_hundred(n - 60)),
        _ => match n % 10 {
            0 => TENS[n / 10].into(),
            1 => format!("{} et un", TENS[n / 10]),
            one => format!("{}-{}", TENS[n / 10], ONES[one]),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_french_says_them() {
        for (n, said) in [
            (0, "zéro"),
            (21, "vingt et un"),
            (70, "soixante-dix"),
            (71, "soixante et onze"),
            (77, "soixante-dix-sept"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (91, "quatre-vingt-onze"),
            (200, "deux cents"),
            (201, "deux cent un"),
            (1000, "mille"),
            (1992, "mille neuf cent quatre-vingt-douze"),
            (9999, "neuf mille neuf cent quatre-vingt-dix-neuf"),
        ] {
            assert_eq!(word(n), said);
        }
    }

    #[test]
    fn no_two_numbers_are_said_alike() {
        let said: std::collections::BTreeSet<String> = (0..10_000).map(word).collect();
        assert_eq!(said.len(), 10_000);
    }
}
