//! The `format` keyword, checked up to draft 7. Go: jsonschema format.go.

use rutter_go::strconv::{atoi, quote_rune};
use rutter_go::time::{Time, Zone};
use rutter_go::url;

use super::json::Json;

/// A format: its name, and the check that says what is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    pub(super) name: &'static str,
    pub(super) check: fn(&Json) -> Result<(), String>,
}

type Check = Result<(), String>;

macro_rules! formats {
    ($($name:literal => $check:path,)*) => {
        /// The format of this name; unknown formats are not checked.
        pub(super) fn format_by_name(name: &str) -> Option<Format> {
            match name {
                $($name => Some(Format { name: $name, check: |value| match value {
                    Json::String(text) => $check(text),
                    _ => Ok(()),
                } }),)*
                _ => None,
            }
        }
    };
}

formats! {
    "json-pointer" => json_pointer,
    "relative-json-pointer" => relative_json_pointer,
    "uuid" => uuid,
    "duration" => duration,
    "period" => period,
    "ipv4" => ipv4,
    "ipv6" => ipv6,
    "hostname" => hostname,
    "email" => email,
    "date" => date,
    "time" => time,
    "date-time" => date_time,
    "uri" => uri,
    "iri" => uri,
    "uri-reference" => uri_reference,
    "iri-reference" => uri_reference,
    "uri-template" => uri_template,
    "semver" => semver,
    "regex" => regex,
}

fn fail<T>(text: impl Into<String>) -> Result<T, String> {
    Err(text.into())
}

fn invalid_character(rune: char) -> Check {
    fail(format!("invalid character {}", quote_rune(rune as u32)))
}

fn json_pointer(text: &str) -> Check {
    if text.is_empty() {
        return Ok(());
    }
    if !text.starts_with('/') {
        return fail("not starting with /");
    }
    for token in text.split('/').skip(1) {
        let mut runes = token.chars();
        while let Some(rune) = runes.next() {
            if rune == '~' && !matches!(runes.next(), Some('0' | '1')) {
                return fail("~ must be followed by 0 or 1");
            }
        }
    }
    Ok(())
}

fn relative_json_pointer(text: &str) -> Check {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return fail("must start with non-negative integer");
    }
    if digits > 1 && text.starts_with('0') {
        return fail("starts with zero");
    }
    match &text[digits..] {
        "#" => Ok(()),
        rest => json_pointer(rest),
    }
}

fn uuid(text: &str) -> Check {
    const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    if groups.len() != GROUPS.len() {
        return fail(format!("must have {} elements", GROUPS.len()));
    }
    for (index, (group, size)) in groups.iter().zip(GROUPS).enumerate() {
        if group.len() != size {
            return fail(format!("element {} must be {size} characters long", index + 1));
        }
        if let Some(rune) = group.chars().find(|c| !c.is_ascii_hexdigit()) {
            return fail(format!("non-hex character {}", quote_rune(rune as u32)));
        }
    }
    Ok(())
}

fn duration(text: &str) -> Check {
    let Some(rest) = text.strip_prefix('P') else { return fail("must start with P") };
    if rest.is_empty() {
        return fail("nothing after P");
    }
    if let Some(weeks) = rest.strip_suffix('W') {
        return match weeks.bytes().all(|b| b.is_ascii_digit()) {
            _ if weeks.is_empty() => fail("no number in week"),
            true => Ok(()),
            false => fail("invalid week"),
        };
    }
    const UNITS: [&str; 2] = ["YMD", "HMS"];
    for (index, part) in rest.split('T').enumerate() {
        if index != 0 && part.is_empty() {
            return fail("no time elements");
        }
        let Some(units) = UNITS.get(index) else { return fail("more than one T") };
        duration_part(part, units)?;
    }
    Ok(())
}

fn duration_part(mut part: &str, all: &str) -> Check {
    let mut units = all;
    while !part.is_empty() {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return fail("missing number");
        }
        let Some(unit) = part[digits..].chars().next() else { return fail("missing unit") };
        let shown = quote_rune(unit as u32);
        match units.find(unit) {
            Some(at) => units = &units[at + 1..],
            None if all.contains(unit) => return fail(format!("unit {shown} out of order")),
            None => return fail(format!("invalid unit {shown}")),
        }
        part = &part[digits + unit.len_utf8()..];
    }
    Ok(())
}

fn ipv4(text: &str) -> Check {
    let groups: Vec<&str> = text.split('.').collect();
    if groups.len() != 4 {
        return fail("expected four decimals");
    }
    for group in groups {
        if group.len() > 1 && group.starts_with('0') {
            return fail("leading zeros");
        }
        let number = atoi(group).map_err(|e| e.to_string())?;
        if !(0..=255).contains(&number) {
            return fail("decimal must be between 0 and 255");
        }
    }
    Ok(())
}

fn ipv6(text: &str) -> Check {
    if !text.contains(':') {
        return fail("missing colon");
    }
    let address = text.split('%').next().unwrap_or(text);
    if address.parse::<std::net::Ipv6Addr>().is_err() {
        let quoted = rutter_go::strconv::quote(text.as_bytes());
        return fail(format!("ParseAddr({quoted}): unable to parse IP"));
    }
    match text.contains('%') {
        true => fail("zone id is not a part of ipv6 address"),
        false => Ok(()),
    }
}

fn hostname(text: &str) -> Check {
    let name = text.strip_suffix('.').unwrap_or(text);
    if name.len() > 253 {
        return fail("more than 253 characters long");
    }
    for label in name.split('.') {
        if label.is_empty() || label.len() > 63 {
            return fail("label must be 1 to 63 characters long");
        }
        if label.starts_with('-') {
            return fail("label starts with hyphen");
        }
        if label.ends_with('-') {
            return fail("label ends with hyphen");
        }
        if let Some(rune) = label.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-') {
            return invalid_character(rune);
        }
    }
    Ok(())
}

fn email(text: &str) -> Check {
    if text.len() > 254 {
        return fail("more than 255 characters long");
    }
    let Some((local, domain)) = text.rsplit_once('@') else { return fail("missing @") };
    if local.len() > 64 {
        return fail("local part more than 64 characters long");
    }
    email_local(local)?;
    if let Some(address) = domain.strip_prefix('[').and_then(|d| d.strip_suffix(']')) {
        return match address.strip_prefix("IPv6:") {
            Some(address) => ipv6(address).map_err(|e| format!("invalid ipv6 address: {e}")),
            None => ipv4(address).map_err(|e| format!("invalid ipv4 address: {e}")),
        };
    }
    hostname(domain).map_err(|e| format!("invalid domain: {e}"))
}

fn email_local(local: &str) -> Check {
    let quoted = local.strip_prefix('"').and_then(|l| l.strip_suffix('"'));
    if let Some(quoted) = quoted {
        return match quoted.contains(['\\', '"']) {
            true => fail("backslash and quote are not allowed within quoted local part"),
            false => Ok(()),
        };
    }
    if local.starts_with('.') {
        return fail("starts with dot");
    }
    if local.ends_with('.') {
        return fail("ends with dot");
    }
    if local.contains("..") {
        return fail("consecutive dots");
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(c);
    match local.chars().find(|c| !allowed(*c)) {
        Some(rune) => invalid_character(rune),
        None => Ok(()),
    }
}

fn date(text: &str) -> Check {
    Time::parse(b"2006-01-02", text.as_bytes(), &Zone::utc()).map(|_| ())
}

fn number_at(text: &str, range: std::ops::Range<usize>, what: &str) -> Result<i64, String> {
    let digits = text.get(range).unwrap_or_default();
    match atoi(digits) {
        Ok(number) if number < 0 => fail(format!("non-positive {what}")),
        Ok(number) => Ok(number),
        Err(_) => fail(format!("invalid {what}")),
    }
}

fn time(text: &str) -> Check {
    let bytes = text.as_bytes();
    if text.len() < 9 {
        return fail("less than 9 characters long");
    }
    if bytes[2] != b':' || bytes[5] != b':' {
        return fail("missing colon in correct place");
    }
    let mut hour = number_at(text, 0..2, "hour/min/sec")?;
    let mut minute = number_at(text, 3..5, "hour/min/sec")?;
    let second = number_at(text, 6..8, "hour/min/sec")?;
    if hour > 23 || minute > 59 || second > 60 {
        return fail("hour/min/sec out of range");
    }
    let mut rest = text.get(8..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix('.') {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return fail("no digits in second fraction");
        }
        rest = &fraction[digits..];
    }
    if rest != "z" && rest != "Z" {
        let minutes = offset(rest)?;
        let total = (hour * 60 + minute + minutes).rem_euclid(24 * 60);
        (hour, minute) = (total / 60, total % 60);
    }
    match second >= 60 && (hour != 23 || minute != 59) {
        true => fail("invalid leap second"),
        false => Ok(()),
    }
}

/// Minutes that a zone offset takes from the time.
fn offset(text: &str) -> Result<i64, String> {
    if text.len() != 6 {
        return fail("offset must be 6 characters long");
    }
    let sign = match text.as_bytes()[0] {
        b'+' => -1,
        b'-' => 1,
        _ => return fail("offset must begin with plus/minus"),
    };
    if text.as_bytes()[3] != b':' {
        return fail("missing colon in offset in correct place");
    }
    let hours = number_at(text, 1..3, "hour/min in offset")?;
    let minutes = number_at(text, 4..6, "hour/min in offset")?;
    match hours > 23 || minutes > 59 {
        true => fail("hour/min in offset out of range"),
        false => Ok(sign * (hours * 60 + minutes)),
    }
}

fn date_time(text: &str) -> Check {
    if text.len() < 20 {
        return fail("less than 20 characters long");
    }
    if !matches!(text.as_bytes()[10], b't' | b'T') {
        return fail("11th character must be t or T");
    }
    let (day, clock) = (text.get(..10).unwrap_or_default(), text.get(11..).unwrap_or_default());
    date(day).map_err(|e| format!("invalid date element: {e}"))?;
    time(clock).map_err(|e| format!("invalid time element: {e}"))
}

fn parse_url(text: &str) -> Result<url::Url, String> {
    let parsed = url::parse(text.as_bytes())?;
    let host = String::from_utf8_lossy(parsed.hostname()).into_owned();
    if host.contains(':') {
        if !parsed.host.contains(&b'[') || !parsed.host.contains(&b']') {
            return fail("ipv6 address not enclosed in brackets");
        }
        ipv6(&host).map_err(|e| format!("invalid ipv6 address: {e}"))?;
    }
    Ok(parsed)
}

fn uri(text: &str) -> Check {
    match parse_url(text)?.scheme.is_empty() {
        true => fail("relative url"),
        false => Ok(()),
    }
}

fn uri_reference(text: &str) -> Check {
    if text.contains('\\') {
        return fail("contains \\");
    }
    parse_url(text).map(|_| ())
}

fn uri_template(text: &str) -> Check {
    let parsed = parse_url(text)?;
    for token in parsed.raw_path.split(|b| *b == b'/') {
        let token = url::path_unescape(token).map_err(|e| format!("percent decode failed: {e}"))?;
        let mut open = false;
        for byte in token {
            match (byte, open) {
                (b'{', false) => open = true,
                (b'}', true) => open = false,
                (b'{' | b'}', _) => return fail("nested curly braces"),
                _ => {}
            }
        }
        if open {
            return fail("no matching closing brace");
        }
    }
    Ok(())
}

fn period(text: &str) -> Check {
    let Some((start, end)) = text.split_once('/') else { return fail("missing slash") };
    if start.starts_with('P') {
        duration(start).map_err(|e| format!("invalid start duration: {e}"))?;
        return date_time(end).map_err(|e| format!("invalid end date-time: {e}"));
    }
    date_time(start).map_err(|e| format!("invalid start date-time: {e}"))?;
    match end.starts_with('P') {
        true => duration(end).map_err(|e| format!("invalid end duration: {e}")),
        false => date_time(end).map_err(|e| format!("invalid end date-time: {e}")),
    }
}

fn semver(text: &str) -> Check {
    let (text, build) = match text.split_once('+') {
        Some((rest, build)) => (rest, Some(build)),
        None => (text, None),
    };
    if build == Some("") {
        return fail("build is empty");
    }
    for identifier in build.iter().flat_map(|b| b.split('.')) {
        identifier_of("build", identifier)?;
    }
    let (core, pre_release) = match text.split_once('-') {
        Some((core, pre_release)) => (core, Some(pre_release)),
        None => (text, None),
    };
    for identifier in pre_release.iter().flat_map(|p| p.split('.')) {
        identifier_of("pre-release", identifier)?;
        let number = identifier.bytes().all(|b| b.is_ascii_digit());
        if number && identifier.len() > 1 && identifier.starts_with('0') {
            return fail("pre-release numeric identifier starts with zero");
        }
    }
    version_core(core)
}

fn identifier_of(part: &str, identifier: &str) -> Check {
    if identifier.is_empty() {
        return fail(format!("{part} identifier is empty"));
    }
    match identifier.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-') {
        Some(rune) => {
            fail(format!("invalid character {} in {part} identifier", quote_rune(rune as u32)))
        }
        None => Ok(()),
    }
}

fn version_core(core: &str) -> Check {
    let numbers: Vec<&str> = core.split('.').collect();
    if numbers.len() != 3 {
        return fail("versionCore must have 3 numbers separated by dot");
    }
    for (name, number) in ["major", "minor", "patch"].iter().zip(numbers) {
        if number.is_empty() {
            return fail(format!("{name} is empty"));
        }
        if number.len() > 1 && number.starts_with('0') {
            return fail(format!("{name} starts with zero"));
        }
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return fail(format!("{name} contains non-digit"));
        }
    }
    Ok(())
}

fn regex(text: &str) -> Check {
    rutter_go::regexp::Regexp::compile(text.as_bytes()).map(|_| ()).map_err(|e| e.to_string())
}
