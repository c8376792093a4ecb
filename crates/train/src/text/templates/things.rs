//! What things are like, what they are, whose.

use super::Made;
use super::grammar::{STYLES, Style, article, is, with};
use super::lexicon::{EVENT, NOUNS, PERSON, Predicate, QUALITIES, SUBJECTS, TOWN, nouns};
use super::phrases::NAMES;

/// What points at a thing.
pub(super) const POINTERS: [(&str, &str); 3] = [("이", "this"), ("그", "the"), ("저", "that")];

/// "저 새가 예쁘다", "그 영화는 지루했어요", "이 국은 너무 뜨거워요", "저 산은 높지 않습니다", "이 방은 작아요?".
pub(super) fn qualities() -> Vec<Made> {
    let mut made = Vec::new();
    for quality in QUALITIES {
        for noun in nouns(quality.kinds) {
            for (pointer, the) in POINTERS {
                let subjects = [with(noun.korean, "이", "가"), with(noun.korean, "은", "는")]
                    .map(|n| format!("{pointer} {n}"));
                let (thing, like) = (format!("{the} {}", noun.english), quality.english);
                for style in STYLES {
                    for subject in &subjects {
                        let now = quality.present(style);
                        made.push((format!("{subject} {now}"), format!("{thing} is {like}"), '.'));
                        if let Some(then) = quality.past(style) {
                            made.push((format!("{subject} {then}"), format!("{thing} was {like}"), '.'));
                        }
                    }
                    let (topic, now) = (&subjects[1], quality.present(style));
                    for (very, english) in
                        [("아주", "very"), ("매우", "very"), ("정말", "really"), ("너무", "too")]
                    {
                        let like = format!("{thing} is {english} {like}");
                        made.push((format!("{topic} {very} {now}"), like, '.'));
                    }
                    if quality.past.is_empty() {
                        continue;
                    }
                    let stem = quality.plain.trim_end_matches('다');
                    let not = ["지 않다", "지 않아요", "지 않습니다"][style as usize];
                    made.push((format!("{topic} {stem}{not}"), format!("{thing} is not {like}"), '.'));
                    if style != Style::Plain {
                        let asked = now.replace("니다", "니까");
                        made.push((format!("{topic} {asked}"), format!("is {thing} {like}"), '?'));
                    }
                }
            }
        }
    }
    made
}

/// "그 개는 작고 하얘요".
pub(super) fn pairs_of_qualities() -> Vec<Made> {
    let mut made = Vec::new();
    let both = |first: &Predicate, second: &Predicate| first.kinds & second.kinds;
    for first in QUALITIES.iter().filter(|quality| !quality.past.is_empty()) {
        for second in QUALITIES.iter().filter(|second| first.english != second.english) {
            for noun in nouns(both(first, second)) {
                for (pointer, the) in POINTERS {
                    let topic = with(noun.korean, "은", "는");
                    let stem = first.plain.trim_end_matches('다');
                    for style in STYLES {
                        let korean = format!("{pointer} {topic} {stem}고 {}", second.present(style));
                        let english =
                            format!("{the} {} is {} and {}", noun.english, first.english, second.english);
                        made.push((korean, english, '.'));
                    }
                }
            }
        }
    }
    // What contradicts itself is no sentence to learn from.
    let opposites = [
        ("big", "small"),
        ("long", "short"),
        ("expensive", "cheap"),
        ("hot", "cold"),
        ("heavy", "light"),
        ("clean", "dirty"),
        ("fast", "slow"),
        ("good", "bad"),
        ("interesting", "boring"),
        ("difficult", "easy"),
        ("black", "white"),
        ("red", "blue"),
        ("old", "young"),
    ];
    let says = |english: &str, word: &str| english.split(' ').any(|w| w == word);
    made.retain(|(_, english, _)| !opposites.iter().any(|(a, b)| says(english, a) && says(english, b)));
    made
}

/// "이것은 제 시계입니다", "저 사람은 의사예요", "이 책은 누구 거예요?", "제 이름은 존이에요".
pub(super) fn what_it_is() -> Vec<Made> {
    let mut made = Vec::new();
    let owners =
        [("제", "my"), ("내", "my"), ("우리", "our"), ("그의", "his"), ("그녀의", "her"), ("톰의", "Tom's")];
    for noun in NOUNS.iter().filter(|noun| noun.kinds & (PERSON | TOWN | EVENT) == 0) {
        for style in STYLES {
            let what = is(noun.korean, style);
            for (this, english) in [("이것은", "this"), ("저것은", "that"), ("그것은", "it")] {
                made.push((format!("{this} {what}"), format!("{english} is {}", article(noun)), '.'));
                for (owner, whose) in owners {
                    // "제" is polite, "내" is plain.
                    if (owner == "제") == (style == Style::Plain) && owner != "우리" && whose == "my" {
                        continue;
                    }
                    let english = format!("{english} is {whose} {}", noun.english);
                    made.push((format!("{this} {owner} {what}"), english, '.'));
                }
            }
        }
        for (pointer, the) in POINTERS {
            let topic = with(noun.korean, "은", "는");
            let (thing, english) = (format!("{pointer} {topic}"), format!("{the} {}", noun.english));
            made.push((format!("{thing} 누구 거예요"), format!("whose is {english}"), '?'));
            made.push((format!("{thing} 제 거예요"), format!("{english} is mine"), '.'));
            made.push((format!("{thing} 내 것이다"), format!("{english} is mine"), '.'));
            made.push((format!("{thing} 얼마예요"), format!("how much is {english}"), '?'));
        }
    }
    for noun in nouns(PERSON) {
        for style in STYLES {
            let what = is(noun.korean, style);
            made.push((format!("저 사람은 {what}"), format!("that person is {}", article(noun)), '.'));
            for subject in SUBJECTS.iter().filter(|subject| subject.be != "are") {
                let english = format!("{} {} {}", subject.english, subject.be, article(noun));
                made.push((format!("{} {what}", subject.korean(style)), english, '.'));
            }
        }
    }
    for (korean, name) in NAMES {
        for style in STYLES {
            let (my, what) = (if style == Style::Plain { "내" } else { "제" }, is(korean, style));
            made.push((format!("{my} 이름은 {what}"), format!("my name is {name}"), '.'));
            made.push((format!("그의 이름은 {what}"), format!("his name is {name}"), '.'));
            made.push((format!("그녀의 이름은 {what}"), format!("her name is {name}"), '.'));
        }
    }
    made
}
