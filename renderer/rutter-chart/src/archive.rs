//! Charts as .tgz. Helm: pkg/chart/loader/archive.go (v3), pkg/chart/loader/archive (v4).

use std::io::Read;

use flate2::read::MultiGzDecoder;
use rutter_go::path::clean;
use rutter_go::strconv::quote;
use rutter_go::world::Instant;

use crate::compat::Compat;
use crate::error::Error;
use crate::load::BufferedFile;

/// Unpacked size of a chart tree, nested archives included (Helm: 100 MiB per archive).
pub const MAX_DECOMPRESSED_CHART_SIZE: u64 = 100 * 1024 * 1024;
/// Size of one file, in Helm 3 only.
pub const MAX_DECOMPRESSED_FILE_SIZE: u64 = 5 * 1024 * 1024;
/// Entries in a chart tree; Helm has no such limit.
pub const MAX_ENTRIES: usize = 100_000;

/// Bytes of a long name or of an entry's records. Go: archive/tar `maxSpecialFileSize`.
const MAX_SPECIAL: usize = 1 << 20;
const INVALID_HEADER: &str = "archive/tar: invalid tar header";

/// What loading may still use, shared by an archive and the archives inside it.
#[derive(Debug)]
pub struct LoadBudget {
    /// Bytes left.
    pub bytes: u64,
    /// Entries left.
    pub entries: usize,
}

impl Default for LoadBudget {
    fn default() -> Self {
        LoadBudget { bytes: MAX_DECOMPRESSED_CHART_SIZE, entries: MAX_ENTRIES }
    }
}

/// Whether the bytes are gzip by their head.
pub fn is_gzip(data: &[u8]) -> bool {
    data.starts_with(b"\x1f\x8b\x08")
}

/// The text Helm gives for a file that is not an archive.
pub fn not_an_archive(path: &str, data: &[u8]) -> Error {
    if path.ends_with(".yml") || path.ends_with(".yaml") {
        return Error::new(format!(
            "file '{path}' seems to be a YAML file, but expected a gzipped archive"
        ));
    }
    // Helm looks at a buffer of this size, zeros behind a shorter file included.
    let mut head = [0; 512];
    let length = data.len().min(head.len());
    head[..length].copy_from_slice(&data[..length]);
    let content_type = crate::sniff::detect_content_type(&head);
    Error::new(format!(
        "file '{path}' does not appear to be a gzipped archive; got '{content_type}'"
    ))
}

/// The regular files of a gzip'd tar, checked as Helm checks them.
pub(crate) fn read_archive(
    data: &[u8],
    compat: Compat,
    budget: &mut LoadBudget,
) -> Result<Vec<BufferedFile>, Error> {
    if data.is_empty() {
        return Err(Error::new("EOF"));
    }
    let mut archive = tar::Archive::new(MultiGzDecoder::new(data));
    let mut files = Vec::new();
    let entries = archive.entries().map_err(archive_error)?;
    for entry in entries {
        let entry = entry.map_err(archive_error)?;
        budget.entries = budget.entries.checked_sub(1).ok_or_else(too_many_entries)?;
        if let Some(file) = read_entry(entry, compat, budget)? {
            files.push(file);
        }
    }
    match files.is_empty() {
        true => Err(Error::new("no files in chart archive")),
        false => Ok(files),
    }
}

fn read_entry<R: Read>(
    mut entry: tar::Entry<'_, R>,
    compat: Compat,
    budget: &mut LoadBudget,
) -> Result<Option<BufferedFile>, Error> {
    let kind = entry.header().entry_type();
    check_extensions(&mut entry)?;
    let raw_name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    // Go asks the path's last element, which `/` does not end.
    let names_directory = raw_name.ends_with('/') && raw_name != "/";
    if kind.is_dir() || names_directory || kind.is_pax_global_extensions() {
        return Ok(None);
    }
    let name = entry_name(&raw_name)?;
    let size = entry.size();
    check_size(&raw_name, size, compat, budget)?;
    // Links and devices have no content; like Helm, they become empty files.
    let mut data = Vec::with_capacity(size.min(1 << 20) as usize);
    entry.by_ref().take(size).read_to_end(&mut data).map_err(archive_error)?;
    if (data.len() as u64) < size {
        return Err(Error::new("unexpected EOF"));
    }
    budget.bytes = budget.bytes.saturating_sub(data.len() as u64);
    if budget.bytes == 0 {
        return Err(too_large(compat));
    }
    let modified = entry.header().mtime().ok();
    let modified = modified.map(|s| Instant { seconds: s as i64, nanoseconds: 0 });
    Ok(Some(BufferedFile::new(name, data, modified)))
}

/// What stands before an entry: long names, and records that Go reads as numbers and times. Go:
/// archive/tar/reader.go `readSpecialFile`, `mergePAX`.
fn check_extensions<R: Read>(entry: &mut tar::Entry<'_, R>) -> Result<(), Error> {
    let mut length = entry.path_bytes().len();
    let mut is_valid = true;
    for record in entry.pax_extensions().map_err(archive_error)?.into_iter().flatten() {
        let record = record.map_err(archive_error)?;
        length = length.saturating_add(record.key_bytes().len() + record.value_bytes().len());
        is_valid &= record_fits(record.key_bytes(), record.value_bytes());
    }
    if length > MAX_SPECIAL {
        return Err(Error::new("archive/tar: header field too long"));
    }
    match is_valid {
        true => Ok(()),
        false => Err(Error::new(INVALID_HEADER)),
    }
}

fn record_fits(key: &[u8], value: &[u8]) -> bool {
    let value = String::from_utf8_lossy(value);
    match key {
        // An empty record takes nothing away.
        _ if value.is_empty() => true,
        b"size" => value.parse::<u64>().is_ok_and(|size| i64::try_from(size).is_ok()),
        b"uid" | b"gid" => value.parse::<i64>().is_ok(),
        b"atime" | b"ctime" | b"mtime" => {
            let (seconds, fraction) = value.split_once('.').unwrap_or((&value, ""));
            seconds.parse::<i64>().is_ok() && fraction.bytes().all(|b| b.is_ascii_digit())
        }
        // Files with holes are not read here.
        _ => !key.starts_with(b"GNU.sparse."),
    }
}

fn check_size(name: &str, size: u64, compat: Compat, budget: &LoadBudget) -> Result<(), Error> {
    if size > budget.bytes {
        return Err(too_large(compat));
    }
    if compat == Compat::V3 && size > MAX_DECOMPRESSED_FILE_SIZE {
        return Err(Error::new(format!(
            "decompressed chart file {} is larger than the maximum file size {MAX_DECOMPRESSED_FILE_SIZE}",
            quote(name.as_bytes())
        )));
    }
    Ok(())
}

fn too_large(compat: Compat) -> Error {
    let what = match compat {
        Compat::V3 => "maximum file size",
        Compat::V4 => "maximum size",
    };
    Error::new(format!(
        "decompressed chart is larger than the {what} {MAX_DECOMPRESSED_CHART_SIZE}"
    ))
}

fn too_many_entries() -> Error {
    Error::new(format!(
        "chart archive has more than {MAX_ENTRIES} entries; pack fewer files with it (limit)"
    ))
}

fn archive_error(error: std::io::Error) -> Error {
    let text = error.to_string();
    let text = match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "unexpected EOF",
        _ if text.contains("gzip header") => "gzip: invalid header",
        _ if text.contains("checksum") && text.contains("stream") => "gzip: invalid checksum",
        _ if text.contains("deflate") => "flate: corrupt input",
        _ => INVALID_HEADER,
    };
    Error::new(text)
}

/// The path inside the chart: the first element is dropped, whatever its name.
fn entry_name(raw: &str) -> Result<String, Error> {
    let delimiter = if raw.contains('\\') { '\\' } else { '/' };
    let (first, rest) = raw.split_once(delimiter).unwrap_or((raw, ""));
    let name = rest.replace(delimiter, "/");
    if name.starts_with('/') {
        return Err(Error::new("chart illegally contains absolute paths"));
    }
    let name = String::from_utf8_lossy(&clean(name.as_bytes())).into_owned();
    if name == "." {
        return Err(Error::new(format!(
            "chart illegally contains content outside the base directory: {}",
            quote(raw.as_bytes())
        )));
    }
    if name.starts_with("..") {
        return Err(Error::new("chart illegally references parent directory"));
    }
    let bytes = name.as_bytes();
    if bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && &bytes[1..3] == b":/" {
        return Err(Error::new("chart contains illegally named files"));
    }
    if first == "Chart.yaml" {
        return Err(Error::new("chart yaml not in base directory"));
    }
    Ok(name)
}
