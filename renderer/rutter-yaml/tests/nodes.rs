//! Places, strict reading, streams of documents, events.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use rutter_yaml::{
    Data, EventKind, Input, Node, Parser, Version, parse_node, parse_node_map, parse_node_strict,
    split_documents,
};
use std::borrow::Cow;

fn is_shared<T: Send + Sync>() {}

#[test]
fn nodes_can_be_shared() {
    is_shared::<Node>();
}

/// The text of a node and its line.
fn place<'a>(text: &'a str, node: &Node) -> (&'a str, u32) {
    (&text[node.span.start as usize..node.span.end as usize], node.span.line)
}

#[test]
fn nodes_know_their_places() {
    let text = "# é\na:\n  b: [1, 'two']\nc: &x\n  d: |\n    é\n    f\ne: *x\n\"é\": \"q\"\n";
    let root = parse_node(text.as_bytes()).unwrap();
    let list = root.get("a").unwrap().get("b").unwrap();
    assert_eq!(place(text, list), ("[1, 'two']", 3));
    assert_eq!(place(text, &list.items().unwrap()[1]), ("'two'", 3));
    assert_eq!(place(text, root.get("c").unwrap().get("d").unwrap()), ("|\n    é\n    f\n", 5));
    assert_eq!(root.get("e").unwrap().get("d").unwrap().span.line, 5);
    let quoted = root.entries().unwrap().iter().find(|e| e.key == *"é").unwrap();
    assert_eq!(&text[quoted.key_span.start as usize..quoted.key_span.end as usize], "\"é\"");
    assert_eq!((quoted.key_span.line, place(text, &quoted.value)), (9, ("\"q\"", 9)));
    assert!(root.get("nothing").is_none());
}

#[test]
fn the_last_of_equal_keys_stays() {
    let root = parse_node(b"a: 1\nb: 2\na: 3\n").unwrap();
    assert_eq!(root.entries().unwrap().len(), 2);
    assert_eq!(root.get("a").unwrap().data, Data::Number(3.0));
    assert_eq!(root.get("a").unwrap().span.line, 3);
}

#[test]
fn strict_reading_refuses_equal_keys() {
    let error = parse_node_strict(b"a: 1\nb: {c: 1, c: 2}\na: 3\n").unwrap_err();
    let want = "error converting YAML to JSON: yaml: unmarshal errors:\n  line 2: key \"c\" already set in map\n  line 3: key \"a\" already set in map";
    assert_eq!(error.message(), want);
    assert_eq!(error.line(), Some(2));
    assert!(parse_node_strict(b"a: 1\nb: 2\n").is_ok());
}

#[test]
fn maps_may_be_missing() {
    for text in ["", "# nothing", "~", "---\n---\na: 1"] {
        assert_eq!(
            parse_node_map(text.as_bytes()).unwrap().entries().map(<[_]>::len),
            Some(0),
            "{text}"
        );
    }
    let error = parse_node_map(b"[a]").unwrap_err();
    let want = "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}";
    assert_eq!(error.message(), want);
}

#[test]
fn streams_are_split_at_their_lines() {
    let split = |text: &'static str| -> Vec<String> {
        let show = |document: Result<Cow<'_, [u8]>, rutter_yaml::Error>| match document {
            Ok(document) => String::from_utf8_lossy(&document).into_owned(),
            Err(error) => format!("E {error}"),
        };
        split_documents(text.as_bytes()).map(show).collect()
    };
    assert_eq!(split(""), [""; 0]);
    assert_eq!(split("a: 1"), ["a: 1\n"]);
    let stream = "---\na: 1\n---\n---\n--- # c\nb: 2\n---";
    assert_eq!(split(stream), ["---\na: 1\n", "---\n", "b: 2\n"]);
    assert_eq!(split("a: 1\r\n---\r\nb: 2\n"), ["a: 1\n", "b: 2\n"]);
    assert_eq!(split("a: |\n  ---\n"), ["a: |\n  ---\n"]);
    assert_eq!(split("a\n---\nb\n--- x \nc"), ["a\n", "E invalid Yaml document separator: x"]);
    assert_eq!(split("----\n"), ["E invalid Yaml document separator: -"]);
}

#[test]
fn comments_come_when_asked_for() {
    let text = "# one\na: b # two\nc: | # three\n  # text\n\"d#\": e#f\n  # four\n";
    for (version, want) in [
        (Version::V2, vec!["# one", "# two", "# three", "# four"]),
        (Version::V3, vec!["# one", "# two", "# three", "# four"]),
    ] {
        let input = Input::new(text.as_bytes());
        let mut parser = Parser::new(&input, version);
        parser.keep_comments();
        let mut scalars = 0;
        while let Some(event) = parser.next_event().unwrap() {
            scalars += usize::from(matches!(event.kind, EventKind::Scalar { .. }));
        }
        let comments = parser.take_comments();
        let found: Vec<_> =
            comments.iter().map(|c| &text[c.start.offset as usize..c.end as usize]).collect();
        assert_eq!((found, scalars), (want, 6), "{version:?}");
    }
}
