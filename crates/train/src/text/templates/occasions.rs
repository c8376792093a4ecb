//! The way, the time, the weather, greetings.

use super::Made;
use super::grammar::{STYLES, Style, is, with};
use super::lexicon::{EVENT, FALLING, HOURS, SUBJECTS, TOWN, VEHICLE, WEATHER, nouns};
use super::phrases::PHRASES;

/// "도서관이 어디예요?", "공항까지 어떻게 가요?", "약국은 여기서 가까워요?", "오른쪽으로 가세요".
pub(super) fn ways() -> Vec<Made> {
    let mut made = Vec::new();
    for noun in nouns(TOWN) {
        let (place, english) = (noun.korean, noun.english);
        for subject in [with(place, "이", "가"), with(place, "은", "는")] {
            for asked in ["어디예요", "어디입니까", "어디에 있어요", "어디에 있습니까", "어디 있어요"]
            {
                made.push((format!("{subject} {asked}"), format!("where is the {english}"), '?'));
            }
        }
        for asked in ["어떻게 가요", "어떻게 갑니까", "어떻게 가야 해요"] {
            made.push((format!("{place}까지 {asked}"), format!("how do I get to the {english}"), '?'));
        }
        let topic = with(place, "은", "는");
        for (korean, word) in
            [("멀어요", "far from"), ("멉니까", "far from"), ("가까워요", "near"), ("가깝습니까", "near")]
        {
            let from = if word == "near" { "여기서" } else { "여기에서" };
            made.push((format!("{topic} {from} {korean}"), format!("is the {english} {word} here"), '?'));
        }
        for (korean, word) in [("멀어요", "far from"), ("멀다", "far from"), ("가까워요", "near")] {
            made.push((format!("{topic} 여기서 {korean}"), format!("the {english} is {word} here"), '.'));
        }
        for subject in SUBJECTS {
            let goes = if subject.be == "is" { "goes" } else { "go" };
            for (style, now, then) in [
                (Style::Plain, "간다", "갔다"),
                (Style::Polite, "가요", "갔어요"),
                (Style::Formal, "갑니다", "갔습니다"),
            ] {
                let (who, english_who) = (subject.korean(style), subject.english);
                made.push((
                    format!("{who} {place}에 {now}"),
                    format!("{english_who} {goes} to the {english}"),
                    '.',
                ));
                made.push((
                    format!("{who} {place}에 {then}"),
                    format!("{english_who} went to the {english}"),
                    '.',
                ));
            }
        }
    }
    for (korean, english) in [
        ("오른쪽으로 가세요", "go right"),
        ("오른쪽으로 도세요", "turn right"),
        ("왼쪽으로 도세요", "turn left"),
        ("똑바로 가세요", "go straight"),
        ("여기서 왼쪽으로 가세요", "go left here"),
        ("여기서 오른쪽으로 가세요", "go right here"),
    ] {
        made.push((korean.into(), english.into(), '.'));
    }
    made
}

/// "지금 네 시예요", "수업은 아홉 시에 시작해요", "버스는 몇 시에 떠나요?", "오늘은 월요일이에요".
pub(super) fn times() -> Vec<Made> {
    let mut made = Vec::new();
    for (hour, english) in HOURS {
        for style in STYLES {
            let clock = is("시", style);
            made.push((format!("지금 {hour} {clock}"), format!("it is {english} o'clock now"), '.'));
            made.push((format!("{hour} {clock}"), format!("it is {english} o'clock"), '.'));
            let half = is("반", style);
            made.push((format!("지금 {hour} 시 {half}"), format!("it is half past {english} now"), '.'));
        }
        for noun in nouns(EVENT) {
            let topic = with(noun.korean, "은", "는");
            for (korean, does) in [
                ("시작한다", "starts"),
                ("시작해요", "starts"),
                ("시작합니다", "starts"),
                ("끝나요", "ends"),
                ("끝납니다", "ends"),
            ] {
                let english = format!("the {} {does} at {english} o'clock", noun.english);
                made.push((format!("{topic} {hour} 시에 {korean}"), english, '.'));
            }
        }
        for noun in nouns(VEHICLE) {
            let topic = with(noun.korean, "은", "는");
            for (korean, does) in [
                ("떠난다", "leaves"),
                ("떠나요", "leaves"),
                ("출발합니다", "leaves"),
                ("도착해요", "arrives"),
            ] {
                let english = format!("the {} {does} at {english} o'clock", noun.english);
                made.push((format!("{topic} {hour} 시에 {korean}"), english, '.'));
            }
        }
    }
    for (kinds, acts) in [
        (EVENT, [("시작해요", "start"), ("시작합니까", "start"), ("끝나요", "end")]),
        (VEHICLE, [("떠나요", "leave"), ("출발합니까", "leave"), ("도착해요", "arrive")]),
    ] {
        for noun in nouns(kinds) {
            let topic = with(noun.korean, "은", "는");
            for (korean, does) in acts {
                let english = |when: &str| format!("{when} does the {} {does}", noun.english);
                made.push((format!("{topic} 언제 {korean}"), english("when"), '?'));
                made.push((format!("{topic} 몇 시에 {korean}"), english("what time"), '?'));
            }
        }
    }
    let days = [
        ("월요일", "Monday"),
        ("화요일", "Tuesday"),
        ("수요일", "Wednesday"),
        ("목요일", "Thursday"),
        ("금요일", "Friday"),
        ("토요일", "Saturday"),
        ("일요일", "Sunday"),
    ];
    for (day, english) in days {
        for style in STYLES {
            made.push((format!("오늘은 {}", is(day, style)), format!("today is {english}"), '.'));
            made.push((format!("내일은 {}", is(day, style)), format!("tomorrow is {english}"), '.'));
        }
    }
    made
}

/// "어제는 추웠다", "오늘은 날씨가 따뜻해요", "내일은 비가 올 거예요".
pub(super) fn weather() -> Vec<Made> {
    let mut made = Vec::new();
    let topics = |day: &str| [day.to_string(), with(day, "은", "는")];
    for style in STYLES {
        let will = ["것이다", "거예요", "것입니다"][style as usize];
        for (state, future) in WEATHER {
            let (like, present) = (state.english, state.present(style));
            for so in ["", "아주 ", "매우 ", "너무 "] {
                let very = if so.is_empty() { "" } else { "very " };
                for of in ["", "날씨가 "] {
                    for today in topics("오늘") {
                        let korean = format!("{today} {of}{so}{present}");
                        made.push((korean, format!("it is {very}{like} today"), '.'));
                    }
                    for day in topics("어제") {
                        let Some(past) = state.past(style) else { continue };
                        let korean = format!("{day} {of}{so}{past}");
                        made.push((korean, format!("it was {very}{like} yesterday"), '.'));
                    }
                    for day in topics("내일") {
                        let korean = format!("{day} {of}{so}{future} {will}");
                        made.push((korean, format!("it will be {very}{like} tomorrow"), '.'));
                    }
                }
            }
        }
        for (what, falls, future, past) in FALLING {
            let fall = falls.english;
            for today in topics("오늘") {
                made.push((
                    format!("{today} {what} {}", falls.present(style)),
                    format!("it {fall}s today"),
                    '.',
                ));
            }
            for day in topics("어제") {
                let Some(fell) = falls.past(style) else { continue };
                made.push((format!("{day} {what} {fell}"), format!("it {past} yesterday"), '.'));
                made.push((format!("{day} {what} 많이 {fell}"), format!("it {past} a lot yesterday"), '.'));
            }
            for day in topics("내일") {
                let korean = format!("{day} {what} {future} {will}");
                made.push((korean, format!("it will {fall} tomorrow"), '.'));
            }
        }
        let blows = ["분다", "불어요", "붑니다"][style as usize];
        for (korean, english) in [
            (format!("바람이 {blows}"), "the wind is blowing"),
            (format!("바람이 세게 {blows}"), "the wind is blowing hard"),
            (format!("오늘은 바람이 많이 {blows}"), "it is very windy today"),
            (format!("밖에 바람이 많이 {blows}"), "it is very windy outside"),
        ] {
            made.push((korean, english.into(), '.'));
        }
    }
    made
}

/// Greetings, thanks and wishes, alone and after a greeting.
pub(super) fn phrases() -> Vec<Made> {
    let mut made = Vec::new();
    for (korean, english) in PHRASES {
        made.push(((*korean).into(), (*english).into(), '.'));
        for (hello, word) in
            [("안녕하세요", "hello"), ("안녕하십니까", "hello"), ("네", "yes"), ("톰", "Tom")]
        {
            made.push((format!("{hello}, {korean}"), format!("{word}, {english}"), '.'));
        }
    }
    made
}
