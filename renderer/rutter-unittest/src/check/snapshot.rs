//! `matchSnapshot`, `matchSnapshotRaw`.

use super::{Check, Context, Verdict, raw};
use crate::assertion::Parameters;
use crate::message::{self, Parts, Place};
use crate::query::Query;
use crate::snapshot_file::{Comparison, Matching};
use crate::snapshot_text::snapshot_text;
use crate::unified_diff::unified_diff;
use crate::value::Value;

/// Values at a path are those that were kept.
pub(crate) struct MatchSnapshot {
    path: Query,
    matching: Matching,
}

impl MatchSnapshot {
    pub fn new(parameters: &mut Parameters<'_>) -> MatchSnapshot {
        let path = parameters.query();
        let found = parameters.text_below("MatchRegex", "Pattern");
        let not_found = parameters.text_below("NotMatchRegex", "Pattern");
        let matching = match found.trim().is_empty() && not_found.trim().is_empty() {
            true => Matching::Kept,
            false => Matching::Patterns { found, not_found },
        };
        MatchSnapshot { path, matching }
    }

    fn messages(&self, compared: &Comparison, place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { path: compared.message.is_empty(), ..Parts::default() };
        if !parts.path {
            let verb = &compared.message;
            return message::expected(negative, parts, verb, place, &[&compared.kept]);
        }
        let values = [self.path.as_str(), &shown(compared, negative)];
        message::expected(negative, parts, &verb(compared), place, &values)
    }
}

impl Check for MatchSnapshot {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        if context.documents.is_empty() {
            return Verdict::of(!negative, Vec::new);
        }
        context.each_value(
            &self.path,
            |snapshots, place, actual| {
                let compared = snapshots.compare(snapshot_text(actual), &self.matching);
                if compared.error.is_some() {
                    return Verdict::failed(message::error(place, "<nil>"));
                }
                let passed = compared.passed != negative;
                Verdict::of(passed, || self.messages(&compared, place, negative))
            },
            Vec::new,
        )
    }
}

/// Texts of NOTES.txt and its like are those that were kept.
pub(crate) struct MatchSnapshotRaw;

impl Check for MatchSnapshotRaw {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        if context.documents.is_empty() {
            return Verdict::of(!negative, Vec::new);
        }
        context.each(
            |snapshots, _, document| {
                let compared = snapshots
                    .compare(snapshot_text(&Value::String(raw(document))), &Matching::Kept);
                Verdict::of(compared.passed != negative, || {
                    let (parts, shown) = (Parts::default(), shown(&compared, negative));
                    message::expected(negative, parts, &verb(&compared), Place::NONE, &[&shown])
                })
            },
            Vec::new,
        )
    }
}

fn verb(compared: &Comparison) -> String {
    format!(" to match snapshot {}", compared.number)
}

fn shown(compared: &Comparison, negative: bool) -> String {
    match negative {
        true => compared.kept.clone(),
        false => unified_diff(&compared.kept, &compared.new),
    }
}
