//! A small chart, the arguments to run on it, and what both Helms answered.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::answer::Answer;

/// Stands for the folder of the project in arguments.
pub const ROOT: &str = "@ROOT@";

/// One line of a case file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Case {
    /// Unique in its file.
    pub id: String,
    /// What it shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Files of the chart `c`, by path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// Arguments; [`ROOT`] stands for the folder of the project.
    pub args: Vec<String>,
    /// Whether Helm itself answers differently every time; then only the exit code and the
    /// number of lines count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub random: bool,
    /// What Helm 3 answers.
    #[serde(default)]
    pub v3: Answer,
    /// What Helm 4 answers.
    #[serde(default)]
    pub v4: Answer,
}

impl Case {
    /// Whether two answers to this case say the same.
    pub fn agree(&self, a: &Answer, b: &Answer) -> bool {
        match self.random {
            true => a.rc == b.rc && a.stdout.lines().count() == b.stdout.lines().count(),
            false => a.agrees(b),
        }
    }

    /// Runs the program on this case in a folder of its own.
    ///
    /// # Errors
    /// When the files cannot be written or the program cannot be started.
    pub fn run(&self, program: &Path, environment: &[(&str, &str)]) -> io::Result<Answer> {
        let folder = tempfile::tempdir()?;
        for (name, text) in &self.files {
            let path = folder.path().join("c").join(name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, text)?;
        }
        let root = root().display().to_string();
        let arguments: Vec<String> = self.args.iter().map(|a| a.replace(ROOT, &root)).collect();
        Answer::of(program, &arguments, environment, folder.path())
    }
}

/// The folder of the project.
pub fn root() -> std::path::PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The case files, in the order of their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn case_files() -> io::Result<Vec<std::path::PathBuf>> {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/parity"))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    Ok(files)
}

/// The cases of a file.
///
/// # Errors
/// When the file cannot be read or a line is not a case.
pub fn read_cases(path: &Path) -> io::Result<Vec<Case>> {
    let text = std::fs::read_to_string(path)?;
    text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::other)).collect()
}

/// Writes a case file whole or not at all.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_cases(path: &Path, cases: &[Case]) -> io::Result<()> {
    let mut text = String::new();
    for case in cases {
        text.push_str(&serde_json::to_string(case).map_err(io::Error::other)?);
        text.push('\n');
    }
    let whole = path.with_extension("new");
    std::fs::write(&whole, text)?;
    std::fs::rename(whole, path)
}
