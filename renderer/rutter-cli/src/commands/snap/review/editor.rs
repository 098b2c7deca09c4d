//! A template in the user's editor.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// Editors that take a line as `+LINE`.
const TAKE_LINE: &[&str] = &["vi", "vim", "nvim", "nano", "emacs", "micro", "joe", "less"];

/// Opens a file by `VISUAL` or `EDITOR`, and says what came of it.
pub fn open(place: &FilePlace) -> String {
    let shown = format!("{}:{}", place.path.display(), place.line);
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
        return format!("{shown} (set EDITOR to open it)");
    };
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut command = Command::new(program);
    command.args(words);
    let name = Path::new(program).file_name().unwrap_or_default().to_string_lossy();
    if TAKE_LINE.contains(&&*name) {
        command.arg(format!("+{}", place.line));
    }
    match command.arg(&place.path).status() {
        Ok(status) if status.success() => shown,
        Ok(status) => format!("{editor}: {status}"),
        Err(error) => format!("{editor}: {error}"),
    }
}
