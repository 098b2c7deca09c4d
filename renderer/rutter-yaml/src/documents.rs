//! Streams of several documents (k8s.io/apimachinery: `YAMLReader` of `util/yaml/decoder.go`).

use std::borrow::Cow;

use memchr::memmem;

use crate::error::{Error, ErrorKind};

/// The documents of a values file as Helm 4 takes them apart: at lines that begin with `---`,
/// which may hold nothing else but a comment. Every line of a document ends with a line feed
/// alone. A separator that nothing stands before is part of the document after it, so line
/// numbers stay those of the file.
///
/// # Errors
/// A separator line with anything else on it is an error in place of the document before it.
pub fn split_documents(text: &[u8]) -> Documents<'_> {
    Documents { rest: text }
}

/// Iterator made by [`split_documents`].
#[derive(Clone, Debug)]
pub struct Documents<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Documents<'a> {
    type Item = Result<Cow<'a, [u8]>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut from = 0;
        while let Some(start) = find_separator(self.rest, from) {
            let line = first_line(self.rest.get(start..)?)?;
            if let Err(error) = check_separator(line) {
                self.rest = &[];
                return Some(Err(error));
            }
            if start > 0 {
                let document = self.rest.get(..start)?;
                self.rest = self.rest.get(start + line.len()..)?;
                return Some(Ok(line_feeds(document)));
            }
            from = line.len();
        }
        let document = std::mem::take(&mut self.rest);
        (!document.is_empty()).then(|| Ok(line_feeds(document)))
    }
}

/// Where the first line from `from` on, itself the start of a line, begins with `---`.
fn find_separator(text: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    match rest.starts_with(b"---") {
        true => Some(from),
        false => memmem::find(rest, b"\n---").map(|at| from + at + 1),
    }
}

/// The text with every line ending in a line feed alone, the last one too.
fn line_feeds(text: &[u8]) -> Cow<'_, [u8]> {
    if text.ends_with(b"\n") && memmem::find(text, b"\r\n").is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len() + 1);
    for line in text.split_inclusive(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\n").map_or(line, |l| l.strip_suffix(b"\r").unwrap_or(l));
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    Cow::Owned(out)
}

fn first_line(text: &[u8]) -> Option<&[u8]> {
    text.split_inclusive(|b| *b == b'\n').next()
}

fn check_separator(line: &[u8]) -> Result<(), Error> {
    let remark = String::from_utf8_lossy(line.get(3..).unwrap_or_default());
    let remark = remark.trim();
    if remark.is_empty() || remark.starts_with('#') {
        return Ok(());
    }
    let message = format!("invalid Yaml document separator: {remark}");
    Err(Error::new(ErrorKind::Syntax, message))
}
