//! Dates in three languages.

use super::Pair;
use crate::random::Numbers;

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [usize; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const PAIRS: usize = 9_000;

/// Days of 1900 to 2099, each in a language by chance, into ISO 8601.
pub(super) fn dates(numbers: &mut Numbers) -> Vec<Pair> {
    let pair = |_| {
        let (year, month) = (1900 + numbers.below(200), numbers.below(12));
        let day = 1 + numbers.below(DAYS[month]);
        let source = match numbers.below(3) {
            0 if day == 1 => format!("1er {} {year}", FRENCH[month]),
            0 => format!("{day} {} {year}", FRENCH[month]),
            1 => format!("{year}년 {}월 {day}일", month + 1),
            _ => format!("{} {day} {year}", ENGLISH[month]),
        };
        Pair { source, target: format!("{year}-{:02}-{day:02}", month + 1) }
    };
    (0..PAIRS).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn a_date_is_written_as_iso_8601_has_it() {
        let pairs = dates(&mut Numbers::new(2, Stream::Pairs, 0));
        for Pair { source, target } in pairs {
            assert_eq!(target.len(), 10);
            assert!(source.contains(&target[..4]), "{source} {target}");
            if let Some(month) = ENGLISH.iter().position(|name| source.starts_with(name)) {
                assert_eq!(target[5..7], format!("{:02}", month + 1), "{source}");
            }
        }
    }
}
