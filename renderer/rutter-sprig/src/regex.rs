//! sprig regex.go.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_go::regexp::{Error as RegexpError, MAX_COMPILED, Regexp};
use rutter_go::strconv::{can_backquote, quote};
use rutter_go::value::{List, STRING_LIST, Str, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, charge, charge_items, int, string, text};

/// Compiled patterns kept; a chart uses few.
const CACHE_SIZE: usize = 256;
/// Bytes of compiled patterns kept, without the last one.
const CACHE_BYTES: usize = 32 << 20;

/// Compiled patterns, and the bytes they take together.
struct Cache {
    patterns: BTreeMap<Str, Rc<Regexp>>,
    bytes: usize,
}

thread_local! {
    static CACHE: RefCell<Cache> =
        const { RefCell::new(Cache { patterns: BTreeMap::new(), bytes: 0 }) };
}

impl Cache {
    fn insert(&mut self, pattern: Str, compiled: Rc<Regexp>) {
        if self.patterns.len() >= CACHE_SIZE || self.bytes > CACHE_BYTES {
            self.patterns.clear();
            self.bytes = 0;
        }
        self.bytes += compiled.memory_usage();
        self.patterns.insert(pattern, compiled);
    }
}

type Compiled = Result<Rc<Regexp>, RegexpError>;

/// The compiled pattern, or why it is none; an error of its own when the budget is used up.
fn compile(call: &mut Call<'_, '_>, pattern: &Str) -> Result<Compiled, Error> {
    if let Some(found) = CACHE.with_borrow(|cache| cache.patterns.get(pattern).cloned()) {
        return Ok(Ok(found));
    }
    let compiled = Regexp::compile(pattern.as_bytes()).map(Rc::new);
    // `\pL{1000}` takes 47 MB, and a fifth of a second.
    let bytes = match &compiled {
        Ok(regexp) => regexp.memory_usage(),
        Err(error) if error.is_too_large() => MAX_COMPILED,
        Err(_) => pattern.len(),
    };
    call.charge(bytes as u64 / 2)?;
    if let Ok(regexp) = &compiled {
        CACHE.with_borrow_mut(|cache| cache.insert(pattern.clone(), regexp.clone()));
    }
    Ok(compiled)
}

/// Go: `regexp.MustCompile` panics with the pattern in its text.
fn must_compile(call: &mut Call<'_, '_>, pattern: &Str) -> Result<Rc<Regexp>, Error> {
    compile(call, pattern)?.map_err(|error| {
        let shown = match can_backquote(pattern.as_bytes()) {
            true => format!("`{}`", pattern.to_str_lossy()),
            false => quote(pattern.as_bytes()),
        };
        Error::panic(format!("regexp: Compile({shown}): {error}"))
    })
}

fn checked(call: &mut Call<'_, '_>, pattern: &Str) -> Result<Rc<Regexp>, Error> {
    compile(call, pattern)?.map_err(|error| Error::new(error.to_string()))
}

/// Work that grows with the subject and, for patterns that are large, with the pattern.
fn charge_search(call: &mut Call<'_, '_>, regexp: &Regexp, subject: &Str) -> Result<(), Error> {
    let size = 1 + regexp.memory_usage() as u64 / 4096;
    call.charge((subject.len() as u64 / 16).saturating_mul(size))
}

fn is_match(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_search(call, regexp, &subject)?;
    Ok(Value::Bool(regexp.is_match(subject.as_bytes())))
}

pub(crate) fn regex_match(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    match compile(call, &text(a, 0))? {
        Ok(regexp) => is_match(call, &regexp, a),
        Err(_) => Ok(Value::Bool(false)),
    }
}

pub(crate) fn must_regex_match(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(call, &text(a, 0))?;
    is_match(call, &regexp, a)
}

fn find_all(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_search(call, regexp, &subject)?;
    let found = regexp.find_all_index(subject.as_bytes(), int(a, 2));
    charge_items(call, found.len())?;
    if found.is_empty() {
        return Ok(Value::List(List::nil(&STRING_LIST)));
    }
    let bytes = subject.as_bytes();
    Ok(Value::string_list(found.into_iter().map(|(start, end)| &bytes[start..end])))
}

pub(crate) fn regex_find_all(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(call, &text(a, 0))?;
    find_all(call, &regexp, a)
}

pub(crate) fn must_regex_find_all(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(call, &text(a, 0))?;
    find_all(call, &regexp, a)
}

fn find(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_search(call, regexp, &subject)?;
    match regexp.find_index(subject.as_bytes()) {
        Some((start, end)) => string(&subject.as_bytes()[start..end]),
        None => string(""),
    }
}

pub(crate) fn regex_find(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(call, &text(a, 0))?;
    find(call, &regexp, a)
}

pub(crate) fn must_regex_find(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(call, &text(a, 0))?;
    find(call, &regexp, a)
}

/// How a replacement text is read.
#[derive(Clone, Copy)]
enum Template {
    Expanded,
    Literal,
}

fn replace(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value], template: Template) -> Outcome {
    let (subject, replacement) = (text(a, 1), text(a, 2));
    charge_search(call, regexp, &subject)?;
    let limit = call.string_limit();
    let (subject, replacement) = (subject.as_bytes(), replacement.as_bytes());
    let replaced = match template {
        Template::Expanded => regexp.replace_all_limited(subject, replacement, limit),
        Template::Literal => regexp.replace_all_literal_limited(subject, replacement, limit),
    };
    match replaced {
        Ok(text) => {
            charge(call, text.len())?;
            string(text)
        }
        Err(_) => Err(call
            .charge_bytes(limit.saturating_add(1))
            .err()
            .unwrap_or_else(|| Error::panic("replacement is too long"))),
    }
}

pub(crate) fn regex_replace_all(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(call, &text(a, 0))?;
    replace(call, &regexp, a, Template::Expanded)
}

pub(crate) fn must_regex_replace_all(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(call, &text(a, 0))?;
    replace(call, &regexp, a, Template::Expanded)
}

pub(crate) fn regex_replace_all_literal(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(call, &text(a, 0))?;
    replace(call, &regexp, a, Template::Literal)
}

pub(crate) fn must_regex_replace_all_literal(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(call, &text(a, 0))?;
    replace(call, &regexp, a, Template::Literal)
}

fn split(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_search(call, regexp, &subject)?;
    if int(a, 2) == 0 {
        return Ok(Value::List(List::nil(&STRING_LIST)));
    }
    let parts = regexp.split(subject.as_bytes(), int(a, 2));
    charge_items(call, parts.len())?;
    Ok(Value::string_list(parts))
}

pub(crate) fn regex_split(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(call, &text(a, 0))?;
    split(call, &regexp, a)
}

pub(crate) fn must_regex_split(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(call, &text(a, 0))?;
    split(call, &regexp, a)
}

pub(crate) fn regex_quote_meta(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(rutter_go::regexp::quote_meta(text(a, 0).as_bytes()))
}
