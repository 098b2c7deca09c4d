//! Packages down to their entries, and texts without times.

use std::io::Read;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Before this moment a time is one that a case has set.
const PAST: u64 = 1_700_000_000;

/// Hexadecimal SHA-256.
pub fn sha256(data: &[u8]) -> String {
    Sha256::digest(data).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hexadecimal(data: &[u8]) -> String {
    data.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a gzipped tar holds; nothing for other data.
pub fn describe(data: &[u8]) -> Option<Value> {
    let head = data.get(..10).filter(|head| head.starts_with(b"\x1f\x8b"))?;
    let mut decoder = flate2::read::GzDecoder::new(data);
    let mut raw = Vec::new();
    let complete = decoder.read_to_end(&mut raw).is_ok();
    let header = decoder.header().unwrap();
    let mut package = Map::new();
    package.insert("gzip".into(), hexadecimal(head).into());
    package.insert("extra".into(), hexadecimal(header.extra().unwrap_or_default()).into());
    let comment = String::from_utf8_lossy(header.comment().unwrap_or_default()).into_owned();
    package.insert("comment".into(), comment.into());
    package.insert("complete".into(), (complete && raw.len() % 512 == 0).into());
    let mut archive = tar::Archive::new(raw.as_slice());
    let entries = archive.entries().unwrap().map(|entry| describe_entry(&mut entry.unwrap()));
    let mut entries: Vec<Value> = entries.collect();
    // Helm writes subcharts in the order of a map of Go.
    entries.sort_by_key(|entry| subchart_of(entry["name"].as_str().unwrap()).to_string());
    package.insert("entries".into(), entries.into());
    Some(package.into())
}

/// The subchart that an entry belongs to; nothing for the chart itself.
fn subchart_of(name: &str) -> &str {
    let inside = name.split_once("/charts/").map_or("", |(_, inside)| inside);
    inside.split('/').next().unwrap_or_default()
}

fn describe_entry(entry: &mut tar::Entry<'_, &[u8]>) -> Value {
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let mut data = Vec::new();
    entry.read_to_end(&mut data).unwrap();
    let extensions = entry.pax_extensions().unwrap();
    let pax: Vec<String> = extensions
        .into_iter()
        .flatten()
        .map(|extension| extension.unwrap().key().unwrap().to_string())
        .collect();
    let header = entry.header();
    let time = header.mtime().unwrap();
    let is_set = time < PAST || time.is_multiple_of(86_400);
    let mut described = json!({
        "name": name,
        "mode": format!("0o{:o}", header.mode().unwrap()),
        "size": data.len(),
        "type": (header.entry_type().as_byte() as char).to_string(),
        "owner": format!("{}:{}", header.uid().unwrap(), header.gid().unwrap()),
        "names": format!(
            "{}:{}",
            header.username().unwrap().unwrap_or_default(),
            header.groupname().unwrap().unwrap_or_default()
        ),
        "time": if is_set { json!(time) } else { json!("<NOW>") },
    });
    if !pax.is_empty() {
        described["pax"] = pax.into();
    }
    let is_made = ["Chart.yaml", "Chart.lock", "requirements.lock"];
    // The length of a made file depends on the digits of a time.
    if is_made.iter().any(|end| name.ends_with(end)) {
        described.as_object_mut().unwrap().remove("size");
    }
    described["content"] = match is_made.iter().any(|end| name.ends_with(end)) {
        true => without_moments(&String::from_utf8_lossy(&data)).into(),
        false => sha256(&data).into(),
    };
    described
}

static MOMENTS: LazyLock<Vec<(regex::Regex, &'static str)>> = LazyLock::new(|| {
    let patterns = [
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", "<TIME>"),
        (r"tmpcharts-\d+", "tmpcharts-<PID>"),
        (r"manifests/sha256:[0-9a-f]{64}", "manifests/<DIGEST>"),
        (r"(\.tgz|\.prov|index-\w+\.yaml|\.yaml)\d{6,12}\b", "$1"),
        (
            r"(-----BEGIN PGP SIGNATURE-----\n\n)[A-Za-z0-9+/=\n]+(\n-----END PGP SIGNATURE-----)",
            "$1<ARMOUR>$2",
        ),
        (r#"HELM_BIN="[^"]*""#, "HELM_BIN=\"<HELM>\""),
        (r"(?m)^[a-z_]+\.go:\d+: ", "<PLACE> "),
    ];
    patterns.map(|(pattern, to)| (regex::Regex::new(pattern).unwrap(), to)).into()
});

/// A text without times, process numbers, random endings and signatures.
pub fn without_moments(text: &str) -> String {
    let replace = |text: String, (pattern, to): &(regex::Regex, &str)| {
        pattern.replace_all(&text, *to).into_owned()
    };
    MOMENTS.iter().fold(text.to_string(), replace)
}
