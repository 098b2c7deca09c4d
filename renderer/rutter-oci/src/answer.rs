//! Answers of a registry that say no.

use std::fmt;

use rutter_http::{Method, Response, Url, quote, status_text};
use serde::Deserialize;
use serde_json::Value;

use crate::json;

/// One reason of a registry.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RegistryError {
    /// Such as `NAME_UNKNOWN`.
    #[serde(default)]
    pub code: String,
    /// For people.
    #[serde(default)]
    pub message: String,
    /// For programs.
    #[serde(default)]
    pub detail: Value,
}

/// An answer that says no.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked.
    pub method: Method,
    /// Of whom.
    pub url: Url,
    /// The status.
    pub status: u16,
    /// Reasons, where the registry gave any.
    pub errors: Vec<RegistryError>,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    errors: Vec<RegistryError>,
}

impl Answer {
    /// Reads as much of an answer as an error may be long.
    pub(crate) fn read(response: Response, limit: u64) -> Self {
        let (method, url, status) = (response.method(), response.url().clone(), response.status());
        let body = response.beginning(limit).unwrap_or_default();
        let errors = json::read_first::<Body>(&body).map(|body| body.errors).unwrap_or_default();
        Answer { method, url, status, errors }
    }

    /// Whether the only reason is this one.
    pub fn is(&self, code: &str) -> bool {
        matches!(self.errors.as_slice(), [error] if error.code == code)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = quote(&self.url.to_string());
        write!(f, "{} {url}: response status code {}: ", self.method.as_str(), self.status)?;
        if self.errors.is_empty() {
            return f.write_str(status_text(self.status));
        }
        let texts: Vec<String> = self.errors.iter().map(ToString::to_string).collect();
        f.write_str(&printable(&texts.join("; ")))
    }
}

/// What a server sends must not steer a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

impl fmt::Display for RegistryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code.replace('_', " ").to_lowercase())?;
        if self.message.is_empty() {
            return Ok(());
        }
        write!(f, ": {}", self.message)?;
        if self.detail.is_null() { Ok(()) } else { write!(f, ": {}", shown(&self.detail)) }
    }
}

/// A value as Go's `%v` shows it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "<nil>".to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|a, b| a.0.cmp(b.0));
            let members: Vec<String> =
                members.iter().map(|(name, value)| format!("{name}:{}", shown(value))).collect();
            format!("map[{}]", members.join(" "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_shown_as_oras_shows_them() {
        let errors = r#"[{"code":"NAME_UNKNOWN","message":"repository name not known to registry",
            "detail":{"name":"r/nope","b":[1,"x",null]}}]"#;
        let answer = Answer {
            method: Method::Get,
            url: Url::parse("http://h/v2/r/nope/tags/list").unwrap(),
            status: 404,
            errors: serde_json::from_str(errors).unwrap(),
        };
        assert_eq!(
            answer.to_string(),
            "GET \"http://h/v2/r/nope/tags/list\": response status code 404: name unknown: \
             repository name not known to registry: map[b:[1 x <nil>] name:r/nope]"
        );
        let bare = Answer { errors: vec![], status: 400, ..answer };
        assert!(bare.to_string().ends_with("response status code 400: Bad Request"));
    }
}
