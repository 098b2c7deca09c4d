//! huandu/xstrings 1.5.0: words in camel, snake and kebab case.

use rutter_go::unicode::{is_letter, is_number, is_punct, is_space, is_upper, to_lower, to_upper};
use rutter_go::utf8::append_rune;

use crate::goutils::{encode, runes};

fn is_connector(rune: u32) -> bool {
    rune == u32::from(b'-') || rune == u32::from(b'_') || is_space(rune)
}

/// xstrings: `ToPascalCase`.
pub(crate) fn to_pascal_case(source: &[u8]) -> Vec<u8> {
    let runes = runes(source);
    let mut output: Vec<u32> = Vec::with_capacity(source.len());
    let Some(first) = runes.iter().position(|&r| !is_connector(r)) else {
        return encode(runes);
    };
    output.extend(&runes[..first]);
    let mut first_upper = is_upper(runes[first]);
    let mut current = to_upper(runes[first]);
    for &next in &runes[first + 1..] {
        let (previous, mut rune) = (current, next);
        if is_connector(rune) && is_connector(previous) {
            output.push(previous);
            current = rune;
            continue;
        }
        if is_connector(previous) {
            first_upper = is_upper(rune);
            rune = to_upper(rune);
        } else {
            if first_upper {
                match is_upper(rune) {
                    true => rune = to_lower(rune),
                    false => first_upper = false,
                }
            }
            output.push(previous);
        }
        current = rune;
    }
    output.push(current);
    encode(output)
}

/// The kind of a run of runes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    None,
    Number,
    UpperCase,
    Alphabet,
    Connector,
    Punctuation,
    Other,
}

/// xstrings: `isAlphabet`: a letter that is no CJK character.
fn is_alphabet(rune: u32) -> bool {
    let cjk = matches!(rune, 0x3400..=0x4d85 | 0x4e00..=0x9fcc | 0x20000..=0x2b81d);
    is_letter(rune) && !cjk
}

struct Words<'a> {
    rest: &'a [u32],
}

impl<'a> Words<'a> {
    fn run(&mut self, from: usize, belongs: impl Fn(u32) -> bool) -> &'a [u32] {
        let more = self.rest[from..].iter().position(|&r| !belongs(r));
        let end = more.map_or(self.rest.len(), |at| from + at);
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// xstrings: `nextWord`.
    fn next(&mut self) -> (Word, &'a [u32]) {
        let Some(&first) = self.rest.first() else { return (Word::None, &[]) };
        if is_connector(first) {
            return (Word::Connector, self.run(1, is_connector));
        }
        if is_punct(first) {
            return (Word::Punctuation, self.run(1, is_punct));
        }
        if is_upper(first) {
            return (Word::UpperCase, self.upper_word());
        }
        let lower = |r: u32| is_alphabet(r) && !is_upper(r);
        if is_alphabet(first) {
            return (Word::Alphabet, self.run(1, lower));
        }
        if is_number(first) {
            return (Word::Number, self.run(1, is_number));
        }
        let other = |r: u32| !is_connector(r) && !is_alphabet(r) && !is_number(r) && !is_punct(r);
        (Word::Other, self.run(1, other))
    }

    /// `HTTPStatus` is `HTTP` and `Status`; `Status` is one word.
    fn upper_word(&mut self) -> &'a [u32] {
        match self.rest.get(1) {
            Some(&second) if is_upper(second) => {
                let end = self.rest.iter().position(|&r| !is_upper(r)).unwrap_or(self.rest.len());
                let before_word = self.rest.get(end).is_some_and(|&r| is_alphabet(r));
                let end = if before_word { end - 1 } else { end };
                let (word, rest) = self.rest.split_at(end);
                self.rest = rest;
                word
            }
            Some(&second) if is_alphabet(second) => self.run(2, |r| is_alphabet(r) && !is_upper(r)),
            _ => self.run(1, |_| false),
        }
    }
}

/// xstrings: `camelCaseToLowerCase`, the body of snake and kebab case.
pub(crate) fn to_lower_case(source: &[u8], connector: u8) -> Vec<u8> {
    let runes = runes(source);
    let mut output = Lowered { text: Vec::with_capacity(source.len() + 8), connector };
    let mut words = Words { rest: &runes };
    let (mut kind, mut word) = words.next();
    while !words.rest.is_empty() {
        if kind != Word::Connector {
            output.word(kind, word);
        }
        let (previous, last) = (kind, word);
        (kind, word) = words.next();
        match previous {
            Word::Number => {
                while matches!(kind, Word::Alphabet | Word::Number) {
                    output.word(kind, word);
                    (kind, word) = words.next();
                }
                output.connect_unless(kind, &[Word::None, Word::Punctuation, Word::Connector]);
            }
            Word::Connector => output.word(previous, last),
            Word::Punctuation => {}
            _ if kind != Word::Number => {
                output.connect_unless(kind, &[Word::Connector, Word::Punctuation]);
            }
            _ => {
                if words.rest.is_empty() {
                    continue;
                }
                let number = word;
                (kind, word) = words.next();
                if kind != Word::Alphabet {
                    output.word(Word::Number, number);
                    output.connect_unless(kind, &[Word::Connector, Word::Punctuation]);
                    continue;
                }
                output.text.push(connector);
                output.word(Word::Number, number);
                while matches!(kind, Word::Alphabet | Word::Number) {
                    output.word(kind, word);
                    (kind, word) = words.next();
                }
                output.connect_unless(kind, &[Word::None, Word::Connector, Word::Punctuation]);
            }
        }
    }
    output.word(kind, word);
    output.text
}

struct Lowered {
    text: Vec<u8>,
    connector: u8,
}

impl Lowered {
    /// xstrings: `toLower`: connectors become the one asked for, capitals small.
    fn word(&mut self, kind: Word, word: &[u32]) {
        for &rune in word {
            match kind {
                Word::Connector => self.text.push(self.connector),
                Word::UpperCase => append_rune(&mut self.text, to_lower(rune)),
                _ => append_rune(&mut self.text, rune),
            }
        }
    }

    fn connect_unless(&mut self, kind: Word, kinds: &[Word]) {
        if !kinds.contains(&kind) {
            self.text.push(self.connector);
        }
    }
}
