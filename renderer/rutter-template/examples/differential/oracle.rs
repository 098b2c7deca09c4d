//! The Go process: JSON lines, bytes as hex.

use std::process::{Child, Command, Stdio};

use serde_json::Value as Json;

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub fn unhex(text: &Json) -> Vec<u8> {
    let text = text.as_str().unwrap_or_default().as_bytes();
    let digit = |b: u8| (b as char).to_digit(16).unwrap() as u8;
    text.chunks(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect()
}

pub fn start(oracle: &str) -> Child {
    Command::new(oracle).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}
