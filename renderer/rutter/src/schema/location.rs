//! Addresses inside schema documents: URLs, fragments, JSON pointers.
//! Go: jsonschema util.go.

use rutter_go::strconv::quote;
use rutter_go::url::{self, path_escape, path_unescape};

use super::json::Json;

/// A place in a document: its URL and a JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) url: String,
    pub(super) pointer: String,
}

impl Place {
    pub(super) fn new(url: &str, pointer: impl Into<String>) -> Place {
        Place { url: url.to_string(), pointer: pointer.into() }
    }

    /// A place below this one.
    pub(super) fn child(&self, tokens: &[&str]) -> Place {
        Place { url: self.url.clone(), pointer: join(&self.pointer, tokens) }
    }

    /// The value at this place.
    pub(super) fn look_up<'j>(&self, document: &'j Json) -> Result<&'j Json, String> {
        let mut value = document;
        for token in self.pointer.split('/').skip(1) {
            let Some(token) = unescape(token) else {
                return Err(format!("invalid json-pointer {}", quote(self.to_string().as_bytes())));
            };
            let next = match value {
                Json::Object(object) => object.get(&token),
                Json::Array(items) => token.parse::<usize>().ok().and_then(|i| items.get(i)),
                _ => None,
            };
            value = next.ok_or_else(|| {
                format!("json-pointer in {} not found", quote(self.to_string().as_bytes()))
            })?;
        }
        Ok(value)
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.url, encode(&self.pointer))
    }
}

/// A pointer with tokens added.
pub(super) fn join(pointer: &str, tokens: &[&str]) -> String {
    tokens.iter().fold(pointer.to_string(), |path, token| format!("{path}/{}", escape(token)))
}

pub(super) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

fn unescape(token: &str) -> Option<String> {
    let mut parts = token.split('~');
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (code, rest) = part.split_at_checked(1)?;
        text.push_str(match code {
            "0" => "~",
            "1" => "/",
            _ => return None,
        });
        text.push_str(rest);
    }
    Some(text)
}

/// Escapes every element of a fragment, but not `/`.
pub(super) fn encode(fragment: &str) -> String {
    let escaped = fragment
        .split('/')
        .map(|t| String::from_utf8_lossy(&path_escape(t.as_bytes())).into_owned());
    escaped.collect::<Vec<_>>().join("/")
}

/// What stands behind `#`.
pub(super) enum Fragment {
    Pointer(String),
    Anchor(String),
}

/// A URL and its fragment, decoded.
pub(super) fn split_fragment(text: &str) -> Result<(String, Fragment), String> {
    let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
    let decoded = path_unescape(fragment.as_bytes())
        .map_err(|e| format!("error in parsing {}: {e}", quote(text.as_bytes())))?;
    let decoded = String::from_utf8_lossy(&decoded).into_owned();
    let fragment = match decoded.is_empty() || decoded.starts_with('/') {
        true => Fragment::Pointer(decoded),
        false => Fragment::Anchor(decoded),
    };
    Ok((url.to_string(), fragment))
}

/// A reference as seen from `base`.
pub(super) fn resolve(base: &str, reference: &str) -> Result<(String, Fragment), String> {
    let (target, fragment) = split_fragment(reference)?;
    if target.is_empty() {
        return Ok((base.to_string(), fragment));
    }
    let failed = |url: &str, e: String| format!("error in parsing {}: {e}", quote(url.as_bytes()));
    let base_url = url::parse(base.as_bytes()).map_err(|e| failed(base, e))?;
    let joined = base_url.join(target.as_bytes()).map_err(|e| failed(&target, e))?;
    Ok((String::from_utf8_lossy(&joined.to_bytes()).into_owned(), fragment))
}
