//! Numbers as Korean writes them.

use super::Pair;

const DIGITS: [&str; 10] = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
const TENS: [&str; 10] = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
const ONES: [&str; 10] = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"];

/// 한자어: 1 to 9,999.
pub(super) fn sino() -> Vec<Pair> {
    (1..10_000).map(|n| Pair { source: sino_word(n), target: n.to_string() }).collect()
}

/// 고유어: 1 to 99.
pub(super) fn native() -> Vec<Pair> {
    (1..100_usize)
        .map(|n| Pair { source: format!("{}{}", TENS[n / 10], ONES[n % 10]), target: n.to_string() })
        .collect()
}

/// A one before 천, 백 or 십 is not said.
fn sino_word(n: usize) -> String {
    let place = |unit: usize, name: &str| match n / unit % 10 {
        0 => String::new(),
        1 if unit > 1 => name.to_string(),
        digit => format!("{}{name}", DIGITS[digit]),
    };
    [(1000, "천"), (100, "백"), (10, "십"), (1, "")].map(|(unit, name)| place(unit, name)).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_korean_says_them() {
        let said = |n: usize| sino()[n - 1].source.clone();
        assert_eq!(said(1992), "천구백구십이");
        assert_eq!(said(2026), "이천이십육");
        assert_eq!(said(10), "십");
        assert_eq!(said(1111), "천백십일");
        let native = native();
        assert_eq!((native[98].source.as_str(), native[98].target.as_str()), ("아흔아홉", "99"));
        assert_eq!(native[20].source, "스물하나");
    }
}
