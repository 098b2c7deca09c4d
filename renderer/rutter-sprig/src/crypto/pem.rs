//! PEM blocks. Go: encoding/pem.

/// A block: its label and its bytes.
pub(super) struct Block {
    pub(super) label: String,
    pub(super) bytes: Vec<u8>,
}

/// The first block of a text.
pub(super) fn decode(text: &[u8]) -> Option<Block> {
    let text = String::from_utf8_lossy(text);
    let mut rest = text.as_ref();
    loop {
        let start = rest.find("-----BEGIN ")?;
        let at_line_start = start == 0 || rest[..start].ends_with('\n');
        let after = &rest[start + "-----BEGIN ".len()..];
        rest = after;
        let Some((label, body)) = after.split_once("-----").filter(|_| at_line_start) else {
            continue;
        };
        let end = format!("-----END {label}-----");
        let Some((body, _)) = body.split_once(&end) else { continue };
        let content: String = body
            .lines()
            .filter(|line| !line.contains(':'))
            .flat_map(|line| line.chars().filter(|c| !c.is_whitespace()))
            .collect();
        if let Ok(bytes) = rutter_go::base64::decode(content.as_bytes()) {
            return Some(Block { label: label.to_string(), bytes });
        }
    }
}

/// A block with 64 letters a line.
pub(super) fn encode(label: &str, bytes: &[u8]) -> String {
    let content = rutter_go::base64::encode(bytes);
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in content.chunks(64) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text.push_str(&format!("-----END {label}-----\n"));
    text
}
