//! `lengthEqual`.

use std::collections::BTreeMap;

use super::{Check, Context, NO_MANIFEST, Verdict};
use crate::assertion::Parameters;
use crate::documents::Document;
use crate::message::{self, Parts, Place};
use crate::query::Query;

/// Lists at a path have a length, or those at several paths the same.
pub(crate) struct LengthEqual {
    path: Query,
    paths: Vec<Query>,
    count: Option<i64>,
}

/// Whether a path's lists are as they should be, and how long the last of them is.
struct Length {
    verdict: Verdict,
    length: i64,
}

impl LengthEqual {
    pub fn new(parameters: &mut Parameters<'_>) -> LengthEqual {
        LengthEqual {
            path: parameters.query(),
            paths: parameters.texts("Paths").into_iter().map(Query::from).collect(),
            count: parameters.int("Count"),
        }
    }

    fn messages(texts: [&str; 3], place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { path: true, actual: true, diff: false };
        message::expected(negative, parts, " to match count", place, &texts)
    }

    fn length(&self, path: &Query, index: usize, document: &Document, how: How) -> Length {
        let found = match path.find(document) {
            Ok(found) => found,
            Err(text) => {
                let messages = message::error(Place::document(index), &text);
                return Length { verdict: Verdict::failed(messages), length: 0 };
            }
        };
        let mut verdict = Verdict::of(found.is_empty() && how.negative, Vec::new);
        let mut length = 0;
        for (value_index, value) in found.iter().enumerate() {
            let items = value.as_list();
            if items.is_none() && self.count.is_none() {
                let text = format!("{} is not array", path.as_str());
                let place = Place::value(index, value_index);
                verdict.messages.extend(message::error(place, &text));
                continue;
            }
            length = items.map_or(0, |items| items.len() as i64);
            let failed = self.count.filter(|count| (length == *count) == how.negative);
            if let Some(count) = failed {
                let texts = [path.as_str(), &count.to_string(), &length.to_string()];
                let place = Place::document(index);
                verdict.messages.extend(LengthEqual::messages(texts, place, how.negative));
            }
            let is_so_far = value_index == 0 || verdict.passed;
            verdict.passed = is_so_far && failed.is_none();
            if !verdict.passed && how.fails_fast {
                break;
            }
        }
        Length { verdict, length }
    }

    fn several(&self, index: usize, document: &Document, how: How) -> Verdict {
        let mut lengths = BTreeMap::new();
        let mut all = Verdict::passed();
        for path in &self.paths {
            let Length { verdict, length } = self.length(path, index, document, how);
            lengths.insert(path.as_str(), length);
            if !verdict.passed {
                all.and(verdict);
            }
        }
        if !all.passed {
            return all;
        }
        let mut lengths = lengths.into_iter();
        // Without paths there is nothing that could be equal.
        let Some((_, first)) = lengths.next() else { return Verdict::failed(Vec::new()) };
        match lengths.find(|(_, length)| (*length == first) == how.negative) {
            None => Verdict::passed(),
            Some((path, length)) => {
                let texts = [path, "-1", &length.to_string()];
                Verdict::failed(LengthEqual::messages(texts, Place::document(index), how.negative))
            }
        }
    }
}

/// How lists are looked at.
#[derive(Clone, Copy)]
struct How {
    negative: bool,
    fails_fast: bool,
}

impl Check for LengthEqual {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let has_path = !self.path.as_str().is_empty();
        if has_path && self.count.is_none_or(|count| count < 0) {
            let text = "'count' field must be set if 'path' is used";
            return Verdict::failed(message::error(Place::NONE, text));
        }
        if has_path && !self.paths.is_empty() {
            let text = "'paths' couldn't be used with 'path'";
            return Verdict::failed(message::error(Place::NONE, text));
        }
        let how = How { negative: context.negative, fails_fast: context.fails_fast };
        context.each(
            |_, index, document| match has_path {
                true => self.length(&self.path, index, document, how).verdict,
                false => self.several(index, document, how),
            },
            || LengthEqual::messages(["", "", NO_MANIFEST], Place::NONE, how.negative),
        )
    }
}
