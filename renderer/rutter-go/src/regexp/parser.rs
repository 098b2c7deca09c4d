//! Go's syntax of regular expressions (Go: `regexp/syntax/parse.go`) to the form that
//! regex-automata compiles.

use super::class;
use crate::unicode::{MAX_RUNE, Ranges, complement, normalize};
use crate::utf8::{RUNE_ERROR, append_rune, decode_rune};
use memchr::memmem;
use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, Look, Repetition};

/// Deepest nesting, as in Go.
const MAX_HEIGHT: usize = 1000;
/// Most instructions of the compiled program, as in Go.
const MAX_SIZE: u64 = (128 << 20) / 40;
/// Most ends of ranges in all classes together, as in Go.
const MAX_RUNES: usize = (128 << 20) / 4;
/// Largest number of repetitions, nested ones multiplied, as in Go.
const MAX_REPEAT: u64 = 1000;

const TOO_LARGE: &str = "expression too large";

/// Why an expression cannot be compiled; prints with Go's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    code: &'static str,
    expression: Vec<u8>,
}

impl Error {
    fn new(code: &'static str, expression: &[u8]) -> Error {
        Error { code, expression: expression.to_vec() }
    }

    pub(super) fn too_large(pattern: &[u8]) -> Error {
        Error::new(TOO_LARGE, pattern)
    }

    /// Whether the expression would take too much memory, which may have been found out late.
    pub fn is_too_large(&self) -> bool {
        self.code == TOO_LARGE
    }

    /// The text, with the bytes of the expression as they are.
    pub fn to_bytes(&self) -> Vec<u8> {
        let code = self.code.as_bytes();
        [b"error parsing regexp: ", code, b": `", &self.expression, b"`"].concat()
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.to_bytes()))
    }
}

impl std::error::Error for Error {}

/// A parsed expression, and the names of its groups.
pub(super) struct Parsed {
    pub hir: Hir,
    pub names: Vec<Option<String>>,
}

/// Parses an expression.
pub(super) fn parse(pattern: &[u8]) -> Result<Parsed, Error> {
    let flags = Flags { fold: false, dot_newline: false, multiline: false, lazy: false };
    let mut parser = Parser {
        pattern,
        flags,
        groups: vec![Group::new(None, flags)],
        names: vec![None],
        runes: 0,
    };
    parser.run()?;
    let missing = || Error::new("missing closing )", pattern);
    let whole = parser.groups.pop().filter(|_| parser.groups.is_empty()).ok_or_else(missing)?;
    let node = whole.finish();
    parser.check(&node)?;
    Ok(Parsed { hir: node.hir, names: parser.names })
}

#[derive(Clone, Copy)]
struct Flags {
    /// `(?i)`
    fold: bool,
    /// `(?s)`
    dot_newline: bool,
    /// `(?m)`
    multiline: bool,
    /// `(?U)`
    lazy: bool,
}

/// A part of the expression with what Go limits.
struct Node {
    hir: Hir,
    kind: NodeKind,
    height: usize,
    size: u64,
    /// Largest product of nested repeat counts.
    repeat: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum NodeKind {
    Literal,
    Concat,
    Alternate,
    Other,
}

impl Node {
    fn leaf(hir: Hir, kind: NodeKind) -> Node {
        Node { hir, kind, height: 1, size: 1, repeat: 1 }
    }

    /// One node of several, nested ones of the same kind dissolved.
    fn join(mut nodes: Vec<Node>, kind: NodeKind) -> Node {
        if nodes.len() == 1 {
            return nodes.remove(0);
        }
        if nodes.is_empty() {
            return Node::leaf(Hir::empty(), NodeKind::Other);
        }
        let height = |node: &Node| node.height - (node.kind == kind) as usize;
        let literal = kind == NodeKind::Concat && nodes.iter().all(|n| n.kind == NodeKind::Literal);
        let between = if kind == NodeKind::Alternate { nodes.len() as u64 - 1 } else { 0 };
        let (height, kind) = match literal {
            true => (1, NodeKind::Literal),
            false => (1 + nodes.iter().map(height).max().unwrap_or(0), kind),
        };
        let size = nodes.iter().map(|n| n.size).fold(between, u64::saturating_add);
        let repeat = nodes.iter().map(|n| n.repeat).max().unwrap_or(1);
        let parts = nodes.into_iter().map(|n| n.hir).collect();
        let hir = match kind {
            NodeKind::Alternate => Hir::alternation(parts),
            _ => Hir::concat(parts),
        };
        Node { hir, kind, height, size, repeat }
    }
}

/// What stands between a `(` and its `)`, as far as it is read.
struct Group {
    /// The number of a group that captures. Its name is kept apart: Go allows it twice.
    capture: Option<u32>,
    /// Flags that hold again behind the group.
    flags: Flags,
    alternatives: Vec<Node>,
    sequence: Vec<Node>,
}

impl Group {
    fn new(capture: Option<u32>, flags: Flags) -> Group {
        Group { capture, flags, alternatives: Vec::new(), sequence: Vec::new() }
    }

    fn end_alternative(&mut self) {
        let sequence = std::mem::take(&mut self.sequence);
        self.alternatives.push(Node::join(sequence, NodeKind::Concat));
    }

    fn finish(mut self) -> Node {
        self.end_alternative();
        let node = Node::join(self.alternatives, NodeKind::Alternate);
        let Some(index) = self.capture else {
            return node;
        };
        let sub = Box::new(node.hir);
        Node {
            hir: Hir::capture(Capture { index, name: None, sub }),
            kind: NodeKind::Other,
            height: node.height + 1,
            size: node.size.saturating_add(2),
            repeat: node.repeat,
        }
    }
}

/// A repetition operator as read.
struct Repeat {
    min: u32,
    max: Option<u32>,
    counted: bool,
}

struct Parser<'p> {
    pattern: &'p [u8],
    flags: Flags,
    groups: Vec<Group>,
    names: Vec<Option<String>>,
    /// Ends of ranges in classes so far.
    runes: usize,
}

impl<'p> Parser<'p> {
    fn run(&mut self) -> Result<(), Error> {
        let mut rest = self.pattern;
        // The text from the last repetition operator on, when nothing followed it yet.
        let mut last_repeat: Option<&'p [u8]> = None;
        while let Some(&first) = rest.first() {
            let before = rest;
            let tail = rest.get(1..).unwrap_or_default();
            let mut repeat = None;
            match first {
                b'(' if tail.first() == Some(&b'?') => rest = self.flags_or_name(rest)?,
                b'(' => {
                    self.open(None);
                    rest = tail;
                }
                b'|' => {
                    if let Some(group) = self.groups.last_mut() {
                        group.end_alternative();
                    }
                    rest = tail;
                }
                b')' => {
                    self.close()?;
                    rest = tail;
                }
                b'^' | b'$' | b'.' => {
                    self.simple(first)?;
                    rest = tail;
                }
                b'[' => rest = self.class(rest)?,
                b'*' | b'+' | b'?' => {
                    let (min, max) = match first {
                        b'*' => (0, None),
                        b'+' => (1, None),
                        _ => (0, Some(1)),
                    };
                    let operator = Repeat { min, max, counted: false };
                    rest = self.repeat(operator, before, tail, last_repeat)?;
                    repeat = Some(before);
                }
                b'{' => match counts(rest) {
                    None => {
                        self.literal(u32::from(b'{'))?;
                        rest = tail;
                    }
                    Some((operator, after)) => {
                        let operator = operator.ok_or_else(|| bad_count(before, after))?;
                        rest = self.repeat(operator, before, after, last_repeat)?;
                        repeat = Some(before);
                    }
                },
                b'\\' => rest = self.backslash(rest)?,
                _ => {
                    let (rune, after) = next_rune(rest)?;
                    self.literal(rune)?;
                    rest = after;
                }
            }
            last_repeat = repeat;
        }
        Ok(())
    }

    fn check(&self, node: &Node) -> Result<(), Error> {
        if self.runes > MAX_RUNES || node.size > MAX_SIZE {
            return Err(Error::too_large(self.pattern));
        }
        match node.height > MAX_HEIGHT {
            true => Err(Error::new("expression nests too deeply", self.pattern)),
            false => Ok(()),
        }
    }

    fn push(&mut self, node: Node) -> Result<(), Error> {
        self.check(&node)?;
        if let Some(group) = self.groups.last_mut() {
            group.sequence.push(node);
        }
        Ok(())
    }

    fn open(&mut self, name: Option<String>) {
        let index = self.names.len() as u32;
        self.names.push(name);
        self.groups.push(Group::new(Some(index), self.flags));
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.groups.pop().filter(|_| !self.groups.is_empty()) {
            None => Err(Error::new("unexpected )", self.pattern)),
            Some(group) => {
                self.flags = group.flags;
                self.push(group.finish())
            }
        }
    }

    fn look(&mut self, look: Look) -> Result<(), Error> {
        self.push(Node::leaf(Hir::look(look), NodeKind::Other))
    }

    /// `^`, `$` and `.`
    fn simple(&mut self, letter: u8) -> Result<(), Error> {
        match (letter, self.flags.multiline) {
            (b'^', false) => self.look(Look::Start),
            (b'^', true) => self.look(Look::StartLF),
            (b'$', false) => self.look(Look::End),
            (b'$', true) => self.look(Look::EndLF),
            _ if self.flags.dot_newline => self.push_class(vec![(0, MAX_RUNE)]),
            _ => self.push_class(vec![(0, 9), (11, MAX_RUNE)]),
        }
    }

    fn push_class(&mut self, ranges: Ranges) -> Result<(), Error> {
        self.runes += ranges.len() * 2;
        self.push(Node::leaf(class_hir(&ranges), NodeKind::Other))
    }

    fn literal(&mut self, rune: u32) -> Result<(), Error> {
        let folded = match self.flags.fold {
            true => class::fold(&[(rune, rune)]),
            false => Vec::new(),
        };
        self.runes += 1;
        let hir = match folded.is_empty() || folded == [(rune, rune)] {
            true => {
                let mut text = Vec::with_capacity(4);
                append_rune(&mut text, rune);
                Hir::literal(text)
            }
            false => class_hir(&folded),
        };
        self.push(Node::leaf(hir, NodeKind::Literal))
    }

    fn repeat(
        &mut self,
        operator: Repeat,
        before: &'p [u8],
        after: &'p [u8],
        last_repeat: Option<&'p [u8]>,
    ) -> Result<&'p [u8], Error> {
        let mut greedy = !self.flags.lazy;
        let mut rest = after;
        if let Some(tail) = rest.strip_prefix(b"?") {
            rest = tail;
            greedy = !greedy;
        }
        if let Some(last) = last_repeat {
            let code = "invalid nested repetition operator";
            return Err(Error::new(code, up_to(last, rest)));
        }
        let Some(sub) = self.groups.last_mut().and_then(|group| group.sequence.pop()) else {
            let code = "missing argument to repetition operator";
            return Err(Error::new(code, up_to(before, rest)));
        };
        let node = repeated(sub, &operator, greedy);
        let allowed = !operator.counted || node.repeat <= MAX_REPEAT;
        self.push(node)?;
        match allowed {
            true => Ok(rest),
            false => Err(Error::new("invalid repeat count", up_to(before, rest))),
        }
    }

    /// `(?flags)`, `(?flags:` and `(?P<name>`
    fn flags_or_name(&mut self, text: &'p [u8]) -> Result<&'p [u8], Error> {
        let name_start = match text {
            [b'(', b'?', b'P', b'<', _, ..] => 4,
            [b'(', b'?', b'<', _, ..] => 3,
            _ => return self.read_flags(text),
        };
        const CODE: &str = "invalid named capture";
        let Some(end) = memchr::memchr(b'>', text) else {
            check_utf8(text)?;
            return Err(Error::new(CODE, text));
        };
        let name = text.get(name_start..end).unwrap_or_default();
        check_utf8(name)?;
        let valid = name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_');
        if name.is_empty() || !valid {
            return Err(Error::new(CODE, text.get(..=end).unwrap_or(text)));
        }
        self.open(Some(String::from_utf8_lossy(name).into_owned()));
        Ok(text.get(end + 1..).unwrap_or_default())
    }

    fn read_flags(&mut self, text: &'p [u8]) -> Result<&'p [u8], Error> {
        let mut flags = self.flags;
        let (mut negative, mut saw) = (false, false);
        let mut rest = text.get(2..).unwrap_or_default();
        while !rest.is_empty() {
            let (rune, tail) = next_rune(rest)?;
            rest = tail;
            match char::from_u32(rune) {
                Some('i') => flags.fold = !negative,
                // Go turns a flag for "one line" around.
                Some('m') => flags.multiline = !negative,
                Some('s') => flags.dot_newline = !negative,
                Some('U') => flags.lazy = !negative,
                Some('-') if !negative => {
                    negative = true;
                    saw = false;
                    continue;
                }
                Some(end @ (':' | ')')) if !negative || saw => {
                    if end == ':' {
                        self.groups.push(Group::new(None, self.flags));
                    }
                    self.flags = flags;
                    return Ok(rest);
                }
                _ => break,
            }
            saw = true;
        }
        Err(Error::new("invalid or unsupported Perl syntax", up_to(text, rest)))
    }

    fn backslash(&mut self, text: &'p [u8]) -> Result<&'p [u8], Error> {
        let rest = text.get(2..).unwrap_or_default();
        match text.get(1) {
            Some(b'A') => self.look(Look::Start)?,
            Some(b'b') => self.look(Look::WordAscii)?,
            Some(b'B') => self.look(Look::WordAsciiNegate)?,
            Some(b'z') => self.look(Look::End)?,
            Some(b'C') => {
                return Err(Error::new("invalid escape sequence", text.get(..2).unwrap_or(text)));
            }
            Some(b'Q') => return self.quoted(rest),
            _ => {
                let mut ranges = Vec::new();
                if let Some(rest) = self.escaped_class(text, &mut ranges)? {
                    self.push_class(normalize(ranges))?;
                    return Ok(rest);
                }
                let (rune, rest) = escape(text)?;
                self.literal(rune)?;
                return Ok(rest);
            }
        }
        Ok(rest)
    }

    /// Everything up to `\E` as it stands.
    fn quoted(&mut self, text: &'p [u8]) -> Result<&'p [u8], Error> {
        let end = memmem::find(text, b"\\E");
        let mut literal = end.and_then(|end| text.get(..end)).unwrap_or(text);
        while !literal.is_empty() {
            let (rune, tail) = next_rune(literal)?;
            self.literal(rune)?;
            literal = tail;
        }
        Ok(end.and_then(|end| text.get(end + 2..)).unwrap_or_default())
    }

    /// `\pN`, `\p{Greek}`, `\d` and the like; `None` when it is something else.
    fn escaped_class(
        &self,
        text: &'p [u8],
        ranges: &mut Ranges,
    ) -> Result<Option<&'p [u8]>, Error> {
        let [b'\\', letter, rest @ ..] = text else {
            return Ok(None);
        };
        if matches!(letter, b'p' | b'P') {
            return self.unicode_class(text, ranges).map(Some);
        }
        let Some((class, negated)) = class::perl(*letter) else {
            return Ok(None);
        };
        self.add_class(ranges, class, negated);
        Ok(Some(rest))
    }

    fn add_class(&self, ranges: &mut Ranges, class: Ranges, negated: bool) {
        let class = if self.flags.fold { class::fold(&class) } else { class };
        match negated {
            true => ranges.extend(complement(&class)),
            false => ranges.extend(class),
        }
    }

    fn unicode_class(&self, text: &'p [u8], ranges: &mut Ranges) -> Result<&'p [u8], Error> {
        const CODE: &str = "invalid character class range";
        let mut negated = text.get(1) == Some(&b'P');
        let after = text.get(2..).unwrap_or_default();
        let (first, mut rest) = next_rune(after)?;
        let mut name = up_to(after, rest);
        if first == u32::from(b'{') {
            let Some(end) = memchr::memchr(b'}', text) else {
                check_utf8(text)?;
                return Err(Error::new(CODE, text));
            };
            name = text.get(3..end).unwrap_or_default();
            rest = text.get(end + 1..).unwrap_or_default();
            check_utf8(name)?;
        }
        if let Some(tail) = name.strip_prefix(b"^") {
            (name, negated) = (tail, !negated);
        }
        let found = std::str::from_utf8(name).ok().and_then(class::unicode);
        let found = found.ok_or_else(|| Error::new(CODE, up_to(text, rest)))?;
        self.add_class(ranges, found, negated);
        Ok(rest)
    }

    /// `[…]`
    fn class(&mut self, text: &'p [u8]) -> Result<&'p [u8], Error> {
        let mut rest = text.get(1..).unwrap_or_default();
        let negated = rest.first() == Some(&b'^');
        if negated {
            rest = rest.get(1..).unwrap_or_default();
        }
        let mut ranges = Vec::new();
        let mut first = true;
        while first || rest.first() != Some(&b']') {
            first = false;
            rest = self.class_item(rest, text, &mut ranges)?;
        }
        let ranges = normalize(ranges);
        self.push_class(if negated { complement(&ranges) } else { ranges })?;
        Ok(rest.get(1..).unwrap_or_default())
    }

    fn class_item(
        &self,
        text: &'p [u8],
        whole: &'p [u8],
        ranges: &mut Ranges,
    ) -> Result<&'p [u8], Error> {
        const CODE: &str = "invalid character class range";
        if let Some(end) = text.strip_prefix(b"[:").and_then(|t| memmem::find(t, b":]")) {
            let (name, rest) = text.split_at_checked(end + 4).unwrap_or((text, b""));
            let known = class::posix(name).ok_or_else(|| Error::new(CODE, name))?;
            self.add_class(ranges, known.0, known.1);
            return Ok(rest);
        }
        if let Some(rest) = self.escaped_class(text, ranges)? {
            return Ok(rest);
        }
        let (low, mut rest) = class_rune(text, whole)?;
        let mut high = low;
        let range = matches!(rest, [b'-', next, ..] if *next != b']');
        if range {
            (high, rest) = class_rune(rest.get(1..).unwrap_or_default(), whole)?;
            if high < low {
                return Err(Error::new(CODE, up_to(text, rest)));
            }
        }
        match self.flags.fold {
            true => ranges.extend(class::fold(&[(low, high)])),
            false => ranges.push((low, high)),
        }
        Ok(rest)
    }
}

fn repeated(sub: Node, operator: &Repeat, greedy: bool) -> Node {
    let Repeat { min, max, counted } = *operator;
    let size = match (counted, max) {
        (false, None) if min == 0 => sub.size.saturating_add(2),
        (false, _) => sub.size.saturating_add(1),
        (true, None) if min == 0 => sub.size.saturating_add(2),
        (true, None) => sub.size.saturating_mul(u64::from(min)).saturating_add(1),
        (true, Some(max)) => {
            let copies = sub.size.saturating_mul(u64::from(max));
            copies.saturating_add(u64::from(max - min.min(max)))
        }
    };
    let repeat = match (counted, max) {
        (true, Some(0)) => 1,
        (true, most) => u64::from(most.unwrap_or(min).max(1)).saturating_mul(sub.repeat),
        (false, _) => sub.repeat,
    };
    let hir = Hir::repetition(Repetition { min, max, greedy, sub: Box::new(sub.hir) });
    Node { hir, kind: NodeKind::Other, height: sub.height + 1, size: size.max(1), repeat }
}

fn class_hir(ranges: &[(u32, u32)]) -> Hir {
    let letter = |rune: u32, other: u32| char::from_u32(rune).or(char::from_u32(other));
    let range = |&(low, high): &(u32, u32)| {
        // Surrogates are no characters: ranges end before and begin behind them.
        let (low, high) = (letter(low, 0xE000)?, letter(high, 0xD7FF)?);
        (low <= high).then(|| ClassUnicodeRange::new(low, high))
    };
    Hir::class(Class::Unicode(ClassUnicode::new(ranges.iter().filter_map(range))))
}

/// `{n}`, `{n,}`, `{n,m}` and what follows; without a repeat when the counts are too large,
/// `None` when it is no such thing.
fn counts(text: &[u8]) -> Option<(Option<Repeat>, &[u8])> {
    let (min, rest) = count(text.strip_prefix(b"{")?)?;
    let (max, rest) = match rest {
        [b',', b'}', ..] => (None, rest.get(1..)?),
        [b',', tail @ ..] => {
            let (max, rest) = count(tail)?;
            (Some(max), rest)
        }
        _ => (Some(min), rest),
    };
    let rest = rest.strip_prefix(b"}")?;
    let large = |n: u64| n > MAX_REPEAT;
    let bad = large(min) || max.is_some_and(|max| large(max) || min > max);
    let repeat = Repeat { min: min as u32, max: max.map(|max| max as u32), counted: true };
    Some(((!bad).then_some(repeat), rest))
}

/// A decimal number without leading zeros.
fn count(text: &[u8]) -> Option<(u64, &[u8])> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(digits).filter(|(d, _)| !d.is_empty())?;
    if digits.len() > 1 && digits.starts_with(b"0") {
        return None;
    }
    let add = |n: u64, d: &u8| n.saturating_mul(10).saturating_add(u64::from(d - b'0'));
    Some((digits.iter().fold(0, add), rest))
}

fn bad_count(before: &[u8], after: &[u8]) -> Error {
    Error::new("invalid repeat count", up_to(before, after))
}

/// The part of `text` in front of its own tail `rest`.
fn up_to<'t>(text: &'t [u8], rest: &[u8]) -> &'t [u8] {
    text.get(..text.len() - rest.len()).unwrap_or_default()
}

fn next_rune(text: &[u8]) -> Result<(u32, &[u8]), Error> {
    match decode_rune(text) {
        (RUNE_ERROR, 1) => Err(Error::new("invalid UTF-8", text)),
        (rune, width) => Ok((rune, text.get(width..).unwrap_or_default())),
    }
}

fn check_utf8(text: &[u8]) -> Result<(), Error> {
    match std::str::from_utf8(text) {
        Ok(_) => Ok(()),
        Err(error) => {
            let invalid = text.get(error.valid_up_to()..).unwrap_or_default();
            Err(Error::new("invalid UTF-8", invalid))
        }
    }
}

fn class_rune<'p>(text: &'p [u8], whole: &[u8]) -> Result<(u32, &'p [u8]), Error> {
    match text.first() {
        None => Err(Error::new("missing closing ]", whole)),
        Some(b'\\') => escape(text),
        Some(_) => next_rune(text),
    }
}

/// The rune that an escape means.
fn escape(text: &[u8]) -> Result<(u32, &[u8]), Error> {
    let after = text.get(1..).unwrap_or_default();
    if after.is_empty() {
        return Err(Error::new("trailing backslash at end of expression", b""));
    }
    let (rune, rest) = next_rune(after)?;
    let invalid = |rest: &[u8]| Error::new("invalid escape sequence", up_to(text, rest));
    let octal = |b: Option<&u8>| b.is_some_and(|b| (b'0'..=b'7').contains(b));
    match char::from_u32(rune) {
        Some('0') => Ok(octal_rune(after)),
        Some('1'..='7') if octal(rest.first()) => Ok(octal_rune(after)),
        Some('x') => hexadecimal(text, rest),
        Some('a') => Ok((7, rest)),
        Some('f') => Ok((12, rest)),
        Some('n') => Ok((10, rest)),
        Some('r') => Ok((13, rest)),
        Some('t') => Ok((9, rest)),
        Some('v') => Ok((11, rest)),
        Some(other) if other.is_ascii() && !other.is_ascii_alphanumeric() => Ok((rune, rest)),
        _ => Err(invalid(rest)),
    }
}

/// Up to three octal digits.
fn octal_rune(text: &[u8]) -> (u32, &[u8]) {
    let digits = text.iter().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
    let (digits, rest) = text.split_at_checked(digits).unwrap_or((text, b""));
    (digits.iter().fold(0, |rune, d| rune * 8 + u32::from(d - b'0')), rest)
}

/// Behind `\x`: two digits, or any number of them in braces.
fn hexadecimal<'p>(text: &'p [u8], rest: &'p [u8]) -> Result<(u32, &'p [u8]), Error> {
    let invalid = |rest: &[u8]| Error::new("invalid escape sequence", up_to(text, rest));
    let digit = |rune: u32| char::from_u32(rune).and_then(|c| c.to_digit(16));
    if rest.is_empty() {
        return Err(invalid(rest));
    }
    let (first, mut rest) = next_rune(rest)?;
    if first != u32::from(b'{') {
        // The end of the text reads as a rune that is no digit.
        let (second, rest) = next_rune(rest)?;
        return match digit(first).zip(digit(second)) {
            Some((high, low)) => Ok((high * 16 + low, rest)),
            None => Err(invalid(rest)),
        };
    }
    let (mut rune, mut count) = (0, 0);
    loop {
        if rest.is_empty() {
            return Err(invalid(rest));
        }
        let (letter, tail) = next_rune(rest)?;
        rest = tail;
        if letter == u32::from(b'}') && count > 0 {
            return Ok((rune, rest));
        }
        match digit(letter) {
            Some(value) if rune * 16 + value <= MAX_RUNE => rune = rune * 16 + value,
            _ => return Err(invalid(rest)),
        }
        count += 1;
    }
}
