//! sprig url.go.

use rutter_go::url::{self, Url, Userinfo};
use rutter_go::value::{Kind, Map, Str, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, charge_runes, charge_slow, map, text};

pub(crate) fn url_parse(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    let source = text(a, 0);
    let url = url::parse(source.as_bytes())
        .map_err(|error| Error::panic(format!("unable to parse url: {error}")))?;
    let userinfo = url.user.as_ref().map(Userinfo::to_bytes).unwrap_or_default();
    let entry = |name: &str, value: &[u8]| (Str::from(name), Value::string(value));
    Ok(Value::map([
        entry("scheme", &url.scheme),
        entry("host", &url.host),
        entry("hostname", url.hostname()),
        entry("path", &url.path),
        entry("query", &url.raw_query),
        entry("opaque", &url.opaque),
        entry("fragment", &url.fragment),
        entry("userinfo", &userinfo),
    ]))
}

/// sprig: `dictGetOrEmpty`.
fn part(map: &Map, key: &str) -> Result<Vec<u8>, Error> {
    match map.get(key) {
        None => Ok(Vec::new()),
        Some(Value::Nil) => {
            Err(Error::panic("runtime error: invalid memory address or nil pointer dereference"))
        }
        Some(Value::String(text)) => Ok(text.as_bytes().to_vec()),
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

pub(crate) fn url_join(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
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
        let address = [b"proto://", userinfo.as_slice(), b"@host"].concat();
        let parsed = url::parse(&address)
            .map_err(|error| Error::panic(format!("unable to parse userinfo in dict: {error}")))?;
        url.user = parsed.user;
    }
    let text = Str::from(url.to_bytes());
    charge_runes(call, &text)?;
    Ok(Value::String(text))
}
