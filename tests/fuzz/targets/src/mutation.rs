//! Inputs made from seeds and the words of a dictionary, without knowing what they reach.

/// Longest input that is made.
const LONGEST: usize = 4_096;

/// A source of inputs, the same for each seed.
pub struct Mutation {
    state: u64,
    seeds: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Mutation {
    /// From these seeds and words, either of which may be none.
    pub fn new(seed: u64, seeds: Vec<Vec<u8>>, words: Vec<Vec<u8>>) -> Mutation {
        Mutation { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, seeds, words }
    }

    fn below(&mut self, count: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % count.max(1)
    }

    /// One more input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut input = self.seed();
        for _ in 0..1 + self.below(6) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn seed(&mut self) -> Vec<u8> {
        let index = self.below(self.seeds.len());
        self.seeds.get(index).cloned().unwrap_or_default()
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let end = at + self.below((input.len() - at).min(32) + 1);
        match self.below(7) {
            0 => input.truncate(at),
            1 => drop(input.drain(at..end)),
            2 => input.insert(at, self.state as u8),
            3 => {
                let bit = 1 << self.below(8);
                input.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= bit);
            }
            4 => {
                let part = input[at..end].to_vec();
                let times = 1 + self.below(4);
                input.splice(at..at, part.repeat(times));
            }
            5 => {
                let other = self.seed();
                let from = self.below(other.len() + 1);
                let to = from + self.below(other.len() - from + 1);
                input.splice(at..end, other[from..to].iter().copied());
            }
            _ => {
                let index = self.below(self.words.len());
                let word = self.words.get(index).cloned().unwrap_or_default();
                input.splice(at..at, word);
            }
        }
    }
}

/// The words of a dictionary as libFuzzer reads it: a quoted word on a line, `\\xNN` for a byte.
pub fn words(dictionary: &str) -> Vec<Vec<u8>> {
    let lines = dictionary.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(word(line.trim().strip_prefix('"')?.strip_suffix('"')?))).collect()
}

fn word(quoted: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = quoted.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        out.push(match (byte, rest) {
            (b'\\', [b'x', high, low, after @ ..]) => {
                rest = after;
                let digit = |byte: u8| (byte as char).to_digit(16).unwrap_or(0) as u8;
                digit(*high) << 4 | digit(*low)
            }
            (b'\\', [escaped, after @ ..]) => {
                rest = after;
                *escaped
            }
            _ => *byte,
        });
    }
    out
}
