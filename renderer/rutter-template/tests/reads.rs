//! What templates can read: texts, what of `v` they read whole, what they only look at, and what no
//! template can read.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use rutter_template::reads::{
    Data, Effect, Host, Key, Path, Reads, find_reads, find_reads_of_text,
};
use rutter_template::{FuncMap, Options, TemplateSet};

fn effect(name: &str) -> Effect {
    match name {
        "index" => Effect::Index,
        "and" | "or" => Effect::Union,
        "not" | "len" => Effect::Test,
        "print" | "printf" => Effect::Text,
        _ => Effect::Whole,
    }
}

fn path(dotted: &str) -> Path {
    let key = |key: &str| match key {
        "*" => Key::Any,
        key => Key::Name(key.to_string()),
    };
    dotted.split('.').filter(|key| !key.is_empty()).map(key).collect()
}

fn host() -> Host<'static> {
    Host { effect: &effect, context: ("v", Data::place(Path::new())) }
}

fn dot() -> Data {
    Data::map([("v".to_string(), Data::place(Path::new()))])
}

fn reads(text: &str) -> Reads {
    let mut set = TemplateSet::new("set", FuncMap::new(), Options::default());
    set.parse("t", text).unwrap();
    find_reads(&set, &[("t".to_string(), dot())], &host())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

#[test]
fn what_is_read_is_found() {
    let cases = [
        // template, read whole, looked at, not read
        ("{{ .v.a.b }}", "a.b", "a.b", "a.c b"),
        ("{{ if .v.a }}x{{ end }}", "", "a", "b a.b"),
        ("{{ with .v.a }}{{ .b }}{{ $.v.c }}{{ end }}", "a.b c", "a", "a.c b"),
        ("{{ with .v.a }}{{ else }}{{ .v.b }}{{ end }}", "b", "a", "a.b"),
        ("{{ range .v.l }}{{ .a }}{{ end }}", "l.*.a l.x.a", "l.x", "l.*.b l.x.b"),
        ("{{ range $k, $e := .v.l }}{{ $e.a }}{{ $k }}{{ end }}", "l.*.a", "l.x", "l.x.b"),
        ("{{ $x := .v.a }}{{ $x.b }}", "a.b", "a", "a.c x"),
        ("{{ $x := .v.a }}{{ if .v.c }}{{ $x = .v.b }}{{ end }}{{ $x.d }}", "a.d b.d", "c", "c.d"),
        ("{{ $x := 1 }}{{ range .v.l }}{{ $x }}{{ $x = . }}{{ end }}", "l.*", "", "m"),
        ("{{ index .v \"a\" \"b.c\" }}", "", "a", "b a.b"),
        ("{{ index .v.m .v.k }}", "m.* m.x", "k", "x"),
        ("{{ define \"d\" }}{{ .a }}{{ end }}{{ template \"d\" .v.b }}", "b.a", "b", "a b.c"),
        ("{{ define \"d\" }}{{ .a }}{{ end }}", "", "", "a"),
        (
            "{{ define \"d\" }}{{ .a }}{{ template \"d\" .n }}{{ end }}{{ template \"d\" .v }}",
            "a n.a n.n.a",
            "n",
            "n.b",
        ),
        ("{{ (or .v.a .v.b).c }}", "a.c b.c", "a b", "a.d"),
        ("{{ html .v.a }}{{ .v.b | len }}", "a a.x", "b", "b.x c"),
        ("{{ .v.a.Method .v.b }}", "a.Method b", "", "c a.x"),
        ("{{ .ctx.v.a }}", "a", "", "b ctx"),
        ("{{ (print .v.a).b }}", "a", "", "b"),
        ("{{ .v }}", "a b.c", "", ""),
    ];
    for (text, whole, looked_at, not) in cases {
        let reads = reads(text);
        for place in words(whole) {
            assert!(reads.has_all(&path(place)), "{place} of {text}: {reads:?}");
        }
        for place in words(looked_at) {
            assert!(reads.has(&path(place)), "{place} of {text}: {reads:?}");
        }
        for place in words(not) {
            assert!(!reads.has(&path(place)), "{place} of {text}: {reads:?}");
        }
    }
}

#[test]
fn a_text_may_become_a_template() {
    let set = TemplateSet::new("set", FuncMap::new(), Options::default());
    let found = find_reads_of_text(&set, "{{ .v.a }}", &dot(), &host()).unwrap();
    assert!(found.has_all(&path("a")) && !found.has(&path("b")));
    assert!(find_reads_of_text(&set, "{{ .v.a", &dot(), &host()).is_none());
}

#[test]
fn what_is_read_at_one_place_may_be_copied_to_another() {
    let mut found = reads("{{ .v.sub.global.a }}");
    found.copy(&path("sub.global"), &path("global"));
    assert!(found.has_all(&path("global.a")) && !found.has(&path("global.b")));
    assert_eq!(found.names(&path("sub.global")).into_iter().collect::<Vec<_>>(), ["a"]);
}
