//! `rutter compat`. `compat/cases.jsonl` holds small charts and what is said of them. Where
//! `RUTTER_CORPUS` names a folder of public charts (`work/`, `cases.tsv`, and what both Helms gave
//! for each case in `expected3/` and `expected4/`), every difference between the two must be
//! explained, and there must be none where Helm's own bytes are equal.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod recorded;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn rutter(folder: &Path, home: &Path, args: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rutter"))
        .arg("compat")
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("HOME", home)
        .output()
        .unwrap()
}

#[test]
fn charts_are_told_apart() {
    recorded::check("compat/cases.jsonl", 40, "compat");
}

#[test]
fn every_reason_has_a_case() {
    let shown = include_str!("compat/cases.jsonl");
    for reason in [
        "separators",
        "kind-order",
        "functions",
        "capabilities",
        "chart-object",
        "nulls",
        "aliases",
        "set-flags",
        "chart-v3",
        "documents",
        "loading",
        "messages",
    ] {
        assert!(shown.contains(&format!("\\n{reason}: ")), "no case shows {reason}");
    }
}

/// A case of the corpus: id, chart, values, flags.
struct Public {
    id: String,
    args: Vec<String>,
    /// Whether Helm gave all of the manifests.
    is_whole: bool,
}

/// Flags of `template` that choose what is printed.
const PRINTING: [&str; 3] = ["--no-hooks", "--include-crds", "--skip-tests"];

fn public_cases(corpus: &Path) -> Vec<Public> {
    let table = fs::read_to_string(corpus.join("cases.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<&str>> = rows.map(|line| line.split('\t').collect()).collect();
    let assembled = rows.iter().filter(|row| corpus.join("work").join(row[1]).is_dir());
    assembled.map(|row| public_case(row)).collect()
}

fn public_case(row: &[&str]) -> Public {
    let fixed = [row[1], "--release", "myrel", "-n", "myns", "-o", "json"];
    let mut args: Vec<String> = fixed.iter().map(ToString::to_string).collect();
    for file in row[2].split(',').filter(|file| !file.is_empty()) {
        args.extend(["-f".to_string(), file.to_string()]);
    }
    let (mut is_whole, mut flags) = (true, shell_words(row[3]).into_iter());
    while let Some(flag) = flags.next() {
        match flag.as_str() {
            "--show-only" => {
                is_whole = false;
                flags.next();
            }
            flag if PRINTING.contains(&flag) => is_whole = false,
            _ => args.push(flag),
        }
    }
    Public { id: row[0].to_string(), args, is_whole }
}

/// Words as a shell takes them, for single and double quotes.
fn shell_words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in text.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (' ', None) => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn problem(
    corpus: &Path,
    home: &Path,
    case: &Public,
    rules: &mut BTreeMap<String, usize>,
) -> Option<String> {
    let output = rutter(&corpus.join("work"), home, &case.args);
    let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
        return Some(format!("{}: {}", case.id, String::from_utf8_lossy(&output.stderr)));
    };
    let report = &report[0];
    if report["explained"] != true {
        return Some(format!("{}: not explained", case.id));
    }
    let reasons: BTreeSet<String> = report["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| reason["id"].as_str().unwrap().to_string())
        .collect();
    for reason in &reasons {
        *rules.entry(reason.clone()).or_default() += 1;
    }
    let read = |helm: &str, end: &str| {
        fs::read(corpus.join(helm).join(format!("{}.{end}", case.id))).unwrap_or_default()
    };
    let is_random = corpus.join("expected3").join(format!("{}.out.2", case.id)).exists();
    let fails = |helm: &str| !matches!(read(helm, "rc").trim_ascii(), b"" | b"0");
    let is_equal = read("expected3", "out") == read("expected4", "out")
        && fails("expected3") == fails("expected4");
    let both_fail = ["helm3", "helm4"].iter().all(|helm| report["errors"][helm].is_string());
    let says_equal = both_fail || reasons.is_empty();
    let disagrees = case.is_whole && !is_random && is_equal != says_equal;
    disagrees.then(|| format!("{}: Helm's bytes equal: {is_equal}; said: {reasons:?}", case.id))
}

#[test]
fn every_difference_of_public_charts_is_explained() {
    let Some(corpus) = std::env::var_os("RUTTER_CORPUS").map(PathBuf::from) else { return };
    let home = tempfile::tempdir().unwrap();
    let cases = public_cases(&corpus);
    assert!(cases.len() > 1_000, "only {} cases", cases.len());
    let mut rules = BTreeMap::new();
    let wrong: Vec<String> =
        cases.iter().filter_map(|case| problem(&corpus, home.path(), case, &mut rules)).collect();
    println!("{} renders; {rules:?}", cases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
