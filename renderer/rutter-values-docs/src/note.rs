//! What comments say about one value, whichever way they say it.

use crate::json::Json;

/// What is said about a value.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// What it is.
    pub description: Option<String>,
    /// The line of that.
    pub line: Option<u32>,
    /// Its type, in the words of the comment.
    pub type_name: Option<String>,
    /// What a table shows as its default.
    pub default: Option<String>,
    /// The section of the table that it belongs to.
    pub section: Option<String>,
    /// Whether no table and no schema knows it.
    pub is_hidden: bool,
    /// Whether no table knows it.
    pub is_ignored: bool,
    /// Keywords of its schema.
    pub keywords: Vec<(String, Json)>,
    /// Whether the value must be there.
    pub is_required: bool,
    /// Whether null will do as well.
    pub is_nullable: bool,
    /// Whether the schema does not say which fields it has.
    pub skips_properties: bool,
    /// Whether its fields are examples of what may be in it.
    pub merges_properties: bool,
}

impl Note {
    /// Adds a keyword, in place of one of the same name.
    pub fn set(&mut self, keyword: &str, value: Json) {
        self.keywords.retain(|(name, _)| name != keyword);
        self.keywords.push((keyword.to_string(), value));
    }

    /// The schema of items that `item…` keywords speak of.
    pub fn set_item(&mut self, keyword: &str, value: Json) {
        let items = self.keywords.iter_mut().find(|(name, _)| name == "items");
        match items {
            Some((_, Json::Map(items))) => items.push((keyword.to_string(), value)),
            _ => self.set("items", Json::Map(vec![(keyword.to_string(), value)])),
        }
    }
}
