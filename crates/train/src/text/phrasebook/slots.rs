//! A template: a sentence and its English, with slots that are filled alike on both sides.

use std::collections::HashMap;

use rand::Rng;

use super::entries::{Entries, Entry};
use super::numerals::{english, french, grouped, native_korean, ordinal, sino_korean};

/// Kinds of number slots.
const NUMBERS: [&str; 10] = ["n", "n2", "h", "m", "d", "w", "w2", "wf", "sino", "native"];
/// Thousands in Sino-Korean words: 삼천, 3,000.
const THOUSANDS: &str = "sinom";
/// Particles that depend on whether the preceding sound ends in a consonant.
const PARTICLES: [&str; 13] = [
    "은/는",
    "이/가",
    "을/를",
    "과/와",
    "이에요/예요",
    "이야/야",
    "이라고/라고",
    "이고/고",
    "이다/다",
    "이세요/세요",
    "아/야",
    "이랑/랑",
    "으로/로",
];
/// Before these French says *d'*; an h is mute in what the phrasebook names.
const VOWELS: &str = "aeiouyàâäéèêëîïôöùûüœæh";

/// A sentence with slots, and its English.
pub(super) struct Template {
    source: &'static str,
    english: &'static str,
}

/// Which side of a template is filled.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Source,
    English,
}

/// What has been drawn for the slots of one sentence.
#[derive(Default)]
struct Drawn<'a> {
    entries: HashMap<&'static str, &'a Entry>,
    numbers: HashMap<&'static str, u32>,
}

impl Template {
    /// The templates of a file: a line each, `source => English`; a line that begins with `#` is a heading.
    pub(super) fn all(file: &'static str) -> Vec<Self> {
        let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let read = |line: &'static str| {
            let (source, english) = line.split_once(" => ").expect("a sentence and its English");
            Self { source, english }
        };
        lines.map(read).collect()
    }

    /// A sentence of this form and its English.
    pub(super) fn fill(&self, entries: &Entries, random: &mut impl Rng) -> (String, String) {
        let mut drawn = Drawn::default();
        let source = fill(self.source, |slot| drawn.value(slot, Side::Source, entries, random));
        let english = fill(self.english, |slot| drawn.value(slot, Side::English, entries, random));
        let (source, english) = (attach(&source), attach(&english).replace(".m..", ".m."));
        if self.source.ends_with(['.', '?', '!']) {
            (capital(&source), capital(&english))
        } else {
            (source, english)
        }
    }
}

impl<'a> Drawn<'a> {
    /// What stands in a slot; one that depends only on its neighbours stays for [`attach`].
    fn value(
        &mut self,
        slot: &'static str,
        side: Side,
        entries: &'a Entries,
        random: &mut impl Rng,
    ) -> String {
        if slot == "a" || slot == "de" || PARTICLES.contains(&slot) {
            return format!("{{{slot}}}");
        }
        if let Some(name) = slot.strip_prefix("is/are:") {
            let plural = self.entries[name].english[1].ends_with('s');
            return if plural { "are" } else { "is" }.into();
        }
        let kind = slot.split([':', '.', ',']).next().unwrap_or(slot);
        if NUMBERS.contains(&kind) || kind == THOUSANDS {
            return self.number(slot, kind, side, random);
        }
        let (name, form) = slot.split_once('.').unwrap_or((slot, "1"));
        let entry = self.entry(name, entries, random);
        let forms = if side == Side::Source { &entry.source } else { &entry.english };
        let form: usize = form.parse().expect("the number of a form");
        forms.get(form - 1).unwrap_or(&forms[0]).clone()
    }

    /// The entry of a slot, drawn when it is first asked for; no two slots have the same.
    fn entry(&mut self, name: &'static str, entries: &'a Entries, random: &mut impl Rng) -> &'a Entry {
        if let Some(entry) = self.entries.get(name) {
            return entry;
        }
        let free = |entry: &&Entry| !self.entries.values().any(|taken| std::ptr::eq(*taken, *entry));
        let choice: Vec<&Entry> = entries.of(name).into_iter().filter(free).collect();
        let entry = choice[random.random_range(0..choice.len())];
        self.entries.insert(name, entry);
        entry
    }

    fn number(
        &mut self,
        slot: &'static str,
        kind: &'static str,
        side: Side,
        random: &mut impl Rng,
    ) -> String {
        // `wf` is the feminine of `w`: the English names the same number.
        let name = if kind == "wf" { "w" } else { kind };
        if let Some((_, range)) = slot.split_once(':') {
            let (range, step) = range.split_once(':').unwrap_or((range, "1"));
            let (low, high) = range.split_once('-').expect("a range of numbers");
            let number = |text: &str| {
                text.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().expect("a number")
            };
            let (low, high, step) = (number(low), number(high), number(step));
            self.numbers.insert(name, low + step * random.random_range(0..=(high - low) / step));
        }
        let n = self.numbers[name];
        let n = if kind == THOUSANDS && side == Side::English { n * 1000 } else { n };
        if slot.ends_with(".ord") {
            return ordinal(n);
        }
        if slot.ends_with(".pm") {
            return format!("{} p.m.", n - 12);
        }
        if slot.ends_with(',') {
            return grouped(n);
        }
        match (kind, side) {
            ("w" | "w2", Side::Source) => french(n, false),
            ("wf", Side::Source) => french(n, true),
            ("sino" | THOUSANDS, Side::Source) => sino_korean(n),
            ("native", Side::Source) => native_korean(n),
            ("w" | "w2" | "wf" | "sino" | THOUSANDS | "native", Side::English) => english(n),
            _ => n.to_string(),
        }
    }
}

/// Puts a value in the place of every `{slot}`.
fn fill(text: &'static str, mut value: impl FnMut(&'static str) -> String) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').expect("a slot is closed");
        filled.push_str(before);
        filled.push_str(&value(slot));
        rest = after;
    }
    filled + rest
}

/// Fills what depends on its neighbours: `{de}`, `{a}` and particles.
fn attach(text: &str) -> String {
    let mut attached = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').expect("a slot is closed");
        attached.push_str(before);
        match slot {
            "de" => attached.push_str(if starts_with_vowel(after) { "d'" } else { "de " }),
            "a" => attached.push_str(if sounds_open(after) { "an " } else { "a " }),
            pair => attached.push_str(particle(pair, attached.chars().next_back())),
        }
        rest = after;
    }
    attached + rest
}

fn starts_with_vowel(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.to_lowercase().any(|c| VOWELS.contains(c)))
}

/// Whether an English word takes *an*.
fn sounds_open(text: &str) -> bool {
    let text = text.to_lowercase();
    let closed = ["uni", "use", "eu", "one"].iter().any(|start| text.starts_with(start));
    text.starts_with("hour") || text.starts_with(['a', 'e', 'i', 'o', 'u']) && !closed
}

/// The particle of a pair that fits the sound before it: the first after a consonant, but 로 after ㄹ too.
fn particle(pair: &str, before: Option<char>) -> &str {
    let (after_consonant, after_vowel) = pair.split_once('/').expect("two particles");
    let last = before.map_or(0, u32::from).checked_sub(0xAC00).map_or(0, |syllable| syllable % 28);
    let rieul = 8;
    if last == 0 || last == rieul && pair == "으로/로" { after_vowel } else { after_consonant }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn made(line: &'static str) -> (String, String) {
        Template::all(line)[0].fill(&Entries::read(), &mut ChaCha8Rng::seed_from_u64(5))
    }

    #[test]
    fn both_sides_are_filled_alike() {
        let (source, english) = made("J'ai {n:19-19} ans. => I'm {n} years old.");
        assert_eq!((source.as_str(), english.as_str()), ("J'ai 19 ans.", "I'm 19 years old."));
        let (source, english) = made("Il a {wf:21-21} pommes. => He has {w} apples.");
        assert_eq!(
            (source.as_str(), english.as_str()),
            ("Il a vingt et une pommes.", "He has twenty-one apples.")
        );
        let (source, english) = made("커피는 {sinom:3-3}원이에요. => The coffee is {sinom,} won.");
        assert_eq!((source.as_str(), english.as_str()), ("커피는 삼원이에요.", "The coffee is 3,000 won."));
        let (source, english) = made("le {d:14-14} mai à {h:15-15} h => May {d.ord} at {h.pm}");
        assert_eq!((source.as_str(), english.as_str()), ("le 14 mai à 15 h", "May 14th at 3 p.m."));
    }

    #[test]
    fn two_slots_of_a_kind_are_two_entries() {
        for seed in 0..50 {
            let template =
                &Template::all("{thing-ko/gwon}, {thing-ko/gwon'} => {thing-ko/gwon}, {thing-ko/gwon'}")[0];
            let (source, _) = template.fill(&Entries::read(), &mut ChaCha8Rng::seed_from_u64(seed));
            let (one, other) = source.split_once(", ").expect("two");
            assert_ne!(one, other);
        }
    }

    #[test]
    fn what_hangs_on_its_neighbours_fits_them() {
        assert_eq!(attach("책{이/가} 새{이/가} 서울{으로/로} 부산{으로/로}"), "책이 새가 서울로 부산으로");
        assert_eq!(attach("le chat {de}Anne, {de}Paul"), "le chat d'Anne, de Paul");
        assert_eq!(
            attach("{a}apple, {a}hour, {a}university, {a}book"),
            "an apple, an hour, a university, a book"
        );
    }

    #[test]
    fn every_template_can_be_filled() {
        let entries = Entries::read();
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for file in super::super::TEXTS.iter().flat_map(|text| [text.templates, text.copies]) {
            for template in Template::all(file) {
                for _ in 0..20 {
                    let (source, english) = template.fill(&entries, &mut random);
                    assert!(!source.contains('{') && !english.contains('{'), "{source} => {english}");
                }
            }
        }
    }
}
