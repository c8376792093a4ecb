//! Numbers in words: French, English, and the two series of Korean.

/// French, up to a hundred. Before a feminine noun 1, 21 … 61 and 81 end in *une*.
pub(super) fn french(n: u32, feminine: bool) -> String {
    const ONES: [&str; 20] = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];
    const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];
    let one = |n: u32| if n == 1 && feminine { "une" } else { ONES[n as usize] };
    match n {
        0..20 => one(n).into(),
        71 => "soixante et onze".into(),
        80 => "quatre-vingts".into(),
        100 => "cent".into(),
        70..80 => format!("soixante-{}", one(n - 60)),
        81..100 => format!("quatre-vingt-{}", one(n - 80)),
        20..70 => match (TENS[(n / 10) as usize], n % 10) {
            (ten, 0) => ten.into(),
            (ten, 1) => format!("{ten} et {}", one(1)),
            (ten, rest) => format!("{ten}-{}", one(rest)),
        },
        _ => panic!("{n} is beyond the French numerals of the phrasebook"),
    }
}

/// English: words below a thousand, digits from there on.
pub(super) fn english(n: u32) -> String {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match n {
        0..20 => ONES[n as usize].into(),
        20..100 if n.is_multiple_of(10) => TENS[(n / 10) as usize].into(),
        20..100 => format!("{}-{}", TENS[(n / 10) as usize], ONES[(n % 10) as usize]),
        100 => "a hundred".into(),
        101..1000 if n.is_multiple_of(100) => format!("{} hundred", ONES[(n / 100) as usize]),
        101..1000 => format!("{} hundred and {}", ONES[(n / 100) as usize], english(n % 100)),
        _ => n.to_string(),
    }
}

/// Sino-Korean: money, minutes, dates, floors.
pub(super) fn sino_korean(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
    let place = |value: u32, unit: &str| match n / value % 10 {
        0 => String::new(),
        // 십, not 일십.
        1 => unit.into(),
        digit => format!("{}{unit}", DIGITS[digit as usize]),
    };
    assert!(n < 10_000, "{n} is beyond the Sino-Korean numerals of the phrasebook");
    [place(1000, "천"), place(100, "백"), place(10, "십"), DIGITS[(n % 10) as usize].into()].concat()
}

/// Native Korean in the form before a counter: hours, age with 살, things that are counted.
pub(super) fn native_korean(n: u32) -> String {
    const ONES: [&str; 10] = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];
    const TENS: [&str; 10] = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
    assert!(n < 100, "{n} is beyond the native numerals of the phrasebook");
    if n == 20 { "스무".into() } else { format!("{}{}", TENS[(n / 10) as usize], ONES[(n % 10) as usize]) }
}

/// 1st, 2nd, 3rd, 4th.
pub(super) fn ordinal(n: u32) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// 3,500.
pub(super) fn grouped(n: u32) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", grouped(n / 1000), n % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        let masculine = [21, 22, 70, 71, 72, 80, 81, 90, 91, 100].map(|n| french(n, false));
        let said = [
            "vingt et un",
            "vingt-deux",
            "soixante-dix",
            "soixante et onze",
            "soixante-douze",
            "quatre-vingts",
            "quatre-vingt-un",
            "quatre-vingt-dix",
            "quatre-vingt-onze",
            "cent",
        ];
        assert_eq!(masculine, said);
        assert_eq!([1, 31, 81].map(|n| french(n, true)), ["une", "trente et une", "quatre-vingt-une"]);
        assert_eq!(
            [7, 40, 99, 100, 300, 342].map(english),
            ["seven", "forty", "ninety-nine", "a hundred", "three hundred", "three hundred and forty-two"]
        );
        assert_eq!([10, 15, 1996, 3500].map(sino_korean), ["십", "십오", "천구백구십육", "삼천오백"]);
        assert_eq!([1, 11, 20, 21, 99].map(native_korean), ["한", "열한", "스무", "스물한", "아흔아홉"]);
        assert_eq!([1, 2, 3, 11, 14, 22].map(ordinal), ["1st", "2nd", "3rd", "11th", "14th", "22nd"]);
        assert_eq!([999, 3500, 1_250_000].map(grouped), ["999", "3,500", "1,250,000"]);
    }
}
