//! Answers about regular expressions.

use super::values::{bytes, latin, number};
use rutter_go::regexp::{self, Regexp};
use serde_json::{Value as Json, json};

pub fn answer(name: &str, request: &Json) -> Json {
    let s = bytes(&request["s"]);
    match name {
        "quote_meta" => latin(&regexp::quote_meta(&s)),
        "regex" => match Regexp::compile(&bytes(&request["p"])) {
            Err(error) => json!({"error": latin(&error.to_bytes())}),
            Ok(regexp) => all(&regexp, &s, &bytes(&request["q"]), number(&request["n"])),
        },
        other => super::texts::answer(other, request),
    }
}

fn all(regexp: &Regexp, s: &[u8], template: &[u8], n: i64) -> Json {
    let names =
        regexp.group_names().iter().map(|n| latin(n.as_deref().unwrap_or_default().as_bytes()));
    let first = regexp.find_index(s).map_or(json!([]), |(a, b)| json!([a, b]));
    let groups = |spans: &Vec<Option<(usize, usize)>>| {
        let ends = spans.iter().flat_map(|span| match span {
            Some((start, end)) => [*start as i64, *end as i64],
            None => [-1, -1],
        });
        ends.collect::<Vec<i64>>()
    };
    let every: Vec<_> = regexp.find_all_submatch_index(s, -1).iter().map(groups).collect();
    let some: Vec<_> = regexp.find_all_index(s, n).iter().map(|(a, b)| json!([a, b])).collect();
    let split = |n| regexp.split(s, n).into_iter().map(latin).collect::<Json>();
    json!([
        names.collect::<Vec<_>>(),
        regexp.is_match(s),
        first,
        every,
        some,
        latin(&regexp.replace_all(s, template)),
        latin(&regexp.replace_all_literal(s, template)),
        split(-1),
        split(n)
    ])
}
