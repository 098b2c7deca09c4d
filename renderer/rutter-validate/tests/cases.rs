//! Manifests of `tests/cases` beside the reports they give. A first line `# options:` may ask for
//! `kubernetes=VERSIONS`, `pod-security=LEVEL` and `strict`. `RUTTER_RECORD=true` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use rutter_validate::{Level, Options, Version, documents, report, validate};

fn options(text: &str) -> Options {
    let mut options = Options::default();
    let first = text.lines().next().unwrap_or_default();
    for word in first.strip_prefix("# options:").unwrap_or_default().split_whitespace() {
        match word.split_once('=') {
            Some(("kubernetes", names)) => {
                options.versions =
                    names.split(',').map(|name| Version::parse(name).unwrap()).collect();
            }
            Some(("pod-security", name)) => options.level = Some(Level::parse(name).unwrap()),
            None if word == "strict" => options.strict = true,
            _ => panic!("what is {word}?"),
        }
    }
    options
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    paths.sort();
    paths
}

#[test]
fn manifests_get_the_reports_that_are_recorded() {
    let mut wrong = Vec::new();
    for path in cases() {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let report = report::text(&validate(&documents(name, &text), &options(&text)));
        let expected = path.with_extension("txt");
        if std::env::var_os("RUTTER_RECORD").is_some() {
            fs::write(&expected, &report).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != report {
            wrong.push(format!("-- {name}\n{report}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(!cases().is_empty());
}

/// The other formats are tried on one manifest each.
#[test]
fn formats_are_what_is_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let text = fs::read_to_string(folder.join("formats.yaml")).unwrap();
    let findings = validate(&documents("formats.yaml", &text), &options(&text));
    let formats = [
        ("json", report::json(&findings)),
        ("sarif", report::sarif(&findings)),
        ("xml", report::junit(&findings)),
    ];
    for (end, got) in formats {
        let expected = folder.join("formats").with_extension(end);
        if std::env::var_os("RUTTER_RECORD").is_some() {
            fs::write(&expected, &got).unwrap();
        }
        assert_eq!(fs::read_to_string(&expected).unwrap_or_default(), got, "{end}");
    }
}
