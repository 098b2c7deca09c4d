//! Where charts and values come from: files, archives, standard input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rutter::chart::{Loaded, Notice, go_path_error};
use rutter::values::user_values::SetKind;
use rutter::{Budget, Chart, Compat, SchemaReader, SystemWorld, UserValues, World};

use crate::download::Downloader;
use crate::flags::Parsed;
use crate::network::Network;
use crate::output::complain;
use crate::signing;

/// Largest values file, `--set-file` content or standard input.
pub const MAX_INPUT: u64 = 64 * 1024 * 1024;

/// Bytes by which a file shows what it is. Go: net/http `sniffLen`.
const HEAD: u64 = 512;
/// How long a named pipe may be without a writer.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// Finds a chart by what the user typed. Helm: `LocateChart`.
///
/// # Errors
/// Helm's text when there is no such path.
pub fn locate_chart(name: &str, flags: &Parsed, compat: Compat) -> Result<PathBuf, String> {
    let name = name.trim();
    let path = Path::new(name);
    let repository = flags.text("repo").filter(|repository| !repository.is_empty());
    let is_local = repository.is_none() || compat == Compat::V3;
    if is_local && path.exists() {
        if let Some(repository) = repository {
            complain(&format!(
                "install.go:759: WARN local chart found in current working directory. repository url ignored chart={} repository={}",
                rutter::slog_quote(name),
                rutter::slog_quote(repository)
            ));
        }
        let path = absolute(name)?;
        if flags.is_set("verify") {
            signing::check(&path, flags, compat)?;
        }
        return Ok(path);
    }
    if is_local && (path.is_absolute() || name.starts_with('.')) {
        return Err(format!("path {} not found", rutter::quote(name)));
    }
    let network = Network::new(flags, compat).map_err(|failure| failure.text)?;
    let downloader = Downloader::new(flags, compat);
    let place = downloader.find(&network, name)?;
    downloader.cached(&network, &place, &mut |line| complain(&line))
}

/// A path from the root, without `.` and `..`. Go: `filepath.Abs`.
///
/// # Errors
/// When there is no current directory.
pub fn absolute(path: &str) -> Result<PathBuf, String> {
    let path = std::path::absolute(path).map_err(|e| e.to_string())?;
    Ok(PathBuf::from(rutter::clean_path(&path.to_string_lossy())))
}

/// Loads a chart and prints what loading has to say.
///
/// # Errors
/// Helm's text.
pub fn load_chart(path: &Path, compat: Compat) -> Result<Chart, String> {
    let loaded = match is_irregular(path) {
        true => load_stream(path, compat)?,
        false => Chart::load(&SystemWorld, path, compat),
    };
    with_notices(loaded, compat)
}

/// As [`load_chart`], for commands that do not mind the chart's API version.
///
/// # Errors
/// Helm's text.
pub fn load_chart_of_any_version(path: &Path, compat: Compat) -> Result<Chart, String> {
    let loaded = match is_irregular(path) {
        true => load_stream(path, compat)?,
        false => Chart::load_any_version(&SystemWorld, path, compat),
    };
    with_notices(loaded, compat)
}

/// Neither a file nor a directory: a pipe, a device.
fn is_irregular(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// A chart archive that comes out of a pipe.
fn load_stream(
    path: &Path,
    compat: Compat,
) -> Result<Result<Loaded, rutter::chart::Error>, String> {
    let mut data = Vec::new();
    let mut stream = open_pipe(path)?;
    let failed = |error| go_path_error("read", path, &error);
    // A device without end is known by its beginning.
    stream.by_ref().take(HEAD).read_to_end(&mut data).map_err(failed)?;
    if !rutter::chart::is_gzip(&data) {
        return Ok(Err(rutter::chart::not_an_archive(&path.to_string_lossy(), &data)));
    }
    let limit = rutter::chart::MAX_DECOMPRESSED_CHART_SIZE;
    stream.take(limit).read_to_end(&mut data).map_err(failed)?;
    Ok(Chart::load_archive(&data, compat))
}

fn with_notices(
    loaded: Result<Loaded, rutter::chart::Error>,
    compat: Compat,
) -> Result<Chart, String> {
    let loaded = or_complain(loaded, compat)?;
    complain_about(&loaded.notices, compat);
    Ok(loaded.chart)
}

/// Loads a chart; what there is to say about it is left to the caller.
///
/// # Errors
/// Helm's text.
pub fn load_with_notices(path: &Path, compat: Compat) -> Result<Loaded, String> {
    or_complain(Chart::load(&SystemWorld, path, compat), compat)
}

fn or_complain(
    loaded: Result<Loaded, rutter::chart::Error>,
    compat: Compat,
) -> Result<Loaded, String> {
    loaded.map_err(|error| {
        complain_about(error.notices(), compat);
        error.to_string()
    })
}

/// Prints what loading a chart had to say.
pub fn complain_about(notices: &[Notice], compat: Compat) {
    let warnings = rutter::Warnings::new(compat);
    notices.iter().for_each(|notice| warnings.notice(notice));
    for warning in warnings.take() {
        complain(&warning.text);
    }
}

/// Reads what the value flags name.
///
/// # Errors
/// Helm's text for a file that cannot be read or parsed.
pub fn user_values(flags: &Parsed, compat: Compat) -> Result<UserValues, String> {
    let mut values = UserValues::new();
    for name in flags.list("values") {
        let text = read_input(name)?;
        values.add_file(name, text, compat)?;
    }
    let kinds = [SetKind::Json, SetKind::Typed, SetKind::String, SetKind::File, SetKind::Literal];
    for kind in kinds {
        for text in flags.list(kind.flag().trim_start_matches('-')) {
            values.add_set(kind, text.as_str());
        }
    }
    values.read_contents(compat, &|path| read_input(path))?;
    Ok(values)
}

/// Fails if a file of the chart could not be read when it was needed.
pub fn check_reads(chart: &Chart) -> Result<(), String> {
    chart.read_failure().map_or(Ok(()), Err)
}

/// Largest schema that is fetched.
const MAX_SCHEMA: u64 = 16 << 20;

/// How schemas of other places are read: not at all unless `--fetch-schemas` or
/// `RUTTER_FETCH_SCHEMAS=true` says so. Helm always reads them.
pub fn schema_reader(flags: &Parsed) -> Option<SchemaReader> {
    let by_environment = std::env::var("RUTTER_FETCH_SCHEMAS").is_ok_and(|value| value == "true");
    (flags.is_set("fetch-schemas") || by_environment).then_some(read_schema as SchemaReader)
}

/// What templates may use: the defaults, changed by `RUTTER_LIMITS` (`steps=N,output-bytes=N`) and
/// then by `--limit`.
///
/// # Errors
/// Names the text that is no known limit with a number.
pub fn budget(flags: &Parsed) -> Result<Budget, String> {
    let mut budget = Budget::default();
    let by_environment = std::env::var("RUTTER_LIMITS").unwrap_or_default();
    let by_environment = by_environment.split(',').filter(|text| !text.is_empty());
    let by_flags = flags.list("limit").iter().map(String::as_str);
    for text in by_environment.chain(by_flags) {
        set_limit(&mut budget, text).ok_or_else(|| {
            format!(
                "invalid limit {text:?}: expected steps=NUMBER, output-bytes=NUMBER or string-bytes=NUMBER"
            )
        })?;
    }
    Ok(budget)
}

fn set_limit(budget: &mut Budget, text: &str) -> Option<()> {
    let (name, number) = text.split_once('=')?;
    match name {
        "steps" => budget.steps = number.parse().ok()?,
        "output-bytes" => budget.output_bytes = number.parse().ok()?,
        "string-bytes" => budget.string_bytes = number.parse().ok()?,
        _ => return None,
    }
    Some(())
}

fn read_schema(url: &str) -> Result<Vec<u8>, String> {
    let Some(path) = url.strip_prefix("file://") else {
        return crate::download::get(url, MAX_SCHEMA);
    };
    let path = Path::new(path);
    let data = SystemWorld.read_file(path, MAX_SCHEMA).map_err(|e| go_path_error("open", path, &e));
    data.map(|data| data.as_bytes().to_vec())
}

/// A file, or standard input for `-`. Helm: `readFile`.
pub fn read_input(name: &str) -> Result<Vec<u8>, String> {
    if name.trim() == "-" {
        return read_limited(std::io::stdin().lock(), "standard input");
    }
    if name.starts_with("http://") || name.starts_with("https://") {
        return crate::download::get(name, MAX_INPUT);
    }
    let path = Path::new(name);
    if path.is_dir() {
        return Err(format!("read {name}: is a directory"));
    }
    if is_named_pipe(path) {
        return read_limited(open_pipe(path)?, name);
    }
    match SystemWorld.read_file(path, MAX_INPUT) {
        Ok(data) => Ok(data.as_bytes().to_vec()),
        Err(e) if e.kind() == std::io::ErrorKind::FileTooLarge => Err(too_large(name)),
        Err(e) => {
            let operation = if File::open(path).is_ok() { "read" } else { "open" };
            Err(go_path_error(operation, path, &e))
        }
    }
}

#[cfg(unix)]
fn is_named_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.metadata().is_ok_and(|found| found.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_named_pipe(_: &Path) -> bool {
    false
}

/// Opens a pipe. To open one lasts until somebody writes to it, which may be for ever.
fn open_pipe(path: &Path) -> Result<File, String> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let pipe = path.to_path_buf();
    std::thread::spawn(move || sender.send(File::open(&pipe)));
    match receiver.recv_timeout(MAX_WAIT) {
        Ok(opened) => opened.map_err(|error| go_path_error("open", path, &error)),
        Err(_) => Err(format!(
            "open {}: nobody has opened this named pipe for writing within {} seconds; start the program that writes to it first",
            path.display(),
            MAX_WAIT.as_secs()
        )),
    }
}

fn read_limited(input: impl Read, name: &str) -> Result<Vec<u8>, String> {
    let mut data = Vec::new();
    input.take(MAX_INPUT + 1).read_to_end(&mut data).map_err(|e| format!("read {name}: {e}"))?;
    match data.len() as u64 > MAX_INPUT {
        true => Err(too_large(name)),
        false => Ok(data),
    }
}

fn too_large(name: &str) -> String {
    format!("{name} is larger than {MAX_INPUT} bytes, the limit for values")
}
