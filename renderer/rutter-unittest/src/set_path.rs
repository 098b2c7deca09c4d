//! Paths of `set`: `a.b`, `list[1]`, `map.[key.with.dots]`. helm-unittest: valueutils.go.

use std::collections::BTreeMap;

use rutter_go::strconv::atoi;

use crate::value::Value;

/// Largest index of a list that a path makes; the plugin has no limit.
const MAX_INDEX: usize = 1_000_000;

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

#[derive(Clone, Copy)]
enum State {
    Key,
    Index,
    Denotation,
    Escaping,
}

/// The map that has `value` at the path and nothing else: a list is new, null before the index.
///
/// # Errors
/// The plugin's text for a path it cannot read.
pub(crate) fn nest(path: &str, value: &Value) -> Result<BTreeMap<String, Value>, String> {
    let steps = parse(path)?;
    let nested = steps.into_iter().rev().fold(value.clone(), |inner, step| match step {
        Step::Key(key) => Value::Map(BTreeMap::from([(key, inner)])),
        Step::Index(index) => {
            let mut items = vec![Value::Null; index];
            items.push(inner);
            Value::List(items)
        }
    });
    match nested {
        Value::Map(map) => Ok(map),
        _ => Err("set path must begin with a key".to_string()),
    }
}

fn parse(path: &str) -> Result<Vec<Step>, String> {
    if path.is_empty() {
        return Err("set path is empty".to_string());
    }
    let mut steps = Vec::new();
    let mut state = State::Key;
    let mut escaped = String::new();
    let mut rest = path;
    loop {
        let Some(at) = rest.find(['.', '[', ']', ',', '{', '}', '=']) else {
            return end(rest, state, steps);
        };
        let (text, after) = rest.split_at(at);
        let mut letters = after.chars();
        let token = letters.next().unwrap_or_default();
        rest = letters.as_str();
        if matches!(token, ',' | '{' | '}' | '=') {
            return Err(format!("invalid token found {token}"));
        }
        state = match state {
            State::Key => key(text, token, &mut steps, &mut escaped)?,
            State::Index => index(text, token, &mut steps)?,
            State::Denotation => denotation(token)?,
            State::Escaping => escaping(text, token, &mut steps, &mut escaped)?,
        };
    }
}

/// What stands behind the last token.
fn end(text: &str, state: State, mut steps: Vec<Step>) -> Result<Vec<Step>, String> {
    match state {
        State::Key if !text.is_empty() => steps.push(Step::Key(text.to_string())),
        State::Denotation if text.is_empty() => {}
        _ => return Err("unexpected end of".to_string()),
    }
    Ok(steps)
}

fn key(
    text: &str,
    token: char,
    steps: &mut Vec<Step>,
    escaped: &mut String,
) -> Result<State, String> {
    match token {
        '[' if text.is_empty() => {
            escaped.clear();
            return Ok(State::Escaping);
        }
        '.' | '[' => steps.push(Step::Key(text.to_string())),
        _ => return Err(format!("invalid key {token}")),
    }
    Ok(if token == '.' { State::Key } else { State::Index })
}

fn index(text: &str, token: char, steps: &mut Vec<Step>) -> Result<State, String> {
    if token != ']' {
        return Err("missing index value".to_string());
    }
    let index = atoi(text).map_err(|error| error.to_string())?;
    let index = usize::try_from(index).ok().filter(|index| *index <= MAX_INDEX);
    let index =
        index.ok_or_else(|| format!("index {text} is not from 0 to {MAX_INDEX} (limit)"))?;
    steps.push(Step::Index(index));
    Ok(State::Denotation)
}

fn denotation(token: char) -> Result<State, String> {
    match token {
        '.' => Ok(State::Key),
        '[' => Ok(State::Index),
        _ => Err(format!("invalid denotation token {token}")),
    }
}

fn escaping(
    text: &str,
    token: char,
    steps: &mut Vec<Step>,
    escaped: &mut String,
) -> Result<State, String> {
    escaped.push_str(text);
    match token {
        '.' => {
            escaped.push('.');
            Ok(State::Escaping)
        }
        ']' => {
            steps.push(Step::Key(std::mem::take(escaped)));
            Ok(State::Denotation)
        }
        _ => Err(format!("invalid escaping token {token}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, want: &str) {
        let got = match nest(path, &Value::Int(1)) {
            Ok(map) => format!("{:?}", Value::Map(map)),
            Err(error) => error,
        };
        assert_eq!(got, want, "{path}");
    }

    #[test]
    fn paths_become_maps_and_lists() {
        check("a.b", r#"Map({"a": Map({"b": Int(1)})})"#);
        check("a[1]", r#"Map({"a": List([Null, Int(1)])})"#);
        check("a.[b.c/d].e", r#"Map({"a": Map({"b.c/d": Map({"e": Int(1)})})})"#);
        check("[x.y]", r#"Map({"x.y": Int(1)})"#);
        check("", "set path is empty");
        check("a{", "invalid token found {");
        check("a.", "unexpected end of");
        check("a[b.c]", "missing index value");
        check("a[x]", "strconv.Atoi: parsing \"x\": invalid syntax");
        check("a[0]x]", "invalid denotation token ]");
        check("a]", "invalid key ]");
        check("[a[", "invalid escaping token [");
        check("a[9999999]", "index 9999999 is not from 0 to 1000000 (limit)");
    }
}
