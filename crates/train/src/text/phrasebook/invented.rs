//! Invented names: from them a network can only learn to copy letters.

use rand::Rng;
use rand::seq::IndexedRandom;

const ONSETS: &str = "b c d f g j k l m n p r s t v z bl br ch cl cr dr fl fr gl gr gu ph pr qu th tr";
const VOWELS: &str = "a e i o u é a e i o è y ou ai au oi ie éa io";
const CODAS: &str = "- - - - n r l s t c x d nd lle nne tte sse que rt ss ck m";

/// How Korean given names are written in English; each sound as the phrasebook's own names have it.
const GIVEN: &str = "민min 서seo 준jun 지ji 현hyun 우woo 영young 수su 진jin 은eun 하ha 유yu 나na 연yeon 윤yun 호ho 성sung \
                     승seung 재jae 태tae 동dong 경kyung 혜hye 미mi 희hee 소so 예ye 린rin 원won 채chae 다da 시si 도do \
                     건gun 선sun 정jung 주ju 석seok 훈hoon 규gyu 찬chan 빈bin 율yul 솔sol 별byeol 아a 라ra 온on 결gyeol \
                     범beom 철chul 명myung 상sang 용yong 기ki 광kwang 학hak 환hwan 효hyo 란ran 숙sook 옥ok 병byung";

/// Consonants and vowels in the order of the Hangul block, where Korean writes foreign names with them; `_` where not.
const INITIAL: [&str; 19] =
    ["g", "_", "n", "d", "_", "r", "m", "b", "_", "s", "_", "", "j", "_", "ch", "k", "t", "p", "h"];
const MEDIAL: [(u32, &str); 5] = [(0, "a"), (5, "e"), (8, "o"), (13, "u"), (20, "i")];
const FINAL: [(u32, &str); 4] = [(0, ""), (4, "n"), (8, "l"), (16, "m")];

/// A name as a French sentence may have one; the English is the same.
pub(super) fn french(random: &mut impl Rng) -> String {
    let part = |list: &'static str, random: &mut _| {
        let all: Vec<&str> = list.split_whitespace().collect();
        all.choose(random).expect("some").trim_matches('-')
    };
    let mut name = String::new();
    for _ in 0..random.random_range(2..=3) {
        // A syllable may begin with its vowel, the first one above all.
        if random.random_bool(if name.is_empty() { 0.8 } else { 0.95 }) {
            name.push_str(part(ONSETS, random));
        }
        name.push_str(part(VOWELS, random));
    }
    name.push_str(part(CODAS, random));
    capital(&name)
}

/// A Korean given name, or a foreign name in Hangul, and its English.
pub(super) fn korean(random: &mut impl Rng) -> (String, String) {
    if random.random_bool(0.4) { given(random) } else { foreign(random) }
}

fn given(random: &mut impl Rng) -> (String, String) {
    let all: Vec<&str> = GIVEN.split_whitespace().collect();
    let (mut hangul, mut english) = (String::new(), String::new());
    for _ in 0..2 {
        let syllable = all.choose(random).expect("some");
        let letters = syllable.chars().next().map_or(0, char::len_utf8);
        hangul.push_str(&syllable[..letters]);
        english.push_str(&syllable[letters..]);
    }
    (hangul, capital(&english))
}

/// Initial, medial and final of a syllable, as indices into [`INITIAL`], [`MEDIAL`] and [`FINAL`].
type Syllable = [usize; 3];

fn foreign(random: &mut impl Rng) -> (String, String) {
    let initials: Vec<usize> = (0..INITIAL.len()).filter(|&at| INITIAL[at] != "_").collect();
    let count = random.random_range(2..=4);
    let mut syllable = || {
        let initial = *initials.choose(random).expect("some");
        // More than every other syllable ends in its vowel.
        let last = random.random_range(0..2 * FINAL.len()).saturating_sub(FINAL.len());
        [initial, random.random_range(0..MEDIAL.len()), last]
    };
    let syllables: Vec<Syllable> = (0..count).map(|_| syllable()).collect();
    written(&syllables)
}

fn written(syllables: &[Syllable]) -> (String, String) {
    let (mut hangul, mut english, mut rolled) = (String::new(), String::new(), false);
    for &[initial, medial, last] in syllables {
        // ㄹ after ㄹ is an l, and so is the ㄹ before it: 벨라, Bella.
        english.push_str(if rolled && INITIAL[initial] == "r" { "l" } else { INITIAL[initial] });
        let ((medial, vowel), (last, coda)) = (MEDIAL[medial], FINAL[last]);
        english.push_str(vowel);
        english.push_str(coda);
        rolled = coda == "l";
        let code = 0xAC00 + (initial as u32 * 21 + medial) * 28 + last;
        hangul.push(char::from_u32(code).expect("a syllable"));
    }
    (hangul, capital(&english))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn a_korean_name_is_written_sound_by_sound() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..2000 {
            let (hangul, english) = korean(&mut random);
            assert!((2..=4).contains(&hangul.chars().count()), "{hangul}");
            assert!(hangul.chars().all(|c| ('가'..='힣').contains(&c)), "{hangul}");
            assert!(english.starts_with(char::is_uppercase) && english.is_ascii(), "{english}");
        }
        let [b, r, n, open, l] = [7, 5, 2, 0, 2];
        assert_eq!(written(&[[b, 1, l], [r, 0, open]]), ("벨라".into(), "Bella".into()));
        assert_eq!(written(&[[n, 0, open], [r, 4, 1]]), ("나린".into(), "Narin".into()));
    }

    #[test]
    fn french_names_are_many_and_have_a_capital() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let names: std::collections::HashSet<String> = (0..1000).map(|_| french(&mut random)).collect();
        assert!(names.len() > 950, "{}", names.len());
        assert!(names.iter().all(|name| name.starts_with(char::is_uppercase)));
    }
}
