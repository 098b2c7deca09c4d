//! Slash-separated paths (Go: `path`, and `filepath.Match` on Unix).

use crate::utf8::decode_rune;
use crate::value::Str;

/// What `filepath.Match` says of a malformed pattern.
pub const BAD_PATTERN: &str = "syntax error in pattern";

/// The shortest equivalent path (Go: `path.Clean`).
pub fn clean(path: &[u8]) -> Vec<u8> {
    if path.is_empty() {
        return b".".to_vec();
    }
    let rooted = path.starts_with(b"/");
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|&b| b == b'/') {
        match part {
            b"" | b"." => {}
            b".." => match parts.last() {
                Some(&last) if last != b".." => {
                    parts.pop();
                }
                _ if rooted => {}
                _ => parts.push(part),
            },
            _ => parts.push(part),
        }
    }
    let mut out = if rooted { b"/".to_vec() } else { Vec::new() };
    out.extend_from_slice(&parts.join(&b'/'));
    if out.is_empty() {
        out.push(b'.');
    }
    out
}

/// The last element of a path (Go: `path.Base`).
pub fn base(path: &[u8]) -> &[u8] {
    if path.is_empty() {
        return b".";
    }
    let end = path.iter().rposition(|&b| b != b'/');
    let Some(end) = end else {
        return b"/";
    };
    let trimmed = path.get(..=end).unwrap_or(path);
    let start = trimmed.iter().rposition(|&b| b == b'/').map_or(0, |at| at + 1);
    trimmed.get(start..).unwrap_or(trimmed)
}

/// All but the last element, cleaned (Go: `path.Dir`).
pub fn dir(path: &[u8]) -> Vec<u8> {
    let end = path.iter().rposition(|&b| b == b'/').map_or(0, |at| at + 1);
    clean(path.get(..end).unwrap_or_default())
}

/// The extension with its dot (Go: `path.Ext`).
pub fn ext(path: &[u8]) -> &[u8] {
    let mark = path.iter().rposition(|&b| b == b'/' || b == b'.');
    match mark {
        Some(at) if path.get(at) == Some(&b'.') => path.get(at..).unwrap_or_default(),
        _ => b"",
    }
}

/// Whether the path begins with a slash (Go: `path.IsAbs`).
pub fn is_abs(path: &[u8]) -> bool {
    path.starts_with(b"/")
}

/// The elements joined by slashes and cleaned, empty ones left out (Go: `path.Join`).
pub fn join<S: AsRef<[u8]>>(elements: &[S]) -> Vec<u8> {
    let mut joined = Vec::new();
    for element in elements.iter().map(AsRef::as_ref) {
        if !joined.is_empty() {
            joined.push(b'/');
        }
        joined.extend_from_slice(element);
    }
    match joined.is_empty() {
        true => joined,
        false => clean(&joined),
    }
}

/// Directory with its slash, and file (Go: `path.Split`).
pub fn split(path: &[u8]) -> (&[u8], &[u8]) {
    let at = path.iter().rposition(|&b| b == b'/').map_or(0, |at| at + 1);
    path.split_at(at)
}

/// Whether the whole name matches a shell pattern (Go: `filepath.Match` on Unix).
pub fn matches(pattern: &[u8], name: &[u8]) -> Result<bool, &'static str> {
    let (mut pattern, mut name) = (pattern, name);
    while !pattern.is_empty() {
        let (star, chunk, rest) = scan_chunk(pattern);
        pattern = rest;
        if star && chunk.is_empty() {
            return Ok(!name.contains(&b'/'));
        }
        match match_chunk(chunk, name)? {
            Some(tail) if tail.is_empty() || !pattern.is_empty() => {
                name = tail;
                continue;
            }
            _ => {}
        }
        match star {
            true => match match_later(chunk, name, pattern.is_empty())? {
                Some(tail) => name = tail,
                None => return Ok(false),
            },
            false => return Ok(false),
        }
    }
    Ok(name.is_empty())
}

/// After a `*`: the first later place where the chunk fits.
fn match_later<'n>(
    chunk: &[u8],
    name: &'n [u8],
    last: bool,
) -> Result<Option<&'n [u8]>, &'static str> {
    for (index, &byte) in name.iter().enumerate() {
        if byte == b'/' {
            break;
        }
        let from = name.get(index + 1..).unwrap_or_default();
        if let Some(tail) = match_chunk(chunk, from)? {
            if last && !tail.is_empty() {
                continue;
            }
            return Ok(Some(tail));
        }
    }
    Ok(None)
}

/// Whether stars lead, then everything up to the next star outside brackets, then the rest.
fn scan_chunk(pattern: &[u8]) -> (bool, &[u8], &[u8]) {
    let stars = pattern.iter().take_while(|&&b| b == b'*').count();
    let pattern = pattern.get(stars..).unwrap_or_default();
    let (mut in_brackets, mut at) = (false, 0);
    while let Some(byte) = pattern.get(at) {
        match byte {
            b'\\' if at + 1 < pattern.len() => at += 1,
            b'[' => in_brackets = true,
            b']' => in_brackets = false,
            b'*' if !in_brackets => break,
            _ => {}
        }
        at += 1;
    }
    let (chunk, rest) = pattern.split_at(at.min(pattern.len()));
    (stars > 0, chunk, rest)
}

/// What is left of the text when the chunk, which holds no star, matches its beginning. A
/// chunk that fails is read to its end for errors.
fn match_chunk<'n>(chunk: &[u8], text: &'n [u8]) -> Result<Option<&'n [u8]>, &'static str> {
    let (mut chunk, mut text, mut failed) = (chunk, text, false);
    while let Some(&first) = chunk.first() {
        failed |= text.is_empty();
        match first {
            b'[' => {
                let mut rune = 0;
                if !failed {
                    let (decoded, width) = decode_rune(text);
                    rune = decoded;
                    text = text.get(width..).unwrap_or_default();
                }
                let (matched, rest) = match_brackets(chunk.get(1..).unwrap_or_default(), rune)?;
                failed |= !matched;
                chunk = rest;
            }
            b'?' => {
                if !failed {
                    failed |= text.first() == Some(&b'/');
                    let (_, width) = decode_rune(text);
                    text = text.get(width..).unwrap_or_default();
                }
                chunk = chunk.get(1..).unwrap_or_default();
            }
            _ => {
                if first == b'\\' {
                    chunk = chunk.get(1..).unwrap_or_default();
                }
                let literal = chunk.first().ok_or(BAD_PATTERN)?;
                if !failed {
                    failed |= text.first() != Some(literal);
                    text = text.get(1..).unwrap_or_default();
                }
                chunk = chunk.get(1..).unwrap_or_default();
            }
        }
    }
    Ok((!failed).then_some(text))
}

/// Behind `[`: whether the rune is in the class, and what follows the class.
fn match_brackets(chunk: &[u8], rune: u32) -> Result<(bool, &[u8]), &'static str> {
    let (negated, mut chunk) = match chunk {
        [b'^', rest @ ..] => (true, rest),
        _ => (false, chunk),
    };
    let (mut matched, mut ranges) = (false, 0);
    loop {
        if let Some(rest) = chunk.strip_prefix(b"]").filter(|_| ranges > 0) {
            return Ok((matched != negated, rest));
        }
        let (low, rest) = class_rune(chunk)?;
        let (high, rest) = match rest {
            [b'-', rest @ ..] => class_rune(rest)?,
            _ => (low, rest),
        };
        matched |= (low..=high).contains(&rune);
        ranges += 1;
        chunk = rest;
    }
}

fn class_rune(chunk: &[u8]) -> Result<(u32, &[u8]), &'static str> {
    let chunk = match chunk {
        [] | [b'-' | b']', ..] => return Err(BAD_PATTERN),
        [b'\\'] => return Err(BAD_PATTERN),
        [b'\\', rest @ ..] => rest,
        _ => chunk,
    };
    let (rune, width) = decode_rune(chunk);
    let rest = chunk.get(width..).unwrap_or_default();
    match (rune == crate::utf8::RUNE_ERROR && width == 1) || rest.is_empty() {
        true => Err(BAD_PATTERN),
        false => Ok((rune, rest)),
    }
}

/// [`clean`] of a Go string.
pub fn clean_str(path: &Str) -> Str {
    Str::from(clean(path.as_bytes()))
}
