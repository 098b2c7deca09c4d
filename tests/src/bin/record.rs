//! Asks the real helm every case in `tests/parity` and writes the answers; with `--check`, names
//! the cases whose recorded answer is another one and fails.
//!
//! The programs are `tests/oracle/bin/helm3` and `helm4`, made by `tests/oracle/build.sh`.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use rutter_tests::case::{Case, case_files, read_cases, root, write_cases};

fn main() -> ExitCode {
    let check = std::env::args().any(|a| a == "--check");
    match run(check) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(different) => {
            eprintln!("{different} recorded answers are not those of the real helm");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("Error: {error} (are the programs there? tests/oracle/build.sh makes them)");
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> io::Result<usize> {
    let mut different = 0;
    for path in case_files()? {
        let recorded = read_cases(&path)?;
        let asked = ask(&recorded)?;
        for (old, new) in recorded.iter().zip(&asked) {
            if !(old.agree(&old.v3, &new.v3) && old.agree(&old.v4, &new.v4)) {
                different += usize::from(check);
                println!("{} {}: {}", path.display(), new.id, new.title);
            }
        }
        if !check {
            write_cases(&path, &asked)?;
        }
        println!("{}: {} cases", path.display(), asked.len());
    }
    Ok(different)
}

/// The cases with the answers of today, asked side by side.
fn ask(cases: &[Case]) -> io::Result<Vec<Case>> {
    let bin = root().join("tests/oracle/bin");
    let (helm3, helm4) = (bin.join("helm3"), bin.join("helm4"));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let chunks: Vec<io::Result<Vec<Case>>> = std::thread::scope(|scope| {
        let tasks: Vec<_> = cases
            .chunks(cases.len().div_ceil(threads).max(1))
            .map(|chunk| scope.spawn(|| ask_in_turn(chunk, &helm3, &helm4)))
            .collect();
        let joined = |task: std::thread::ScopedJoinHandle<'_, _>| {
            task.join().unwrap_or_else(|_| Err(io::Error::other("a thread stopped")))
        };
        tasks.into_iter().map(joined).collect()
    });
    Ok(chunks.into_iter().collect::<io::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn ask_in_turn(cases: &[Case], helm3: &Path, helm4: &Path) -> io::Result<Vec<Case>> {
    cases
        .iter()
        .map(|case| {
            let (v3, v4) = (case.run(helm3, &[])?, case.run(helm4, &[])?);
            Ok(Case { v3, v4, ..case.clone() })
        })
        .collect()
}
