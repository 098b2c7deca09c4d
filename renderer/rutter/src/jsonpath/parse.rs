//! From text to parts. Go: util/jsonpath/parser.go.

use rutter_go::strconv::{atoi, parse_float, unquote_char};
use rutter_go::unicode::{is_digit, is_letter, is_print};

use super::node::{Bound, Filter, Node};

/// Reads a template.
///
/// # Errors
/// The text of the Go library.
pub fn parse(text: &str) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if !before.is_empty() {
            nodes.push(Node::Text(before.as_bytes().to_vec()));
        }
        let mut action = Action { rest: after, nodes: Vec::new() };
        action.run()?;
        rest = action.rest;
        nodes.push(Node::List(action.nodes));
    }
    if !rest.is_empty() {
        nodes.push(Node::Text(rest.as_bytes().to_vec()));
    }
    Ok(nodes)
}

/// The first action of `{text}`.
fn parse_action(text: &str) -> Result<Vec<Node>, String> {
    match parse(&format!("{{{text}}}"))?.into_iter().next() {
        Some(Node::List(nodes)) => Ok(nodes),
        _ => Ok(Vec::new()),
    }
}

/// What stands between braces, read from the left.
struct Action<'a> {
    rest: &'a str,
    nodes: Vec<Node>,
}

impl<'a> Action<'a> {
    fn run(&mut self) -> Result<(), String> {
        loop {
            if let Some(after) = self.rest.strip_prefix('}') {
                self.rest = after;
                return Ok(());
            }
            self.part()?;
        }
    }

    fn part(&mut self) -> Result<(), String> {
        if let Some(after) = self.rest.strip_prefix("[?(") {
            self.rest = after;
            return self.filter();
        }
        if let Some(after) = self.rest.strip_prefix("..") {
            self.rest = after;
            return self.recursive();
        }
        let Some(first) = self.rest.chars().next().filter(|c| !is_end_of_line(*c)) else {
            return Err("unclosed action".to_string());
        };
        match first {
            '[' => self.array(),
            '"' | '\'' => self.quoted(first),
            '+' | '-' => self.number(),
            c if is_digit(c as u32) => self.number(),
            c if c == '_' || is_letter(c as u32) => self.identifier(),
            ' ' | '@' | '$' => {
                self.take(1);
                Ok(())
            }
            '.' => {
                self.take(1);
                self.field();
                Ok(())
            }
            other => Err(format!("unrecognized character in action: {}", shown(other))),
        }
    }

    /// Takes so many bytes off the front.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn recursive(&mut self) -> Result<(), String> {
        if self.nodes.last() == Some(&Node::Recursive) {
            return Err("invalid multiple recursive descent".to_string());
        }
        self.nodes.push(Node::Recursive);
        let next = self.rest.chars().next();
        if next.is_some_and(|c| c == '_' || is_letter(c as u32) || is_digit(c as u32)) {
            self.field();
        }
        Ok(())
    }

    fn field(&mut self) {
        let mut escaped = false;
        let end = self.rest.find(|c: char| {
            let ends = !escaped && is_terminator(c);
            escaped = !escaped && c == '\\';
            ends
        });
        let name = self.take(end.unwrap_or(self.rest.len()));
        self.nodes.push(match name {
            "*" => Node::Wildcard,
            name => Node::Field(name.replace('\\', "")),
        });
    }

    fn identifier(&mut self) -> Result<(), String> {
        let end = self.rest.find(is_terminator).unwrap_or(self.rest.len());
        let name = self.take(end);
        self.nodes.push(match name {
            "true" => Node::Bool(true),
            "false" => Node::Bool(false),
            name => Node::Identifier(name.to_string()),
        });
        Ok(())
    }

    fn number(&mut self) -> Result<(), String> {
        let sign = usize::from(self.rest.starts_with(['+', '-']));
        let digits = self.rest.get(sign..).unwrap_or_default();
        let end = digits.find(|c: char| c != '.' && !is_digit(c as u32)).unwrap_or(digits.len());
        let text = self.take(sign + end);
        self.nodes.push(match (atoi(text), parse_float(text)) {
            (Ok(number), _) => Node::Int(number),
            (_, Ok(number)) => Node::Float(number),
            _ => return Err(format!("cannot parse number {text}")),
        });
        Ok(())
    }

    fn quoted(&mut self, quote: char) -> Result<(), String> {
        let unterminated = || "unterminated quoted string".to_string();
        let end = closing(self.rest, quote).ok_or_else(unterminated)?;
        let text = self.take(end);
        let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
        let unquoted = unquote(inner.as_bytes(), quote as u8)
            .ok_or_else(|| format!("unquote string {text} error invalid syntax"))?;
        self.nodes.push(Node::Text(unquoted));
        Ok(())
    }

    fn array(&mut self) -> Result<(), String> {
        let end = self.rest.find([']', '\n']).filter(|at| self.rest[*at..].starts_with(']'));
        let end = end.ok_or("unterminated array")?;
        let text = match self.take(end + 1).get(1..end).unwrap_or_default() {
            "*" => ":",
            text => text,
        };
        if text.contains(',') {
            let one = |part: &str| parse_action(&format!("[{}]", part.trim_matches(' ')));
            let union = text.split(',').map(one).collect::<Result<_, _>>()?;
            self.nodes.push(Node::Union(union));
            return Ok(());
        }
        if let Some(key) = dictionary_key(text) {
            self.nodes.extend(parse_action(&format!(".{key}"))?);
            return Ok(());
        }
        self.nodes.push(Node::Array(bounds(text)?));
        Ok(())
    }

    fn filter(&mut self) -> Result<(), String> {
        let end = filter_end(self.rest).ok_or("unterminated filter")?;
        let text = self.take(end);
        self.take(1);
        if !self.rest.starts_with(']') {
            return Err("unclosed array expect ]".to_string());
        }
        self.take(1);
        let filter = match comparison(text) {
            None => Filter {
                left: parse_action(text)?,
                right: Vec::new(),
                operator: "exists".to_string(),
            },
            Some((left, operator, right)) => Filter {
                left: parse_action(left)?,
                right: parse_action(right)?,
                operator: operator.to_string(),
            },
        };
        self.nodes.push(Node::Filter(filter));
        Ok(())
    }
}

/// Go's `%#U`.
fn shown(c: char) -> String {
    match is_print(c as u32) {
        true => format!("U+{:04X} '{c}'", c as u32),
        false => format!("U+{:04X}", c as u32),
    }
}

fn is_end_of_line(c: char) -> bool {
    matches!(c, '\r' | '\n')
}

fn is_terminator(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}')
}

/// Where the quoted text at the beginning ends; a quote behind `\` does not end it.
fn closing(text: &str, quote: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut places = bytes.iter().enumerate().skip(1);
    let ends = |at: usize| bytes.get(at - 1) != Some(&b'\\');
    let (at, byte) =
        places.find(|(at, byte)| **byte == b'\n' || (**byte == quote as u8 && ends(*at)))?;
    (*byte == quote as u8).then_some(at + 1)
}

/// Go: `UnquoteExtend`.
fn unquote(text: &[u8], quote: u8) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (rune, is_multibyte, after) = unquote_char(rest, quote)?;
        match char::from_u32(rune).filter(|_| is_multibyte) {
            Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => out.push(rune as u8),
        }
        rest = after;
    }
    Some(out)
}

/// `'key'`
fn dictionary_key(text: &str) -> Option<&str> {
    let key = text.strip_prefix('\'')?.strip_suffix('\'')?;
    (!key.contains('\'')).then_some(key)
}

/// `1`, `0:2`, `::2`
fn bounds(text: &str) -> Result<[Option<Bound>; 3], String> {
    let is_number = |part: &str| {
        part.strip_prefix('-').unwrap_or(part).bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 || !parts.iter().all(|part| is_number(part)) {
        return Err(format!("invalid array index {text}"));
    }
    let bound = |index: usize| match parts.get(index).copied().unwrap_or_default() {
        "" => Ok(None),
        part => match atoi(part) {
            Ok(value) => Ok(Some(Bound { value, is_derived: false })),
            Err(_) => Err(format!("array index {part} is not a number")),
        },
    };
    let mut all = [bound(0)?, bound(1)?, bound(2)?];
    if let ([low, high, _], 1) = (&mut all, parts.len()) {
        let value = low.map_or(0, |low| low.value).wrapping_add(1);
        *high = Some(Bound { value, is_derived: true });
    }
    Ok(all)
}

/// Where the `)` stands that ends a filter; one between quotes does not.
fn filter_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut quote, mut is_closed) = (None, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => return None,
            b'"' | b'\'' if quote.is_none() => quote = Some(*byte),
            b'"' | b'\'' => {
                let escaped = at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'\\');
                is_closed = is_closed || (!escaped && quote == Some(*byte));
            }
            b')' if quote.is_some() == is_closed => return Some(at),
            _ => {}
        }
    }
    None
}

/// `LEFT OPERATOR RIGHT`
fn comparison(text: &str) -> Option<(&str, &str, &str)> {
    let is_operator = |c: char| matches!(c, '!' | '<' | '>' | '=');
    let start = text.find(is_operator).filter(|start| *start > 0)?;
    let (left, rest) = text.split_at(start);
    let end = rest.find(|c| !is_operator(c)).unwrap_or(rest.len() - 1);
    let (operator, right) = rest.split_at(end);
    (!operator.is_empty()).then_some((left, operator, right))
}
