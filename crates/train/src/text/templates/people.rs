//! How people feel, what they do and what they wish.

use super::Made;
use super::grammar::{STYLES, any, article, some, with};
use super::lexicon::{ANIMAL, DRINK, FEELINGS, FOOD, SUBJECTS, THING, VEHICLE, VERBS, nouns};
use super::things::POINTERS;

/// "저는 지금 행복해요", "그녀는 피곤해 보인다", "우리는 바빴다", "톰은 배고프지 않아요".
pub(super) fn feelings() -> Vec<Made> {
    let mut made = Vec::new();
    for subject in SUBJECTS {
        for feeling in FEELINGS {
            let looks = feeling.english.strip_prefix("LOOK ");
            if looks.is_some() && subject.english == "I" {
                continue;
            }
            let (now, then) = match looks {
                Some(like) if subject.be == "is" => (format!("looks {like}"), format!("looked {like}")),
                Some(like) => (format!("look {like}"), format!("looked {like}")),
                None => (
                    format!("{} {}", subject.be, feeling.english),
                    format!("{} {}", subject.was(), feeling.english),
                ),
            };
            for style in STYLES {
                let (who, english) = (subject.korean(style), subject.english);
                let present = feeling.present(style);
                made.push((format!("{who} {present}"), format!("{english} {now}"), '.'));
                for (adverb, word) in [("지금", "now"), ("오늘", "today")] {
                    made.push((format!("{who} {adverb} {present}"), format!("{english} {now} {word}"), '.'));
                }
                if let Some(past) = feeling.past(style) {
                    made.push((format!("{who} {past}"), format!("{english} {then}"), '.'));
                    made.push((format!("{who} 어제 {past}"), format!("{english} {then} yesterday"), '.'));
                }
                if looks.is_none() && !feeling.past.is_empty() {
                    let very = format!("{english} {} very {}", subject.be, feeling.english);
                    made.push((format!("{who} 아주 {present}"), very.clone(), '.'));
                    made.push((format!("{who} 너무 {present}"), very, '.'));
                    let stem = feeling.plain.trim_end_matches('다');
                    let not = ["지 않다", "지 않아요", "지 않습니다"][style as usize];
                    let is_not = format!("{english} {} not {}", subject.be, feeling.english);
                    made.push((format!("{who} {stem}{not}"), is_not, '.'));
                }
            }
        }
    }
    made
}

/// "나는 빵을 먹는다", "그는 그 책을 읽었어요", "저는 우유를 안 마셔요".
pub(super) fn actions() -> Vec<Made> {
    let mut made = Vec::new();
    for subject in SUBJECTS {
        let (third, english) = (subject.be == "is", subject.english);
        for verb in VERBS {
            let base = verb.forms.english;
            for noun in nouns(verb.forms.kinds) {
                let object = with(noun.korean, "을", "를");
                for style in STYLES {
                    let (who, now) = (subject.korean(style), verb.forms.present(style));
                    let does = if third { verb.third } else { base };
                    made.push((
                        format!("{who} {object} {now}"),
                        format!("{english} {does} {}", noun.plural),
                        '.',
                    ));
                    if verb.plain_negation {
                        let not = if third { "does not" } else { "do not" };
                        let what = format!("{english} {not} {base} {}", noun.plural);
                        made.push((format!("{who} {object} 안 {now}"), what, '.'));
                    }
                    let Some(then) = verb.forms.past(style) else { continue };
                    for (pointer, the) in POINTERS {
                        let what = format!("{english} {} {the} {}", verb.past, noun.english);
                        made.push((format!("{who} {pointer} {object} {then}"), what, '.'));
                    }
                    if matches!(base, "like" | "hate") {
                        continue;
                    }
                    let what = format!("{english} {} {} yesterday", verb.past, article(noun));
                    made.push((format!("{who} 어제 {object} {then}"), what, '.'));
                }
            }
        }
    }
    made
}

/// "물을 마시고 싶어요", "커피 좀 주세요", "빵 좀 사 오세요", "저는 우산이 있어요".
pub(super) fn wishes() -> Vec<Made> {
    let mut made = Vec::new();
    let wants =
        [("먹고", "eat", FOOD), ("마시고", "drink", DRINK), ("사고", "buy", FOOD | DRINK | THING | VEHICLE)];
    for (want, english, kinds) in wants {
        for noun in nouns(kinds) {
            let object = with(noun.korean, "을", "를");
            let english = format!("I want to {english} {}", some(noun));
            for (who, like) in [("저는 ", "싶어요"), ("저는 ", "싶습니다"), ("나는 ", "싶다"), ("", "싶어요")]
            {
                made.push((format!("{who}{object} {want} {like}"), english.clone(), '.'));
            }
        }
    }
    for noun in nouns(FOOD | DRINK | THING) {
        let (korean, english) = (noun.korean, some(noun));
        made.push((format!("{korean} 좀 주세요"), format!("please give me {english}"), '.'));
        made.push((with(korean, "을", "를") + " 주세요", format!("please give me {english}"), '.'));
        made.push((format!("{korean} 좀 주시겠어요"), format!("could you give me {english}"), '?'));
        made.push((format!("{korean} 좀 사 오세요"), format!("please buy {english}"), '.'));
        made.push((with(korean, "을", "를") + " 사세요", format!("please buy {english}"), '.'));
    }
    for noun in nouns(FOOD | DRINK | THING | ANIMAL | VEHICLE) {
        let there = with(noun.korean, "이", "가");
        for (style, is, is_not) in
            [("나는", "있다", "없다"), ("저는", "있어요", "없어요"), ("저는", "있습니다", "없습니다")]
        {
            made.push((format!("{style} {there} {is}"), format!("I have {}", some(noun)), '.'));
            made.push((format!("{style} {there} {is_not}"), format!("I don't have {}", any(noun)), '.'));
            let be = if noun.english == noun.plural { "there is some" } else { "there is" };
            let here = format!("{be} {} here", article(noun));
            made.push((format!("여기에 {there} {is}"), here, '.'));
        }
    }
    made
}
