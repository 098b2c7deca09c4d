//! The grammar of `--set`, `--set-string`, `--set-file`, `--set-json` and `--set-literal`.
//!
//! Helm: pkg/strvals/parser.go and literal_parser.go.

use rutter_chart::Compat;
use rutter_go::value::{List, Map, Str, Value};

/// Highest list index (Helm: `MaxIndex`).
pub const MAX_INDEX: i64 = 65_536;
/// Deepest nesting by dots (Helm: `MaxNestedNameLevel`).
pub const MAX_NESTED_NAME_LEVEL: usize = 30;
/// List elements that one text may add by index, so that a short text cannot fill the memory.
pub const MAX_PADDING: usize = 4_000_000;

/// Deepest nesting of lists in lists, far below what the stack holds.
pub const MAX_NESTED_LISTS: usize = 1_000;

/// How the text of a value becomes a value.
pub enum Mode<'a> {
    /// `--set`: numbers, booleans and null are recognised.
    Typed,
    /// `--set-string`: everything is a string.
    String,
    /// `--set-file`: the text is a path; the function reads it.
    File(&'a dyn Fn(&str) -> Result<Value, String>),
    /// `--set-json`: the value is JSON.
    Json,
    /// `--set-literal`: no escapes, and the value is everything after the first `=`.
    Literal,
}

/// Parses `text` into `into`, whose maps and lists are changed in place.
///
/// # Errors
/// Helm's text, without the `failed parsing --set data` prefix.
pub fn parse_into(text: &str, into: &Map, mode: &Mode<'_>, compat: Compat) -> Result<(), String> {
    let runes: Vec<char> = text.chars().collect();
    Parser { runes, position: 0, mode, compat, padding: 0, nested_lists: 0 }.parse(into)
}

/// How a scan ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// At this stop character, which is consumed.
    Stop(char),
    /// At the end of the text.
    Eof,
}

/// Why a key stopped: the text is used up, or an error in Helm's words.
enum Failure {
    Eof,
    Message(String),
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Failure::Message(text)
    }
}

/// What stands after `=`.
enum Assigned {
    Value(Value),
    /// Nothing: the text ends after `=`.
    Nothing,
}

struct Parser<'a> {
    runes: Vec<char>,
    position: usize,
    mode: &'a Mode<'a>,
    compat: Compat,
    padding: usize,
    nested_lists: usize,
}

impl Parser<'_> {
    fn parse(&mut self, into: &Map) -> Result<(), String> {
        loop {
            match self.key(into, 0) {
                Ok(()) => {}
                Err(Failure::Eof) => return Ok(()),
                Err(Failure::Message(text)) => return Err(text),
            }
        }
    }

    fn is_literal(&self) -> bool {
        matches!(self.mode, Mode::Literal)
    }

    /// Reads up to one of `stops`; a backslash takes the next rune as it is.
    fn runes_until(&mut self, stops: &[char]) -> (String, End) {
        let mut text = String::new();
        while let Some(rune) = self.next() {
            if stops.contains(&rune) {
                return (text, End::Stop(rune));
            }
            if rune != '\\' || self.is_literal() {
                text.push(rune);
            } else if let Some(escaped) = self.next() {
                text.push(escaped);
            }
        }
        (text, End::Eof)
    }

    fn next(&mut self) -> Option<char> {
        let rune = self.peek()?;
        self.position += 1;
        Some(rune)
    }

    fn peek(&self) -> Option<char> {
        self.runes.get(self.position).copied()
    }

    fn rest(&self) -> String {
        self.runes.get(self.position..).unwrap_or(&[]).iter().collect()
    }

    /// Helm: `key`: one key with what it leads to.
    fn key(&mut self, data: &Map, level: usize) -> Result<(), Failure> {
        let stops: &[char] =
            if self.is_literal() { &['=', '[', '.'] } else { &['=', '[', ',', '.'] };
        let (key, end) = self.runes_until(stops);
        match end {
            End::Eof if key.is_empty() => Err(Failure::Eof),
            End::Eof => Err(no_value(&key, "")),
            End::Stop('[') => self.indexed_key(data, &key, level),
            End::Stop('=') => self.assignment(data, &key),
            End::Stop(',') => {
                set(data, &key, Value::string(""));
                Err(no_value(&key, " (cannot end with ,)"))
            }
            End::Stop(_) => self.nested_key(data, &key, level + 1),
        }
    }

    fn indexed_key(&mut self, data: &Map, key: &str, level: usize) -> Result<(), Failure> {
        let index = self.key_index().map_err(|e| self.index_failure(e))?;
        let mut list = match data.get(key) {
            Some(Value::List(list)) => list,
            None => List::new(&rutter_go::value::LIST, Vec::new()),
            Some(other) => return Err(conversion("[]interface {}", &other)),
        };
        let result = self.list_item(&mut list, index, level);
        set(data, key, Value::List(list));
        result
    }

    /// Helm 4 gives up silently where the text ends inside the brackets.
    fn index_failure(&self, text: String) -> Failure {
        match self.compat == Compat::V4 && text == "EOF" {
            true => Failure::Eof,
            false => Failure::Message(format!("error parsing index: {text}")),
        }
    }

    fn assignment(&mut self, data: &Map, key: &str) -> Result<(), Failure> {
        match self.assigned()? {
            Assigned::Value(value) => {
                set(data, key, value);
                Ok(())
            }
            Assigned::Nothing => {
                set(data, key, Value::string(""));
                Err(Failure::Eof)
            }
        }
    }

    fn nested_key(&mut self, data: &Map, key: &str, level: usize) -> Result<(), Failure> {
        if level > MAX_NESTED_NAME_LEVEL {
            return Err(nested_too_deeply());
        }
        let inner = match data.get(key) {
            None => Map::new(),
            Some(Value::Map(map)) => map,
            Some(other) => return Err(conversion("map[string]interface {}", &other)),
        };
        let result = self.key(&inner, level);
        if result.is_ok() && inner.is_empty() {
            let key = rutter_go::strconv::quote(key.as_bytes());
            return Err(format!("key map {key} has no value").into());
        }
        if !inner.is_empty() {
            set(data, key, Value::Map(inner));
        }
        result
    }

    fn key_index(&mut self) -> Result<i64, String> {
        let (text, end) = self.runes_until(&[']']);
        if end == End::Eof {
            return Err("EOF".to_string());
        }
        rutter_go::strconv::atoi(&text).map_err(|e| e.to_string())
    }

    /// Helm: `listItem`: what follows `[index]`.
    fn list_item(&mut self, list: &mut List, index: i64, level: usize) -> Result<(), Failure> {
        if index < 0 {
            return Err(format!("negative {index} index not allowed").into());
        }
        let (text, end) = self.runes_until(&['[', '.', '=']);
        if !text.is_empty() {
            let shown: Vec<String> =
                text.chars().map(|c| rutter_go::strconv::quote_rune(c as u32)).collect();
            return Err(
                format!("unexpected data at end of array index: [{}]", shown.join(" ")).into()
            );
        }
        match end {
            End::Eof => Err(Failure::Eof),
            End::Stop('=') => {
                let value = match self.assigned()? {
                    Assigned::Value(value) => value,
                    Assigned::Nothing => Value::string(""),
                };
                self.set_index(list, index, value)
            }
            End::Stop('[') => self.list_in_list(list, index, level),
            End::Stop(_) => self.map_in_list(list, index, level),
        }
    }

    fn list_in_list(&mut self, list: &mut List, index: i64, level: usize) -> Result<(), Failure> {
        let next = self.key_index().map_err(|e| self.index_failure(e))?;
        self.nested_lists += 1;
        if self.nested_lists > MAX_NESTED_LISTS {
            return Err(format!("values nest deeper than {MAX_NESTED_LISTS} levels").into());
        }
        let mut inner = match list.get(index as usize) {
            None | Some(Value::Nil) => List::new(&rutter_go::value::LIST, Vec::new()),
            Some(Value::List(existing)) => existing,
            Some(other) => return Err(conversion("[]interface {}", &other)),
        };
        self.list_item(&mut inner, next, level)?;
        self.nested_lists -= 1;
        self.set_index(list, index, Value::List(inner))
    }

    fn map_in_list(&mut self, list: &mut List, index: i64, level: usize) -> Result<(), Failure> {
        let inner = match list.get(index as usize) {
            None => Map::new(),
            Some(Value::Map(existing)) => existing,
            Some(_) => {
                let fresh = Map::new();
                list.set(index as usize, Value::Map(fresh.clone()));
                fresh
            }
        };
        self.key(&inner, level)?;
        self.set_index(list, index, Value::Map(inner))
    }

    /// Helm: `setIndex`: pads with null up to `index`.
    fn set_index(&mut self, list: &mut List, index: i64, value: Value) -> Result<(), Failure> {
        if index > MAX_INDEX {
            return Err(format!(
                "index of {index} is greater than maximum supported index of {MAX_INDEX}"
            )
            .into());
        }
        let index = index as usize;
        if index < list.len() {
            list.set(index, value);
            return Ok(());
        }
        self.padding += index + 1 - list.len();
        if self.padding > MAX_PADDING {
            return Err(too_much_padding());
        }
        let mut items = list.to_vec();
        items.resize(index, Value::Nil);
        items.push(value);
        *list = List::new(list.list_type(), items);
        Ok(())
    }

    /// What follows `=`, by the mode.
    fn assigned(&mut self) -> Result<Assigned, Failure> {
        match self.mode {
            Mode::Literal => {
                let rest = self.rest();
                self.position = self.runes.len();
                Ok(Assigned::Value(Value::string(rest)))
            }
            Mode::Json => self.json_value().map(Assigned::Value),
            _ => self.text_value(),
        }
    }

    fn text_value(&mut self) -> Result<Assigned, Failure> {
        match self.peek() {
            None => Ok(Assigned::Nothing),
            Some('{') => {
                self.position += 1;
                self.value_list().map(|items| Assigned::Value(Value::list(items)))
            }
            Some(_) => {
                let (text, _) = self.runes_until(&[',']);
                self.typed_value(&text).map(Assigned::Value)
            }
        }
    }

    /// One JSON value and the comma after it (Go: `json.NewDecoder(…).Decode`); null when empty.
    fn json_value(&mut self) -> Result<Value, Failure> {
        if self.empty_value() {
            return Ok(Value::Nil);
        }
        let rest = self.rest();
        let decoded = rutter_go::json::decode_next(rest.as_bytes())
            .map_err(|e| Failure::Message(e.to_string()))?;
        let Some((decoded, used)) = decoded else { return Ok(Value::Nil) };
        if let Some(error) = decoded.error {
            return Err(Failure::Message(error));
        }
        self.position += rest.get(..used).map_or(rest.len(), |s| s.chars().count());
        self.empty_value();
        Ok(decoded.value)
    }

    /// Skips spaces and one comma; whether there was nothing before it.
    fn empty_value(&mut self) -> bool {
        while let Some(rune) = self.peek() {
            if rune != ',' && !rune.is_whitespace() {
                return false;
            }
            self.position += 1;
            if rune == ',' {
                return true;
            }
        }
        true
    }

    /// Helm: `valList`: `a,b}` after the brace.
    fn value_list(&mut self) -> Result<Vec<Value>, Failure> {
        let mut items = Vec::new();
        loop {
            let (text, end) = self.runes_until(&[',', '}']);
            if end == End::Eof {
                return Err("list must terminate with '}'".to_string().into());
            }
            // A comma after the list belongs to it.
            if end == End::Stop('}') && self.peek() == Some(',') {
                self.position += 1;
            }
            items.push(self.typed_value(&text)?);
            if end == End::Stop('}') {
                return Ok(items);
            }
        }
    }

    fn typed_value(&self, text: &str) -> Result<Value, Failure> {
        match self.mode {
            Mode::Typed => Ok(typed_value(text)),
            Mode::File(read) => read(text).map_err(Failure::Message),
            Mode::String | Mode::Json | Mode::Literal => Ok(Value::string(text)),
        }
    }
}

fn too_much_padding() -> Failure {
    Failure::Message(format!("indexes of one --set text add more than {MAX_PADDING} elements"))
}

/// Helm: `typedVal`.
pub fn typed_value(text: &str) -> Value {
    if text.eq_ignore_ascii_case("true") {
        return Value::Bool(true);
    }
    if text.eq_ignore_ascii_case("false") {
        return Value::Bool(false);
    }
    if text.eq_ignore_ascii_case("null") {
        return Value::Nil;
    }
    if text == "0" {
        return Value::Int64(0);
    }
    if !text.starts_with('0')
        && let Ok(number) = text.parse::<i64>()
    {
        return Value::Int64(number);
    }
    Value::string(text)
}

/// Helm: `set`: an empty key stores nothing.
fn set(data: &Map, key: &str, value: Value) {
    if !key.is_empty() {
        data.insert(Str::from(key), value);
    }
}

fn no_value(key: &str, suffix: &str) -> Failure {
    let key = rutter_go::strconv::quote(key.as_bytes());
    Failure::Message(format!("key {key} has no value{suffix}"))
}

fn nested_too_deeply() -> Failure {
    Failure::Message(format!(
        "value name nested level is greater than maximum supported nested level of {MAX_NESTED_NAME_LEVEL}"
    ))
}

/// A failed Go type assertion, as Helm's recovered panic shows it.
fn conversion(want: &str, got: &Value) -> Failure {
    let got = match got {
        Value::Nil => "nil".into(),
        other => other.type_name(),
    };
    Failure::Message(format!(
        "unable to parse key: interface conversion: interface {{}} is {got}, not {want}"
    ))
}
