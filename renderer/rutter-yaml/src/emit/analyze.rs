//! Which styles can show a text (go-yaml: `yaml_emitter_analyze_scalar`).

use crate::Version;
use crate::chars::{line_break, width};

/// What [`analyze`] found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Analysis {
    pub multiline: bool,
    pub plain_allowed: bool,
    pub single_quoted_allowed: bool,
    pub block_allowed: bool,
}

/// What the characters of a text show.
#[derive(Default)]
struct Findings {
    indicators: bool,
    line_breaks: bool,
    special: bool,
    tabs: bool,
    outer_space: bool,
    trailing_space: bool,
    break_space: bool,
    space_break: bool,
}

/// Whether a byte inside a text, whatever stands around it, forbids nothing.
const fn is_harmless(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && !matches!(byte, b':' | b'#')
}

static HARMLESS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_harmless(byte as u8);
        byte += 1;
    }
    table
};

/// Length of the prefix of harmless bytes.
#[inline]
fn harmless_prefix(text: &[u8]) -> usize {
    text.iter().take_while(|b| HARMLESS[**b as usize]).count()
}

pub(super) fn analyze(text: &[u8], version: Version) -> Analysis {
    if text.is_empty() {
        return Analysis {
            multiline: false,
            plain_allowed: true,
            single_quoted_allowed: true,
            block_allowed: false,
        };
    }
    let found = find(text, version);
    let special = found.space_break || found.special;
    let unquoted = !(found.outer_space
        || found.trailing_space
        || found.break_space
        || special
        || found.tabs
        || found.line_breaks
        || found.indicators);
    Analysis {
        multiline: found.line_breaks,
        plain_allowed: unquoted,
        single_quoted_allowed: !(found.break_space || special || found.tabs),
        block_allowed: !(found.trailing_space || special),
    }
}

fn find(text: &[u8], version: Version) -> Findings {
    let mut found = Findings {
        indicators: text.starts_with(b"---") || text.starts_with(b"..."),
        ..Findings::default()
    };
    let (mut after_space, mut after_break, mut after_white) = (false, false, true);
    let mut at = 0;
    while at < text.len() {
        if at > 0 {
            let harmless = harmless_prefix(text.get(at..).unwrap_or_default());
            if harmless > 0 {
                (after_space, after_break, after_white) = (false, false, false);
                at += harmless;
                continue;
            }
        }
        let rest = text.get(at..).unwrap_or_default();
        let byte = rest.first().copied().unwrap_or(0);
        let width = width(byte).max(1);
        let ends = rest.len() <= width;
        let before_white = ends || matches!(rest.get(width), Some(b' ' | b'\t'));
        found.indicators |= match byte {
            b'#' | b',' | b'[' | b']' | b'{' | b'}' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\''
            | b'"' | b'%' | b'@' | b'`'
                if at == 0 =>
            {
                true
            }
            b'?' | b'-' if at == 0 => before_white,
            b':' => before_white,
            b'#' => after_white,
            _ => false,
        };
        if byte == b'\t' && version == Version::V3 {
            found.tabs = true;
        } else if !is_printable(rest) {
            found.special = true;
        }
        let is_break = line_break(rest) != 0;
        if byte == b' ' {
            found.outer_space |= at == 0;
            found.trailing_space |= ends;
            found.break_space |= after_break;
        } else if is_break {
            found.line_breaks = true;
            found.outer_space |= at == 0 || ends;
            found.space_break |= after_space;
        }
        (after_space, after_break) = (byte == b' ', is_break);
        after_white = matches!(byte, b' ' | b'\t' | 0) || is_break;
        at += width;
    }
    found
}

/// Whether the first character can be shown as it is (go-yaml: `is_printable`).
pub(super) fn is_printable(text: &[u8]) -> bool {
    match text {
        [0x0A | 0x20..=0x7E, ..] => true,
        [0xC2, second, ..] => *second >= 0xA0,
        [0xC3..=0xEC | 0xEE, ..] => true,
        [0xED, second, ..] => *second < 0xA0,
        [0xEF, 0xBB, 0xBF, ..] => false,
        [0xEF, 0xBF, 0xBE | 0xBF, ..] => false,
        [0xEF, ..] => true,
        _ => false,
    }
}
