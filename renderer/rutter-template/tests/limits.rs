//! What hostile templates run into: an error that names the budget and the place, never a crash.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code may panic")]

mod common;

use common::{Nowhere, render_with, set};
use rutter_go::Value;
use rutter_template::{Budget, Error, Execution, Kind, Limit, MissingKey};

fn on_stack<T: Send + 'static>(bytes: usize, run: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new().stack_size(bytes).spawn(run).unwrap().join().unwrap()
}

fn fail(text: &str, budget: Budget) -> Error {
    let mut set = set(MissingKey::Zero);
    set.parse("t.yaml", text).unwrap();
    let mut execution = Execution::new(&Nowhere, budget, Box::new(()));
    set.execute("t.yaml", Value::Nil, &mut execution, &mut Vec::new()).unwrap_err()
}

fn check_limit(text: &str, budget: Budget, limit: Limit, place: (usize, usize)) {
    let error = fail(text, budget);
    assert_eq!(error.kind(), Kind::Limit, "{text}: {error}");
    assert_eq!(error.limit_kind(), Some(limit), "{text}: {error}");
    let position = error.position().unwrap();
    assert_eq!((position.line, position.column), place, "{text}: {error}");
    assert!(error.to_string().contains(limit.name()), "{error}");
}

#[test]
fn budgets() {
    let few = Budget { steps: 100_000, ..Budget::default() };
    let cases = [
        ("\n{{ range 1000000000000 }}{{ end }}", few.clone(), Limit::Steps, (2, 9)),
        ("{{ range 30000 }}{{ range 30000 }}{{ end }}{{ end }}", few, Limit::Steps, (1, 26)),
        (
            "{{ range 1000 }}0123456789{{ end }}",
            Budget { output_bytes: 5000, ..Budget::default() },
            Limit::OutputBytes,
            (1, 16),
        ),
        (
            "{{ $x := \"0123456789abcdef\" }}{{ range 40 }}{{ $x = printf \"%s%s\" $x $x }}{{ end }}",
            Budget::default(),
            Limit::StringBytes,
            (1, 52),
        ),
        (
            "{{ define \"a\" }}{{ range 100 }}0123456789{{ end }}{{ end }}{{ include \"a\" . | len }}",
            Budget { string_bytes: 500, ..Budget::default() },
            Limit::StringBytes,
            (1, 31),
        ),
        (
            "{{ tpl \"{{ tpl . . }}\" \"{{ tpl . . }}\" }}",
            Budget { text_depth: 100, ..Budget::default() },
            Limit::TextDepth,
            (1, 3),
        ),
    ];
    for (text, budget, limit, place) in cases {
        on_stack(256 << 20, move || {
            let budget = Budget { stack_bytes: 200 << 20, ..budget };
            check_limit(text, budget, limit, place);
        });
    }
}

#[test]
fn template_recursion_ends_as_in_go() {
    let text = "{{ define \"r\" }}{{ template \"r\" . }}{{ end }}{{ template \"r\" . }}";
    let error = on_stack(1 << 30, move || fail(text, Budget::default()).to_string());
    let want = "template: t.yaml:1:28: executing \"r\" at <{{template \"r\" .}}>: \
                exceeded maximum template depth (100000)";
    assert_eq!(error, want);
}

#[test]
fn native_stack_is_never_used_up() {
    let texts = [
        "{{ define \"r\" }}{{ template \"r\" . }}{{ end }}{{ template \"r\" . }}".to_string(),
        "{{ define \"r\" }}{{ include \"r\" . }}{{ end }}{{ include \"r\" . }}".to_string(),
        "{{ define \"r\" }}{{ if true }}{{ with 1 }}{{ range 1 }}{{ include \"r\" . }}{{ end }}\
         {{ end }}{{ end }}{{ end }}{{ include \"r\" . }}"
            .to_string(),
        format!("{{{{ {}1{} }}}}", "(len (print ".repeat(4999), "))".repeat(4999)),
    ];
    for text in texts {
        on_stack(3 << 20, move || {
            let budget = Budget { stack_bytes: 1 << 20, ..Budget::default() };
            let error = fail(&text, budget);
            assert_eq!(error.limit_kind(), Some(Limit::Stack), "{error}");
        });
    }
}

#[test]
fn deep_nesting_is_parsed_and_dropped_on_a_small_stack() {
    let cases = [
        ("{{ if true }}", "{{ end }}", 10_000, ""),
        ("{{ if true }}", "{{ end }}", 10_001, "blocks nest deeper than 10000"),
        ("{{ with 1 }}x{{ else with 2 }}", "{{ end }}", 5_000, ""),
        ("{{ range . }}", "", 10_000, "unexpected EOF"),
        ("{{ block \"a\" . }}", "{{ end }}", 10_001, "blocks nest deeper than 10000"),
    ];
    for (open, close, depth, want) in cases {
        let text = open.repeat(depth) + &close.repeat(depth);
        check_parse(text, want);
    }
    let chain = format!("{{{{ if 0 }}}}{}{{{{ end }}}}", "{{ else if 0 }}".repeat(9_999));
    check_parse(chain, "");
    check_parse(format!("{{{{ {}1{} }}}}", "(".repeat(10_000), ")".repeat(10_000)), "");
    let want = "max expression depth exceeded";
    check_parse(format!("{{{{ {}1{} }}}}", "(".repeat(10_001), ")".repeat(10_001)), want);
    check_parse(format!("{{{{ {} }}}}", "(".repeat(1_200_000)), want);
}

/// Parses on a stack of one megabyte.
fn check_parse(text: String, want: &'static str) {
    on_stack(1 << 20, move || {
        let mut set = set(MissingKey::Zero);
        let error =
            set.parse("t.yaml", text.as_str()).map_or_else(|e| e.message, |()| String::new());
        let want =
            if want.is_empty() { want.into() } else { format!("template: t.yaml:1: {want}") };
        assert_eq!(error, want);
    });
}

#[test]
fn deep_expressions_show_in_errors() {
    let text = format!("{{{{ template \"no\" {}1{} }}}}", "(".repeat(9_000), ")".repeat(9_000));
    let want = format!(
        "template: t.yaml:1:12: executing \"t.yaml\" at <{{{{template \"no\" {}1{}}}}}>: \
         template \"no\" not defined",
        "(".repeat(9_000),
        ")".repeat(9_000)
    );
    let error = on_stack(1 << 20, move || {
        let options = (MissingKey::Zero, Budget { stack_bytes: 1 << 19, ..Budget::default() });
        render_with("t.yaml", text.as_bytes(), Value::Nil, options).error
    });
    assert_eq!(error, want);
}

#[test]
fn budget_spans_the_templates_of_an_execution() {
    let mut set = set(MissingKey::Zero);
    set.parse("a", "{{ range 10 }}xxxxx{{ end }}").unwrap();
    let budget = Budget { output_bytes: 120, ..Budget::default() };
    let mut execution = Execution::new(&Nowhere, budget, Box::new(()));
    let mut out = Vec::new();
    set.execute("a", Value::Nil, &mut execution, &mut out).unwrap();
    set.execute("a", Value::Nil, &mut execution, &mut out).unwrap();
    let error = set.execute("a", Value::Nil, &mut execution, &mut out).unwrap_err();
    assert_eq!(error.limit_kind(), Some(Limit::OutputBytes));
    assert_eq!(out.len(), 120);
}
