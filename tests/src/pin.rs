//! What a preset must render, because those it was made for rely on it.
//!
//! A pin file (`tests/pins/PRESET.jsonl`) holds one pin a line: an object by kind and name, a JSON
//! pointer into it and what must stand there.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::answer::Answer;
use crate::case::root;

/// One line of a pin file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The requirement in words.
    pub says: String,
    /// The chart; also the name of the release.
    pub chart: String,
    /// Arguments behind those for the preset.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// Kind of the object.
    pub kind: String,
    /// Name of the object.
    pub name: String,
    /// JSON pointer into the object.
    pub path: String,
    /// What stands there.
    pub value: Option<Value>,
    /// What is a part of the text there, or of the JSON of what is no text.
    pub contains: Option<String>,
}

impl Pin {
    /// Why the rendered preset does not hold this pin; nothing when it does.
    ///
    /// # Errors
    /// When the program cannot be started or prints no JSON.
    pub fn failure(&self, program: &Path, preset: &str) -> io::Result<Option<String>> {
        let answer = self.render(program, preset)?;
        if answer.rc != 0 {
            return Ok(Some(format!("{}: {}", self.says, answer.stderr)));
        }
        let found = self.find(&answer.stdout)?;
        let holds = found.as_ref().is_some_and(|found| self.accepts(found));
        Ok((!holds).then(|| format!("{}: {} is {found:?}, not as {self:?}", self.says, self.path)))
    }

    fn render(&self, program: &Path, preset: &str) -> io::Result<Answer> {
        let chart = root().join("charts").join(&self.chart).display().to_string();
        let values = format!("{chart}/presets/{preset}.yaml");
        let fixed = ["render", &self.chart, &chart, "-n", "argo", "-o", "ndjson", "-f", &values];
        let arguments: Vec<String> =
            fixed.iter().map(|a| (*a).to_string()).chain(self.arguments.iter().cloned()).collect();
        Answer::of(program, &arguments, &[], &root())
    }

    /// What stands at the path of the object, in one rendered object a line.
    fn find(&self, objects: &str) -> io::Result<Option<Value>> {
        for line in objects.lines() {
            let object: Value = serde_json::from_str(line).map_err(io::Error::other)?;
            let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str);
            if text("/kind") == Some(&self.kind) && text("/metadata/name") == Some(&self.name) {
                return Ok(object.pointer(&self.path).cloned());
            }
        }
        Ok(None)
    }

    fn accepts(&self, found: &Value) -> bool {
        let text = found.as_str().map_or_else(|| found.to_string(), str::to_string);
        match (&self.value, &self.contains) {
            (Some(value), None) => found == value,
            (None, Some(part)) => text.contains(part),
            _ => false,
        }
    }
}

/// The pin files, in the order of their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn pin_files() -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/pins"))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    Ok(files)
}

/// The pins of a file.
///
/// # Errors
/// When the file cannot be read or a line is not a pin.
pub fn read_pins(path: &Path) -> io::Result<Vec<Pin>> {
    let text = std::fs::read_to_string(path)?;
    text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::other)).collect()
}
