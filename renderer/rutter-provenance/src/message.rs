//! The text that is signed.

use crate::Error;

/// Between what Chart.yaml says and the digests.
const SEPARATOR: &str = "\n...\n";

/// What Chart.yaml says (`metadata`, YAML that ends in a line's end), then the package's digest.
pub fn message(metadata: &str, file: &str, digest: &str) -> String {
    format!("{metadata}{SEPARATOR}files:\n  {}: {digest}\n", key(file))
}

/// A file name as a key of YAML.
fn key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    match starts_well && name.chars().all(plain) {
        true => name.to_string(),
        false => format!("{name:?}"),
    }
}

/// The digest of a file that a signed text names. Helm: `ParseMessageBlock`.
///
/// # Errors
/// When the text has no such part.
pub fn digest_of(text: &str, file: &str) -> Result<String, Error> {
    let (_, files) = text
        .split_once(SEPARATOR)
        .ok_or_else(|| Error::new("message block must have at least two parts"))?;
    let mut lines = files.lines().skip_while(|line| line.trim_end() != "files:").skip(1);
    let found = lines.find_map(|line| {
        let (name, digest) = line.strip_prefix(' ')?.trim().rsplit_once(": ")?;
        let plain = |text: &str| text.trim().trim_matches(['"', '\'']).to_string();
        (plain(name) == file).then(|| plain(digest))
    });
    found.ok_or_else(|| {
        Error::new(format!("provenance does not contain a SHA for a file named {file:?}"))
    })
}
