//! What is wrong with a JSON text, in the words of Go's `encoding/json`.

use serde::de::DeserializeOwned;

/// Reads a whole text.
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, String> {
    serde_json::from_slice(text).map_err(|error| match Scanner::new(text).whole() {
        Err(reason) => reason,
        Ok(()) => error.to_string(),
    })
}

/// Reads the first value of a text, as Go's decoder does; an end too early is `unexpected EOF`.
pub(crate) fn read_first<T: DeserializeOwned>(text: &[u8]) -> Result<T, String> {
    let mut values = serde_json::Deserializer::from_slice(text).into_iter::<T>();
    match values.next() {
        Some(Ok(value)) => Ok(value),
        None => Err("EOF".to_string()),
        Some(Err(error)) => {
            let mut scanner = Scanner::new(text);
            let scan = scanner.value();
            Err(match scan {
                Err(_) if scanner.at >= text.len() => "unexpected EOF".to_string(),
                Err(reason) => reason,
                Ok(()) => error.to_string(),
            })
        }
    }
}

const END: &str = "unexpected end of JSON input";

/// The deepest nesting Go reads.
const DEEPEST: usize = 10_000;

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

type Scan = Result<(), String>;

impl<'a> Scanner<'a> {
    fn new(text: &'a [u8]) -> Self {
        Scanner { text, at: 0 }
    }

    fn whole(&mut self) -> Scan {
        self.value()?;
        self.blanks();
        if self.at < self.text.len() {
            Err(self.unexpected("after top-level value"))
        } else {
            Ok(())
        }
    }

    /// One value; open braces and brackets stand on a stack, not on that of this program.
    fn value(&mut self) -> Scan {
        let mut open: Vec<u8> = Vec::new();
        loop {
            self.begin(&mut open)?;
            loop {
                self.blanks();
                match (open.last(), self.peek()) {
                    (None, _) => return Ok(()),
                    (Some(b'{'), Some(b',')) => {
                        self.at += 1;
                        self.key()?;
                        break;
                    }
                    (Some(b'['), Some(b',')) => {
                        self.at += 1;
                        break;
                    }
                    (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')) => {
                        self.at += 1;
                        open.pop();
                    }
                    (Some(b'{'), Some(_)) => {
                        return Err(self.unexpected("after object key:value pair"));
                    }
                    (Some(_), Some(_)) => return Err(self.unexpected("after array element")),
                    (Some(_), None) => return Err(END.to_string()),
                }
            }
        }
    }

    /// The beginning of a value: all of it, or an opening brace with the first key.
    fn begin(&mut self, open: &mut Vec<u8>) -> Scan {
        loop {
            self.blanks();
            if open.len() > DEEPEST {
                return Err("exceeded max depth".to_string());
            }
            match self.peek() {
                Some(b'{') => {
                    self.at += 1;
                    self.blanks();
                    if self.peek() == Some(b'}') {
                        self.at += 1;
                        return Ok(());
                    }
                    self.key()?;
                    open.push(b'{');
                }
                Some(b'[') => {
                    self.at += 1;
                    self.blanks();
                    if self.peek() == Some(b']') {
                        self.at += 1;
                        return Ok(());
                    }
                    open.push(b'[');
                }
                _ => return self.scalar(),
            }
        }
    }

    fn key(&mut self) -> Scan {
        self.blanks();
        if self.peek().is_some_and(|b| b != b'"') {
            return Err(self.unexpected("looking for beginning of object key string"));
        }
        self.string()?;
        self.blanks();
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.unexpected("after object key")),
        }
    }

    fn scalar(&mut self) -> Scan {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.unexpected("looking for beginning of value")),
        }
    }

    fn literal(&mut self, word: &str) -> Scan {
        for expected in word.bytes() {
            if self.peek() != Some(expected) {
                let context = format!("in literal {word} (expecting {})", quoted(expected));
                return Err(self.within(&context));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Scan {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape()?;
                }
                Some(0..=0x1f) | None => return Err(self.unexpected("in string literal")),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Scan {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|b| b.is_ascii_hexdigit()) {
                        return Err(self.within("in \\u hexadecimal character escape"));
                    }
                    self.at += 1;
                }
            }
            _ => return Err(self.within("in string escape code")),
        }
        Ok(())
    }

    fn number(&mut self) -> Scan {
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
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits("in exponent of numeric literal")?;
        }
        Ok(())
    }

    fn digits(&mut self, context: &str) -> Scan {
        if !self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.within(context));
        }
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// The same inside a word, which Go ends with a blank where the text ends.
    fn within(&self, context: &str) -> String {
        match self.peek() {
            None => format!("invalid character ' ' {context}"),
            Some(_) => self.unexpected(context),
        }
    }

    fn unexpected(&self, context: &str) -> String {
        match self.peek() {
            None => END.to_string(),
            Some(byte) => format!("invalid character {} {context}", quoted(byte)),
        }
    }
}

fn quoted(byte: u8) -> String {
    match byte {
        b'\'' => r"'\''".to_string(),
        b'"' => "'\"'".to_string(),
        byte => {
            let text = rutter_http::quote(&char::from(byte).to_string());
            format!("'{}'", &text[1..text.len() - 1])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn errors_are_those_of_go() {
        for (text, expected) in [
            ("<html>", "invalid character '<' looking for beginning of value"),
            ("{bad", "invalid character 'b' looking for beginning of object key string"),
            ("{\"a\":1,}", "invalid character '}' looking for beginning of object key string"),
            ("nope", "invalid character 'o' in literal null (expecting 'u')"),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            ("{\"a\":1 2}", "invalid character '2' after object key:value pair"),
            ("[1 2]", "invalid character '2' after array element"),
            ("{} x", "invalid character 'x' after top-level value"),
            ("[01]", "invalid character '1' after array element"),
            ("[1.]", "invalid character ']' after decimal point in numeric literal"),
            ("\"\\x\"", "invalid character 'x' in string escape code"),
            ("\"\n\"", "invalid character '\\n' in string literal"),
            ("{\"a\":[", "unexpected end of JSON input"),
            ("[tr", "invalid character ' ' in literal true (expecting 'u')"),
            ("-", "invalid character ' ' in numeric literal"),
            ("", "unexpected end of JSON input"),
            ("'", "invalid character '\\'' looking for beginning of value"),
        ] {
            assert_eq!(read::<Value>(text.as_bytes()).unwrap_err(), expected, "{text}");
        }
        assert_eq!(read_first::<Value>(b"").unwrap_err(), "EOF");
        assert_eq!(read_first::<Value>(b"{\"a\":").unwrap_err(), "unexpected EOF");
        for text in ["[tr", "{", "{\"a\":1,", "[1,", "\"x"] {
            assert_eq!(
                read_first::<Value>(text.as_bytes()).unwrap_err(),
                "unexpected EOF",
                "{text}"
            );
        }
        assert!(read_first::<Value>(b"{} x").is_ok());
    }

    #[test]
    fn nesting_ends() {
        let deep = "[".repeat(200_000);
        assert_eq!(read::<Value>(deep.as_bytes()).unwrap_err(), "exceeded max depth");
    }
}
