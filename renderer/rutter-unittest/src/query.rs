//! A path that is compiled once and looked up in many documents. helm-unittest: valueutils.go
//! `GetValueOfSetPath`.

use std::borrow::Cow;

use crate::documents::Document;
use crate::json_path::Path;
use crate::value::Value;

/// A path; the empty one is the whole document.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    text: String,
    path: Result<Path, String>,
}

impl Query {
    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it leads to.
    ///
    /// # Errors
    /// Why it is no path.
    pub fn find<'d>(&self, document: &'d Document) -> Result<Vec<Cow<'d, Value>>, String> {
        if self.text.is_empty() {
            return Ok(vec![Cow::Borrowed(document.value())]);
        }
        let path = self.path.as_ref().map_err(Clone::clone)?;
        path.find(document.reread()).map_err(|error| error.to_string())
    }
}

impl From<String> for Query {
    fn from(text: String) -> Query {
        let path = Path::parse(&text).map_err(|error| error.to_string());
        Query { text, path }
    }
}
