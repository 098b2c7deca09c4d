//! `rutter push`: packages into registries. Helm: pkg/cmd/push.go, pkg/pusher.

use std::path::Path;

use rutter::chart::{go_path_error, is_gzip, not_an_archive};
use rutter::go::time::{RFC3339, Time, Zone};
use rutter::{Chart, Compat};

use crate::download::OCI_SCHEME;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::network::{Artifact, Registry};
use crate::output::{Output, complain};
use crate::settings::Settings;
use crate::signing;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let [package, remote, ..] = &flags.arguments[..] else { return Ok(()) };
    let registry = Registry::new(flags, settings.compat)?;
    let place = place(remote)?;
    let artifact = artifact(Path::new(package), settings.compat)?;
    let (_, messages) = registry.push(&place, &artifact)?;
    for line in messages {
        match settings.compat {
            Compat::V3 => complain(&line),
            Compat::V4 => output.write(&format!("{line}\n")),
        }
    }
    Ok(())
}

/// The registry and path without scheme. Helm: `Pushers.ByScheme`.
fn place(remote: &str) -> Result<String, Failure> {
    if let Some(place) = remote.strip_prefix(OCI_SCHEME) {
        return Ok(rutter::clean_path(place));
    }
    let parsed = rutter::go::url::parse(remote.as_bytes());
    let parsed = parsed.map_err(|_| format!("invalid chart URL format: {remote}"))?;
    match parsed.scheme.is_empty() {
        true => Err(Failure::text("scheme prefix missing from remote (e.g. \"oci://\")")),
        false => Err(Failure::text(format!(
            "scheme {} not supported",
            rutter::quote(&String::from_utf8_lossy(&parsed.scheme))
        ))),
    }
}

/// A package with the signature beside it, as it goes to a registry.
///
/// # Errors
/// Helm's text for what is no package.
pub fn artifact(path: &Path, compat: Compat) -> Result<Artifact, Failure> {
    let shown = path.display();
    let found = path.metadata().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("{shown}: no such file"),
        _ => go_path_error("stat", path, &error),
    })?;
    if found.is_dir() {
        return Err(Failure::text("cannot push directory, must provide chart archive (.tgz)"));
    }
    let data = std::fs::read(path).map_err(|error| go_path_error("open", path, &error))?;
    if !is_gzip(&data) {
        return Err(Failure::text(not_an_archive(&shown.to_string(), &data).to_string()));
    }
    let loaded = Chart::load_archive(&data, compat).map_err(|error| error.to_string())?;
    let provenance = signing::provenance_path(path);
    let provenance = match provenance.exists() {
        true => Some(
            std::fs::read(&provenance)
                .map_err(|error| go_path_error("open", &provenance, &error))?,
        ),
        false => None,
    };
    let created = moment(&found);
    Ok(Artifact::new(&loaded.chart.metadata, data, provenance, &created)?)
}

/// When a file was last written, in UTC.
fn moment(found: &std::fs::Metadata) -> String {
    let since =
        found.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let seconds = since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0);
    let time = Time::unix(seconds, 0, &Zone::utc()).format(RFC3339.as_bytes());
    String::from_utf8_lossy(&time).into_owned()
}
