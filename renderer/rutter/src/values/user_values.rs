//! Values from the user: files, `--set` and its relatives, in Helm's order of precedence.
//!
//! Helm: pkg/cli/values/options.go.

use std::collections::BTreeMap;

use rutter_chart::{Compat, parse_values};
use rutter_go::value::{Map, Str, Value};
use rutter_yaml::Node;

use super::strvals::{Mode, parse_into};
use crate::tree::{merge_maps, parsed_values};

/// The kind of a flag that sets values; also their order, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetKind {
    /// `--set-json`
    Json,
    /// `--set`
    Typed,
    /// `--set-string`
    String,
    /// `--set-file`
    File,
    /// `--set-literal`
    Literal,
}

impl SetKind {
    /// The flag's name.
    pub fn flag(self) -> &'static str {
        match self {
            SetKind::Json => "--set-json",
            SetKind::Typed => "--set",
            SetKind::String => "--set-string",
            SetKind::File => "--set-file",
            SetKind::Literal => "--set-literal",
        }
    }

    const ORDER: [SetKind; 5] =
        [SetKind::Json, SetKind::Typed, SetKind::String, SetKind::File, SetKind::Literal];
}

/// A values file with the positions of its keys.
#[derive(Clone, Debug)]
pub struct ValuesFile {
    /// The name it was given by.
    pub name: String,
    /// Its text.
    pub text: Str,
    /// Its documents.
    pub documents: Vec<Node>,
}

/// Everything the user said about values. `Send` and `Sync`; laid over charts at each render.
#[derive(Clone, Debug, Default)]
pub struct UserValues {
    files: Vec<ValuesFile>,
    sets: Vec<(SetKind, String)>,
    contents: BTreeMap<String, Str>,
}

impl UserValues {
    /// No values at all.
    pub fn new() -> UserValues {
        UserValues::default()
    }

    /// Adds a values file that was read from `name`.
    ///
    /// # Errors
    /// `failed to parse NAME: …`, as Helm prints it.
    pub fn add_file(
        &mut self,
        name: impl Into<String>,
        text: impl Into<Str>,
        compat: Compat,
    ) -> Result<(), String> {
        let (name, text) = (name.into(), text.into());
        let documents =
            parse_values(&text, compat).map_err(|e| format!("failed to parse {name}: {e}"))?;
        self.files.push(ValuesFile { name, text, documents });
        Ok(())
    }

    /// Adds a flag of the `--set` family with its text.
    pub fn add_set(&mut self, kind: SetKind, text: impl Into<String>) {
        self.sets.push((kind, text.into()));
    }

    /// Gives the content of a file that `--set-file` names.
    pub fn add_content(&mut self, path: impl Into<String>, content: impl Into<Str>) {
        self.contents.insert(path.into(), content.into());
    }

    /// The values files in the order given.
    pub fn files(&self) -> &[ValuesFile] {
        &self.files
    }

    /// The flags of the `--set` family, in the order they take effect.
    pub fn sets(&self) -> impl Iterator<Item = (SetKind, &str)> {
        SetKind::ORDER.into_iter().flat_map(|kind| {
            self.sets.iter().filter(move |(k, _)| *k == kind).map(|(k, t)| (*k, t.as_str()))
        })
    }

    /// Each flag of the `--set` family with what it sets alone, in the order they take effect;
    /// without those that do not parse.
    pub(crate) fn sets_alone(&self, compat: Compat) -> Vec<(String, Map)> {
        let read =
            |path: &str| Ok(Value::String(self.contents.get(path).cloned().unwrap_or_default()));
        let sets = self.sets().filter_map(|(kind, text)| {
            let map = apply(Map::new(), kind, text, compat, &read).ok()?;
            Some((format!("{} {text}", kind.flag()), map))
        });
        sets.collect()
    }

    /// One map of all values; nulls are kept. Helm: `MergeValues`.
    ///
    /// # Errors
    /// Helm's text for the first flag that does not parse.
    pub fn merge(&self, compat: Compat) -> Result<Map, String> {
        let read = |path: &str| match self.contents.get(path) {
            Some(content) => Ok(Value::String(content.clone())),
            None => Err(format!("open {path}: no such file or directory")),
        };
        self.merge_with(compat, &read)
    }

    /// [`UserValues::merge`] with a reader for the files that `--set-file` names.
    ///
    /// # Errors
    /// Helm's text for the first flag that does not parse or file that cannot be read.
    pub fn merge_with(
        &self,
        compat: Compat,
        read: &dyn Fn(&str) -> Result<Value, String>,
    ) -> Result<Map, String> {
        let mut base = Map::new();
        for file in &self.files {
            base = merge_maps(&base, &parsed_values(&file.documents));
        }
        for (kind, text) in self.sets() {
            base = apply(base, kind, text, compat, read)?;
        }
        Ok(base)
    }
}

fn apply(
    base: Map,
    kind: SetKind,
    text: &str,
    compat: Compat,
    read: &dyn Fn(&str) -> Result<Value, String>,
) -> Result<Map, String> {
    let mode = match kind {
        SetKind::Json => return apply_json(base, text, compat),
        SetKind::Typed => Mode::Typed,
        SetKind::String => Mode::String,
        SetKind::File => Mode::File(read),
        SetKind::Literal => Mode::Literal,
    };
    parse_into(text, &base, &mode, compat)
        .map_err(|e| format!("failed parsing {} data: {e}", kind.flag()))?;
    Ok(base)
}

fn apply_json(base: Map, text: &str, compat: Compat) -> Result<Map, String> {
    let trimmed = crate::host::trim_space(text);
    if compat == Compat::V4 && trimmed.starts_with('{') {
        return match rutter_go::json::decode_map(trimmed.as_bytes()) {
            (map, None) => Ok(merge_maps(&base, &map)),
            (_, Some(_)) => Err(format!("failed parsing --set-json data JSON: {text}")),
        };
    }
    match parse_into(text, &base, &Mode::Json, compat) {
        Ok(()) => Ok(base),
        Err(_) => Err(format!("failed parsing --set-json data {text}")),
    }
}
