//! Ten thousand random sentences through tokenizer and decoder: a result or a typed error, never a panic.

mod support;

use seq2see_core::{Error, Options};
use support::networks;
use support::numbers::Numbers;
use support::{assert_close, block_on};

const SENTENCES: usize = 10_000;

/// First and last character of what sentences are drawn from.
const SCRIPTS: [(u32, u32); 16] = [
    // The vocabulary's own letters, twice as often.
    (0x61, 0x6c),
    (0x61, 0x6c),
    (0x20, 0x7e),
    // Control characters.
    (0x00, 0x1f),
    (0x7f, 0x9f),
    // Accents, combining accents.
    (0xc0, 0x24f),
    (0x300, 0x36f),
    // Greek and Cyrillic, Hebrew and Arabic (right to left).
    (0x370, 0x52f),
    (0x590, 0x6ff),
    // Spaces, joiners, marks of direction, quotes.
    (0x2000, 0x206f),
    // Hangul letters and syllables, Chinese.
    (0x1100, 0x11ff),
    (0xac00, 0xd7a3),
    (0x4e00, 0x9fff),
    // Emoji with their modifiers, private use, everything.
    (0x1f300, 0x1faff),
    (0xe000, 0xf8ff),
    (0x0, 0x10ffff),
];

/// Words and marks that mean something to somebody.
const PIECES: [&str; 12] = [
    " ",
    "▁",
    "</s>",
    "<pad>",
    "<unk>",
    "👩\u{200d}👩\u{200d}👧",
    "\r\n",
    "a\u{301}",
    "\u{feff}",
    "?!",
    "12:30",
    " ",
];

fn character(numbers: &mut Numbers) -> char {
    let &(first, last) = numbers.pick(&SCRIPTS);
    let code = first + numbers.below((last - first) as usize + 1) as u32;
    // Half of a surrogate pair is no character.
    char::from_u32(code).unwrap_or('\u{fffd}')
}

/// Mostly short, now and then long beyond any limit.
fn sentence(numbers: &mut Numbers) -> String {
    let length = match numbers.below(20) {
        0 => 0,
        1 => 200 + numbers.below(2000),
        _ => 1 + numbers.below(24),
    };
    let mut text = String::new();
    for _ in 0..length {
        match numbers.below(8) {
            0 => text.push_str(PIECES[numbers.below(PIECES.len())]),
            1 => text.push(' '),
            2..=4 => text.push(*numbers.pick(&['a', 'b', 'c', 'd', 'k', 'l'])),
            _ => text.push(character(numbers)),
        }
    }
    text
}

/// What a translation must be, whatever the sentence was.
async fn translate(
    translator: &seq2see_core::Translator,
    text: &str,
    options: &Options,
) -> Result<(), Error> {
    let mut translation = translator.start(text, options).await?;
    let source = translation.source();
    assert_eq!(source.tokens.last().map(|token| token.id), Some(2), "{text:?}");
    assert!((2..=33).contains(&source.tokens.len()), "{text:?}");
    let mut made = 0;
    while let Some(step) = translation.step().await? {
        made += 1;
        assert!(step.log_prob.is_finite() && step.log_prob <= 1e-6, "{text:?}");
        assert!(step.hidden.iter().all(|x| x.is_finite()), "{text:?}");
        let row = step.attention.expect("it attends").row;
        let sum: f32 = row.iter().sum();
        match translator.config().mechanism.as_str() {
            // In a window the weights fall off.
            "local-p" => assert!((0.0..=1.0).contains(&sum), "{text:?}"),
            _ => assert_close(text, &[sum], &[1.0], 1e-5),
        }
        assert_eq!(step.text, translation.text(), "{text:?}");
    }
    assert!((1..=options.max_length).contains(&made), "{text:?}");
    Ok(())
}

#[test]
fn ten_thousand_random_sentences_give_a_translation_or_a_typed_error() {
    let configs = networks::attending();
    let translators: Vec<_> = configs.iter().map(|config| networks::translator(config, 1)).collect();
    let mut numbers = Numbers::new(20_26);
    let (mut translated, mut refused) = (0, [0; 4]);
    for index in 0..SENTENCES {
        let text = sentence(&mut numbers);
        let beam_size = if numbers.below(10) == 0 { 3 } else { 1 };
        let options = Options { max_length: 4, beam_size, ..Options::default() };
        match block_on(translate(&translators[index % translators.len()], &text, &options)) {
            Ok(()) => translated += 1,
            Err(Error::EmptyText) => refused[0] += 1,
            Err(Error::NothingKnown) => refused[1] += 1,
            Err(Error::TooLong { len, limit }) => {
                assert!(len > limit, "{text:?}");
                refused[2] += 1;
            }
            Err(Error::MostlyUnknown { unread, of }) => {
                assert!(unread < of && 2 * unread > of, "{text:?}");
                refused[3] += 1;
            }
            Err(other) => panic!("{text:?} gives {other}"),
        }
    }
    println!("{translated} translated, {refused:?} empty, unknown, too long, mostly unknown");
    // Every way out was taken often.
    assert!(
        translated > SENTENCES / 2 && refused.iter().all(|&count| count > SENTENCES / 100),
        "{translated}, {refused:?}"
    );
}
