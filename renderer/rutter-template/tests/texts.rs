//! Texts given at run time, sets of several files, places of errors, and listeners.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code may panic")]

mod common;

use std::cell::RefCell;
use std::rc::Rc;

use common::{Nowhere, set};
use rutter_go::{Str, Value};
use rutter_template::{Budget, Entry, Execution, Kind, MissingKey, Place, Trace};

fn files(files: &[(&str, &str)], execute: &str, data: Value) -> Result<String, String> {
    let mut set = set(MissingKey::Zero);
    for (name, text) in files {
        set.parse(name, *text).map_err(|error| error.message)?;
    }
    let mut out = Vec::new();
    let mut execution = Execution::new(&Nowhere, Budget::default(), Box::new(()));
    let result = set.execute(execute, data, &mut execution, &mut out);
    result.map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn texts_define_for_themselves() {
    let cases = [
        // A definition is seen inside and gone after.
        ("{{ tpl `{{ define \"d\" }}D{{ . }}{{ end }}{{ include \"d\" 1 }}` . }}", Ok("D1")),
        (
            "{{ tpl `{{ define \"d\" }}D{{ end }}` . }}{{ include \"d\" . }}",
            Err("template: a:1:43: executing \"a\" at <include \"d\" .>: error calling include: \
                 template: no template \"d\" associated with template \"gotpl\""),
        ),
        // It hides what the set has, also for texts inside.
        (
            "{{ tpl `{{ define \"s\" }}T{{ end }}{{ template \"s\" }}` . }}{{ template \"s\" }}",
            Ok("TS"),
        ),
        (
            "{{ tpl `{{ define \"s\" }}T{{ end }}{{ tpl \"{{ template \\\"s\\\" }}\" . }}` . }}",
            Ok("T"),
        ),
        // Templates of the set that run meanwhile see it too.
        (
            "{{ tpl `{{ define \"s\" }}T{{ end }}{{ template \"user\" }}` . }}{{ template \"user\" }}",
            Ok("<T><S>"),
        ),
        // An empty definition hides nothing, unless there is nothing.
        ("{{ tpl `{{ define \"s\" }} {{ end }}{{ template \"s\" }}` . }}", Ok("S")),
        ("[{{ tpl `{{ define \"new\" }} {{ end }}{{ template \"new\" }}` . }}]", Ok("[ ]")),
        // The text itself is a template named like the set.
        ("{{ tpl `{{ if eq . 1 }}one{{ else }}{{ include \"gotpl\" 1 }}{{ end }}` 2 }}", Ok("one")),
        (
            "{{ tpl `x{{ .a.b }}` . }}",
            Err("template: a:1:3: executing \"a\" at <tpl `x{{ .a.b }}` .>: error calling tpl: \
                 cannot execute: template: gotpl:1:6: executing \"gotpl\" at <.a.b>: \
                 nil pointer evaluating interface {}.b"),
        ),
        (
            "{{ $x := 1 }}{{ tpl `{{ $x }}` . }}",
            Err("template: a:1:16: executing \"a\" at <tpl `{{ $x }}` .>: error calling tpl: \
                 cannot parse: template: gotpl:1: undefined variable \"$x\""),
        ),
    ];
    for (text, want) in cases {
        let helpers =
            "{{ define \"s\" }}S{{ end }}{{ define \"user\" }}<{{ template \"s\" }}>{{ end }}";
        let data = Value::map([]);
        let got = files(&[("helpers", helpers), ("a", text)], "a", data);
        assert_eq!(got, want.map(String::from).map_err(String::from), "{text}");
    }
}

#[test]
fn later_files_replace_definitions_unless_empty() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("x", "{{ define \"d\" }}1{{ end }}"), ("y", "{{ define \"d\" }}2{{ end }}")], "2"),
        (
            &[
                ("x", "{{ define \"d\" }}1{{ end }}"),
                ("y", "{{ define \"d\" }} {{/* c */}}{{ end }}"),
            ],
            "1",
        ),
        (&[("x", "{{ define \"d\" }} {{ end }}"), ("y", "{{ define \"d\" }}2{{ end }}")], "2"),
        (&[("d", "file"), ("y", "{{ define \"d\" }}2{{ end }}")], "2"),
        (&[("y", "{{ define \"d\" }}2{{ end }}"), ("d", "\n")], "2"),
    ];
    for (list, want) in cases {
        let mut list = list.to_vec();
        list.push(("main", "{{ template \"d\" }}"));
        assert_eq!(files(&list, "main", Value::Nil).as_deref(), Ok(*want), "{list:?}");
    }
}

#[test]
fn errors_know_their_places() {
    let mut set = set(MissingKey::Error);
    let helper = "\n{{ define \"h\" }}\n  {{ .a.b.c }}{{ end }}";
    set.parse("_h.tpl", helper).unwrap();
    set.parse("a.yaml", "x: 1\ny: {{ include \"h\" . }}").unwrap();
    let mut execution = Execution::new(&Nowhere, Budget::default(), Box::new(()));
    let data = Value::map([(Str::from("a"), Value::map([]))]);
    let error = set.execute("a.yaml", data, &mut execution, &mut Vec::new()).unwrap_err();
    let chain: Vec<_> = error.chain().collect();
    assert_eq!(chain.len(), 2);
    assert!(error.is_exec() && chain[1].is_exec());
    assert_eq!(chain[1].kind(), Kind::Exec);
    let (outer, inner) = (error.position().unwrap(), chain[1].position().unwrap());
    assert_eq!((outer.file.as_str(), outer.line, outer.column, outer.offset), ("a.yaml", 2, 6, 11));
    assert_eq!((inner.file.as_str(), inner.template.as_str()), ("_h.tpl", "h"));
    assert_eq!((inner.line, inner.column, inner.offset), (3, 7, 25));
    assert_eq!(
        chain[1].to_string(),
        "template: _h.tpl:3:7: executing \"h\" at <.a.b.c>: map has no entry for key \"b\""
    );
}

#[test]
fn unknown_templates_cannot_be_executed() {
    let want = "template: no template \"b\" associated with template \"gotpl\"";
    assert_eq!(files(&[("a", "")], "b", Value::Nil), Err(want.to_string()));
}

#[test]
fn execution_goes_on_after_an_error() {
    let mut set = set(MissingKey::Zero);
    set.parse("bad", "{{ $x := 1 }}{{ range 3 }}{{ include \"deep\" . }}{{ end }}").unwrap();
    set.parse("deep", "{{ with 1 }}{{ fail \"no\" }}{{ end }}").unwrap();
    set.parse("good", "{{ $y := 2 }}{{ $y }}").unwrap();
    let mut execution = Execution::new(&Nowhere, Budget::default(), Box::new(7));
    let mut out = Vec::new();
    set.execute("bad", Value::Nil, &mut execution, &mut out).unwrap_err();
    set.execute("good", Value::Nil, &mut execution, &mut out).unwrap();
    assert_eq!(out, b"2");
    assert_eq!(execution.host().downcast_ref::<i32>(), Some(&7));
}

#[test]
fn sets_are_shared_between_threads() {
    let mut set = set(MissingKey::Zero);
    set.parse("a", "{{ range 100 }}{{ printf \"%d,\" . }}{{ end }}").unwrap();
    let render = || {
        let mut out = Vec::new();
        let mut execution = Execution::new(&Nowhere, Budget::default(), Box::new(()));
        set.execute("a", Value::Nil, &mut execution, &mut out).unwrap();
        out
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(render)).collect();
        let outputs: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        assert!(outputs.windows(2).all(|pair| pair[0] == pair[1]));
    });
}

/// What a listener heard, one line each.
struct Ear(Rc<RefCell<Vec<String>>>);

impl Trace for Ear {
    fn enter(&mut self, entry: Entry, file: &str, template: &[u8], caller: Option<Place<'_>>) {
        let template = String::from_utf8_lossy(template);
        let caller = caller.map_or(String::new(), |place| format!(" from {}", place.offset()));
        self.0.borrow_mut().push(format!("enter {entry:?} {file} {template}{caller}"));
    }
    fn leave(&mut self) {
        self.0.borrow_mut().push("leave".to_string());
    }
    fn write(&mut self, start: usize, end: usize, place: Place<'_>) {
        self.0.borrow_mut().push(format!("write {start}..{end} at {}", place.offset()));
    }
    fn field(&mut self, _map: usize, key: &[u8], found: bool, _place: Place<'_>) {
        let key = String::from_utf8_lossy(key);
        self.0.borrow_mut().push(format!("field {key} {found}"));
    }
}

#[test]
fn listeners_hear_writes_fields_and_templates() {
    let mut set = set(MissingKey::Zero);
    set.parse(
        "a",
        "{{ define \"d\" }}[{{ .k }}]{{ end }}a{{ include \"d\" .m }}{{ template \"d\" .n }}",
    )
    .unwrap();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let mut execution = Execution::new(&Nowhere, Budget::default(), Box::new(()));
    execution.set_trace(Box::new(Ear(heard.clone())));
    let data = Value::map([(Str::from("m"), Value::map([(Str::from("k"), Value::from("v"))]))]);
    let error = set.execute("a", data, &mut execution, &mut Vec::new()).err();
    assert!(error.is_none(), "{error:?}");
    let want = [
        "enter Host a a",
        "write 0..1 at 35",
        "field m true",
        "enter Function a d from 39",
        "write 0..1 at 16",
        "field k true",
        "write 1..2 at 20",
        "write 2..3 at 25",
        "leave",
        "write 1..4 at 39",
        "field n false",
        "enter Action a d from 68",
        "write 4..5 at 16",
        "write 5..15 at 20",
        "write 15..16 at 25",
        "leave",
        "leave",
    ];
    assert_eq!(*heard.borrow(), want);
}
