//! JSON to values (Go: `encoding/json/scanner.go`, `decode.go`).

use super::MAX_DEPTH;
use super::text::unquote;
use crate::strconv;
use crate::value::{LIST, List, MAP, Map, Str, Value};

/// Text that is not JSON; prints as Go's `*json.SyntaxError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    text: String,
    /// How many bytes were read when the error showed.
    pub offset: usize,
    /// Whether the text ended too early.
    pub unexpected_end: bool,
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for SyntaxError {}

/// A value, and what could not be stored in it.
///
/// Go reads on after a number that no `float64` can hold, leaves nil in its place and reports
/// the first such number at the end.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// What was read.
    pub value: Value,
    /// Go's error beside the value.
    pub error: Option<String>,
}

/// Go's `json.Unmarshal` into an `interface{}`.
pub fn unmarshal(data: &[u8]) -> Result<Value, String> {
    let decoded = decode(data).map_err(|error| error.to_string())?;
    match decoded.error {
        Some(error) => Err(error),
        None => Ok(decoded.value),
    }
}

/// One JSON value with nothing behind it.
pub fn decode(data: &[u8]) -> Result<Decoded, SyntaxError> {
    let mut decoder = Decoder::new(data);
    let value = decoder.value()?;
    decoder.skip_space();
    if let Some(&byte) = data.get(decoder.at) {
        return Err(decoder.unexpected(byte, "after top-level value"));
    }
    let error = decoder.error;
    Ok(Decoded { value, error })
}

/// Go's `json.Unmarshal` into an empty `map[string]interface{}`: the map as far as it was
/// filled (nil for `null`), and the error.
pub fn decode_map(data: &[u8]) -> (Map, Option<String>) {
    match decode(data) {
        Err(error) => (Map::new(), Some(error.to_string())),
        Ok(Decoded { value, error }) => match value {
            Value::Map(map) => (map, error),
            Value::Nil if error.is_none() => (Map::nil(&MAP), None),
            other => (Map::new(), Some(mismatch(&other, MAP.name))),
        },
    }
}

/// Go's `json.Unmarshal` into an empty `[]interface{}`.
pub fn decode_list(data: &[u8]) -> (List, Option<String>) {
    match decode(data) {
        Err(error) => (List::new(&LIST, Vec::new()), Some(error.to_string())),
        Ok(Decoded { value, error }) => match value {
            Value::List(list) => (list, error),
            Value::Nil if error.is_none() => (List::nil(&LIST), None),
            other => {
                let error = mismatch(&other, LIST.name);
                (List::new(&LIST, Vec::new()), Some(error))
            }
        },
    }
}

/// The next of several values, and how many bytes it and the space before it take
/// (Go: `json.Decoder.Decode`); `None` when there is only space left.
pub fn decode_next(data: &[u8]) -> Result<Option<(Decoded, usize)>, SyntaxError> {
    let mut decoder = Decoder::new(data);
    decoder.skip_space();
    if decoder.at == data.len() {
        return Ok(None);
    }
    match decoder.value() {
        Ok(value) => {
            let error = decoder.error.take();
            Ok(Some((Decoded { value, error }, decoder.at)))
        }
        Err(error) if error.unexpected_end => {
            Err(SyntaxError { text: "unexpected EOF".to_string(), ..error })
        }
        Err(error) => Err(error),
    }
}

/// Whether the text is one JSON value (Go: `json.Valid`).
pub fn valid(data: &[u8]) -> bool {
    decode(data).is_ok()
}

fn mismatch(value: &Value, target: &str) -> String {
    let kind = match value {
        Value::Map(_) => "object",
        Value::List(_) => "array",
        Value::String(_) => "string",
        Value::Bool(_) => "bool",
        _ => "number",
    };
    format!("json: cannot unmarshal {kind} into Go value of type {target}")
}

/// A container that is half read.
enum Open {
    List(Vec<Value>),
    Map(Vec<(Str, Value)>, Str),
}

struct Decoder<'a> {
    data: &'a [u8],
    at: usize,
    error: Option<String>,
}

impl<'a> Decoder<'a> {
    fn new(data: &'a [u8]) -> Self {
        Decoder { data, at: 0, error: None }
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    /// The next byte that is not space.
    fn next_token(&mut self) -> Result<u8, SyntaxError> {
        self.skip_space();
        self.peek().ok_or_else(|| self.end())
    }

    fn end(&self) -> SyntaxError {
        SyntaxError {
            text: "unexpected end of JSON input".to_string(),
            offset: self.data.len(),
            unexpected_end: true,
        }
    }

    fn unexpected(&self, byte: u8, context: &str) -> SyntaxError {
        let quoted = match byte {
            b'\'' => "'\\''".to_string(),
            b'"' => "'\"'".to_string(),
            _ => {
                let mut letter = Vec::new();
                crate::utf8::append_rune(&mut letter, byte as u32);
                let quoted = strconv::quote(&letter);
                format!("'{}'", quoted.trim_matches('"'))
            }
        };
        SyntaxError {
            text: format!("invalid character {quoted} {context}"),
            offset: self.at + 1,
            unexpected_end: false,
        }
    }

    /// One value, containers kept on an explicit stack.
    fn value(&mut self) -> Result<Value, SyntaxError> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let mut value = match self.next_token()? {
                opening @ (b'[' | b'{') => match self.open(opening, &mut open)? {
                    Some(empty) => empty,
                    None => continue,
                },
                first => self.scalar(first)?,
            };
            loop {
                match open.pop() {
                    None => return Ok(value),
                    Some(container) => match self.store(container, value, &mut open)? {
                        Some(finished) => value = finished,
                        None => break,
                    },
                }
            }
        }
    }

    /// Enters a container; an empty one is a value at once.
    fn open(&mut self, opening: u8, open: &mut Vec<Open>) -> Result<Option<Value>, SyntaxError> {
        if open.len() >= MAX_DEPTH {
            return Err(self.unexpected(opening, "exceeded max depth"));
        }
        self.at += 1;
        let next = self.next_token()?;
        match (opening, next) {
            (b'[', b']') => {
                self.at += 1;
                Ok(Some(Value::list(Vec::new())))
            }
            (b'[', _) => {
                open.push(Open::List(Vec::new()));
                Ok(None)
            }
            (_, b'}') => {
                self.at += 1;
                Ok(Some(Value::Map(Map::new())))
            }
            _ => {
                let key = self.key(next)?;
                open.push(Open::Map(Vec::new(), key));
                Ok(None)
            }
        }
    }

    /// Puts a value into its container; gives the container back when that ends there.
    fn store(
        &mut self,
        container: Open,
        value: Value,
        open: &mut Vec<Open>,
    ) -> Result<Option<Value>, SyntaxError> {
        let next = self.next_token()?;
        match container {
            Open::List(mut items) => {
                items.push(value);
                match next {
                    b',' => open.push(Open::List(items)),
                    b']' => {
                        self.at += 1;
                        return Ok(Some(Value::list(items)));
                    }
                    _ => return Err(self.unexpected(next, "after array element")),
                }
                self.at += 1;
            }
            Open::Map(mut entries, key) => {
                entries.push((key, value));
                match next {
                    b',' => {
                        self.at += 1;
                        let next = self.next_token()?;
                        let key = self.key(next)?;
                        open.push(Open::Map(entries, key));
                    }
                    b'}' => {
                        self.at += 1;
                        return Ok(Some(Value::map(entries)));
                    }
                    _ => return Err(self.unexpected(next, "after object key:value pair")),
                }
            }
        }
        Ok(None)
    }

    fn key(&mut self, next: u8) -> Result<Str, SyntaxError> {
        if next != b'"' {
            return Err(self.unexpected(next, "looking for beginning of object key string"));
        }
        let key = self.string()?;
        match self.next_token()? {
            b':' => self.at += 1,
            other => return Err(self.unexpected(other, "after object key")),
        }
        Ok(key)
    }

    fn scalar(&mut self, first: u8) -> Result<Value, SyntaxError> {
        match first {
            b'"' => Ok(Value::String(self.string()?)),
            b't' => self.literal("true").map(|()| Value::Bool(true)),
            b'f' => self.literal("false").map(|()| Value::Bool(false)),
            b'n' => self.literal("null").map(|()| Value::Nil),
            b'-' | b'0'..=b'9' => self.number(),
            _ => Err(self.unexpected(first, "looking for beginning of value")),
        }
    }

    fn literal(&mut self, word: &str) -> Result<(), SyntaxError> {
        for (index, letter) in word.bytes().enumerate() {
            match self.peek() {
                Some(byte) if byte == letter => self.at += 1,
                other => {
                    let letter = word.get(index..index + 1).unwrap_or_default();
                    let context = format!("in literal {word} (expecting '{letter}')");
                    return Err(self.unexpected_or_end(other, &context));
                }
            }
        }
        Ok(())
    }

    /// Inside a token Go takes the end of the text for a space.
    fn unexpected_or_end(&self, byte: Option<u8>, context: &str) -> SyntaxError {
        SyntaxError {
            unexpected_end: byte.is_none(),
            ..self.unexpected(byte.unwrap_or(b' '), context)
        }
    }

    fn string(&mut self) -> Result<Str, SyntaxError> {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            let rest = self.data.get(self.at..).unwrap_or_default();
            let special = rest
                .iter()
                .position(|&b| b == b'"' || b == b'\\' || b < 0x20)
                .ok_or_else(|| self.end())?;
            self.at += special;
            match rest.get(special) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.check_escape()?;
                }
                other => {
                    let byte = other.copied().unwrap_or_default();
                    return Err(self.unexpected(byte, "in string literal"));
                }
            }
        }
        let inside = self.data.get(start..self.at).unwrap_or_default();
        self.at += 1;
        if !escaped && std::str::from_utf8(inside).is_ok() {
            return Ok(Str::from(inside));
        }
        Ok(Str::from(unquote(inside)))
    }

    fn check_escape(&mut self) -> Result<(), SyntaxError> {
        self.at += 1;
        match self.peek() {
            Some(b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    let digit = self.peek();
                    if !digit.is_some_and(|b| b.is_ascii_hexdigit()) {
                        let context = "in \\u hexadecimal character escape";
                        return Err(self.unexpected_or_end(digit, context));
                    }
                    self.at += 1;
                }
            }
            other => return Err(self.unexpected_or_end(other, "in string escape code")),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Value, SyntaxError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            _ => self.digits("in numeric literal")?,
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits("after decimal point in numeric literal")?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits("in exponent of numeric literal")?;
        }
        let text = self.data.get(start..self.at).unwrap_or_default();
        Ok(self.convert(text))
    }

    /// At least one digit.
    fn digits(&mut self, context: &str) -> Result<(), SyntaxError> {
        let first = self.peek();
        if !first.is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.unexpected_or_end(first, context));
        }
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn convert(&mut self, text: &[u8]) -> Value {
        const SHORT: usize = 15;
        if text.len() <= SHORT && text.iter().all(u8::is_ascii_digit) {
            let number = text.iter().fold(0, |n: u64, d| n * 10 + (d - b'0') as u64);
            return Value::Float64(number as f64);
        }
        match strconv::parse_float_bytes(text) {
            Ok(number) => Value::Float64(number),
            Err(_) => {
                let text = String::from_utf8_lossy(text);
                let error =
                    format!("json: cannot unmarshal number {text} into Go value of type float64");
                self.error.get_or_insert(error);
                Value::Nil
            }
        }
    }
}
