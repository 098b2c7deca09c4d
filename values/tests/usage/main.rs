//! The templates of a chart read every value that its type has, and no other. They are gone through
//! without rendering, into the helpers of the charts it depends on and out again; `allowed.json` names
//! what that cannot see, each with its reason.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod shape;
mod syntax;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rutter_values::{Typed, charts, rows};
use serde_json::Value;

use shape::Schema;
use syntax::Node;
use walk::{Reads, Templates, Walk};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../charts")
}

/// The parsed templates of a folder.
fn parsed(folder: &Path) -> Vec<Vec<Node>> {
    let mut nodes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => nodes.extend(parsed(&path)),
            false => nodes.push(syntax::parse(&std::fs::read_to_string(&path).unwrap())),
        }
    }
    nodes
}

/// The parsed templates of the charts that a chart depends on: the library, and others whose named
/// templates it includes.
fn dependencies(chart: &str) -> Vec<Vec<Node>> {
    let entries = std::fs::read_dir(folder().join(chart).join("charts")).unwrap();
    entries.flat_map(|entry| parsed(&entry.unwrap().path().join("templates"))).collect()
}

/// Templates by name of parsed files.
fn defined(files: &[Vec<Node>], is_own: bool) -> Templates<'_> {
    let defines = files.iter().flatten().filter_map(|node| match node {
        Node::Define(name, body) => Some((name.clone(), (&body[..], is_own))),
        _ => None,
    });
    defines.collect()
}

/// What the templates of a chart read.
fn reads(schema: &Value, own: &[Vec<Node>], helpers: &[Vec<Node>]) -> Reads {
    let mut templates = defined(helpers, false);
    templates.extend(defined(own, true));
    let mut walk = Walk::new(Schema(schema), templates);
    own.iter().for_each(|file| walk.file(file));
    walk.reads
}

fn allowed(chart: &str, what: &str) -> BTreeSet<String> {
    let text = include_str!("allowed.json");
    let lists: Value = serde_json::from_str(text).unwrap();
    let list = lists.pointer(&format!("/{chart}/{what}")).and_then(Value::as_object);
    list.into_iter().flatten().map(|(path, _)| path.clone()).collect()
}

/// The condition under which another chart has this one.
const READ_BY_HELM: &str = "enabled";

/// The values of a type that nothing reads: neither they nor a block around them.
fn unused(chart: &Typed, reads: &Reads) -> BTreeSet<String> {
    let is_read = |path: &str| {
        let mut around = path.match_indices('.').map(|(at, _)| &path[..at]);
        reads.paths.contains(path) || around.any(|block| reads.paths.contains(block))
    };
    // A map of blocks by name is read with its blocks, a block shown whole with its fields.
    let begins = |path: &str| reads.paths.iter().any(|read| read.starts_with(&format!("{path}.")));
    let rows = rows(&chart.schema).into_iter().map(|row| row.path);
    rows.filter(|path| path != READ_BY_HELM && !is_read(path) && !begins(path)).collect()
}

/// What is found and not allowed, or allowed and not found any more.
fn complain(found: &BTreeSet<String>, allowed: &BTreeSet<String>, what: &str) -> Vec<String> {
    let new = found.difference(allowed).map(|path| format!("{path}: {what}"));
    let old = allowed.difference(found).map(|path| format!("{path}: allowed for nothing"));
    new.chain(old).collect()
}

#[test]
fn templates_read_every_value_and_no_other() {
    let mut complaints = Vec::new();
    for chart in charts() {
        let own = parsed(&folder().join(chart.name).join("templates"));
        let helpers = dependencies(chart.name);
        let reads = reads(&chart.schema, &own, &helpers);
        let unused = unused(&chart, &reads);
        let missing = allowed(chart.name, "missing");
        let found = complain(&reads.missing, &missing, "templates read it, the type has it not")
            .into_iter()
            .chain(complain(&unused, &allowed(chart.name, "unused"), "no template reads it"));
        complaints.extend(found.map(|complaint| format!("{}: {complaint}", chart.name)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// A chart of one template, with what it reads and what is missing.
#[track_caller]
fn check(template: &str, read: &[&str], missing: &[&str]) {
    let schema = serde_json::json!({
        "definitions": {"probe": {"properties": {"port": {}}}},
        "properties": {
            "a": {}, "b": {}, "list": {},
            "block": {"properties": {"x": {}, "y": {}}},
            "probe": {"$ref": "#/definitions/probe"},
            "named": {"additionalProperties": {"properties": {"z": {}}}},
        },
    });
    let helper = "{{ define \"lib\" }}{{ .values.x }}{{ .values.other }}{{ end }}";
    let reads = reads(&schema, &[syntax::parse(template)], &[syntax::parse(helper)]);
    assert_eq!(reads.paths.iter().collect::<Vec<_>>(), read, "{template}");
    assert_eq!(reads.missing.iter().collect::<Vec<_>>(), missing, "{template}");
}

#[test]
fn reads_are_found() {
    check("{{ .Values.a }} {{- $.Values.b -}}", &["a", "b"], &[]);
    check("{{/* {{ .Values.a }} */}}{{ \"}}\" }}{{ .Values.b }}", &["b"], &[]);
    check("{{ .Values.block.x }}", &["block.x"], &[]);
    check("{{ .Values.block.w }}{{ .Values.c }}", &[], &["block.w", "c"]);
    check("{{ if .Values.block }}{{ end }}", &[], &[]);
    check("{{ if .Values.a }}{{ else if .Values.b }}{{ end }}", &["a", "b"], &[]);
    check("{{ toYaml .Values.block }}", &["block"], &[]);
    check("{{ $block := .Values.block }}{{ $block.y | quote }}", &["block.y"], &[]);
    check("{{ with .Values.block }}{{ .x }}{{ $.Values.a }}{{ end }}", &["a", "block.x"], &[]);
    check("{{ range $k, $v := .Values.block }}{{ $v }}{{ end }}", &["block.x", "block.y"], &[]);
    check("{{ range .Values.named }}{{ .z }}{{ end }}", &["named.NAME.z"], &[]);
    check("{{ (index .Values.named \"n\").z }}", &["named.NAME.z"], &[]);
    check("{{ include \"lib\" (dict \"values\" .Values.block) }}", &["block.x"], &[]);
    check("{{ (pick .Values \"a\" \"list\").list | toYaml }}", &["list"], &[]);
    check(
        "{{ get .Values \"a\" }}{{ (default dict .Values.probe).port }}",
        &["a", "probe.port"],
        &[],
    );
    check(
        "{{ define \"own\" }}{{ .c.Values.a }}{{ end }}{{ include \"own\" (dict \"c\" $) }}",
        &["a"],
        &[],
    );
    check("{{ define \"own\" }}{{ .Values.a }}{{ end }}", &[], &[]);
    check("{{ ternary .Values.a .Values.b (eq .Values.list 1) }}", &["a", "b", "list"], &[]);
}
