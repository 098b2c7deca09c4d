//! What kind of content a file holds, by its first bytes. Go: net/http/sniff.go.

/// The content type of data that is not gzip, among those a wrong chart file usually is.
pub fn detect_content_type(data: &[u8]) -> &'static str {
    let data = data.get(..512).unwrap_or(data);
    let text = data.trim_ascii_start();
    if starts_with_tag(text) {
        return "text/html; charset=utf-8";
    }
    if text.starts_with(b"<?xml") {
        return "text/xml; charset=utf-8";
    }
    for (magic, content_type) in MAGIC {
        if data.starts_with(magic) {
            return content_type;
        }
    }
    if data.get(257..262) == Some(b"ustar") {
        return "application/octet-stream";
    }
    match data.iter().any(|&b| is_binary(b)) {
        true => "application/octet-stream",
        false => "text/plain; charset=utf-8",
    }
}

const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "application/pdf"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"\xFE\xFF", "text/plain; charset=utf-16be"),
    (b"\xFF\xFE", "text/plain; charset=utf-16le"),
    (b"\xEF\xBB\xBF", "text/plain; charset=utf-8"),
    (b"\x89PNG\x0D\x0A\x1A\x0A", "image/png"),
    (b"\xFF\xD8\xFF", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"PK\x03\x04", "application/zip"),
    (b"Rar!\x1A\x07\x00", "application/x-rar-compressed"),
    (b"Rar!\x1A\x07\x01\x00", "application/x-rar-compressed"),
    (b"\x00\x61\x73\x6D", "application/wasm"),
];

const TAGS: &[&[u8]] = &[
    b"<!DOCTYPE HTML",
    b"<HTML",
    b"<HEAD",
    b"<SCRIPT",
    b"<IFRAME",
    b"<H1",
    b"<DIV",
    b"<FONT",
    b"<TABLE",
    b"<A",
    b"<STYLE",
    b"<TITLE",
    b"<B",
    b"<BODY",
    b"<BR",
    b"<P",
    b"<!--",
];

fn starts_with_tag(text: &[u8]) -> bool {
    TAGS.iter().any(|tag| {
        let head = text.get(..tag.len());
        let next = text.get(tag.len());
        head.is_some_and(|h| h.eq_ignore_ascii_case(tag))
            && (*tag == b"<!--" || matches!(next, Some(b' ' | b'>')))
    })
}

fn is_binary(byte: u8) -> bool {
    matches!(byte, 0x00..=0x08 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F)
}
