//! `rutter search`: charts in the repositories that were added. Helm: pkg/cmd/search_repo.go.

use std::collections::BTreeSet;

use rutter::go::regexp::Regexp;
use rutter::go::semver::{Constraints, Version};
use rutter_repository::{Found, SearchIndex, Term};

use crate::download::OCI_SCHEME;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::network::Registry;
use crate::output::Output;
use crate::repositories::RepositoryFiles;
use crate::settings::Settings;
use crate::table::{self, Table};

/// Width at which cells are cut unless a flag says another.
const MAX_WIDTH: usize = 50;

/// `search repo`
pub fn repo(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let index = index(flags, settings)?;
    let mut found = index.search(&term(flags)?);
    let constraint = constraint(flags)?;
    keep(&mut found, &constraint, flags.is_set("versions"));
    if found.is_empty() && flags.is_set("fail-on-no-result") {
        return Err(Failure::text("no results found"));
    }
    write(&found, flags, output)
}

/// `search oci`: one line for each version.
pub fn oci(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let reference = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let place = reference.strip_prefix(OCI_SCHEME).unwrap_or(reference);
    let constraint = constraint(flags)?;
    let mut versions = Registry::new(flags, settings.compat)?.versions(place)?;
    versions.retain(|version| {
        Version::parse(version.as_bytes()).is_ok_and(|version| constraint.check(&version))
    });
    let name = format!("{OCI_SCHEME}{place}");
    let rows: Vec<Vec<(&str, &str)>> = versions
        .iter()
        .map(|version| vec![("name", name.as_str()), ("version", version)])
        .collect();
    match flags.text("output") {
        Some("json") => output.write(&table::json_list(&rows)),
        Some("yaml") => output.write(&table::yaml_list(&rows)?),
        _ if rows.is_empty() => output.write("No results found\n"),
        _ => {
            let mut table = Table::new(0);
            table.row(&["NAME", "CHART VERSION"]);
            versions.iter().for_each(|version| table.row(&[&name, version]));
            output.write(&table.text());
        }
    }
    Ok(())
}

/// What versions are asked for.
fn constraint(flags: &Parsed) -> Result<Constraints, Failure> {
    let version = match flags.text("version").filter(|version| !version.is_empty()) {
        Some(version) => version,
        None if flags.is_set("devel") => ">0.0.0-0",
        None => ">0.0.0",
    };
    let constraint = Constraints::parse(version.as_bytes());
    Ok(constraint.map_err(|error| format!("an invalid version/constraint format: {error}"))?)
}

fn index(flags: &Parsed, settings: &Settings) -> Result<SearchIndex, Failure> {
    let files = RepositoryFiles::new(flags, settings.compat);
    let repositories = files.load()?.unwrap_or_default();
    if repositories.entries.is_empty() {
        return Err(Failure::text("no repositories configured"));
    }
    let mut index = SearchIndex::default();
    for entry in repositories.entries {
        match files.cache.load(&entry.name) {
            Ok((repository, skipped)) => {
                let source = files.cache.index_file(&entry.name);
                files.warn_of_skipped(&skipped, &source.to_string_lossy());
                index.add(&entry.name, repository, true);
            }
            Err(error) => files.warn_of_missing(&entry.name, &error),
        }
    }
    Ok(index)
}

fn term(flags: &Parsed) -> Result<Term, Failure> {
    let text = flags.arguments.join(" ");
    if flags.arguments.is_empty() {
        return Ok(Term::All);
    }
    if !flags.is_set("regexp") {
        return Ok(Term::Text(text));
    }
    let pattern = Regexp::compile(text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(Term::Pattern(pattern))
}

/// Keeps the versions that satisfy the constraint: all, or the newest of each chart.
fn keep(found: &mut Vec<Found>, constraint: &Constraints, all: bool) {
    let mut names = BTreeSet::new();
    found.retain(|found| {
        let version = Version::parse(found.version.metadata.version.as_bytes());
        let fits = version.is_ok_and(|version| constraint.check(&version));
        fits && (names.insert(found.name.clone()) || all)
    });
}

fn write(found: &[Found], flags: &Parsed, output: &mut Output) -> Result<(), Failure> {
    let fields = |found: &Found| -> [String; 4] {
        let metadata = &found.version.metadata;
        [&found.name, &metadata.version, &metadata.app_version, &metadata.description]
            .map(String::clone)
    };
    let cells: Vec<[String; 4]> = found.iter().map(fields).collect();
    let names = ["name", "version", "app_version", "description"];
    let rows: Vec<Vec<(&str, &str)>> = cells
        .iter()
        .map(|row| names.into_iter().zip(row.iter().map(String::as_str)).collect())
        .collect();
    match flags.text("output") {
        Some("json") => output.write(&table::json_list(&rows)),
        Some("yaml") => output.write(&table::yaml_list(&rows)?),
        _ if rows.is_empty() => output.write("No results found\n"),
        _ => {
            let width = flags.text("max-col-width").and_then(|width| width.parse().ok());
            let mut table = Table::new(width.unwrap_or(MAX_WIDTH));
            table.row(&["NAME", "CHART VERSION", "APP VERSION", "DESCRIPTION"]);
            cells.iter().for_each(|row| table.row(&row.each_ref().map(String::as_str)));
            output.write(&table.text());
        }
    }
    Ok(())
}
