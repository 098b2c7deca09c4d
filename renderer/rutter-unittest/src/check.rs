//! What the types of assertions check. helm-unittest: pkg/unittest/validators.

mod collections;
mod counts;
mod documents;
mod equality;
mod failed;
mod order;
mod patterns;
mod presence;
mod snapshot;

pub(crate) use collections::{Contains, IsSubset};
pub(crate) use counts::LengthEqual;
pub(crate) use documents::{ContainsDocument, HasDocuments, TextField};
pub(crate) use equality::{Equal, EqualRaw};
pub(crate) use failed::FailedTemplate;
pub(crate) use order::Order;
pub(crate) use patterns::{MatchRegex, MatchRegexRaw};
pub(crate) use presence::{Exists, IsEmpty, IsType};
pub(crate) use snapshot::{MatchSnapshot, MatchSnapshotRaw};

use crate::documents::Document;
use crate::message::{self, Place};
use crate::query::Query;
use crate::snapshot_file::Snapshots;
use crate::value::Value;

/// What an assertion of one type does with documents.
pub(crate) trait Check: Send + Sync {
    /// Whether it holds for all of them.
    fn check(&self, context: &mut Context<'_>) -> Verdict;
}

/// The documents of one template.
pub(crate) struct Context<'c> {
    /// All of them.
    pub file: &'c [Document],
    /// Those that are looked at.
    pub documents: &'c [&'c Document],
    /// Whether the opposite is asked for.
    pub negative: bool,
    /// Why nothing could be rendered at all.
    pub render_error: Option<&'c str>,
    /// Whether to stop at the first failure.
    pub fails_fast: bool,
    pub snapshots: &'c mut Snapshots,
}

/// Whether something holds, and if not, why.
pub(crate) struct Verdict {
    pub passed: bool,
    pub messages: Vec<String>,
}

impl Verdict {
    pub fn passed() -> Verdict {
        Verdict { passed: true, messages: Vec::new() }
    }

    pub fn failed(messages: Vec<String>) -> Verdict {
        Verdict { passed: false, messages }
    }

    /// Passed, or failed with these messages.
    pub fn of(passed: bool, messages: impl FnOnce() -> Vec<String>) -> Verdict {
        if passed { Verdict::passed() } else { Verdict::failed(messages()) }
    }

    /// Both hold.
    fn and(&mut self, other: Verdict) {
        self.passed &= other.passed;
        self.messages.extend(other.messages);
    }
}

impl Context<'_> {
    /// Whether `each` holds for every document. Without any, only the opposite holds: `none` says
    /// why.
    fn each(
        &mut self,
        mut each: impl FnMut(&mut Snapshots, usize, &Document) -> Verdict,
        none: impl FnOnce() -> Vec<String>,
    ) -> Verdict {
        if self.documents.is_empty() {
            return Verdict::of(self.negative, none);
        }
        let mut all = Verdict::passed();
        for (index, document) in self.documents.iter().enumerate() {
            all.and(each(self.snapshots, index, document));
            if !all.passed && self.fails_fast {
                break;
            }
        }
        all
    }

    /// Whether `each` holds for every value at a path of every document.
    fn each_value(
        &mut self,
        query: &Query,
        mut each: impl FnMut(&mut Snapshots, Place, &Value) -> Verdict,
        none: impl FnOnce() -> Vec<String>,
    ) -> Verdict {
        let (negative, fails_fast) = (self.negative, self.fails_fast);
        let values = |snapshots: &mut Snapshots, index: usize, document: &Document| {
            let found = match query.find(document) {
                Ok(found) => found,
                Err(text) => return Verdict::failed(message::error(Place::document(index), &text)),
            };
            if found.is_empty() {
                let text = format!("unknown path {}", query.as_str());
                return Verdict::of(negative, || message::error(Place::document(index), &text));
            }
            let mut all = Verdict::passed();
            for (value_index, value) in found.iter().enumerate() {
                all.and(each(snapshots, Place::value(index, value_index), value));
                if !all.passed && fails_fast {
                    break;
                }
            }
            all
        };
        self.each(values, none)
    }
}

/// Why documents that are not there fail.
const NO_MANIFEST: &str = "no manifest found";

/// A text without spaces at the ends of its lines and line breaks at its beginning.
fn uniform(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.strip_suffix('\n');
        let spaced = content.map(|line| line.strip_suffix('\r').unwrap_or(line));
        match spaced.filter(|line| line.ends_with(' ')) {
            Some(line) => {
                out.push_str(line.trim_end_matches(' '));
                out.push('\n');
            }
            None => out.push_str(line),
        }
    }
    match out.starts_with('\n') {
        true => out.trim_start_matches('\n').to_string(),
        false => out,
    }
}

/// What a document has under `raw`, as a text.
fn raw(document: &Document) -> String {
    uniform(&match document.get("raw") {
        None | Some(Value::Null) => "<nil>".to_string(),
        Some(value) => value.printed(),
    })
}

/// The text that a string stands for in base64.
fn decoded(text: &str) -> Result<String, String> {
    rutter_go::base64::decode(text.as_bytes())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .map_err(|_| format!("unable to decode base64 expected content {text}"))
}
