//! `rutter registry`: who we are to registries. Helm: pkg/cmd/registry_{login,logout}.go.

use std::io::{BufRead, Read};
use std::path::Path;

use rutter::Compat;
use rutter_oci::credentials::Store;
use rutter_oci::{Credential, Fixed};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::homes::Homes;
use crate::network::{client, unreadable};
use crate::output::{Output, complain};
use crate::password;
use crate::settings::Settings;

/// The longest name that is read.
const MAX_NAME: u64 = 64 * 1024;

/// `registry login`
pub fn login(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let compat = settings.compat;
    let given = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let store = store(flags, compat)?;
    let credential = credential(flags, compat, output)?;
    let host = host(given, compat);
    let client = client(flags, compat, Fixed(credential.clone()))?;
    client.login(host).map_err(|error| error.to_string())?;
    store.put(host, &credential)?;
    say("Login Succeeded", compat, output);
    Ok(())
}

/// `registry logout`
pub fn logout(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let host = flags.arguments.first().map(String::as_str).unwrap_or_default();
    store(flags, settings.compat)?.remove(host)?;
    say(&format!("Removing login credentials for {host}"), settings.compat, output);
    Ok(())
}

/// Helm 3 says what it does beside its output, Helm 4 in it.
fn say(line: &str, compat: Compat, output: &mut Output) {
    match compat {
        Compat::V3 => complain(line),
        Compat::V4 => output.write(&format!("{line}\n")),
    }
}

fn warn(helm_3: &str, helm_4: &str, compat: Compat) {
    match compat {
        Compat::V3 => complain(&format!("WARNING: {helm_3}")),
        Compat::V4 => complain(&format!("level=WARN msg={helm_4}")),
    }
}

/// Where credentials are kept. Helm does nothing at all with a file that is broken.
fn store(flags: &Parsed, compat: Compat) -> Result<Store, Failure> {
    let path = Homes::new(flags).registry_config;
    Store::open(Path::new(&path)).map_err(|error| unreadable(&error, compat))
}

/// Helm 3 takes an address for the host in it; Helm 4 says that it does not.
fn host(given: &str, compat: Compat) -> &str {
    if compat == Compat::V4 {
        if let Some((suggested, _)) = given.split_once('/') {
            let text = format!(
                "\"registry login currently only supports registry hostname, not a repository path\" host={} suggested={}",
                rutter::slog_quote(given),
                rutter::slog_quote(suggested)
            );
            warn("", &text, compat);
        }
        return given;
    }
    let schemes = ["oci://", "http://", "https://"];
    let host = schemes.iter().find_map(|scheme| given.strip_prefix(scheme)).unwrap_or(given);
    host.split('/').next().unwrap_or_default()
}

/// Name and password from flags, standard input or a terminal.
fn credential(flags: &Parsed, compat: Compat, output: &mut Output) -> Result<Credential, Failure> {
    let mut username = flags.text("username").unwrap_or_default().to_string();
    let password = flags.text("password").unwrap_or_default();
    if flags.is_set("password-stdin") {
        return Ok(Credential::new(&username, &password::from_stdin()?));
    }
    if !password.is_empty() {
        warn(
            "Using --password via the CLI is insecure. Use --password-stdin.",
            "\"using --password via the CLI is insecure. Use --password-stdin\"",
            compat,
        );
        return Ok(Credential::new(&username, password));
    }
    if username.is_empty() {
        username = name(output)?;
    }
    let (prompt, missing) = match username.is_empty() {
        true => ("Token: ", "token required"),
        false => ("Password: ", "password required"),
    };
    let password = password::ask_for_registry(prompt, output)?;
    match password.is_empty() {
        true => Err(Failure::text(missing)),
        false => Ok(Credential::new(&username, &password)),
    }
}

fn name(output: &mut Output) -> Result<String, Failure> {
    output.write("Username: ");
    output.flush()?;
    let mut line = String::new();
    match std::io::stdin().lock().take(MAX_NAME).read_line(&mut line) {
        Ok(0) => Err(Failure::text("EOF")),
        Ok(_) => Ok(line.trim().to_string()),
        Err(error) => Err(Failure::text(format!("read standard input: {error}"))),
    }
}
