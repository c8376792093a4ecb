//! The kinds of RNN, each on a task that a few hundred updates teach.

use super::{Material, Pair, Unit};
use crate::random::Numbers;

const NAMES: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// A digit into its name. There is nothing to hold back: the network is asked what it was taught.
pub(super) fn one_to_many() -> Material {
    let pairs: Vec<Pair> = NAMES
        .iter()
        .enumerate()
        .map(|(n, name)| Pair { source: n.to_string(), target: (*name).into() })
        .collect();
    Material {
        held: pairs.clone(),
        training: pairs,
        unit: Unit::Letters,
        as_it_reads: false,
        shown: Some("3".into()),
    }
}

const FRENCH: &str = "bonjour merci salut maison jardin pomme poire livre école table chaise fenêtre porte rivière montagne \
    soleil lune étoile neige pluie vent chat chien oiseau poisson cheval vache fromage pain beurre lait café sucre \
    sel eau vin rouge vert bleu jaune noir blanc grand petit beau jeune vieux nouveau bon mauvais matin soir nuit jour";

const KOREAN: &str = "annyeong gomawo sarang namu hana saram haneul bada gang san byeol nun bi baram goyangi gae sae \
    mulgogi mal so chijeu ppang uyu keopi seoltang sogeum mul ppalgang chorok parang norang geomjeong hayang keun jageun \
    yeppeun jeolmeun saeroun joeun nappeun achim jeonyeok bam nat jip hakgyo chaek uija munjib gangmul dalbit geurim norae";

/// A word in Latin letters: `f`, where it is French, or `k`, where it is Korean.
pub(super) fn many_to_one() -> Vec<Pair> {
    let of = |words: &'static str, answer: &'static str| {
        words.split_whitespace().map(move |word| Pair { source: word.into(), target: answer.into() })
    };
    of(FRENCH, "f").chain(of(KOREAN, "k")).collect()
}

/// Letter by letter: `v` for a vowel, `c` for a consonant.
pub(super) fn many_to_many(numbers: &mut Numbers) -> Vec<Pair> {
    let letter = |numbers: &mut Numbers| char::from(b"abcdefghijklmnopqrstuvwxyz"[numbers.below(26)]);
    let mark = |c: char| if "aeiou".contains(c) { 'v' } else { 'c' };
    let pair = |_| {
        let word: String = (0..2 + numbers.below(7)).map(|_| letter(numbers)).collect();
        Pair { target: word.chars().map(mark).collect(), source: word }
    };
    (0..800).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_languages_are_told_apart_by_no_list_alone() {
        let pairs = many_to_one();
        let count = |answer| pairs.iter().filter(|pair| pair.target == answer).count();
        assert!(count("f") > 40 && count("k") > 40);
    }
}
