//! Regular expressions (Go: `regexp`, syntax RE2): own parser, matching by regex-automata.
//!
//! Texts are bytes; an invalid byte matches as the rune U+FFFD does, as in Go.

mod class;
mod parser;
mod subject;
mod template;

pub use parser::Error;

use regex_automata::util::captures::Captures;
use regex_automata::{Input, meta};
use subject::Subject;

/// Most memory a compiled expression may take, in bytes; larger ones are refused.
pub const MAX_COMPILED: usize = 64 << 20;

/// Start and end of a match or group.
pub type Span = (usize, usize);

/// A compiled regular expression (Go: `regexp.Regexp`). Compiling is the dear part: keep it.
#[derive(Clone, Debug)]
pub struct Regexp {
    meta: meta::Regex,
    names: Vec<Option<String>>,
    empty_pattern: bool,
}

/// The text would grow beyond what the caller allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl Regexp {
    /// Go's `regexp.Compile`.
    pub fn compile(pattern: &[u8]) -> Result<Regexp, Error> {
        let parsed = parser::parse(pattern)?;
        let config = meta::Config::new()
            .nfa_size_limit(Some(MAX_COMPILED))
            .hybrid_cache_capacity(1 << 20)
            .utf8_empty(true);
        let built = meta::Builder::new().configure(config).build_from_hir(&parsed.hir);
        let meta = built.map_err(|_| Error::too_large(pattern))?;
        Ok(Regexp { meta, names: parsed.names, empty_pattern: pattern.is_empty() })
    }

    /// Bytes the compiled expression takes, which the time to compile it grows with.
    pub fn memory_usage(&self) -> usize {
        self.meta.memory_usage()
    }

    /// Number of groups (Go: `NumSubexp`).
    pub fn group_count(&self) -> usize {
        self.names.len() - 1
    }

    /// Names of the groups, the whole match first; `None` where there is none.
    pub fn group_names(&self) -> &[Option<String>] {
        &self.names
    }

    /// Whether the expression matches anywhere.
    pub fn is_match(&self, text: &[u8]) -> bool {
        // Not `is_match` of the library, which stops at the first end of any match: inside a letter
        // that can be the end of an empty one, behind the start of one that counts.
        self.meta.search_half(&Input::new(Subject::new(text).text())).is_some()
    }

    /// The first match.
    pub fn find_index(&self, text: &[u8]) -> Option<Span> {
        let subject = Subject::new(text);
        let found = self.meta.find(subject.text())?;
        Some(subject.original_span((found.start(), found.end())))
    }

    /// The first match with its groups.
    pub fn find_submatch_index(&self, text: &[u8]) -> Option<Vec<Option<Span>>> {
        let subject = Subject::new(text);
        let mut captures = self.meta.create_captures();
        self.meta.captures(subject.text(), &mut captures);
        captures.is_match().then(|| subject.spans(&captures, self.names.len()))
    }

    /// The first `count` matches that do not overlap, all when negative.
    pub fn find_all_index(&self, text: &[u8], count: i64) -> Vec<Span> {
        let subject = Subject::new(text);
        let mut all = Vec::new();
        let search = |at| {
            let found = self.meta.search(&Input::new(subject.text()).span(at..subject.len()))?;
            Some((found.start(), found.end()))
        };
        each_match(&subject, count, search, |span| all.push(subject.original_span(span)));
        all
    }

    /// The first `count` matches with their groups, all when negative.
    pub fn find_all_submatch_index(&self, text: &[u8], count: i64) -> Vec<Vec<Option<Span>>> {
        let subject = Subject::new(text);
        let captures = std::cell::RefCell::new(self.meta.create_captures());
        let mut all = Vec::new();
        let search = |at| self.search_captures(&subject, at, &mut captures.borrow_mut());
        each_match(&subject, count, search, |_| {
            all.push(subject.spans(&captures.borrow(), self.names.len()))
        });
        all
    }

    fn search_captures(
        &self,
        subject: &Subject<'_>,
        at: usize,
        captures: &mut Captures,
    ) -> Option<Span> {
        let input = Input::new(subject.text()).span(at..subject.len());
        self.meta.search_captures(&input, captures);
        captures.get_match().map(|found| (found.start(), found.end()))
    }

    /// Every match replaced by the template, where `$1` and `${name}` stand for groups.
    pub fn replace_all(&self, text: &[u8], template: &[u8]) -> Vec<u8> {
        self.replace_all_limited(text, template, usize::MAX).unwrap_or_default()
    }

    /// [`Regexp::replace_all`] giving up when the text would be longer than `limit` bytes.
    pub fn replace_all_limited(
        &self,
        text: &[u8],
        template: &[u8],
        limit: usize,
    ) -> Result<Vec<u8>, TooLong> {
        if memchr::memchr(b'$', template).is_none() {
            return self.replace_all_literal_limited(text, template, limit);
        }
        self.replace(text, limit, |out, groups| {
            template::expand(out, template, text, groups, &self.names);
        })
    }

    /// Every match replaced by a text.
    pub fn replace_all_literal(&self, text: &[u8], replacement: &[u8]) -> Vec<u8> {
        self.replace_all_literal_limited(text, replacement, usize::MAX).unwrap_or_default()
    }

    /// [`Regexp::replace_all_literal`] giving up when the text would be longer than `limit`.
    pub fn replace_all_literal_limited(
        &self,
        text: &[u8],
        replacement: &[u8],
        limit: usize,
    ) -> Result<Vec<u8>, TooLong> {
        self.replace(text, limit, |out, _| out.extend_from_slice(replacement))
    }

    fn replace(
        &self,
        text: &[u8],
        limit: usize,
        mut replacement: impl FnMut(&mut Vec<u8>, &[Option<Span>]),
    ) -> Result<Vec<u8>, TooLong> {
        let subject = Subject::new(text);
        let mut captures = self.meta.create_captures();
        let mut out = Vec::with_capacity(text.len());
        let (mut last, mut at) = (0, 0);
        while at <= subject.len() {
            let Some((start, end)) = self.search_captures(&subject, at, &mut captures) else {
                break;
            };
            let (from, to) = subject.original_span((last, start));
            out.extend_from_slice(text.get(from..to).unwrap_or_default());
            // An empty match right behind another one is not replaced.
            if end > last || start == 0 {
                replacement(&mut out, &subject.spans(&captures, self.names.len()));
            }
            if out.len() > limit {
                return Err(TooLong);
            }
            last = end;
            at = end.max(at + subject.width(at).max(1));
        }
        let (rest, _) = subject.original_span((last, last));
        out.extend_from_slice(text.get(rest..).unwrap_or_default());
        match out.len() > limit {
            true => Err(TooLong),
            false => Ok(out),
        }
    }

    /// The parts between matches, at most `count` of them, all when negative (Go: `Split`).
    pub fn split<'t>(&self, text: &'t [u8], count: i64) -> Vec<&'t [u8]> {
        if count == 0 {
            return Vec::new();
        }
        if !self.empty_pattern && text.is_empty() {
            return vec![text];
        }
        let mut parts = Vec::new();
        let (mut begin, mut end) = (0, 0);
        for (from, to) in self.find_all_index(text, count) {
            if count > 0 && parts.len() as i64 == count - 1 {
                break;
            }
            end = from;
            if to != 0 {
                parts.push(text.get(begin..end).unwrap_or_default());
            }
            begin = to;
        }
        if end != text.len() {
            parts.push(text.get(begin..).unwrap_or_default());
        }
        parts
    }
}

/// Calls `deliver` for each of the first `count` matches that `search` finds, the rules for
/// empty ones being Go's.
fn each_match(
    subject: &Subject<'_>,
    count: i64,
    mut search: impl FnMut(usize) -> Option<Span>,
    mut deliver: impl FnMut(Span),
) {
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    let (mut at, mut previous_end, mut delivered) = (0, None, 0);
    while delivered < most && at <= subject.len() {
        let Some((start, end)) = search(at) else {
            break;
        };
        let mut accept = true;
        if end == at {
            // An empty match right behind another match does not count.
            accept = previous_end != Some(start);
            at += subject.width(at).max(1);
        } else {
            at = end;
        }
        previous_end = Some(end);
        if accept {
            deliver((start, end));
            delivered += 1;
        }
    }
}

/// The text with everything escaped that means something in expressions (Go: `QuoteMeta`).
pub fn quote_meta(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &byte in text {
        if b"\\.+*?()|[]{}^$".contains(&byte) {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out
}
