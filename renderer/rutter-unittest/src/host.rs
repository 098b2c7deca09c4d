//! What a run of tests does to the machine, beside reading.

use std::path::Path;

use rutter::World;

/// The machine.
pub trait Host: Sync {
    /// What files are read through.
    fn world(&self) -> &dyn World;

    /// Makes a directory and those above it.
    ///
    /// # Errors
    /// Go's text.
    fn create_directory(&self, path: &Path) -> Result<(), String>;

    /// Writes a whole file.
    ///
    /// # Errors
    /// Go's text.
    fn write_file(&self, path: &Path, text: &str) -> Result<(), String>;

    /// Runs a program with `input` and gives what it prints.
    ///
    /// # Errors
    /// Helm's text for a program that is missing ([`CommandError::Missing`]) or fails.
    fn run(&self, program: &str, arguments: &[String], input: &str)
    -> Result<String, CommandError>;
}

/// Why a program gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandError {
    /// There is no such program.
    Missing(String),
    /// It failed.
    Failed(String),
}

/// Most bytes of a suite, values or snapshot file; the plugin has no limit.
pub const MAX_FILE: u64 = 64 << 20;

/// A text file. Invalid bytes become U+FFFD.
///
/// # Errors
/// Go's text (`open x.yaml: no such file or directory`).
pub(crate) fn read_text(host: &dyn Host, path: &Path) -> Result<String, String> {
    let bytes = host
        .world()
        .read_file(path, MAX_FILE)
        .map_err(|error| rutter_chart::go_path_error("open", path, &error))?;
    Ok(bytes.to_str_lossy().into_owned())
}
