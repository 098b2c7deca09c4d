//! E-mail and web addresses, as strict and as lenient as the patterns Helm uses.
//!
//! Helm: github.com/asaskevich/govalidator `IsEmail`, `IsURL`, `IsRequestURL`.

use rutter_go::regexp::Regexp;
use rutter_go::url;

/// Letters beyond ASCII that addresses may hold.
const WIDE: &str = r"\x{00A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}";

/// Longest URL in runes, not included.
const MAX_URL: usize = 2083;
/// Shortest URL in bytes, not included.
const MIN_URL: usize = 3;

pub(super) fn is_email(text: &str) -> bool {
    matches(&email_pattern(), text)
}

/// A user name, plain or in quotes, at a domain.
fn email_pattern() -> String {
    let atom = format!(r"[a-zA-Z0-9!#$%&'*+\-/=?^_`{{|}}~{WIDE}]+");
    let fold = r"(([\x20\x09]*\x0d\x0a)?[\x20\x09]+)?";
    let quoted = format!(
        r"([\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x21\x23-\x5b\x5d-\x7e{WIDE}]|\([\x01-\x09\x0b\x0c\x0d-\x7f]|[{WIDE}])"
    );
    let user = format!(r"({atom}(\.{atom})*|\x22{fold}{quoted}{fold}\x22)");
    let edge = format!("a-zA-Z0-9{WIDE}");
    let part = format!(r"([{edge}]|[{edge}][{edge}\-._~]*[{edge}])");
    let last = format!("a-zA-Z{WIDE}");
    let top = format!(r"([{last}]|[{last}][{edge}\-_~]*[{last}])");
    format!(r"^{user}@({part}\.)+{top}\.?$")
}

pub(super) fn is_url(text: &str) -> bool {
    if text.chars().count() >= MAX_URL || text.len() <= MIN_URL || text.starts_with('.') {
        return false;
    }
    let with_scheme = match text.contains(':') && !text.contains("://") {
        true => format!("http://{text}"),
        false => text.to_string(),
    };
    let Ok(parsed) = url::parse(with_scheme.as_bytes()) else { return false };
    if parsed.host.starts_with(b".") {
        return false;
    }
    if parsed.host.is_empty() && !parsed.path.is_empty() && !parsed.path.contains(&b'.') {
        return false;
    }
    matches(&url_pattern(), text)
}

/// Scheme, user, host, port, path; only the host must be there.
fn url_pattern() -> String {
    let scheme = r"((ftp|tcp|udp|wss?|https?)://)";
    let user = r"(\S+(:\S*)?@)";
    let byte = r"\d{1,2}|1\d\d|2[0-4]\d|25[0-5]";
    let ip4 = format!(
        r"([1-9]\d?|1\d\d|2[01]\d|22[0-3]|24\d|25[0-5])(\.({byte})){{2}}\.([0-9]\d?|1\d\d|2[0-4]\d|25[0-5])"
    );
    let subdomain = r"((www\.)|([a-zA-Z0-9]+([-_.]?[a-zA-Z0-9])*[a-zA-Z0-9]\.[a-zA-Z0-9]+))";
    let name = format!(
        r"(([a-zA-Z0-9]([a-zA-Z0-9\-_]+)?[a-zA-Z0-9]([-.][a-zA-Z0-9]+)*)|{subdomain}?)?([a-zA-Z\x{{a1}}-\x{{ffff}}0-9]+-?-?)*[a-zA-Z\x{{a1}}-\x{{ffff}}0-9]+(\.[a-zA-Z\x{{a1}}-\x{{ffff}}]+)?"
    );
    let ip6 = ip6_pattern();
    format!(r"^{scheme}?{user}?({ip4}|(\[{ip6}\])|{name})\.?(:\d{{1,5}})?([/?#][^\s]*)?$")
}

fn ip6_pattern() -> String {
    let group = "[0-9a-fA-F]{1,4}";
    let ip4 = r"((25[0-5]|(2[0-4]|1?[0-9])?[0-9])\.){3}(25[0-5]|(2[0-4]|1?[0-9])?[0-9])";
    let shortened: Vec<String> = (1..=6)
        .map(|after| format!("({group}:){{1,{}}}(:{group}){{1,{after}}}", 7 - after))
        .collect();
    format!(
        "(({group}:){{7}}{group}|({group}:){{1,7}}:|{}|:((:{group}){{1,7}}|:)|fe80:(:[0-9a-fA-F]{{0,4}}){{0,4}}%[0-9a-zA-Z]+|::(ffff(:0{{1,4}})?:)?{ip4}|({group}:){{1,4}}:{ip4})",
        shortened.join("|")
    )
}

/// An absolute URL as Go's `url.ParseRequestURI` takes it: `#` begins no fragment.
pub(super) fn is_request_url(text: &str) -> bool {
    let authority = text
        .split_once("://")
        .map_or("", |(_, rest)| rest.split(['/', '?']).next().unwrap_or(rest));
    if authority.contains('#') {
        return false;
    }
    match url::parse(text.replace('#', "x").as_bytes()) {
        Ok(parsed) => !parsed.scheme.is_empty(),
        Err(_) => false,
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    Regexp::compile(pattern.as_bytes()).is_ok_and(|regexp| regexp.is_match(text.as_bytes()))
}
