//! `rutter repo`: the repositories that charts come from. Helm: pkg/cmd/repo_{add,list,remove,update}.go.

use std::fs::File;
use std::time::{Duration, Instant};

use rutter::Compat;
use rutter::chart::go_path_error;
use rutter_repository::{Entry, Repositories, refresh_all};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::network::Network;
use crate::output::{Output, complain, printable};
use crate::password;
use crate::repositories::RepositoryFiles;
use crate::settings::Settings;
use crate::table::{self, Table};

/// How long another change of repositories.yaml is waited for.
const MAX_WAIT: Duration = Duration::from_secs(30);
/// How often it is looked at meanwhile.
const PAUSE: Duration = Duration::from_millis(50);

/// Addresses that are gone, and those that took their place.
const GONE: &[(&str, &str)] = &[
    ("//kubernetes-charts.storage.googleapis.com", "https://charts.helm.sh/stable"),
    ("//kubernetes-charts-incubator.storage.googleapis.com", "https://charts.helm.sh/incubator"),
];

/// `repo add`
pub fn add(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let [name, url] = &flags.arguments[..] else { return Ok(()) };
    if !flags.is_set("allow-deprecated-repos")
        && let Some((_, new)) = GONE.iter().find(|(old, _)| url.contains(old))
    {
        return Err(Failure::text(format!(
            "repo {} is no longer available; try \"{new}\" instead",
            rutter::quote(url)
        )));
    }
    let files = RepositoryFiles::new(flags, settings.compat);
    let _lock = lock(&files)?;
    let mut repositories = files.load()?.unwrap_or_default();
    let entry = entry(name, url, flags, output)?;
    if name.contains('/') {
        return Err(Failure::text(format!(
            "repository name ({name}) contains '/', please specify a different name without '/'"
        )));
    }
    if let Some(old) = repositories.get(name).filter(|_| !flags.is_set("force-update")) {
        if *old != entry {
            return Err(Failure::text(format!(
                "repository name ({name}) already exists, please specify a different name"
            )));
        }
        let quoted = rutter::quote(name);
        output.write(&format!("{quoted} already exists with the same configuration, skipping\n"));
        return Ok(());
    }
    check_scheme(url)?;
    let network = Network::new(flags, settings.compat)?;
    let skipped = files.cache.refresh(&entry, &network).map_err(|error| {
        let quoted = rutter::quote(url);
        format!("looks like {quoted} is not a valid chart repository or cannot be reached: {error}")
    })?;
    files.warn_of_skipped(&skipped, url);
    repositories.set(entry);
    files.save(&repositories)?;
    output.write(&format!("{} has been added to your repositories\n", rutter::quote(name)));
    Ok(())
}

/// Helm: `getter.Providers.ByScheme`.
fn check_scheme(url: &str) -> Result<(), Failure> {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    match scheme {
        "http" | "https" | "oci" => Ok(()),
        _ => Err(Failure::text(format!("could not find protocol handler for: {scheme}"))),
    }
}

/// Keeps other changes away while it lives.
fn lock(files: &RepositoryFiles) -> Result<File, Failure> {
    let directory = files.directory();
    std::fs::create_dir_all(directory)
        .map_err(|error| go_path_error("mkdir", directory, &error))?;
    let path = files.lock_file();
    let file = private_file(&path).map_err(|error| go_path_error("open", &path, &error))?;
    let start = Instant::now();
    while let Err(error) = file.try_lock() {
        if start.elapsed() > MAX_WAIT {
            return Err(Failure::text(format!(
                "{}: another command has held this lock for {} seconds: {error}",
                path.display(),
                MAX_WAIT.as_secs()
            )));
        }
        std::thread::sleep(PAUSE);
    }
    Ok(file)
}

#[cfg(unix)]
fn private_file(path: &std::path::Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().create(true).truncate(false).write(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private_file(path: &std::path::Path) -> std::io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

fn entry(name: &str, url: &str, flags: &Parsed, output: &mut Output) -> Result<Entry, Failure> {
    let text = |flag: &str| flags.text(flag).unwrap_or_default().to_string();
    let mut entry = Entry {
        name: name.to_string(),
        url: url.to_string(),
        username: text("username"),
        password: text("password"),
        cert_file: text("cert-file"),
        key_file: text("key-file"),
        ca_file: text("ca-file"),
        insecure_skip_tls_verify: flags.is_set("insecure-skip-tls-verify"),
        pass_credentials_all: flags.is_set("pass-credentials"),
    };
    if !entry.username.is_empty() && entry.password.is_empty() {
        entry.password = match flags.is_set("password-stdin") {
            true => password::from_stdin()?,
            false => password::ask("Password: ", output)?,
        };
    }
    Ok(entry)
}

/// `repo list`
pub fn list(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let repositories = RepositoryFiles::new(flags, settings.compat).load()?.unwrap_or_default();
    let format = flags.text("output").unwrap_or("table");
    let rows: Vec<Vec<(&str, &str)>> = repositories
        .entries
        .iter()
        .map(|entry| vec![("name", entry.name.as_str()), ("url", entry.url.as_str())])
        .collect();
    match format {
        "json" => output.write(&table::json_list(&rows)),
        "yaml" => output.write(&table::yaml_list(&rows)?),
        _ if rows.is_empty() => return no_repositories(settings.compat),
        _ => {
            let mut table = Table::new(0);
            if !flags.is_set("no-headers") {
                table.row(&["NAME", "URL"]);
            }
            repositories.entries.iter().for_each(|entry| table.row(&[&entry.name, &entry.url]));
            output.write(&table.text());
        }
    }
    Ok(())
}

fn no_repositories(compat: Compat) -> Result<(), Failure> {
    let text = "no repositories to show";
    match compat {
        Compat::V3 => Err(Failure::text(text)),
        Compat::V4 => {
            complain(text);
            Ok(())
        }
    }
}

/// `repo remove`
pub fn remove(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let files = RepositoryFiles::new(flags, settings.compat);
    if files.load()?.unwrap_or_default().entries.is_empty() {
        return Err(Failure::text("no repositories configured"));
    }
    let _lock = lock(&files)?;
    let mut repositories = files.load()?.unwrap_or_default();
    for name in &flags.arguments {
        let quoted = rutter::quote(name);
        if !repositories.remove(name) {
            return Err(Failure::text(format!("no repo named {quoted} found")));
        }
        files.save(&repositories)?;
        files.cache.forget(name)?;
        output.write(&format!("{quoted} has been removed from your repositories\n"));
        output.flush()?;
    }
    Ok(())
}

/// `repo update`
pub fn update(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let files = RepositoryFiles::new(flags, settings.compat);
    let repositories = files.load()?.unwrap_or_default();
    if repositories.entries.is_empty() {
        return Err(Failure::text("no repositories found. You must add one before updating"));
    }
    let wanted = wanted(&repositories, &flags.arguments)?;
    output.write("Hang tight while we grab the latest from your chart repositories...\n");
    output.flush()?;
    let network = Network::new(flags, settings.compat)?;
    let mut failed = Vec::new();
    for (entry, result) in wanted.iter().zip(refresh_all(&files.cache, &network, &wanted)) {
        let Entry { name, url, .. } = entry;
        let quoted = rutter::quote(name);
        output.write(&match result {
            Ok(skipped) => {
                files.warn_of_skipped(&skipped, url);
                format!("...Successfully got an update from the {quoted} chart repository\n")
            }
            Err(error) => {
                failed.push(url.as_str());
                format!(
                    "...Unable to get an update from the {quoted} chart repository ({url}):\n\t{}\n",
                    printable(&error)
                )
            }
        });
    }
    finish(&failed, flags, settings.compat, output)
}

fn wanted(repositories: &Repositories, names: &[String]) -> Result<Vec<Entry>, Failure> {
    for name in names {
        if repositories.get(name).is_none() {
            return Err(Failure::text(format!(
                "no repositories found matching '{name}'.  Nothing will be updated"
            )));
        }
    }
    let entries = repositories.entries.iter();
    let is_wanted = |entry: &&Entry| names.is_empty() || names.contains(&entry.name);
    Ok(entries.filter(is_wanted).cloned().collect())
}

fn finish(
    failed: &[&str],
    flags: &Parsed,
    compat: Compat,
    output: &mut Output,
) -> Result<(), Failure> {
    let list = failed.join(" ");
    output.flush()?;
    if !failed.is_empty() && compat == Compat::V4 {
        return Err(Failure::text(format!(
            "failed to update the following repositories: [{list}]"
        )));
    }
    if !failed.is_empty() && flags.is_set("fail-on-repo-update-fail") {
        return Err(Failure::text(format!(
            "Failed to update the following repositories: [{list}]"
        )));
    }
    output.write("Update Complete. ⎈Happy Helming!⎈\n");
    Ok(())
}
