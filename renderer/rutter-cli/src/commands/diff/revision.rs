//! A chart as it is in two revisions of a repository; the work tree is left alone.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::failure::Failure;

/// The chart in two revisions.
pub struct Revisions {
    /// Where it is in the old one.
    pub old: String,
    /// Where it is in the new one; in the work tree where none is named.
    pub new: String,
    _folders: Vec<TempDir>,
}

impl Revisions {
    /// Unpacks the revisions of `A..B`, of `A` and the work tree where B is missing.
    ///
    /// # Errors
    /// What git says: no repository, no such revision; or that the chart is not there.
    pub fn open(range: &str, chart: &str) -> Result<Revisions, Failure> {
        let (old, new) = range.split_once("..").unwrap_or((range, ""));
        if old.is_empty() || new.starts_with('.') {
            return Err(Failure::text(format!(
                "--rev {}: give two revisions as A..B, or one",
                rutter::quote(range)
            )));
        }
        let repository = Repository::around(chart)?;
        let mut folders = Vec::new();
        let mut unpack = |revision: &str| -> Result<String, Failure> {
            if revision.is_empty() {
                return Ok(chart.to_string());
            }
            let folder = repository.unpack(revision)?;
            let path = folder.path().join(&repository.prefix);
            if !path.exists() {
                let prefix = repository.prefix.display();
                return Err(Failure::text(format!("{prefix} is not in revision {revision}")));
            }
            folders.push(folder);
            Ok(path.to_string_lossy().into_owned())
        };
        let (old, new) = (unpack(old)?, unpack(new)?);
        Ok(Revisions { old, new, _folders: folders })
    }
}

struct Repository {
    root: PathBuf,
    /// The chart's path in it.
    prefix: PathBuf,
}

impl Repository {
    fn around(chart: &str) -> Result<Repository, Failure> {
        let path = Path::new(chart).canonicalize().map_err(|error| {
            Failure::text(rutter::chart::go_path_error("stat", Path::new(chart), &error))
        })?;
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
        let root = text_of(git(folder).args(["rev-parse", "--show-toplevel"]))?;
        let root = PathBuf::from(root.trim_end_matches('\n'));
        let prefix = path.strip_prefix(&root).unwrap_or(&path).to_path_buf();
        Ok(Repository { root, prefix })
    }

    /// Every file of a revision, in a folder of its own: charts have links out of their folder.
    fn unpack(&self, revision: &str) -> Result<TempDir, Failure> {
        let folder = tempfile::tempdir().map_err(|error| Failure::text(error.to_string()))?;
        let commit = format!("{revision}^{{commit}}");
        let commit = text_of(
            git(&self.root)
                .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
                .arg(commit),
        )
        .map_err(|_| {
            Failure::text(format!(
                "no revision {} in {}",
                rutter::quote(revision),
                self.root.display()
            ))
        })?;
        let mut archive = git(&self.root);
        archive.args(["archive", "--format=tar"]).arg(commit.trim_end());
        let mut child = archive
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::text(format!("git: {error}")))?;
        let unpacked = match child.stdout.take() {
            Some(stream) => tar::Archive::new(stream).unpack(folder.path()),
            None => Ok(()),
        };
        let status = child.wait().map_err(|error| Failure::text(format!("git: {error}")))?;
        match (unpacked, status.success()) {
            (Ok(()), true) => Ok(folder),
            (Err(error), _) => Err(Failure::text(format!("revision {revision}: {error}"))),
            (_, false) => Err(Failure::text(format!("git archive {revision}: {status}"))),
        }
    }
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).stdin(Stdio::null());
    command
}

fn text_of(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| Failure::text(format!("git: {error}")))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            let error = String::from_utf8_lossy(&output.stderr).trim_end().to_string();
            Err(Failure::text(format!("git: {error}")))
        }
    }
}
