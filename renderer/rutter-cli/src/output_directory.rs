//! `--output-dir`: rendered files below a directory.
//!
//! Helm: pkg/action/action.go `writeToFile`. Unlike Helm, a file is replaced whole or not at
//! all, and nothing is written through a symlink below the directory.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use rutter::chart::go_path_error;

use crate::output::Output;
use crate::whole_file;

/// Files to write, in the order they first appear.
#[derive(Default)]
pub struct Files {
    files: Vec<(PathBuf, String)>,
    announced: Vec<String>,
    roots: Vec<PathBuf>,
}

impl Files {
    /// Adds a document to the file of its template.
    pub fn add(&mut self, directory: &Path, path: &str, content: &str) {
        let file = PathBuf::from(format!("{}/{path}", directory.display()));
        let document = format!("---\n# Source: {path}\n{content}\n");
        self.announced.push(format!("wrote {}\n", file.display()));
        match self.files.iter_mut().find(|(f, _)| *f == file) {
            Some((_, text)) => text.push_str(&document),
            None => {
                self.files.push((file, document));
                self.roots.push(directory.to_path_buf());
            }
        }
    }

    /// Writes every file.
    ///
    /// # Errors
    /// When a file or directory cannot be made; files written before stay.
    pub fn write(&self, output: &mut Output) -> Result<(), String> {
        for ((file, text), root) in self.files.iter().zip(&self.roots) {
            write_file(root, file, text)?;
        }
        self.announced.iter().for_each(|line| output.write(line));
        Ok(())
    }
}

fn write_file(root: &Path, file: &Path, text: &str) -> Result<(), String> {
    let parent = file.parent().unwrap_or(root);
    check_inside(root, file)?;
    make_directory(parent)?;
    whole_file::write(file, text.as_bytes())
}

/// Helm: `ensureDirectoryForFile`.
fn make_directory(path: &Path) -> Result<(), String> {
    match path.metadata() {
        Ok(found) if found.is_dir() => return Ok(()),
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(go_path_error("stat", path, &e)),
        _ => {}
    }
    fs::create_dir_all(path).map_err(|e| {
        // Go names the first directory that is missing.
        let missing = path.ancestors().take_while(|path| !path.exists()).last();
        go_path_error("mkdir", missing.unwrap_or(path), &e)
    })
}

/// No element of the path below the root is a link that leads somewhere else.
fn check_inside(root: &Path, file: &Path) -> Result<(), String> {
    let below = file.strip_prefix(root).unwrap_or(file);
    let mut path = root.to_path_buf();
    for component in below.components() {
        if matches!(component, Component::ParentDir) {
            return Err(format!("{} leaves the output directory", file.display()));
        }
        path.push(component);
        if path.is_symlink() {
            return Err(format!(
                "{} is a symbolic link; files are not written through links below --output-dir",
                path.display()
            ));
        }
    }
    Ok(())
}
