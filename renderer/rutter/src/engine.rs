//! Compiling and executing the templates of a chart tree. Helm: pkg/engine/engine.go.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rutter_chart::Compat;
use rutter_go::value::{Map, Str, Value};
use rutter_template::{
    Error as TemplateError, Execution, Kind, MissingKey, Options as TemplateOptions, ParseError,
    Position, TemplateSet,
};

use crate::context::Renderable;
use crate::functions::{WARN_END, WARN_START, func_map, remove_no_value};
use crate::rules::{Answers, Rule};
use crate::values::table::values_type;

/// Why a template gave no text.
#[derive(Clone, Debug)]
pub struct EngineError {
    /// Helm's text.
    pub message: String,
    /// Where, if it is known: for an error in an included template, the innermost place.
    pub position: Option<Position>,
    /// Where what is at `position` was included from, innermost first.
    pub includes: Vec<Position>,
    /// The file that was being parsed or executed.
    pub file: String,
}

/// A file with the text it was rendered to.
#[derive(Clone, Debug)]
pub struct RenderedFile {
    /// Template name, such as `redis/templates/service.yaml`.
    pub path: String,
    /// What it was rendered to.
    pub text: RenderedText,
}

/// The text of a rendered file.
#[derive(Clone, Debug)]
pub enum RenderedText {
    /// UTF-8, shared with the documents cut out of it.
    Utf8(Arc<String>),
    /// Anything else.
    Other(Vec<u8>),
}

impl RenderedText {
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            RenderedText::Utf8(text) => text.as_bytes(),
            RenderedText::Other(bytes) => bytes,
        }
    }

    /// The text, with every invalid byte shown as U+FFFD.
    pub fn to_str_lossy(&self) -> Cow<'_, str> {
        match self {
            RenderedText::Utf8(text) => Cow::Borrowed(text),
            RenderedText::Other(bytes) => String::from_utf8_lossy(bytes),
        }
    }
}

impl From<Vec<u8>> for RenderedText {
    fn from(bytes: Vec<u8>) -> RenderedText {
        match String::from_utf8(bytes) {
            Ok(text) => RenderedText::Utf8(Arc::new(text)),
            Err(error) => RenderedText::Other(error.into_bytes()),
        }
    }
}

/// Template names in Helm's order for parsing and executing: deepest first, then Z to A.
///
/// Helm: `sortTemplates`.
pub fn template_order<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let depth = |name: &str| memchr::memchr_iter(b'/', name.as_bytes()).count();
    let mut names: Vec<(usize, &str)> = names.map(|name| (depth(name), name)).collect();
    names.sort_unstable_by_key(|name| Reverse(*name));
    names.into_iter().map(|(_, name)| name).collect()
}

/// Compiles every template of the tree into one set, without those that do not parse.
pub fn compile(
    renderables: &BTreeMap<String, Renderable<'_>>,
    compat: Compat,
    missing_key: MissingKey,
) -> (TemplateSet, Vec<EngineError>) {
    let mut set = TemplateSet::new("gotpl", func_map(compat), TemplateOptions { missing_key });
    let mut errors = Vec::new();
    for name in template_order(renderables.keys().map(String::as_str)) {
        let Some(renderable) = renderables.get(name) else { continue };
        if let Err(error) = set.parse(name, renderable.file.data.text().clone()) {
            errors.push(parse_error(name, &error));
        }
    }
    (set, errors)
}

/// Executes every template that is in the set and not a partial, in Helm's order.
///
/// Beside what was rendered, the templates that failed: only the first, unless `all_errors`.
pub fn execute(
    set: &TemplateSet,
    renderables: &BTreeMap<String, Renderable<'_>>,
    execution: &mut Execution<'_>,
    answers: Answers,
    all_errors: bool,
) -> (Vec<RenderedFile>, Vec<EngineError>) {
    let types = answers.of(Rule::ChartObject);
    let mut rendered = Vec::new();
    let mut errors = Vec::new();
    for name in template_order(renderables.keys().map(String::as_str)) {
        let Some(renderable) = renderables.get(name) else { continue };
        if rutter_go::path::base(name.as_bytes()).starts_with(b"_") {
            continue;
        }
        let context = &renderable.context;
        context.insert("Template", template_value(name, &renderable.base_path, types));
        let mut text = Vec::new();
        let dot = Value::Map(context.cast(values_type(types)));
        match set.execute(name, dot, execution, &mut text) {
            Ok(()) => {
                let text = remove_no_value(text).into();
                rendered.push(RenderedFile { path: name.to_string(), text });
            }
            Err(error) => {
                errors.push(exec_error(name, &error, answers.compat()));
                // A budget that is used up is so for all that follow.
                if !all_errors || error.kind() == Kind::Limit {
                    break;
                }
            }
        }
    }
    (rendered, errors)
}

fn template_value(name: &str, base_path: &str, compat: Compat) -> Value {
    let entries = [
        (Str::from("Name"), Value::string(name)),
        (Str::from("BasePath"), Value::string(base_path)),
    ];
    Value::Map(Map::with_type(values_type(compat), entries.into_iter().collect()))
}

/// Keeps the location and the last part of a parse error. Helm: `cleanupParseError`.
pub(crate) fn parse_error(file: &str, error: &ParseError) -> EngineError {
    let tokens: Vec<&str> = error.message.split(": ").collect();
    let message = match tokens.as_slice() {
        [_, location, .., last] => format!("parse error at ({location}): {last}"),
        [_, location] => format!("parse error at ({location}): {location}"),
        _ => format!("parse error in ({file}): {}", error.message),
    };
    let position = Position {
        file: error.name.clone(),
        template: error.name.clone(),
        line: error.line,
        column: 0,
        offset: error.offset,
    };
    let includes = Vec::new();
    EngineError { message, position: Some(position), includes, file: file.to_string() }
}

/// Helm: `cleanupExecError` (v3), `reformatExecErrorMsg` (v4).
fn exec_error(file: &str, error: &TemplateError, compat: Compat) -> EngineError {
    let mut places: Vec<Position> =
        error.chain().filter_map(TemplateError::position).cloned().collect();
    places.dedup();
    let position = places.pop();
    places.reverse();
    let message = exec_message(file, error, compat);
    EngineError { message, position, includes: places, file: file.to_string() }
}

fn exec_message(file: &str, error: &TemplateError, compat: Compat) -> String {
    let full = error.to_string();
    if !error.is_exec() {
        return full;
    }
    let tokens: Vec<&str> = full.splitn(3, ": ").collect();
    let [_, location, rest] = tokens.as_slice() else {
        return format!("execution error in ({file}): {full}");
    };
    if let Some(message) = warning_text(rest) {
        return format!("execution error at ({location}): {message}");
    }
    match compat {
        Compat::V3 => full,
        Compat::V4 => traced(error).unwrap_or(full),
    }
}

/// What `fail` or `required` said: from the first start mark to the last end mark.
fn warning_text(text: &str) -> Option<&str> {
    let start = text.find(WARN_START)? + WARN_START.len();
    let end = text.rfind(WARN_END)?;
    text.get(start..end)
}

/// Helm 4's form: a group of lines for every link of the chain; `None` when a link is not an
/// error of text/template.
fn traced(error: &TemplateError) -> Option<String> {
    let mut lines: Vec<Traced> = Vec::new();
    for link in error.chain() {
        let traced = Traced::parse(&link.to_string())?;
        if lines.last() != Some(&traced) {
            lines.push(traced);
        }
    }
    let text: String = lines.iter().map(Traced::to_text).collect();
    Some(crate::host::trim_space(&text).to_string())
}

/// One link of an error chain, taken apart. Helm: `TraceableError`.
#[derive(PartialEq, Eq)]
struct Traced {
    location: String,
    executing: String,
    message: String,
}

impl Traced {
    fn parse(text: &str) -> Option<Traced> {
        let rest = text.strip_prefix("template: ")?;
        if rest.starts_with("no template ") {
            let message = text.to_string();
            return Some(Traced { location: String::new(), executing: String::new(), message });
        }
        Traced::parse_executing(rest).or_else(|| Traced::parse_simple(rest))
    }

    /// `NAME: executing "FUNCTION" at <NODE>: MESSAGE`
    fn parse_executing(rest: &str) -> Option<Traced> {
        let (location, after) = rest.split_once(": executing ")?;
        let (function, after) = after.strip_prefix('"')?.split_once('"')?;
        let (node, message) = after.strip_prefix(" at <")?.split_once(">: ")?;
        Some(Traced {
            location: location.to_string(),
            executing: format!("executing \"{function}\" at <{node}>:"),
            message: without_next(message),
        })
    }

    /// `NAME: MESSAGE`
    fn parse_simple(rest: &str) -> Option<Traced> {
        let (location, message) = rest.rsplit_once(": ")?;
        Some(Traced {
            location: location.to_string(),
            executing: String::new(),
            message: without_next(message),
        })
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        if !self.location.is_empty() {
            text.push_str(&format!("{}\n  ", self.location));
        }
        if !self.executing.is_empty() {
            text.push_str(&format!("{}\n    ", self.executing));
        }
        if !self.message.is_empty() {
            text.push_str(&format!("{}\n", self.message));
        }
        text
    }
}

/// A message without the link that follows it.
fn without_next(message: &str) -> String {
    message.split(" template:").next().unwrap_or(message).to_string()
}
