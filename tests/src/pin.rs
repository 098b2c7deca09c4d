//! What a preset must render, because those it was made for rely on it.
//!
//! A pin file (`tests/pins/PRESET.jsonl`) holds one pin a line: an object by kind and name, a JSON
//! pointer into it and what must stand there.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
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
    pub fn failure(&self, renders: &mut Renders, preset: &str) -> io::Result<Option<String>> {
        let rendered = match renders.of(self, preset)? {
            Ok(rendered) => rendered,
            Err(error) => return Ok(Some(format!("{}: {error}", self.says))),
        };
        let found = self.find(rendered);
        let holds = found.is_some_and(|found| self.accepts(found));
        Ok((!holds).then(|| format!("{}: {} is {found:?}, not as {self:?}", self.says, self.path)))
    }

    /// What stands at the path of the object.
    fn find<'a>(&self, objects: &'a [Value]) -> Option<&'a Value> {
        let is_it = |object: &&Value| {
            let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str);
            text("/kind") == Some(&self.kind) && text("/metadata/name") == Some(&self.name)
        };
        objects.iter().find(is_it)?.pointer(&self.path)
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

/// What presets render, each once.
pub struct Renders {
    program: PathBuf,
    done: BTreeMap<Vec<String>, Result<Vec<Value>, String>>,
}

impl Renders {
    /// Renders with this program.
    pub fn new(program: &Path) -> Renders {
        Renders { program: program.to_path_buf(), done: BTreeMap::new() }
    }

    /// The objects that a pin is about, or what the program said in place of them.
    fn of(&mut self, pin: &Pin, preset: &str) -> io::Result<&Result<Vec<Value>, String>> {
        let chart = root().join("charts").join(&pin.chart).display().to_string();
        let values = format!("{chart}/presets/{preset}.yaml");
        let fixed = ["render", &pin.chart, &chart, "-n", "argo", "-o", "ndjson", "-f", &values];
        let arguments: Vec<String> =
            fixed.iter().map(|a| (*a).to_string()).chain(pin.arguments.iter().cloned()).collect();
        match self.done.entry(arguments) {
            Entry::Occupied(done) => Ok(done.into_mut()),
            Entry::Vacant(place) => {
                let answer = Answer::of(&self.program, place.key(), &[], &root())?;
                let rendered = match answer.rc {
                    0 => Ok(objects(&answer.stdout)?),
                    _ => Err(answer.stderr),
                };
                Ok(place.insert(rendered))
            }
        }
    }
}

/// One object a line.
fn objects(text: &str) -> io::Result<Vec<Value>> {
    text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::other)).collect()
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
