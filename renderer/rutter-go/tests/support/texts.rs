//! Answers about texts, paths, patterns and URLs.

use super::answers::outcome;
use super::values::{bits, bytes, decode, latin, number};
use rutter_go::{cast, glob::Glob, path, strings, unicode, url};
use serde_json::{Value as Json, json};

pub fn answer(name: &str, request: &Json) -> Json {
    let s = bytes(&request["s"]);
    let p = bytes(&request["p"]);
    match name {
        "glob" => match Glob::compile(&p) {
            Ok(glob) => json!(glob.matches(&s)),
            Err(_) => json!({"error": true}),
        },
        "clean" => latin(&path::clean(&s)),
        "base" => latin(path::base(&s)),
        "dir" => latin(&path::dir(&s)),
        "ext" => latin(path::ext(&s)),
        "join" => {
            let parts: Vec<_> = request["a"].as_array().unwrap().iter().map(bytes).collect();
            latin(&path::join(&parts))
        }
        "match" => outcome(path::matches(&p, &s).map(Json::from)),
        "to_int64" => json!(cast::to_int64(&decode(&request["a"]))),
        "to_float64" => bits(cast::to_float64(&decode(&request["a"]))),
        "title" => latin(&strings::title(&s)),
        "upper" => latin(&strings::to_upper(&s)),
        "lower" => latin(&strings::to_lower(&s)),
        "trim_space" => latin(strings::trim_space(&s)),
        "trim" => latin(strings::trim(&s, &p)),
        "trim_left" => latin(strings::trim_left(&s, &p)),
        "trim_right" => latin(strings::trim_right(&s, &p)),
        "fields" => strings::fields(&s).into_iter().map(latin).collect(),
        "split" => {
            let parts = strings::split_n(&s, &p, number(&request["n"]));
            parts.into_iter().map(latin).collect()
        }
        "replace" => {
            let new = bytes(&request["q"]);
            latin(&strings::replace(&s, &p, &new, number(&request["n"])))
        }
        "equal_fold" => json!(strings::equal_fold(&s, &p)),
        "rune" => rune(number(&request["n"]) as u32),
        "url" => outcome(url::parse(&s).map(show_url)),
        "url_reference" => {
            let joined = url::parse(&s).and_then(|url| url.join(&p));
            outcome(joined.map(|url| latin(&url.to_bytes())))
        }
        "query_escape" => latin(&url::query_escape(&s)),
        "path_escape" => latin(&url::path_escape(&s)),
        "query_unescape" => outcome(url::query_unescape(&s).map(|t| latin(&t))),
        "path_unescape" => outcome(url::path_unescape(&s).map(|t| latin(&t))),
        other => super::versions::answer(other, request),
    }
}

fn rune(c: u32) -> Json {
    json!([
        unicode::is_letter(c),
        unicode::is_digit(c),
        unicode::is_number(c),
        unicode::is_upper(c),
        unicode::is_lower(c),
        unicode::is_punct(c),
        unicode::is_symbol(c),
        unicode::is_space(c),
        unicode::is_print(c),
        unicode::to_upper(c),
        unicode::to_lower(c),
        unicode::to_title(c),
        unicode::simple_fold(c)
    ])
}

fn show_url(u: url::Url) -> Json {
    let user = u.user.as_ref().map_or(Json::Null, |user| {
        let password = user.password.clone().unwrap_or_default();
        let set = user.password.is_some();
        json!([latin(&user.username), latin(&password), set, latin(&user.to_bytes())])
    });
    json!([
        latin(&u.scheme),
        latin(&u.opaque),
        user,
        latin(&u.host),
        latin(&u.path),
        latin(&u.raw_path),
        u.force_query,
        latin(&u.raw_query),
        latin(&u.fragment),
        latin(&u.raw_fragment),
        latin(&u.to_bytes()),
        latin(u.hostname()),
        latin(u.port()),
        latin(&u.escaped_path()),
        latin(&u.escaped_fragment())
    ])
}
