//! Rows of the same mark, `!!!!!!!!!!`: the training text has hardly any, and a network that reads one may write
//! marks without end.

use super::folds::Folds;
use crate::trace::FoldKind;

/// Reads rows of `!` or `?` as one of them, of both as `?!`, of any other mark and of Korean laughing and weeping
/// letters as three.
pub(super) fn fold(text: &str, folds: &mut Folds) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut folded = String::with_capacity(text.len());
    for run in chars.chunk_by(|&a, &b| a == b || (is_loud(a) && is_loud(b))) {
        let read = shortened(run);
        let typed: String = run.iter().collect();
        if read != typed {
            folds.push(FoldKind::Run, typed, &read, true);
        }
        folded.push_str(&read);
    }
    folded
}

fn shortened(run: &[char]) -> String {
    let (first, mixed) = (run[0], run.iter().any(|&c| c != run[0]));
    let repeated = !first.is_alphanumeric() || matches!(first, 'ㅋ' | 'ㅎ' | 'ㅠ' | 'ㅜ');
    match run.len() {
        3.. if mixed => "?!".into(),
        2.. if is_loud(first) && !mixed => first.into(),
        4.. if repeated => run[..3].iter().collect(),
        _ => run.iter().collect(),
    }
}

fn is_loud(c: char) -> bool {
    matches!(c, '!' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_and_words_are_not() {
        for (typed, read) in [
            ("Quoi !!!!!!!!!!", "Quoi !"),
            ("정말??", "정말?"),
            ("Quoi ?! ?!?!?!", "Quoi ?! ?!"),
            ("Bon..... ... ..", "Bon... ... .."),
            ("----- ~~~~", "--- ~~~"),
            ("ㅋㅋㅋㅋㅋㅋ", "ㅋㅋㅋ"),
            ("1000000 aaaaaa", "1000000 aaaaaa"),
        ] {
            assert_eq!(fold(typed, &mut Folds::default()), read);
        }
    }
}
