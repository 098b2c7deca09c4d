//! Bringing indexes up to date. Helm: `Manager.ensureMissingRepos`, `parallelRepoUpdate`.

use rutter_chart::Dependency;

use crate::cache::IndexCache;
use crate::index::Skipped;
use crate::manager::{Manager, Message, is_http};
use crate::remote::Remote;
use crate::repositories::Entry;
use crate::resolver::{Names, UNMANAGED, unmanaged_name};

impl Manager<'_> {
    /// Helm: `ensureMissingRepos`.
    pub(crate) fn refresh_unmanaged(
        &self,
        wanted: &[Dependency],
        names: &mut Names,
        tell: &mut dyn FnMut(Message),
    ) {
        let mut entries: Vec<Entry> = Vec::new();
        for dependency in wanted.iter().filter(|d| !d.repository.is_empty()) {
            if names.contains_key(&dependency.name) {
                continue;
            }
            let name = unmanaged_name(&dependency.repository);
            names.insert(dependency.name.clone(), name.clone());
            if entries.iter().all(|entry| entry.name != name) {
                let url = dependency.repository.clone();
                entries.push(Entry { name, url, ..Entry::default() });
            }
        }
        if !self.skip_refresh && !entries.is_empty() {
            let line = "Getting updates for unmanaged Helm repositories...";
            tell(Message::Line(line.to_string()));
            self.refresh(&entries, tell);
        }
    }

    /// Refreshes the added repositories that the dependencies name, and no other.
    pub(crate) fn refresh_needed(&self, wanted: &[Dependency], tell: &mut dyn FnMut(Message)) {
        let mut needed: Vec<Entry> = Vec::new();
        for dependency in wanted.iter().filter(|d| is_http(&d.repository)) {
            let Some(entry) = self.added(&dependency.repository) else { continue };
            if !needed.contains(entry) {
                needed.push(entry.clone());
            }
        }
        if self.skip_refresh || needed.is_empty() {
            return;
        }
        let line = "Hang tight while we grab the latest from your chart repositories...";
        tell(Message::Line(line.to_string()));
        self.refresh(&needed, tell);
        tell(Message::Line("Update Complete. ⎈Happy Helming!⎈".to_string()));
    }

    /// Helm: `parallelRepoUpdate`.
    fn refresh(&self, entries: &[Entry], tell: &mut dyn FnMut(Message)) {
        for (entry, result) in entries.iter().zip(refresh_all(self.cache, self.remote, entries)) {
            let is_unmanaged = entry.name.starts_with(UNMANAGED);
            let (name, place) = match is_unmanaged {
                true => (&entry.url, String::new()),
                false => (&entry.name, format!(" ({})", entry.url)),
            };
            tell(Message::Line(match result {
                Ok(_) => {
                    format!("...Successfully got an update from the {name:?} chart repository")
                }
                Err(error) => format!(
                    "...Unable to get an update from the {name:?} chart repository{place}:\n\t{error}"
                ),
            }));
        }
    }
}

/// Refreshes several indexes at the same time; a result for each.
pub fn refresh_all(
    cache: &IndexCache,
    remote: &dyn Remote,
    entries: &[Entry],
) -> Vec<Result<Vec<Skipped>, String>> {
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            entries.iter().map(|entry| scope.spawn(move || cache.refresh(entry, remote))).collect();
        let results = threads.into_iter().map(|thread| thread.join());
        results.map(|result| result.unwrap_or_else(|_| Err("stopped".to_string()))).collect()
    })
}
