//! sprig url.go.

use rutter_go::url::Url;
use rutter_go::value::{Kind, Map, Str, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, map, string, text};

pub(crate) fn url_parse(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    let url = Url::parse(&source.to_str_lossy())
        .map_err(|error| Error::panic(format!("unable to parse url: {error}")))?;
    let userinfo = url.userinfo().map(|u| u.to_string()).unwrap_or_default();
    let entry = |name: &str, value: String| (Str::from(name), Value::from(value));
    Ok(Value::map([
        entry("scheme", url.scheme.clone()),
        entry("host", url.host.clone()),
        entry("hostname", url.hostname().to_string()),
        entry("path", url.path.clone()),
        entry("query", url.raw_query.clone()),
        entry("opaque", url.opaque.clone()),
        entry("fragment", url.fragment.clone()),
        entry("userinfo", userinfo),
    ]))
}

/// sprig: `dictGetOrEmpty`.
fn part(map: &Map, key: &str) -> Result<String, Error> {
    match map.get(key) {
        None => Ok(String::new()),
        Some(Value::Nil) => Err(Error::panic(
            "runtime error: invalid memory address or nil pointer dereference",
        )),
        Some(Value::String(text)) => Ok(text.to_str_lossy().into_owned()),
        Some(other) => {
            let kind = match other.kind() {
                Kind::Pointer => "ptr",
                kind => kind.name(),
            };
            Err(Error::panic(format!(
                "unable to parse {key} key, must be of type string, but {kind} found"
            )))
        }
    }
}

pub(crate) fn url_join(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let map = map(a, 0);
    let mut url = Url {
        scheme: part(&map, "scheme")?,
        host: part(&map, "host")?,
        path: part(&map, "path")?,
        raw_query: part(&map, "query")?,
        opaque: part(&map, "opaque")?,
        fragment: part(&map, "fragment")?,
        ..Url::default()
    };
    let userinfo = part(&map, "userinfo")?;
    if !userinfo.is_empty() {
        let parsed = Url::parse(&format!("proto://{userinfo}@host"))
            .map_err(|error| Error::panic(format!("unable to parse userinfo in dict: {error}")))?;
        url.user = parsed.user;
    }
    string(url.to_string())
}
