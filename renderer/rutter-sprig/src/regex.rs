//! sprig regex.go.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_go::regexp::{Error as RegexpError, Regexp};
use rutter_go::strconv::{can_backquote, quote};
use rutter_go::value::{List, STRING_LIST, Str, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, charge, charge_items, int, string, text};

/// Compiled patterns kept; a chart uses few.
const CACHE_SIZE: usize = 256;

thread_local! {
    static CACHE: RefCell<BTreeMap<Str, Rc<Regexp>>> = const { RefCell::new(BTreeMap::new()) };
}

fn compile(pattern: &Str) -> Result<Rc<Regexp>, RegexpError> {
    if let Some(found) = CACHE.with_borrow(|cache| cache.get(pattern).cloned()) {
        return Ok(found);
    }
    let compiled = Rc::new(Regexp::compile(pattern.as_bytes())?);
    CACHE.with_borrow_mut(|cache| {
        if cache.len() >= CACHE_SIZE {
            cache.clear();
        }
        cache.insert(pattern.clone(), compiled.clone());
    });
    Ok(compiled)
}

/// Go: `regexp.MustCompile` panics with the pattern in its text.
fn must_compile(pattern: &Str) -> Result<Rc<Regexp>, Error> {
    compile(pattern).map_err(|error| {
        let shown = match can_backquote(pattern.as_bytes()) {
            true => format!("`{}`", pattern.to_str_lossy()),
            false => quote(pattern.as_bytes()),
        };
        Error::panic(format!("regexp: Compile({shown}): {error}"))
    })
}

fn checked(pattern: &Str) -> Result<Rc<Regexp>, Error> {
    compile(pattern).map_err(|error| Error::new(error.to_string()))
}

/// Work that grows with the subject.
fn charge_subject(call: &mut Call<'_, '_>, subject: &Str) -> Result<(), Error> {
    call.charge(subject.len() as u64 / 16)
}

pub(crate) fn regex_match(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_subject(call, &subject)?;
    Ok(Value::Bool(compile(&text(a, 0)).is_ok_and(|r| r.is_match(subject.as_bytes()))))
}

pub(crate) fn must_regex_match(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_subject(call, &subject)?;
    Ok(Value::Bool(checked(&text(a, 0))?.is_match(subject.as_bytes())))
}

fn find_all(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_subject(call, &subject)?;
    let found = regexp.find_all_index(subject.as_bytes(), int(a, 2));
    charge_items(call, found.len())?;
    if found.is_empty() {
        return Ok(Value::List(List::nil(&STRING_LIST)));
    }
    let bytes = subject.as_bytes();
    Ok(Value::string_list(found.into_iter().map(|(start, end)| &bytes[start..end])))
}

pub(crate) fn regex_find_all(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(&text(a, 0))?;
    find_all(call, &regexp, a)
}

pub(crate) fn must_regex_find_all(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(&text(a, 0))?;
    find_all(call, &regexp, a)
}

fn find(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_subject(call, &subject)?;
    match regexp.find_index(subject.as_bytes()) {
        Some((start, end)) => string(&subject.as_bytes()[start..end]),
        None => string(""),
    }
}

pub(crate) fn regex_find(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(&text(a, 0))?;
    find(call, &regexp, a)
}

pub(crate) fn must_regex_find(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(&text(a, 0))?;
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
    charge_subject(call, &subject)?;
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
    let regexp = must_compile(&text(a, 0))?;
    replace(call, &regexp, a, Template::Expanded)
}

pub(crate) fn must_regex_replace_all(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(&text(a, 0))?;
    replace(call, &regexp, a, Template::Expanded)
}

pub(crate) fn regex_replace_all_literal(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(&text(a, 0))?;
    replace(call, &regexp, a, Template::Literal)
}

pub(crate) fn must_regex_replace_all_literal(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(&text(a, 0))?;
    replace(call, &regexp, a, Template::Literal)
}

fn split(call: &mut Call<'_, '_>, regexp: &Regexp, a: &[Value]) -> Outcome {
    let subject = text(a, 1);
    charge_subject(call, &subject)?;
    if int(a, 2) == 0 {
        return Ok(Value::List(List::nil(&STRING_LIST)));
    }
    let parts = regexp.split(subject.as_bytes(), int(a, 2));
    charge_items(call, parts.len())?;
    Ok(Value::string_list(parts))
}

pub(crate) fn regex_split(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = must_compile(&text(a, 0))?;
    split(call, &regexp, a)
}

pub(crate) fn must_regex_split(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let regexp = checked(&text(a, 0))?;
    split(call, &regexp, a)
}

pub(crate) fn regex_quote_meta(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(rutter_go::regexp::quote_meta(text(a, 0).as_bytes()))
}
