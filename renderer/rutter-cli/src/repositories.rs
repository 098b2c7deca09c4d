//! The files of repositories that were added: names and addresses, and their indexes.

use std::path::{Path, PathBuf};

use rutter::Compat;
use rutter::chart::go_path_error;
use rutter_repository::{IndexCache, Repositories, Skipped};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::homes::Homes;
use crate::output::complain;
use crate::whole_file;

/// Where the files are.
pub struct RepositoryFiles {
    /// repositories.yaml
    pub config: PathBuf,
    /// The indexes.
    pub cache: IndexCache,
    compat: Compat,
}

impl RepositoryFiles {
    /// From flags and environment.
    pub fn new(flags: &Parsed, compat: Compat) -> RepositoryFiles {
        let homes = Homes::new(flags);
        RepositoryFiles {
            config: PathBuf::from(homes.repository_config),
            cache: IndexCache {
                directory: PathBuf::from(homes.repository_cache),
                compat,
                write: whole_file::write,
            },
            compat,
        }
    }

    /// The repositories; nothing when there is no such file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(&self) -> Result<Option<Repositories>, Failure> {
        match std::fs::read(&self.config) {
            Ok(data) => Ok(Some(Repositories::parse(&data)?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::text(go_path_error("open", &self.config, &error))),
        }
    }

    /// Writes the repositories, for their owner only.
    ///
    /// # Errors
    /// When the file cannot be written; the old one stays.
    pub fn save(&self, repositories: &Repositories) -> Result<(), Failure> {
        Ok(whole_file::write_private(&self.config, &repositories.to_yaml()?)?)
    }

    /// Says which entries of an index were left out.
    pub fn warn_of_skipped(&self, skipped: &[Skipped], source: &str) {
        for entry in skipped {
            complain(&skipped_text(entry, source, self.compat));
        }
    }

    /// Says that there is no index.
    pub fn warn_of_missing(&self, name: &str, error: &str) {
        match self.compat {
            Compat::V3 => {
                complain(&format!(
                    "WARNING: Repo {} is corrupt or missing. Try 'helm repo update'.",
                    rutter::quote(name)
                ));
                complain(&format!("WARNING: {error}"));
            }
            Compat::V4 => complain(&format!(
                "level=WARN msg=\"repo is corrupt or missing\" repo={} error={}",
                rutter::slog_quote(name),
                rutter::slog_quote(error)
            )),
        }
    }

    /// The file that keeps two changes of repositories.yaml apart.
    pub fn lock_file(&self) -> PathBuf {
        match self.config.extension() {
            Some(_) => self.config.with_extension("lock"),
            None => PathBuf::from(format!("{}.lock", self.config.display())),
        }
    }

    /// The directory of repositories.yaml.
    pub fn directory(&self) -> &Path {
        self.config.parent().unwrap_or(Path::new("."))
    }
}

fn skipped_text(entry: &Skipped, source: &str, compat: Compat) -> String {
    let Skipped { name, version, reason } = entry;
    let quoted = rutter::quote(name);
    match (compat, version) {
        (Compat::V3, Some(version)) => format!(
            "index.go:371: skipping loading invalid entry for chart {quoted} {} from {source}: {reason}",
            rutter::quote(version)
        ),
        (Compat::V3, None) => format!(
            "index.go:359: skipping loading invalid entry for chart {quoted} from {source}: {reason}"
        ),
        (Compat::V4, Some(version)) => format!(
            "level=WARN msg=\"skipping loading invalid entry for chart\" name={} version={} source={} error={}",
            rutter::slog_quote(name),
            rutter::slog_quote(version),
            rutter::slog_quote(source),
            rutter::slog_quote(reason)
        ),
        (Compat::V4, None) => format!(
            "level=WARN msg=\"skipping loading invalid entry for chart: {reason}\" name={} source={}",
            rutter::slog_quote(name),
            rutter::slog_quote(source)
        ),
    }
}
