//! The frame around a signed text (RFC 9580, section 7).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const BEGIN_TEXT: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const BEGIN_SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const END_SIGNATURE: &str = "-----END PGP SIGNATURE-----";
/// Characters in a line of a signature.
const COLUMNS: usize = 64;

/// A signed text and its signature.
pub struct ClearText {
    /// The text as it was before it was framed, lines ending in `\n`.
    pub text: String,
    /// The signature's packets.
    pub signature: Vec<u8>,
}

impl ClearText {
    /// Reads a framed text; nothing when there is none.
    pub fn parse(data: &[u8]) -> Option<ClearText> {
        let data = String::from_utf8_lossy(data);
        let mut lines = data.lines().map(|line| line.trim_end_matches('\r'));
        lines.by_ref().find(|line| line.trim_end() == BEGIN_TEXT)?;
        // Headers end at an empty line.
        lines.by_ref().find(|line| line.trim_end().is_empty())?;
        let mut text = Vec::new();
        loop {
            match lines.next()? {
                line if line.trim_end() == BEGIN_SIGNATURE => break,
                line => text.push(line.strip_prefix("- ").unwrap_or(line)),
            }
        }
        let body: Vec<&str> =
            lines.by_ref().take_while(|line| line.trim_end() != END_SIGNATURE).collect();
        let headers = body.iter().position(|line| line.trim().is_empty())?;
        // A checksum may follow, which proves nothing that the signature does not.
        let packets = body.get(headers..)?.iter().filter(|line| !line.starts_with('='));
        let packets: String = packets.map(|line| line.trim()).collect();
        let signature = STANDARD.decode(packets).ok()?;
        Some(ClearText { text: text.join("\n"), signature })
    }

    /// The framed text. As Helm's, it has no checksum and no line's end at its end.
    pub fn to_armour(&self) -> String {
        let escaped: Vec<String> = self
            .text
            .split('\n')
            .map(|line| match line.starts_with('-') {
                true => format!("- {line}"),
                false => line.to_string(),
            })
            .collect();
        let packets = STANDARD.encode(&self.signature);
        let columns: Vec<&str> = (0..packets.len())
            .step_by(COLUMNS)
            .filter_map(|start| packets.get(start..packets.len().min(start + COLUMNS)))
            .collect();
        format!(
            "{BEGIN_TEXT}\nHash: SHA512\n\n{}\n{BEGIN_SIGNATURE}\n\n{}\n{END_SIGNATURE}",
            escaped.join("\n"),
            columns.join("\n")
        )
    }
}

/// What is hashed of a text: without blanks at the end of lines, which end in `\r\n`.
pub fn hashed(text: &str) -> String {
    let lines: Vec<&str> =
        text.split('\n').map(|line| line.trim_end_matches([' ', '\t', '\r'])).collect();
    lines.join("\r\n")
}
