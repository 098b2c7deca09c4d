//! What a registry wants to know before it answers.

/// The value of `WWW-Authenticate`.
#[derive(Debug, PartialEq)]
pub(crate) enum Challenge {
    /// Name and password.
    Basic,
    /// A token of a token service.
    Bearer {
        /// The address of the token service.
        realm: String,
        /// What it calls the registry.
        service: String,
        /// What the token is for.
        scope: String,
    },
    /// Something this client cannot give.
    Other,
}

impl Challenge {
    /// Reads a challenge; members after a mistake are lost, as with ORAS.
    pub(crate) fn parse(header: &str) -> Self {
        let (scheme, mut rest) = token(header);
        if scheme.eq_ignore_ascii_case("basic") {
            return Challenge::Basic;
        }
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Challenge::Other;
        }
        let (mut realm, mut service, mut scope) = Default::default();
        while let Some((name, value, next)) = member(rest) {
            match name {
                "realm" => realm = value,
                "service" => service = value,
                "scope" => scope = value,
                _ => {}
            }
            match blank(next).strip_prefix(',') {
                Some(next) => rest = next,
                None => break,
            }
        }
        Challenge::Bearer { realm, service, scope }
    }
}

fn member(text: &str) -> Option<(&str, String, &str)> {
    let (name, rest) = token(blank(text));
    let rest = blank(blank(rest).strip_prefix('=')?);
    if name.is_empty() {
        return None;
    }
    if let Some(quoted) = rest.strip_prefix('"') {
        let mut value = String::new();
        let mut chars = quoted.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => return Some((name, value, &quoted[at + 1..])),
                '\\' => value.push(chars.next()?.1),
                c => value.push(c),
            }
        }
        return None;
    }
    let (value, rest) = token(rest);
    (!value.is_empty()).then(|| (name, value.to_string(), rest))
}

fn token(text: &str) -> (&str, &str) {
    let part = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let end = text.find(|c| !part(c)).unwrap_or(text.len());
    text.split_at(end)
}

fn blank(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_read() {
        let bearer = |realm: &str, service: &str, scope: &str| Challenge::Bearer {
            realm: realm.to_string(),
            service: service.to_string(),
            scope: scope.to_string(),
        };
        for (header, expected) in [
            ("Basic realm=\"x\"", Challenge::Basic),
            ("basic", Challenge::Basic),
            ("Digest x=y", Challenge::Other),
            ("", Challenge::Other),
            (
                "Bearer realm=\"https://a/t\",service=\"s\",scope=\"repository:r:pull,push\"",
                bearer("https://a/t", "s", "repository:r:pull,push"),
            ),
            ("BEARER realm = \"a\\\"b\" , service=s", bearer("a\"b", "s", "")),
            ("Bearer realm=\"open", bearer("", "", "")),
        ] {
            assert_eq!(Challenge::parse(header), expected, "{header}");
        }
    }
}
