//! The folders of tests/cases: `values.yaml`, and what it should give: `schema.json`, `table.md` and
//! `other-columns.md`, or `errors`. The schema also knows what `template.yaml` reads.
//!
//! With RUTTER_WRITE_EXPECTED set, the folders are written instead.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use rutter_values_docs::{Around, Columns, Problems, read, schema, table};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// What a case gives, by the name of the file that should say so.
fn given(case: &Path) -> Vec<(&'static str, String)> {
    let text = fs::read(case.join("values.yaml")).unwrap();
    let errors = |problems: Problems| ("errors", format!("{problems}\n"));
    let values = match read(&text) {
        Ok(values) => values,
        Err(problems) => return vec![errors(problems)],
    };
    let of = |name, columns| match table(&values, columns) {
        Ok(table) => (name, table),
        Err(problems) => errors(problems),
    };
    let (own, other) = match values.columns() {
        Columns::HelmDocs => (Columns::HelmDocs, Columns::Bitnami),
        Columns::Bitnami => (Columns::Bitnami, Columns::HelmDocs),
    };
    let mut around = Around { dependencies: vec!["subchart".to_string()], ..Around::default() };
    if let Ok(template) = fs::read_to_string(case.join("template.yaml")) {
        around.reads.add(&template);
    }
    vec![
        ("schema.json", schema(&values, &around).to_text()),
        of("table.md", own),
        of("other-columns.md", other),
    ]
}

#[test]
fn cases_give_what_is_expected() {
    let cases = cases();
    assert!(cases.len() > 10, "the folders of tests/cases are missing");
    let mut wrong = Vec::new();
    for case in cases {
        for (name, given) in given(&case) {
            let path = case.join(name);
            if std::env::var_os("RUTTER_WRITE_EXPECTED").is_some() {
                fs::write(&path, given).unwrap();
                continue;
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if expected != given {
                let path = path.display();
                wrong.push(format!("{path}\n-- expected\n{expected}\n-- given\n{given}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
