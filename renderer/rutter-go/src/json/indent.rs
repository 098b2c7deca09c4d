//! White space between the parts of a JSON text (Go: `encoding/json/indent.go`).

/// A JSON text on several lines: `prefix` at the beginning of every line but the first, `step` for
/// each level (Go: `json.Indent`). The text must be valid and without white space.
pub fn indent(text: &[u8], prefix: &str, step: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut level = 0;
    let mut quoted = false;
    let mut previous = b' ';
    for (index, &byte) in text.iter().enumerate() {
        if quoted {
            quoted = byte != b'"' || previous == b'\\';
            // A backslash after a backslash is no escape.
            previous = if previous == b'\\' { b' ' } else { byte };
            out.push(byte);
            continue;
        }
        let next = text.get(index + 1);
        match byte {
            b'{' | b'[' => {
                out.push(byte);
                level += 1;
                if !matches!(next, Some(b'}' | b']')) {
                    line(&mut out, prefix, step, level);
                }
            }
            b'}' | b']' => {
                level -= 1;
                if !matches!(previous, b'{' | b'[') {
                    line(&mut out, prefix, step, level);
                }
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                line(&mut out, prefix, step, level);
            }
            b':' => out.extend(b": "),
            _ => {
                quoted = byte == b'"';
                out.push(byte);
            }
        }
        previous = if quoted { b' ' } else { byte };
    }
    out
}

fn line(out: &mut Vec<u8>, prefix: &str, step: &str, level: usize) {
    out.push(b'\n');
    out.extend(prefix.as_bytes());
    (0..level).for_each(|_| out.extend(step.as_bytes()));
}

#[cfg(test)]
mod tests {
    use super::indent;

    #[test]
    fn every_element_has_its_line() {
        let text = indent(br#"{"a":[],"b":{"c":"{,\"\\"},"d":[1,{}]}"#, "", "  ");
        let expected = r#"{
  "a": [],
  "b": {
    "c": "{,\"\\"
  },
  "d": [
    1,
    {}
  ]
}"#;
        assert_eq!(String::from_utf8_lossy(&text), expected);
    }
}
