//! Streams of several documents (k8s.io/apimachinery: `YAMLReader` of `util/yaml/decoder.go`).

use crate::error::{Error, ErrorKind};

/// The documents of a values file as Helm 4 takes them apart: at lines that begin with `---`,
/// which may hold nothing else but a comment. Documents without a single line are left out.
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
    type Item = Result<&'a [u8], Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut length = 0;
        while let Some(line) = first_line(self.rest.get(length..)?) {
            if !line.starts_with(b"---") {
                length += line.len();
                continue;
            }
            if let Err(error) = check_separator(line) {
                self.rest = &[];
                return Some(Err(error));
            }
            let document = self.rest.get(..length)?;
            self.rest = self.rest.get(length + line.len()..)?;
            if !document.is_empty() {
                return Some(Ok(document));
            }
            length = 0;
        }
        let document = std::mem::take(&mut self.rest);
        (!document.is_empty()).then_some(Ok(document))
    }
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
