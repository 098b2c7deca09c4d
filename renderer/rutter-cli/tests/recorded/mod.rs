//! Lines of JSON: files, arguments over them, and what is printed. With `RUTTER_RECORD` set, what is
//! printed now is written down; read the difference.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Runs the command over every case of a file below `tests`, which must hold at least so many.
pub fn check(name: &str, least: usize, command: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let text = fs::read_to_string(&path).unwrap();
    let cases: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() >= least, "only {} cases", cases.len());
    let printed: Vec<Value> = cases.iter().map(|case| answer(case, command)).collect();
    if std::env::var_os("RUTTER_RECORD").is_some() {
        let lines: Vec<String> = printed.iter().map(|case| format!("{case}\n")).collect();
        fs::write(&path, lines.concat()).unwrap();
        return;
    }
    let pairs = cases.iter().zip(&printed).filter(|(case, printed)| case != printed);
    let wrong: Vec<String> = pairs.map(|(case, printed)| difference(case, printed)).collect();
    assert!(wrong.is_empty(), "{} of {} differ\n\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// The case with what is printed now.
fn answer(case: &Value, command: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in case["files"].as_object().unwrap() {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.as_str().unwrap()).unwrap();
    }
    let arguments = case["args"].as_array().unwrap().iter().map(|text| text.as_str().unwrap());
    let output = Command::new(env!("CARGO_BIN_EXE_rutter"))
        .arg(command)
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .env("HOME", folder.path())
        .env("HELM_NAMESPACE", "ns")
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    let place = folder.path().to_string_lossy().into_owned();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&place, "@");
    let mut answer = case.clone();
    answer["stdout"] = said(&output.stdout).into();
    answer["stderr"] = said(&output.stderr).into();
    answer["rc"] = output.status.code().into();
    answer
}

fn difference(case: &Value, printed: &Value) -> String {
    let text = |case: &Value| {
        format!(
            "{}{}exit code {}",
            case["stdout"].as_str().unwrap_or_default(),
            case["stderr"].as_str().unwrap_or_default(),
            case["rc"]
        )
    };
    format!("== {}\n-- expected\n{}\n-- got\n{}\n", case["id"], text(case), text(printed))
}
