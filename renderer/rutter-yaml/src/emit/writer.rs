//! The output and the place in it (go-yaml: the lower half of `emitterc.go`).

use crate::Version;

/// Columns behind which go-yaml v2 breaks lines at spaces.
const WIDTH: usize = 80;

pub(super) struct Writer<'o> {
    pub out: &'o mut Vec<u8>,
    pub version: Version,
    /// Characters since the last line break.
    pub column: usize,
    /// The current indentation; -1 outside of everything.
    pub indent: i32,
    /// Whether the last thing written separates.
    pub whitespace: bool,
    /// Whether the line holds nothing but indentation and indicators.
    pub indention: bool,
    /// Columns of one level.
    step: i32,
    /// Whether the node at hand is an item of a list.
    pub in_list: bool,
}

impl<'o> Writer<'o> {
    pub fn new(out: &'o mut Vec<u8>, version: Version, step: u8) -> Writer<'o> {
        let step = if (2..=9).contains(&step) { step } else { 2 };
        Writer {
            step: step.into(),
            in_list: false,
            out,
            version,
            column: 0,
            indent: -1,
            whitespace: true,
            indention: true,
        }
    }

    /// Whether the line is so long that the next space may become a line break.
    #[inline]
    pub fn is_long(&self) -> bool {
        self.version == Version::V2 && self.column > WIDTH
    }
    /// Whether `length` more bytes may make the line that long.
    #[inline]
    pub fn may_get_long(&self, length: usize) -> bool {
        self.version == Version::V2 && self.column + length > WIDTH
    }

    /// The indentation one level further right; `flow` for what does not begin a line itself.
    pub fn deeper(&self, flow: bool) -> i32 {
        match self.indent {
            ..0 if flow => self.step,
            ..0 => 0,
            indent if self.version == Version::V2 => indent + self.step,
            indent if self.in_list => indent + 2,
            indent => (indent + self.step) / self.step * self.step,
        }
    }
    /// The digit of an indentation indicator.
    pub fn step_digit(&self) -> [u8; 1] {
        [b'0' + self.step as u8]
    }

    /// Writes ASCII bytes.
    #[inline]
    pub fn put(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
        self.column += text.len();
    }
    /// Writes whole characters.
    #[inline]
    pub fn put_text(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
        self.column += match text.is_ascii() {
            true => text.len(),
            false => text.iter().filter(|b| **b & 0xC0 != 0x80).count(),
        };
    }
    #[inline]
    pub fn put_break(&mut self) {
        self.out.push(b'\n');
        self.column = 0;
    }
    /// Writes a line break of the text itself.
    pub fn put_own_break(&mut self, line_break: &[u8]) {
        self.out.extend_from_slice(line_break);
        self.column = 0;
    }
    #[inline]
    pub fn separate(&mut self) {
        if !self.whitespace {
            self.put(b" ");
        }
    }

    /// Begins a line, unless this one is empty, and indents it.
    pub fn write_indent(&mut self) {
        let indent = self.indent.max(0) as usize;
        let past = self.column > indent || (self.column == indent && !self.whitespace);
        if !self.indention || past {
            self.put_break();
        }
        self.pad(indent);
        self.whitespace = true;
        self.indention = true;
    }

    #[inline]
    fn pad(&mut self, indent: usize) {
        const SPACES: &[u8; 32] = b"                                ";
        while self.column < indent {
            let length = (indent - self.column).min(SPACES.len());
            self.put(&SPACES[..length]);
        }
    }

    /// Writes an indicator before content: `- `, `? ` or the `:` of a long key.
    pub fn write_block_indicator(&mut self, indicator: &[u8]) {
        self.separate();
        self.put(indicator);
        self.whitespace = false;
    }
    /// Writes an indicator behind or around content.
    pub fn write_indicator(&mut self, indicator: &[u8], separated: bool) {
        if separated {
            self.separate();
        }
        self.put(indicator);
        self.whitespace = false;
        self.indention = false;
    }
}
