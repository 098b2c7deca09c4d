//! `rutter-values generate [--check]`: writes the schema and the table of values of every chart, or
//! says which are not what their type gives.

use std::path::Path;
use std::process::ExitCode;

use rutter_values::{State, generate};

const USAGE: &str = "usage: rutter-values generate [--check]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate"] => false,
        ["generate", "--check"] => true,
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("Error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every file is, or now is, what its type gives.
fn run(check: bool) -> std::io::Result<bool> {
    let charts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../charts");
    let generated = generate(&charts)?;
    for file in &generated.files {
        match file.state {
            State::Current => {}
            State::Stale if check => eprintln!(
                "{} is not what its type gives\nhint: cargo run -p rutter-values -- generate",
                file.shown
            ),
            State::Stale => {
                std::fs::write(&file.path, &file.text)?;
                println!("written: {}", file.shown);
            }
        }
    }
    if !generated.untyped.is_empty() {
        println!("without a type, left alone: {}", generated.untyped.join(", "));
    }
    Ok(!check || generated.files.iter().all(|file| file.state == State::Current))
}
