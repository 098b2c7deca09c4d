//! The recorded answers of both Helms (`tests/parity`): the same bytes and exit codes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::Path;

use rutter_tests::answer::Answer;
use rutter_tests::case::{Case, case_files, read_cases};

fn compare(compat: &str, recorded: impl Fn(&Case) -> &Answer) {
    let program = Path::new(env!("CARGO_BIN_EXE_rutter"));
    let mut compared = 0;
    let mut different = Vec::new();
    for path in case_files().unwrap() {
        for case in read_cases(&path).unwrap() {
            let got = case.run(program, &[("RUTTER_COMPAT", compat)]).unwrap();
            let want = recorded(&case);
            compared += 1;
            if !case.agree(&got, want) {
                let file = path.file_name().unwrap().display().to_string();
                different.push(format!(
                    "{file} {} {}\n got {got:#?}\nwant {want:#?}",
                    case.id, case.title
                ));
            }
        }
    }
    assert!(compared > 400, "only {compared} cases were found");
    assert!(
        different.is_empty(),
        "{} of {compared} cases differ from Helm {compat}:\n{}",
        different.len(),
        different.join("\n")
    );
}

#[test]
fn equal_to_helm_3() {
    compare("3", |case| &case.v3);
}

#[test]
fn equal_to_helm_4() {
    compare("4", |case| &case.v4);
}
