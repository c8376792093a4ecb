//! The entries of `names.tsv` by kind, and the parts of a kind that a template may ask for.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::invented;
use crate::text::copying;

const FILE: &str = include_str!("../../../data/phrasebook/names.tsv");

/// How many names a language are invented.
const INVENTED: usize = 4000;

/// The forms of a name or a thing in the source language and in English.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) source: Vec<String>,
    pub(super) english: Vec<String>,
}

/// All entries by kind, such as `animal-fr-f`.
pub(super) struct Entries(BTreeMap<&'static str, Vec<Entry>>);

impl Entries {
    /// Reads `names.tsv`.
    pub(super) fn read() -> Self {
        let mut kinds: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
        for line in FILE.lines() {
            let mut fields = line.split('\t');
            let mut field = || fields.next().expect("a kind, source forms, English forms");
            let kind = field();
            let mut forms = || field().split('|').map(String::from).collect();
            kinds.entry(kind).or_default().push(Entry { source: forms(), english: forms() });
        }
        let (french, korean) = invented();
        kinds.insert("invented-fr", french);
        kinds.insert("invented-ko", korean);
        Self(kinds)
    }

    /// The entries that a slot may be filled with: `kind`, its subkinds (`kind-f`, `kind-m`), or the part of them that a
    /// filter lets through (`kind/filter`).
    ///
    /// # Panics
    /// If there is none: a template names a kind that is not there.
    pub(super) fn of(&self, slot: &str) -> Vec<&Entry> {
        let (kind, filter) =
            slot.trim_end_matches('\'').split_once('/').unwrap_or((slot.trim_end_matches('\''), ""));
        let below = format!("{kind}-");
        let fits = |name: &str| name == kind || name.starts_with(&below);
        let entries = self.0.iter().filter(|(name, _)| fits(name)).flat_map(|(_, entries)| entries);
        let found: Vec<&Entry> = entries.filter(|entry| lets_through(filter, &entry.source[0])).collect();
        assert!(!found.is_empty(), "no entry for {{{slot}}}");
        found
    }
}

/// Invented names, in French and in Korean; none of the held-out list.
fn invented() -> (Vec<Entry>, Vec<Entry>) {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let is_free = |name: &String| copying::sentences().all(|one| !name.contains(one.typed));
    let entry = |source: String, english: String| Entry { source: vec![source], english: vec![english] };
    let french = (0..INVENTED).map(|_| invented::french(&mut random)).filter(is_free);
    let french = french.map(|name| entry(name.clone(), name)).collect();
    let korean = (0..INVENTED).map(|_| invented::korean(&mut random)).filter(|(name, _)| is_free(name));
    (french, korean.map(|(name, english)| entry(name, english)).collect())
}

/// Whether a filter lets an entry through, by its first form.
fn lets_through(filter: &str, form: &str) -> bool {
    let one_of = |list: &str| list.split_whitespace().any(|word| word == form);
    match filter {
        "" => true,
        // What can be more or less so.
        "grade" => !one_of("marié célibataire prêt seul épuisé retraité perdu ravi blessé neuf cassé parfait magnifique solide"),
        // What can be carried.
        "carry" => !form.split_whitespace().next_back().is_some_and(|noun| {
            let heavy = "mur train arbre fenêtre porte bateau tapis lit canapé tableau bureau fauteuil maison camion table \
                         chaise lampe";
            heavy.split_whitespace().any(|word| word == noun)
        }),
        "young" => !one_of("아버지 아빠 할아버지 삼촌 어머니 엄마 할머니 이모 고모 선생님"),
        "elder" => one_of("아버지 아빠 할아버지 어머니 엄마 할머니 선생님"),
        // By the word that counts them: 개, 대, 벌, 권, 자루.
        "gae" => one_of("가방 우산 모자 의자 책상 침대 시계 지갑 컵 접시 병 상자 선물 꽃병 인형 공 램프"),
        "dae" => one_of("자동차 차 자전거 컴퓨터 노트북 휴대폰 버스 피아노 카메라"),
        "beol" => one_of("치마 원피스 셔츠 코트 스웨터 티셔츠"),
        "gwon" => one_of("책 공책"),
        "jaru" => one_of("연필 펜"),
        "pet" => one_of("고양이 개 강아지 토끼 햄스터 새 거북이 앵무새 물고기 고슴도치"),
        // Colours that an animal has.
        "k" => one_of("검은 까만 하얀 흰 노란 갈색 회색"),
        "hot" => one_of("커피 차 녹차 홍차 코코아 유자차"),
        "cold" => !one_of("커피 차 녹차 홍차 코코아 유자차"),
        _ => panic!("no filter `{filter}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_covers_its_subkinds_and_a_filter_a_part_of_it() {
        let entries = Entries::read();
        assert_eq!(
            entries.of("family-fr").len(),
            entries.of("family-fr-f").len() + entries.of("family-fr-m").len()
        );
        assert_eq!(entries.of("thing-ko/gwon").len(), 2);
        assert!(entries.of("first-fr'").len() > 100);
        let carried = entries.of("thing-fr/carry");
        assert!(carried.iter().all(|entry| entry.source[0] != "une maison"));
    }
}
