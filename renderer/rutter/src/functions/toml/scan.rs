//! Reading TOML character by character: cursor, strings and keys. Go: BurntSushi/toml lex.go.

use rutter_go::strconv::{quote, quote_rune};
use rutter_go::utf8::{append_rune, decode_rune};

/// What [`Scanner::next`] gives at the end of the text; a written NUL is an error.
pub(super) const END: u32 = 0;

/// An error and the line it is reported for; the caller knows the last key.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) line: i64,
    pub(super) message: String,
}

pub(super) type Scanned<T> = Result<T, Fault>;

/// A place in the text, with the start of the token that is being read.
pub(super) struct Scanner<'t> {
    text: &'t [u8],
    start: usize,
    position: usize,
    line: i64,
    /// The end was read, and not put back.
    at_end: bool,
}

pub(super) fn is_space(rune: u32) -> bool {
    matches!(rune, 0x20 | 0x09)
}

pub(super) fn is_newline(rune: u32) -> bool {
    matches!(rune, 0x0a | 0x0d)
}

pub(super) fn is_digit(rune: u32) -> bool {
    (0x30..=0x39).contains(&rune)
}

pub(super) fn is_hex(rune: u32) -> bool {
    u8::try_from(rune).is_ok_and(|byte| byte.is_ascii_hexdigit())
}

fn is_bare(rune: u32) -> bool {
    u8::try_from(rune).is_ok_and(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

fn is_control(rune: u32) -> bool {
    (rune < 0x20 && !is_newline(rune) && rune != 0x09) || rune == 0x7f
}

/// The character as text.
pub(super) fn shown(rune: u32) -> String {
    char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t [u8]) -> Scanner<'t> {
        Scanner { text, start: 0, position: 0, line: 1, at_end: false }
    }

    pub(super) fn line(&self) -> i64 {
        self.line
    }

    /// The token as read so far.
    pub(super) fn current(&self) -> &'t [u8] {
        self.text.get(self.start..self.position).unwrap_or_default()
    }

    pub(super) fn current_text(&self) -> String {
        String::from_utf8_lossy(self.current()).into_owned()
    }

    /// Begins a token here.
    pub(super) fn begin(&mut self) {
        self.start = self.position;
    }

    pub(super) fn next(&mut self) -> Scanned<u32> {
        let Some(&byte) = self.text.get(self.position) else {
            self.at_end = true;
            return Ok(END);
        };
        let (rune, width) = match byte {
            0..=0x7f => (u32::from(byte), 1),
            _ => decode_rune(self.text.get(self.position..).unwrap_or_default()),
        };
        if byte >= 0x80 && width == 1 {
            return Err(self.fault(format!("invalid UTF-8 byte: 0x{byte:02x}")));
        }
        let lone = byte == b'\r' && self.text.get(self.position + 1) != Some(&b'\n');
        if is_control(rune) || lone {
            let message = format!("TOML files cannot contain control characters: '0x{rune:02x}'");
            return Err(self.fault(message));
        }
        self.line += i64::from(byte == b'\n');
        self.position += width;
        Ok(rune)
    }

    /// Puts the last character back.
    pub(super) fn back(&mut self) {
        if std::mem::take(&mut self.at_end) {
            return;
        }
        let read = self.text.get(..self.position).unwrap_or_default();
        let width = read.iter().rev().take_while(|b| (0x80..0xc0).contains(*b)).count() + 1;
        self.position = self.position.saturating_sub(width);
        self.line -= i64::from(self.text.get(self.position) == Some(&b'\n'));
    }

    pub(super) fn accept(&mut self, byte: u8) -> Scanned<bool> {
        let found = self.next()? == u32::from(byte);
        if !found {
            self.back();
        }
        Ok(found)
    }

    pub(super) fn peek(&mut self) -> Scanned<u32> {
        let rune = self.next()?;
        self.back();
        Ok(rune)
    }

    pub(super) fn skip_spaces(&mut self) -> Scanned<()> {
        while is_space(self.next()?) {}
        self.back();
        self.begin();
        Ok(())
    }

    /// The rest of a comment, up to the end of its line.
    pub(super) fn comment(&mut self) -> Scanned<()> {
        loop {
            let rune = self.next()?;
            if is_newline(rune) || rune == END {
                self.back();
                self.begin();
                return Ok(());
            }
        }
    }

    /// An error here; one about the end of the text belongs to the last line that has any.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        let ended = self.position.checked_sub(1).and_then(|last| self.text.get(last));
        let above = self.at_end && ended == Some(&b'\n');
        Fault { line: self.line - i64::from(above), message: message.into() }
    }

    /// An error that is reported for the line before.
    pub(super) fn fault_above(&self, message: impl Into<String>) -> Fault {
        Fault { line: self.line - 1, message: message.into() }
    }

    /// One part of a dotted name.
    pub(super) fn name(&mut self) -> Scanned<Vec<u8>> {
        match self.peek()? {
            0x22 => {
                self.next()?;
                self.begin();
                self.basic_string()
            }
            0x27 => {
                self.next()?;
                self.begin();
                self.literal_string().map(<[u8]>::to_vec)
            }
            _ => {
                while is_bare(self.next()?) {}
                self.back();
                let name = self.current().to_vec();
                self.begin();
                Ok(name)
            }
        }
    }

    /// A string behind its opening quote, of which `quote` is the character.
    pub(super) fn string(&mut self, quote: u8) -> Scanned<Vec<u8>> {
        if self.accept(quote)? {
            if self.accept(quote)? {
                self.begin();
                return match quote {
                    b'"' => self.long_basic_string(),
                    _ => self.long_literal_string(),
                };
            }
            self.back();
        }
        self.begin();
        match quote {
            b'"' => self.basic_string(),
            _ => self.literal_string().map(<[u8]>::to_vec),
        }
    }

    fn basic_string(&mut self) -> Scanned<Vec<u8>> {
        loop {
            match self.next()? {
                END => return Err(self.fault("unexpected EOF; expected '\"'")),
                rune if is_newline(rune) => return Err(self.newline_in_string()),
                0x5c => self.escape()?,
                0x22 => break,
                _ => {}
            }
        }
        let content = self.without_closing(1);
        self.unescaped(content)
    }

    fn literal_string(&mut self) -> Scanned<&'t [u8]> {
        loop {
            match self.next()? {
                END => return Err(self.fault("unexpected EOF; expected \"'\"")),
                rune if is_newline(rune) => return Err(self.newline_in_string()),
                0x27 => return Ok(self.without_closing(1)),
                _ => {}
            }
        }
    }

    fn newline_in_string(&self) -> Fault {
        self.fault_above("strings cannot contain newlines")
    }

    /// The token less its last bytes; the next token begins behind them.
    fn without_closing(&mut self, quotes: usize) -> &'t [u8] {
        let content = self.text.get(self.start..self.position - quotes).unwrap_or_default();
        self.begin();
        content
    }

    fn long_basic_string(&mut self) -> Scanned<Vec<u8>> {
        loop {
            match self.next()? {
                END => return Err(self.fault("unexpected EOF; expected '\"\"\"'")),
                0x5c if is_newline(self.next()?) => {}
                0x5c => {
                    self.back();
                    self.escape()?;
                }
                0x22 if self.closes_long(b'"')? => break,
                _ => {}
            }
        }
        let content = self.without_closing(3);
        let joined = join_lines(less_first_newline(content));
        self.unescaped(&joined)
    }

    fn long_literal_string(&mut self) -> Scanned<Vec<u8>> {
        loop {
            match self.next()? {
                END => return Err(self.fault("unexpected EOF; expected \"'''\"")),
                0x27 if self.closes_long(b'\'')? => break,
                _ => {}
            }
        }
        Ok(less_first_newline(self.without_closing(3)).to_vec())
    }

    /// Whether the quote just read is the first of the closing three: up to two more belong to
    /// the content.
    fn closes_long(&mut self, quote: u8) -> Scanned<bool> {
        if !self.accept(quote)? {
            return Ok(false);
        }
        if !self.accept(quote)? {
            self.back();
            return Ok(false);
        }
        if self.peek()? != u32::from(quote) {
            return Ok(true);
        }
        let current = self.current();
        let basic = quote == b'"';
        let many = current.ends_with(&[quote; 5]);
        if many && !(basic && current.ends_with(b"\\\"\"\"\"\"")) {
            let around = if basic { "'" } else { "\"" };
            let quotes = shown(u32::from(quote)).repeat(6);
            return Err(self.fault(format!("unexpected {around}{quotes}{around}")));
        }
        self.back();
        self.back();
        Ok(false)
    }

    /// What follows a backslash; only whether it is allowed.
    fn escape(&mut self) -> Scanned<()> {
        let rune = self.next()?;
        let (letter, digits, number) = match rune {
            0x65 | 0x62 | 0x74 | 0x6e | 0x66 | 0x72 | 0x22 | 0x20 | 0x09 | 0x5c => return Ok(()),
            0x78 => ('x', 2, "two"),
            0x75 => ('u', 4, "four"),
            0x55 => ('U', 8, "eight"),
            _ => {
                let message = format!("invalid escape in string '\\{}'", shown(rune));
                return Err(match self.at_end {
                    true => self.fault_above(message),
                    false => self.fault(message),
                });
            }
        };
        for _ in 0..digits {
            if !is_hex(self.next()?) {
                let got = quote(self.current());
                return Err(self.fault(format!(
                    "expected {number} hexadecimal digits after '\\{letter}', but got {got} instead"
                )));
            }
        }
        Ok(())
    }

    /// Content with its escapes, which [`Scanner::escape`] has allowed, replaced.
    fn unescaped(&self, content: &[u8]) -> Scanned<Vec<u8>> {
        let mut out = Vec::with_capacity(content.len());
        let mut rest = content;
        while let Some(at) = memchr::memchr(b'\\', rest) {
            let (plain, tail) = rest.split_at(at);
            out.extend_from_slice(plain);
            let letter = tail.get(1).copied().unwrap_or_default();
            let digits = match letter {
                b'x' => 2,
                b'u' => 4,
                b'U' => 8,
                _ => 0,
            };
            match letter {
                b'b' => out.push(0x08),
                b't' => out.push(b'\t'),
                b'n' => out.push(b'\n'),
                b'f' => out.push(0x0c),
                b'r' => out.push(b'\r'),
                b'e' => out.push(0x1b),
                b'"' | b'\\' => out.push(letter),
                b'x' | b'u' | b'U' => {
                    let digits = tail.get(2..2 + digits).unwrap_or_default();
                    self.push_code(&mut out, &String::from_utf8_lossy(digits))?;
                }
                _ => {
                    let message = format!("invalid escape: '\\{}'", shown(u32::from(letter)));
                    return Err(self.fault(message));
                }
            }
            rest = tail.get(2 + digits..).unwrap_or_default();
        }
        out.extend_from_slice(rest);
        Ok(out)
    }

    fn push_code(&self, out: &mut Vec<u8>, digits: &str) -> Scanned<()> {
        let code = u32::from_str_radix(digits, 16).ok().filter(|c| char::from_u32(*c).is_some());
        let Some(code) = code else {
            let message = format!("Escaped character '\\u{digits}' is not valid UTF-8.");
            return Err(self.fault(message));
        };
        append_rune(out, code);
        Ok(())
    }

    /// The error `expected …, but got 'x' instead`.
    pub(super) fn unexpected(&self, expected: &str, got: u32) -> Fault {
        self.fault(format!("expected {expected}, but got {} instead", quote_rune(got)))
    }
}

fn less_first_newline(content: &[u8]) -> &[u8] {
    match content {
        [b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] => rest,
        _ => content,
    }
}

/// Joins the lines that end in a backslash: it goes, and all space up to the next other character.
fn join_lines(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        let tail = rest.get(at + 1..).unwrap_or_default();
        let blank = tail.iter().take_while(|b| b" \t\r\n".contains(b)).count();
        let joins = tail.get(..blank).is_some_and(|space| space.contains(&b'\n'));
        // Another backslash behind this one is no beginning of an escape.
        let kept = if tail.first() == Some(&b'\\') { at + 2 } else { at + 1 };
        let (keep, after) = if joins { (at, at + 1 + blank) } else { (kept, kept) };
        out.extend_from_slice(rest.get(..keep).unwrap_or_default());
        rest = rest.get(after..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}
