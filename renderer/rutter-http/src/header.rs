//! Header fields.

use std::fmt;

/// Header fields of a request or of a response, in order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

/// Fields whose values are secrets.
const SECRETS: &[&str] = &["authorization", "proxy-authorization", "cookie", "set-cookie"];

impl Headers {
    /// The first field of that name, whatever its case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// Every field of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// Adds a field and removes those of the same name.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.remove(name);
        self.0.push((name.to_string(), value.into()));
    }

    /// Adds a field beside those of the same name.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_string(), value.into()));
    }

    /// Removes the fields of a name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
    }

    /// Removes what another server must not learn.
    pub(crate) fn remove_secrets(&mut self) {
        for name in SECRETS {
            self.remove(name);
        }
    }

    /// Name and value of every field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.iter().map(|(name, value)| {
            let secret = SECRETS.contains(&name.to_ascii_lowercase().as_str());
            (name, if secret { "*****" } else { value })
        });
        f.debug_map().entries(shown).finish()
    }
}
