//! Reading TOML. Go: BurntSushi/toml parse.go and meta.go, into `map[string]interface{}`.
//!
//! Values are read with a stack of open arrays and inline tables instead of recursion. Whether a
//! name may be defined again depends on what any table of the same path held, as in Go: that is
//! what [`Paths`] remembers.

use std::collections::HashMap;

use rutter_go::strconv::quote;
use rutter_go::time::Time;
use rutter_go::value::{List, MAP_LIST, Map, Str, Value};

use super::encode::push_key;
use super::scalar::{ends_item, scalar};
use super::scan::{END, Fault, Scanned, Scanner, is_newline, is_space, shown};

/// Deepest nesting of tables and arrays read.
const MAX_DEPTH: usize = 10_000;

/// Reads a document; `now` is the current time in the local zone, which times without a zone need.
///
/// # Errors
/// BurntSushi/toml's text.
pub(crate) fn decode(text: &[u8], now: &dyn Fn() -> Time) -> Result<Map, String> {
    let text = match text {
        [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] | [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        _ => text,
    };
    if text.iter().take(6).any(|byte| *byte == 0) {
        return Err("toml: line 1: files cannot contain NULL bytes; probably using UTF-16; \
                    TOML files must be UTF-8"
            .to_string());
    }
    let mut document = Document {
        scanner: Scanner::new(text),
        now,
        root: Map::new(),
        paths: Paths::default(),
        context: Vec::new(),
        key: Str::default(),
        line: 0,
        open: Vec::new(),
    };
    match document.read() {
        Ok(()) => Ok(document.root),
        Err(fault) => Err(document.error(&fault)),
    }
}

/// What is known of a path, whichever element of an array of tables it was seen in.
#[derive(Clone, Copy, Default)]
struct PathFlags {
    /// Made by a longer name, so it may still be defined.
    implicit: bool,
    array: bool,
}

/// Every path seen, as a tree; only ever looked up.
#[derive(Default)]
struct Paths {
    children: HashMap<(usize, Str), usize>,
    flags: Vec<PathFlags>,
}

impl Paths {
    /// The path of a name below another path; 0 is the root.
    fn child(&mut self, parent: usize, name: &Str) -> usize {
        let next = self.flags.len() + 1;
        let found = *self.children.entry((parent, name.clone())).or_insert(next);
        if found == next {
            self.flags.push(PathFlags::default());
        }
        found
    }

    fn get(&self, path: usize) -> PathFlags {
        let index = path.checked_sub(1);
        index.and_then(|index| self.flags.get(index)).copied().unwrap_or_default()
    }

    fn change(&mut self, path: usize, change: impl FnOnce(&mut PathFlags)) {
        if let Some(flags) = path.checked_sub(1).and_then(|index| self.flags.get_mut(index)) {
            change(flags);
        }
    }
}

/// One name of the table that keys go to.
struct Level {
    name: Str,
    path: usize,
    /// `None` where the name holds no table.
    table: Option<Map>,
}

/// An array or inline table whose end was not read yet.
enum Open {
    Array(Vec<Value>),
    Inline(Inline),
}

struct Inline {
    table: Map,
    /// Names before the last one of the key whose value is read.
    parents: Vec<Str>,
    /// Levels of the context outside.
    outer: usize,
    outer_key: Str,
}

struct Document<'t> {
    scanner: Scanner<'t>,
    now: &'t dyn Fn() -> Time,
    root: Map,
    paths: Paths,
    context: Vec<Level>,
    /// The last name of the key whose value is read.
    key: Str,
    /// Line of the last key or table name.
    line: i64,
    open: Vec<Open>,
}

/// The table that a name stands for: of an array of tables the last one.
fn table_of(value: &Value) -> Option<Map> {
    match value {
        Value::Map(map) => Some(map.clone()),
        Value::List(list) if list.list_type().name == MAP_LIST.name => {
            let last = list.len().checked_sub(1).and_then(|last| list.get(last));
            last.and_then(|table| table.as_map().cloned())
        }
        _ => None,
    }
}

fn dotted<'n>(names: impl Iterator<Item = &'n Str>) -> String {
    let mut text = Vec::new();
    for (index, name) in names.enumerate() {
        if index > 0 {
            text.push(b'.');
        }
        push_key(&mut text, name);
    }
    String::from_utf8_lossy(&text).into_owned()
}

impl Document<'_> {
    fn read(&mut self) -> Scanned<()> {
        loop {
            let rune = self.scanner.next()?;
            match rune {
                END => return Ok(()),
                0x23 => self.comment()?,
                0x5b => {
                    self.header()?;
                    self.end_item()?;
                }
                _ if is_space(rune) || is_newline(rune) => self.scanner.begin(),
                _ => {
                    self.scanner.back();
                    self.pair()?;
                    self.end_item()?;
                }
            }
        }
    }

    fn comment(&mut self) -> Scanned<()> {
        self.scanner.begin();
        self.scanner.comment()
    }

    /// Nothing but a comment may follow on the line.
    fn end_item(&mut self) -> Scanned<()> {
        loop {
            let rune = self.scanner.next()?;
            if ends_item(rune) {
                if rune == END {
                    self.scanner.back();
                }
                self.scanner.begin();
                return Ok(());
            }
            if rune == 0x23 {
                return self.comment();
            }
            if !is_space(rune) {
                let expected = "a top-level item to end with a newline, comment, or EOF";
                return Err(self.scanner.unexpected(expected, rune));
            }
        }
    }

    /// `[name]` or `[[name]]`, behind the first bracket.
    fn header(&mut self) -> Scanned<()> {
        let array = self.scanner.peek()? == 0x5b;
        if array {
            self.scanner.next()?;
        }
        let mut names = Vec::new();
        loop {
            self.scanner.skip_spaces()?;
            let problem = match self.scanner.peek()? {
                0x5d | END => Some("unexpected end of table name"),
                0x2e => Some("unexpected table separator"),
                _ => None,
            };
            if let Some(problem) = problem {
                let message = format!("{problem} (table names cannot be empty)");
                return Err(self.scanner.fault(message));
            }
            names.push(self.name(names.is_empty())?);
            match self.scanner.next()? {
                0x2e => self.scanner.begin(),
                0x5d => break,
                rune => return Err(self.scanner.unexpected("'.' or ']' to end table name", rune)),
            }
        }
        if array {
            let rune = self.scanner.next()?;
            if rune != 0x5d {
                let expected = "end of table array name delimiter ']'";
                return Err(self.scanner.unexpected(expected, rune));
            }
        }
        self.enter(&names, array)?;
        self.set_array(&Str::default(), false);
        Ok(())
    }

    /// One part of a name and the spaces behind it.
    fn name(&mut self, first: bool) -> Scanned<Str> {
        let name = self.scanner.name()?;
        if first {
            self.line = self.scanner.line();
        }
        self.scanner.skip_spaces()?;
        Ok(Str::from(name))
    }

    /// The parts of a key, up to and with its `=`.
    fn key_names(&mut self) -> Scanned<Vec<Str>> {
        let mut names = Vec::new();
        loop {
            self.scanner.skip_spaces()?;
            let first = names.is_empty();
            let problem = match (self.scanner.peek()?, first) {
                (0x3d | END, true) => "unexpected '=': key name appears blank",
                (0x2e, true) => "unexpected '.': keys cannot start with a '.'",
                (0x3d | END, false) => "unexpected '='",
                (0x2e, false) => "unexpected '.'",
                _ => "",
            };
            if !problem.is_empty() {
                return Err(self.scanner.fault(problem));
            }
            names.push(self.name(first)?);
            if names.len() > MAX_DEPTH {
                return Err(self.too_deep());
            }
            match self.scanner.next()? {
                END => {
                    let message = "unexpected EOF; expected key separator '='";
                    return Err(self.scanner.fault(message));
                }
                0x2e => self.scanner.begin(),
                0x3d => {
                    self.scanner.begin();
                    return Ok(names);
                }
                rune => {
                    let fault = self.scanner.unexpected("'.' or '='", rune);
                    return Err(match rune {
                        0x0a => self.scanner.fault_above(fault.message),
                        _ => fault,
                    });
                }
            }
        }
    }

    fn pair(&mut self) -> Scanned<()> {
        let outer = self.context.len();
        self.begin_pair()?;
        let value = self.value()?;
        self.set(value)?;
        self.context.truncate(outer);
        self.key = Str::default();
        Ok(())
    }

    /// Reads a key and goes to its table; gives the names before the last.
    fn begin_pair(&mut self) -> Scanned<Vec<Str>> {
        let mut names = self.key_names()?;
        self.key = names.pop().unwrap_or_default();
        for name in &names {
            self.descend(name, None)?;
        }
        Ok(names)
    }

    /// Sets the value of the current key.
    fn set(&mut self, value: Value) -> Scanned<()> {
        let array = matches!(value, Value::List(_));
        let key = self.key.clone();
        self.set_value(&key, value)?;
        self.set_array(&key, array);
        Ok(())
    }

    fn value(&mut self) -> Scanned<Value> {
        loop {
            let mut finished = self.start_value()?;
            while let Some(value) = finished {
                finished = match self.open.pop() {
                    None => return Ok(value),
                    Some(Open::Array(mut items)) => {
                        items.push(value);
                        self.after_array_value(items)?
                    }
                    Some(Open::Inline(inline)) => self.after_inline_value(inline, value)?,
                };
            }
        }
    }

    /// A whole value, or `None` when an array or inline table was opened and a value in it is to
    /// be read first. So do the functions that go on with one.
    fn start_value(&mut self) -> Scanned<Option<Value>> {
        self.scanner.skip_spaces()?;
        match self.scanner.next()? {
            0x22 => self.scanner.string(b'"').map(|text| Some(Value::string(text))),
            0x27 => self.scanner.string(b'\'').map(|text| Some(Value::string(text))),
            0x5b => {
                let key = self.key.clone();
                self.set_array(&key, true);
                self.array_value(Vec::new())
            }
            0x7b => {
                let inline = self.open_inline()?;
                self.inline_pair(inline)
            }
            rune => scalar(&mut self.scanner, rune, self.now).map(Some),
        }
    }

    /// The array or inline table has a value to be read.
    fn keep_open(&mut self, open: Open) -> Scanned<Option<Value>> {
        self.open.push(open);
        match self.open.len() > MAX_DEPTH {
            true => Err(self.too_deep()),
            false => Ok(None),
        }
    }

    /// The next character that is neither space nor in a comment.
    fn next_in_value(&mut self) -> Scanned<u32> {
        loop {
            match self.scanner.next()? {
                0x23 => self.comment()?,
                rune if is_space(rune) || is_newline(rune) => self.scanner.begin(),
                rune => return Ok(rune),
            }
        }
    }

    fn array_value(&mut self, items: Vec<Value>) -> Scanned<Option<Value>> {
        match self.next_in_value()? {
            0x2c => Err(self.scanner.fault("unexpected comma")),
            0x5d => {
                self.scanner.begin();
                Ok(Some(Value::list(items)))
            }
            _ => {
                self.scanner.back();
                self.keep_open(Open::Array(items))
            }
        }
    }

    fn after_array_value(&mut self, items: Vec<Value>) -> Scanned<Option<Value>> {
        match self.next_in_value()? {
            0x2c => {
                self.scanner.begin();
                self.array_value(items)
            }
            0x5d => {
                self.scanner.begin();
                Ok(Some(Value::list(items)))
            }
            rune => Err(self.scanner.fault(format!(
                "expected a comma (',') or array terminator (']'), but got {}",
                shown_or_end(rune)
            ))),
        }
    }

    fn open_inline(&mut self) -> Scanned<Inline> {
        self.scanner.begin();
        let in_array = matches!(self.open.last(), Some(Open::Array(_)));
        let outer = self.context.len();
        let outer_key = std::mem::take(&mut self.key);
        self.descend(&outer_key, Some(in_array))?;
        Ok(Inline { table: Map::new(), parents: Vec::new(), outer, outer_key })
    }

    fn inline_pair(&mut self, mut inline: Inline) -> Scanned<Option<Value>> {
        match self.next_in_value()? {
            0x2c => Err(self.scanner.fault("unexpected comma")),
            0x7d => Ok(Some(self.close_inline(inline))),
            _ => {
                self.scanner.back();
                inline.parents = self.begin_pair()?;
                self.keep_open(Open::Inline(inline))
            }
        }
    }

    fn after_inline_value(&mut self, inline: Inline, value: Value) -> Scanned<Option<Value>> {
        self.set(value.clone())?;
        self.place(&inline, value)?;
        self.context.truncate(inline.outer + 1);
        loop {
            match self.next_in_value()? {
                0x2c => {
                    self.scanner.begin();
                    self.scanner.skip_spaces()?;
                    if self.scanner.peek()? != 0x7d {
                        return self.inline_pair(inline);
                    }
                }
                0x7d => return Ok(Some(self.close_inline(inline))),
                rune => {
                    return Err(self.scanner.fault(format!(
                        "expected a comma or an inline table terminator '}}', but got {} instead",
                        shown_or_end(rune)
                    )));
                }
            }
        }
    }

    /// Sets a value in the inline table itself; the document has its own copy.
    fn place(&self, inline: &Inline, value: Value) -> Scanned<()> {
        let mut table = inline.table.clone();
        for name in &inline.parents {
            if !table.contains_key(name) {
                table.insert(name.clone(), Value::Map(Map::new()));
            }
            let Some(Value::Map(inner)) = table.get(name) else {
                let path = quote(self.context_text().as_bytes());
                return Err(self.key_fault(format!("{path} is not a table")));
            };
            table = inner;
        }
        table.insert(self.key.clone(), value);
        Ok(())
    }

    fn close_inline(&mut self, inline: Inline) -> Value {
        self.scanner.begin();
        self.context.truncate(inline.outer);
        self.key = inline.outer_key;
        Value::Map(inline.table)
    }

    /// Makes the table of a header the context.
    fn enter(&mut self, names: &[Str], array: bool) -> Scanned<()> {
        let Some((last, parents)) = names.split_last() else { return Ok(()) };
        if names.len() > MAX_DEPTH {
            return Err(self.too_deep());
        }
        let mut levels: Vec<Level> = Vec::with_capacity(names.len());
        let mut table = self.root.clone();
        for name in parents {
            let path = self.paths.child(levels.last().map_or(0, |level| level.path), name);
            if !table.contains_key(name) {
                self.paths.change(path, |flags| flags.implicit = true);
                table.insert(name.clone(), Value::Map(Map::new()));
            }
            let found = table.get(name).and_then(|value| table_of(&value));
            levels.push(Level { name: name.clone(), path, table: None });
            let Some(found) = found else {
                return Err(self.already_a_hash(&levels));
            };
            table = found;
            if let Some(level) = levels.last_mut() {
                level.table = Some(table.clone());
            }
        }
        self.context = levels;
        self.open_table(last, array)
    }

    /// Goes from the context into a table that a longer key or an inline table implies; for an
    /// inline table, whether it is an element of an array.
    fn descend(&mut self, name: &Str, inline: Option<bool>) -> Scanned<()> {
        let path = self.paths.child(self.context_path(), name);
        self.paths.change(path, |flags| flags.implicit = true);
        if self.context_table().is_none() {
            let fault = self.already_a_hash(&self.context);
            if inline.is_some() {
                self.context.push(Level { name: name.clone(), path, table: None });
            }
            return Err(fault);
        }
        self.open_table(name, inline.unwrap_or(false))
    }

    /// Adds a table to the context under a name, and makes it the context.
    fn open_table(&mut self, name: &Str, array: bool) -> Scanned<()> {
        let path = self.paths.child(self.context_path(), name);
        if self.context.len() >= MAX_DEPTH {
            return Err(self.too_deep());
        }
        match (array, self.context_table()) {
            (true, Some(table)) => {
                let list = match table.get(name) {
                    None => List::new(&MAP_LIST, Vec::new()),
                    Some(Value::List(list)) if list.list_type().name == MAP_LIST.name => list,
                    Some(_) => {
                        let key = self.context_with(name);
                        return Err(self.key_fault(format!(
                            "Key '{key}' was already created and cannot be used as an array."
                        )));
                    }
                };
                let list = list.append(Value::Map(Map::new()));
                table.insert(name.clone(), Value::List(list));
            }
            _ => self.set_value(name, Value::Map(Map::new()))?,
        }
        let table = self.context_table().and_then(|table| table.get(name));
        let table = table.and_then(|value| table_of(&value));
        self.context.push(Level { name: name.clone(), path, table });
        Ok(())
    }

    /// Sets a value in the context, if it may be set.
    fn set_value(&mut self, key: &Str, value: Value) -> Scanned<()> {
        let Some(table) = self.context_table() else {
            return Err(self.defined(&self.context_text()));
        };
        let path = self.paths.child(self.context_path(), key);
        let flags = self.paths.get(path);
        let known = table.contains_key(key);
        if known && !flags.implicit {
            return Err(self.defined(&self.context_with(key)));
        }
        if known {
            self.paths.change(path, |flags| flags.implicit = false);
        }
        // What a longer name made stays, unless an array takes its place.
        if !known || flags.array {
            table.insert(key.clone(), value);
        }
        Ok(())
    }

    /// Remembers whether the value of a key is an array; of the context itself for an empty key.
    fn set_array(&mut self, key: &Str, array: bool) {
        let mut path = self.context_path();
        if !key.is_empty() || path == 0 {
            path = self.paths.child(path, key);
        }
        self.paths.change(path, |flags| flags.array = array);
    }

    fn context_path(&self) -> usize {
        self.context.last().map_or(0, |level| level.path)
    }

    fn context_table(&self) -> Option<Map> {
        match self.context.last() {
            None => Some(self.root.clone()),
            Some(level) => level.table.clone(),
        }
    }

    fn context_text(&self) -> String {
        dotted(self.context.iter().map(|level| &level.name))
    }

    fn context_with(&self, name: &Str) -> String {
        dotted(self.context.iter().map(|level| &level.name).chain([name]))
    }

    fn key_fault(&self, message: String) -> Fault {
        Fault { line: self.line, message }
    }

    fn defined(&self, key: &str) -> Fault {
        self.key_fault(format!("Key '{key}' has already been defined."))
    }

    fn already_a_hash(&self, levels: &[Level]) -> Fault {
        let key = dotted(levels.iter().map(|level| &level.name));
        self.key_fault(format!("Key '{key}' was already created as a hash."))
    }

    fn too_deep(&self) -> Fault {
        self.scanner.fault(format!("values nest deeper than {MAX_DEPTH} levels"))
    }

    fn error(&self, fault: &Fault) -> String {
        let mut last = match self.context.is_empty() {
            true => self.key.as_bytes().to_vec(),
            false => self.context_text().into_bytes(),
        };
        if !self.context.is_empty() && !self.key.is_empty() {
            last.push(b'.');
            last.extend_from_slice(self.key.as_bytes());
        }
        let line = fault.line;
        match last.is_empty() {
            true => format!("toml: line {line}: {}", fault.message),
            false => format!("toml: line {line} (last key {}): {}", quote(&last), fault.message),
        }
    }
}

fn shown_or_end(rune: u32) -> String {
    match rune {
        END => "end of file".to_string(),
        rune => format!("'{}'", shown(rune)),
    }
}

#[cfg(test)]
mod tests;
