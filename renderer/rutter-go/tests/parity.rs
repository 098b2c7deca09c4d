//! Recorded answers of Go's regexp and gobwas/glob, and, where `RUTTER_PARITY_DIR` names the
//! folder that has them, of Masterminds/semver.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use rutter_go::glob::Glob;
use rutter_go::regexp::Regexp;
use rutter_go::semver::{Constraints, Version};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/parity").join(file)
}

fn cases(file: &Path) -> Vec<Json> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'j>(case: &'j Json, key: &str) -> &'j str {
    case[key].as_str().unwrap_or_default()
}

#[test]
fn glob() {
    for case in cases(&data("glob_cases.jsonl")) {
        let glob = Glob::compile(text(&case, "P").as_bytes());
        assert_eq!(glob.is_err(), !text(&case, "Err").is_empty(), "{case}");
        if let Ok(glob) = glob {
            let matched = glob.matches(text(&case, "S").as_bytes());
            assert_eq!(matched, case["M"].as_bool().unwrap(), "{case}");
        }
    }
}

#[test]
fn regex() {
    let texts = std::fs::read_to_string(data("regex_texts.json")).unwrap();
    let texts: Vec<String> = serde_json::from_str(&texts).unwrap();
    for case in cases(&data("regex_cases.jsonl")) {
        match Regexp::compile(text(&case, "P").as_bytes()) {
            Err(error) => assert_eq!(error.to_string(), text(&case, "Err"), "{case}"),
            Ok(regexp) => {
                assert!(case["Ok"].as_bool().unwrap(), "{case}");
                let hits = case["Hits"].as_array().unwrap();
                for (subject, want) in texts.iter().zip(hits) {
                    assert_eq!(hit(&regexp, subject), want.as_str().unwrap(), "{case}");
                }
            }
        }
    }
}

fn hit(regexp: &Regexp, subject: &str) -> String {
    let all = regexp.find_all_submatch_index(subject.as_bytes(), -1);
    let ends = |spans: &Vec<Option<(usize, usize)>>| {
        let ends = spans.iter().flat_map(|span| match span {
            Some((start, end)) => [start.to_string(), end.to_string()],
            None => ["-1".to_string(), "-1".to_string()],
        });
        format!("[{}]", ends.collect::<Vec<_>>().join(" "))
    };
    let all: Vec<String> = all.iter().map(ends).collect();
    let replaced = regexp.replace_all(subject.as_bytes(), b"<${0}-$1x-$1>");
    format!("{}|{}", all.join(";"), String::from_utf8(replaced).unwrap())
}

#[test]
fn semver() {
    let Ok(folder) = std::env::var("RUTTER_PARITY_DIR") else {
        println!("skipped: RUTTER_PARITY_DIR is not set");
        return;
    };
    for case in cases(&Path::new(&folder).join("semver_cases.jsonl")) {
        let constraints = Constraints::parse(text(&case, "C").as_bytes());
        let version = Version::parse(text(&case, "V").as_bytes());
        let shown = |error: Option<&String>| error.cloned().unwrap_or_default();
        assert_eq!(shown(constraints.as_ref().err()), text(&case, "CErr"), "{case}");
        assert_eq!(shown(version.as_ref().err()), text(&case, "VErr"), "{case}");
        if let (Ok(constraints), Ok(version)) = (constraints, version) {
            assert_eq!(constraints.check(&version), case["Ok"].as_bool().unwrap(), "{case}");
        }
    }
}
