//! Random documents and values, ours against the real go-yaml and sigs.k8s.io/yaml.
//!
//! `RUTTER_YAML_ORACLE` names the program that answers for Go (see `tests/oracle/yaml`); without it
//! nothing is compared. `RUTTER_FUZZ_CASES` and `RUTTER_FUZZ_SEED` say how many and which.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod cases;
mod random;

use cases::{lines, parity_lines, same, to_json, to_value};
use random::{Random, block, long, manifest, mutate, pieces, string, value};
use rutter_go::{Str, Value};
use rutter_yaml::{
    Error, Version, check_manifest_head, decode_go, parse_node, parse_node_strict, to_yaml,
    to_yaml_pretty, to_yaml_v3_into, unmarshal, unmarshal_map,
};
use serde_json::Value as Json;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

type Answer = Result<Vec<u8>, String>;

struct Oracle {
    _child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Oracle {
    fn start() -> Option<Oracle> {
        let Ok(program) = std::env::var("RUTTER_YAML_ORACLE") else {
            println!("skipped: RUTTER_YAML_ORACLE is not set");
            return None;
        };
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("oracle starts");
        let (to, from) =
            (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Some(Oracle { _child: child, to, from })
    }

    fn ask(&mut self, op: &str, input: &[u8]) -> Answer {
        let mut request = format!("{op} {}\n", input.len()).into_bytes();
        request.extend_from_slice(input);
        self.to.write_all(&request).expect("oracle lives");
        let mut line = String::new();
        self.from.read_line(&mut line).expect("oracle lives");
        let (status, length) = line.trim().split_once(' ').expect("an answer");
        let mut bytes = vec![0; length.parse().unwrap()];
        self.from.read_exact(&mut bytes).expect("oracle lives");
        match status {
            "ok" => Ok(bytes),
            _ => Err(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn text_of(json: &Json) -> Vec<u8> {
    json.to_string().into_bytes()
}

fn ours(op: &str, input: &[u8]) -> Answer {
    let text = |error: Error| error.message().to_owned();
    let bytes = |text: Str| text.as_bytes().to_vec();
    let raw = |input: &[u8]| Value::map([(Str::from("k"), Value::String(Str::from(input)))]);
    let decoded = |input: &[u8]| to_value(&serde_json::from_slice(input).unwrap());
    match op {
        "sigs" => {
            let value = unmarshal(input).map_err(text);
            let node = parse_node(input).map_err(text);
            let of_node = node.map(|node| text_of(&to_json(&node.to_value())));
            let of_value = value.map(|value| text_of(&to_json(&value)));
            assert_eq!(of_node, of_value, "node and value differ");
            of_value
        }
        "map" => unmarshal_map(input).map(|map| text_of(&to_json(&Value::Map(map)))).map_err(text),
        "strict" => {
            parse_node_strict(input).map(|node| text_of(&to_json(&node.to_value()))).map_err(text)
        }
        "head" => check_manifest_head(input, "main.SimpleHead").map_err(text).map(|head| {
            let annotations: serde_json::Map<_, _> =
                head.annotations.into_iter().map(|(k, v)| (k, Json::from(v))).collect();
            text_of(&serde_json::json!({
                "apiVersion": head.api_version, "kind": head.kind,
                "metadata": {"name": head.name, "annotations": annotations},
            }))
        }),
        "v2" => decode_go(input, Version::V2).map(|v| v.go_syntax().into()).map_err(text),
        "v3" => decode_go(input, Version::V3).map(|v| v.go_syntax().into()).map_err(text),
        "emit" => to_yaml(&decoded(input)).map(bytes).map_err(text),
        "pretty" => to_yaml_pretty(&decoded(input)).map(bytes).map_err(text),
        "v3def" => {
            let mut out = Vec::new();
            to_yaml_v3_into(&decoded(input), 4, &mut out, usize::MAX).map(|()| out).map_err(text)
        }
        "emits" => to_yaml(&raw(input)).map(bytes).map_err(text),
        "prettys" => to_yaml_pretty(&raw(input)).map(bytes).map_err(text),
        _ => unreachable!(),
    }
}

/// The head as Go encodes it, with what `omitempty` left out put back.
fn full_head(json: &mut Json) {
    let object = json.as_object_mut().unwrap();
    object.entry("kind").or_insert_with(|| "".into());
    let metadata = object.entry("metadata").or_insert_with(|| serde_json::json!({"name": ""}));
    let annotations = metadata.as_object_mut().unwrap().entry("annotations").or_insert(Json::Null);
    if annotations.is_null() {
        *annotations = serde_json::json!({});
    }
}

fn agree(op: &str, ours: &Answer, gos: &Answer) -> bool {
    match (ours, gos) {
        (Ok(ours), Ok(gos)) if matches!(op, "sigs" | "map" | "strict" | "head") => {
            let ours = serde_json::from_slice(ours).unwrap();
            let mut gos: Json = serde_json::from_slice(gos).unwrap();
            if op == "head" {
                full_head(&mut gos);
            }
            same(&ours, &gos)
        }
        (Ok(ours), Ok(gos)) => ours == gos,
        // Templates never see these texts, and v3's change with the comments around.
        (Err(_), Err(_)) if matches!(op, "emit" | "emits" | "v3") => true,
        // Of several bad keys Go names whichever its map gives first.
        (Err(ours), Err(gos)) => {
            ours == gos || [ours, gos].iter().all(|e| e.contains("unsupported map key of type"))
        }
        _ => false,
    }
}

fn reading(op: &str) -> bool {
    matches!(op, "sigs" | "map" | "strict" | "head" | "v2" | "v3")
}

/// Go's answers may depend on the order of its maps: one of several has to agree.
fn compare(oracle: &mut Oracle, op: &str, input: &[u8]) -> Option<String> {
    // go-yaml mistakes a byte order mark at the start of its buffer for one at the start of every
    // line; where its buffer starts is no business of ours.
    if String::from_utf8_lossy(input).trim_start_matches('\u{feff}').contains('\u{feff}')
        && reading(op)
    {
        return None;
    }
    let ours = ours(op, input);
    let mut gos = oracle.ask(op, input);
    for _ in 0..30 {
        if agree(op, &ours, &gos) {
            return None;
        }
        gos = oracle.ask(op, input);
    }
    let show = |answer: &Answer| match answer {
        Ok(bytes) => format!("ok  {:?}", String::from_utf8_lossy(bytes)),
        Err(error) => format!("err {error:?}"),
    };
    let text = String::from_utf8_lossy(input);
    Some(format!("{op} {text:?}\n  go   {}\n  ours {}", show(&gos), show(&ours)))
}

fn report(failures: &[String]) {
    let shown: Vec<_> = failures.iter().take(25).map(String::as_str).collect();
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), shown.join("\n"));
}

#[test]
fn reading_agrees() {
    let Some(mut oracle) = Oracle::start() else { return };
    let mut random = Random(setting("RUTTER_FUZZ_SEED", 1));
    let texts = |cases: Vec<Json>, key: &str| -> Vec<Vec<u8>> {
        cases.iter().map(|case| case[key].as_str().unwrap().as_bytes().to_vec()).collect()
    };
    let mut corpus = texts(lines("yaml_parse.jsonl"), "input");
    corpus.extend(texts(parity_lines("yaml_suite_go.jsonl"), "in"));
    let mut failures = Vec::new();
    for _ in 0..setting("RUTTER_FUZZ_CASES", 2000) {
        let input = match random.below(20) {
            0 => long(&mut random),
            1 => manifest(&mut random),
            2..5 => pieces(&mut random),
            5..10 => {
                let mut text = String::new();
                block(&mut random, 0, 3, &mut text);
                text.into_bytes()
            }
            _ => {
                let (a, b) = (random.below(corpus.len()), random.below(corpus.len()));
                mutate(&mut random, &corpus[a], &corpus[b])
            }
        };
        for op in ["sigs", "map", "strict", "head", "v3"] {
            failures.extend(compare(&mut oracle, op, &input));
        }
    }
    report(&failures);
}

#[test]
fn writing_agrees() {
    let Some(mut oracle) = Oracle::start() else { return };
    let mut random = Random(setting("RUTTER_FUZZ_SEED", 1) ^ 0xFFFF);
    let mut failures = Vec::new();
    for _ in 0..setting("RUTTER_FUZZ_CASES", 2000) {
        let json = text_of(&value(&mut random, 4));
        for op in ["emit", "pretty", "v3def"] {
            failures.extend(compare(&mut oracle, op, &json));
        }
        let mut text = string(&mut random).into_bytes();
        if random.one_in(8) && !text.is_empty() {
            let at = random.below(text.len());
            text[at] = 0x80 + random.below(128) as u8;
        }
        for op in ["emits", "prettys"] {
            failures.extend(compare(&mut oracle, op, &text));
        }
    }
    report(&failures);
}
