//! GnuPG's keybox files (`pubring.kbx`): a first blob, then one for each key. GnuPG:
//! kbx/keybox-blob.c.

use crate::Error;

/// Where the first blob says what the file is.
const MAGIC: std::ops::Range<usize> = 8..12;
/// The type of a blob with an OpenPGP key.
const OPENPGP: u8 = 2;

/// Whether a file is a keybox.
pub fn is_keybox(data: &[u8]) -> bool {
    data.get(MAGIC) == Some(b"KBXf")
}

/// The packets of every OpenPGP key in a keybox, one after the other.
///
/// # Errors
/// When the file ends inside of a blob.
pub fn packets(data: &[u8]) -> Result<Vec<u8>, Error> {
    let broken = || Error::new("invalid keybox: truncated blob");
    let mut packets = Vec::new();
    let mut rest = data;
    while !rest.is_empty() {
        let length = number(rest, 0).ok_or_else(broken)?;
        let blob = rest.get(..length).filter(|_| length >= 5).ok_or_else(broken)?;
        if blob.get(4) == Some(&OPENPGP) {
            let start = number(blob, 8).ok_or_else(broken)?;
            let size = number(blob, 12).ok_or_else(broken)?;
            let end = start.checked_add(size).ok_or_else(broken)?;
            packets.extend(blob.get(start..end).ok_or_else(broken)?);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(packets)
}

fn number(data: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(bytes)).ok()
}
