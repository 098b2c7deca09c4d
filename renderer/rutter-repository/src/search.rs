//! Searching the charts of repositories. Helm: pkg/cmd/search/search.go.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rutter_go::path;
use rutter_go::regexp::Regexp;
use rutter_go::semver::Version;

use crate::index::{ChartVersion, IndexFile};

/// Fields of a line that is searched: name, full name, description, keywords.
const SEPARATOR: &str = "\u{b}";
/// A hit in a field from this one on does not count.
const MAX_SCORE: usize = 25;

/// What is looked for.
pub enum Term {
    /// Everything.
    All,
    /// A text, whatever its case.
    Text(String),
    /// A regular expression.
    Pattern(Regexp),
}

/// A version of a chart that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// `REPOSITORY/CHART`.
    pub name: String,
    /// The field of the first hit; the lower the better.
    pub score: usize,
    /// The version.
    pub version: ChartVersion,
}

/// The charts of several repositories.
#[derive(Default)]
pub struct SearchIndex {
    /// Line and version, by full name and version.
    lines: BTreeMap<(String, String), (String, ChartVersion)>,
}

impl SearchIndex {
    /// Adds a repository: the newest version of each chart, or all of them.
    pub fn add(&mut self, repository: &str, index: IndexFile, all: bool) {
        for (name, versions) in index.entries {
            let full = path::join(&[repository.as_bytes(), name.as_bytes()]);
            let full = String::from_utf8_lossy(&full).into_owned();
            let count = if all { versions.len() } else { 1 };
            for version in versions.into_iter().take(count) {
                let number = if all { version.metadata.version.clone() } else { String::new() };
                let line = line(&full, &version);
                self.lines.insert((full.clone(), number), (line, version));
            }
        }
    }

    /// What matches, best first, then by name, newest version first.
    pub fn search(&self, term: &Term) -> Vec<Found> {
        let hits = self.lines.iter().filter_map(|((name, _), (line, version))| {
            let score = score(line, term)?;
            let found = Found { name: name.clone(), score, version: version.clone() };
            (score < MAX_SCORE).then_some(found)
        });
        let mut found: Vec<Found> = hits.collect();
        found.sort_by(order);
        found
    }
}

fn line(full: &str, version: &ChartVersion) -> String {
    let metadata = &version.metadata;
    let keywords = metadata.keywords.join(" ");
    [&metadata.name, full, &metadata.description, &keywords].join(SEPARATOR)
}

/// The field that a term is first found in.
fn score(line: &str, term: &Term) -> Option<usize> {
    let (line, place) = match term {
        Term::All => return Some(0),
        Term::Text(text) => {
            let line = line.to_lowercase();
            let place = line.find(&text.to_lowercase())?;
            (line, place)
        }
        Term::Pattern(pattern) => (line.to_string(), pattern.find_index(line.as_bytes())?.0),
    };
    let separators: Vec<usize> = line.match_indices(SEPARATOR).map(|(place, _)| place).collect();
    Some(separators.iter().position(|separator| place <= *separator).unwrap_or(separators.len()))
}

fn order(one: &Found, other: &Found) -> Ordering {
    let version = |found: &Found| Version::parse(found.version.metadata.version.as_bytes()).ok();
    let by_version = || match (version(one), version(other)) {
        (Some(one), Some(other)) => other.compare(&one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    };
    one.score.cmp(&other.score).then_with(|| one.name.cmp(&other.name)).then_with(by_version)
}
