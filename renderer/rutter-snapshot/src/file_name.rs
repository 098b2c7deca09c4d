//! Names of snapshot files: readable, and possible on every file system.

use sha2::{Digest, Sha256};

/// Longest name without its ending, in bytes; longer ones are cut.
const MAX_LENGTH: usize = 120;

/// Hexadecimal digits that tell apart what would have one name.
const DIGITS: usize = 8;

/// Names that Windows keeps for devices, with whatever ending.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// What stands for the name of an object without one.
const UNNAMED: &str = "unnamed";

/// `Kind.name`, or `Kind.name.namespace`. A name that had to be altered or cut carries a digest of
/// what it was.
pub fn stem(kind: &str, name: &str, namespace: Option<&str>) -> String {
    let name = if name.is_empty() { UNNAMED } else { name };
    let parts = [kind, name, namespace.unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    safe(&parts.join("."))
}

/// A text as a file's or folder's name: letters, digits, `.`, `-` and `_`; anything else becomes `-`,
/// and then a digest tells it from others.
pub fn safe(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
    let mut name: String =
        text.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
    let first = name.split('.').next().unwrap_or_default().to_lowercase();
    let is_device = DEVICES.contains(&first.as_str())
        || ["com", "lpt"].iter().any(|port| {
            first.strip_prefix(port).is_some_and(|rest| rest.len() == 1 && rest != "0")
        });
    let is_hidden = name.starts_with('.') || name.is_empty();
    if is_device || is_hidden {
        name.insert(0, '_');
    }
    if name.len() > MAX_LENGTH || name != text || name.ends_with('.') {
        // All of it is ASCII by now.
        name.truncate(MAX_LENGTH - DIGITS - 1);
        name = format!("{name}-{}", digest(text.as_bytes(), DIGITS));
    }
    name
}

/// The beginning of a SHA-256 in hexadecimal digits.
pub fn digest(data: &[u8], digits: usize) -> String {
    let sum = Sha256::digest(data);
    let mut text: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    text.truncate(digits);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        for (kind, name, namespace, want) in [
            ("Service", "web", None, "Service.web"),
            ("Service", "web", Some("data"), "Service.web.data"),
            ("Job", "", None, "Job.unnamed"),
            ("", "", None, "unnamed"),
            ("Aux", "a", None, "_Aux.a-881179ca"),
            ("ClusterRole", "system:web", None, "ClusterRole.system-web-46837dc8"),
            ("ClusterRole", "system/web", None, "ClusterRole.system-web-9a644d11"),
        ] {
            assert_eq!(stem(kind, name, namespace), want);
        }
        let long = stem("ConfigMap", &"a".repeat(253), None);
        assert_eq!(long.len(), MAX_LENGTH);
        assert_ne!(long, stem("ConfigMap", &"a".repeat(252), None));
        assert!(safe("../../etc").starts_with("_..-..-etc-"));
    }
}
