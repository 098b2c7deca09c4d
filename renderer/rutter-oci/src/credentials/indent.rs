//! JSON as Go's `json.MarshalIndent` writes it with tabs, numbers and order as they were.

use crate::go_json::escape_html;

/// Writes a JSON text, known to be one, with tabs.
pub(crate) fn with_tabs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0usize;
    let mut rest = text.trim_start();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n('\t', depth));
    };
    while let Some(c) = rest.chars().next() {
        let mut used = c.len_utf8();
        match c {
            '"' => {
                used = string_length(rest);
                out.push_str(&escape_html(&rest[..used]));
            }
            '{' | '[' => {
                out.push(c);
                let inside = rest[used..].trim_start();
                if inside.starts_with(['}', ']']) {
                    out.push_str(&inside[..1]);
                    used = rest.len() - inside.len() + 1;
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c => out.push(c),
        }
        rest = rest[used..].trim_start();
    }
    out
}

/// The length of the string a text begins with, quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::with_tabs;

    #[test]
    fn texts_are_indented_as_go_does() {
        let text = " {\"b\" : [ ] ,\"a\":{\"z\":1.50,\"y\":[1,\"<\\\"}\"]}, \"c\":{ }}\n";
        let expected = "{\n\t\"b\": [],\n\t\"a\": {\n\t\t\"z\": 1.50,\n\t\t\"y\": [\n\t\t\t1,\n\t\t\t\"\\u003c\\\"}\"\n\t\t]\n\t},\n\t\"c\": {}\n}";
        assert_eq!(with_tabs(text), expected);
    }
}
