//! Charts as directories. Helm: pkg/chart/loader/directory.go, internal/sympath/walk.go.

use std::io;
use std::path::{Path, PathBuf};

use rutter_go::strconv::quote;
use rutter_go::world::{DirectoryEntry, FileKind, World};

use crate::archive::{LoadBudget, MAX_DECOMPRESSED_FILE_SIZE};
use crate::compat::Compat;
use crate::error::Error;
use crate::ignore::Rules;
use crate::load::{BufferedFile, Notice, is_loaded};

/// Deepest directory below a chart; symlink loops end here.
const MAX_DIRECTORY_DEPTH: usize = 255;
/// Most links followed in one chart; links to directories that hold links multiply.
const MAX_LINKS: usize = 10_000;
/// Smaller files are read at once: that costs less than to come back for them.
const DEFERRED_SIZE: u64 = 16 * 1024;
/// Most files that are kept open to be read later.
const MAX_DEFERRED: usize = 200;

/// Reads the files of a chart directory that .helmignore does not leave out, in lexical order.
pub(crate) fn read_directory(
    world: &dyn World,
    root: &Path,
    compat: Compat,
    budget: &mut LoadBudget,
    notices: &mut Vec<Notice>,
) -> Result<Vec<BufferedFile>, Error> {
    let rules = read_rules(world, root)?;
    let mut walk =
        Walk { world, root, compat, budget, notices, rules, files: Vec::new(), deferred: 0 };
    walk.directory(root, "", 0)?;
    Ok(walk.files)
}

fn read_rules(world: &dyn World, root: &Path) -> Result<Rules, Error> {
    let path = root.join(".helmignore");
    match world.metadata(&path) {
        Err(_) => return Ok(Rules::defaults()),
        Ok(metadata) if metadata.kind == FileKind::Irregular => return Err(irregular_file(&path)),
        Ok(_) => {}
    }
    let text = world
        .read_file(&path, MAX_DECOMPRESSED_FILE_SIZE)
        .map_err(|e| Error::new(read_error(world, &path, &e)))?;
    Rules::parse(text.as_bytes()).map_err(Error::new)
}

/// An I/O error as Go prints it: `open PATH: no such file or directory`.
pub fn go_path_error(operation: &str, path: &Path, error: &std::io::Error) -> String {
    format!("{operation} {}: {}", path.display(), go_io_error(error))
}

/// Why a file could not be read, or not even opened.
fn read_error(world: &dyn World, path: &Path, error: &io::Error) -> String {
    let operation = match world.open_file(path, 0) {
        Ok(_) => "read",
        Err(_) => "open",
    };
    go_path_error(operation, path, error)
}

/// The system's words for an I/O error, as Go prints them: lower case, without a number.
pub fn go_io_error(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text).to_string();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => text,
    }
}

/// The error for what is neither a file nor a directory.
pub(crate) fn irregular_file(path: &Path) -> Error {
    Error::new(format!(
        "cannot load irregular file {} as it has file mode type bits set",
        path.display()
    ))
}

struct Walk<'a> {
    world: &'a dyn World,
    root: &'a Path,
    compat: Compat,
    budget: &'a mut LoadBudget,
    notices: &'a mut Vec<Notice>,
    rules: Rules,
    files: Vec<BufferedFile>,
    /// Files that are still to be read.
    deferred: usize,
}

impl Walk<'_> {
    fn directory(&mut self, path: &Path, name: &str, depth: usize) -> Result<(), Error> {
        if depth > MAX_DIRECTORY_DEPTH {
            return Err(Error::new(format!(
                "chart directory nests deeper than {MAX_DIRECTORY_DEPTH} levels at {}; move it up, or name it in .helmignore (limit)",
                path.display()
            )));
        }
        let entries = self
            .world
            .read_directory(path)
            .map_err(|e| Error::new(go_path_error("open", path, &e)))?;
        for DirectoryEntry { name: base, kind } in entries {
            let child = path.join(&base);
            let base = base.to_string_lossy();
            let child_name = match name.is_empty() {
                true => base.into_owned(),
                false => format!("{name}/{base}"),
            };
            self.entry(&child, &child_name, kind, depth)?;
        }
        Ok(())
    }

    fn entry(
        &mut self,
        path: &Path,
        name: &str,
        kind: FileKind,
        depth: usize,
    ) -> Result<(), Error> {
        match kind {
            FileKind::Symlink => {
                let resolved = self.resolve(path)?;
                let metadata = self
                    .world
                    .symlink_metadata(&resolved)
                    .map_err(|e| Error::new(go_path_error("lstat", &resolved, &e)))?;
                self.entry(path, name, metadata.kind, depth)
            }
            _ if self.rules.ignores(name, kind == FileKind::Directory) => Ok(()),
            FileKind::Directory => self.directory(path, name, depth + 1),
            FileKind::Irregular => Err(irregular_file(path)),
            FileKind::File => self.file(path, name),
        }
    }

    fn resolve(&mut self, path: &Path) -> Result<PathBuf, Error> {
        if self.notices.len() >= MAX_LINKS {
            return Err(Error::new(format!(
                "more than {MAX_LINKS} symbolic links to follow at {}; put the files there instead (limit)",
                path.display()
            )));
        }
        let resolved = self.world.canonicalize(path).map_err(|e| {
            let shown = path.display();
            let missing = match e.kind() {
                std::io::ErrorKind::NotFound => self.first_missing(path),
                _ => path.to_path_buf(),
            };
            Error::new(format!(
                "error evaluating symlink {shown}: {}",
                go_path_error("lstat", &missing, &e)
            ))
        })?;
        self.notices.push(Notice::Symlink { path: path.to_path_buf(), resolved: resolved.clone() });
        Ok(resolved)
    }

    /// The path that Go's `EvalSymlinks` names when a link leads nowhere.
    fn first_missing(&self, path: &Path) -> PathBuf {
        match self.world.read_link(path) {
            Some(target) if target.is_absolute() => target,
            Some(target) => {
                let joined = path.parent().unwrap_or(self.root).join(target);
                let cleaned = rutter_go::path::clean(joined.to_string_lossy().as_bytes());
                PathBuf::from(String::from_utf8_lossy(&cleaned).into_owned())
            }
            None => path.to_path_buf(),
        }
    }

    fn file(&mut self, path: &Path, name: &str) -> Result<(), Error> {
        let failure = |e: io::Error| {
            Error::new(read_error(self.world, path, &e)).context(format!("error reading {name}"))
        };
        let file = self.world.open_file(path, self.budget.bytes).map_err(failure)?;
        let size = file.metadata.size;
        self.check_size(path, size).map_err(|error| match self.compat {
            Compat::V3 => error,
            Compat::V4 => error.context(format!("error reading {name}")),
        })?;
        let defer = size >= DEFERRED_SIZE && self.deferred < MAX_DEFERRED && !is_loaded(name);
        self.deferred += usize::from(defer);
        let file = BufferedFile::opened(name.to_string(), file, defer).map_err(failure)?;
        let size = if defer { size } else { file.data().len() as u64 };
        self.budget.bytes = self.budget.bytes.saturating_sub(size);
        self.files.push(file);
        Ok(())
    }

    fn check_size(&mut self, path: &Path, size: u64) -> Result<(), Error> {
        self.budget.entries = self.budget.entries.checked_sub(1).ok_or_else(|| {
            Error::new(format!(
                "chart has more than {} files; name those it needs not in .helmignore (limit)",
                crate::archive::MAX_ENTRIES
            ))
        })?;
        let base = path.file_name().unwrap_or_default().to_string_lossy();
        if self.compat == Compat::V3 && size > MAX_DECOMPRESSED_FILE_SIZE {
            return Err(Error::new(format!(
                "chart file {} is larger than the maximum file size {MAX_DECOMPRESSED_FILE_SIZE}",
                quote(base.as_bytes())
            )));
        }
        if size > self.budget.bytes {
            return Err(Error::new(format!(
                "chart exceeds maximum decompressed size of {} bytes",
                crate::archive::MAX_DECOMPRESSED_CHART_SIZE
            )));
        }
        Ok(())
    }
}
