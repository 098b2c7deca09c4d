//! JSON for people: what fits a line stays on one.

use serde_json::Value;

/// How long a line may get.
const WIDTH: usize = 110;

/// A value on one line, with a blank after each colon and comma.
pub fn line(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(line).collect::<Vec<_>>().join(", "))
        }
        Value::Object(entries) => {
            let entry =
                |(key, value): (&String, &Value)| format!("{}: {}", quote(key), line(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        scalar => scalar.to_string(),
    }
}

/// A value as a text of lines, with a line end.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0, 0);
    out.push('\n');
    out
}

fn quote(text: &str) -> String {
    Value::from(text).to_string()
}

/// Appends a value that begins after `used` characters of its line.
fn write(out: &mut String, value: &Value, indent: usize, used: usize) {
    let short = line(value);
    if used + short.chars().count() < WIDTH {
        out.push_str(&short);
        return;
    }
    match value {
        Value::Array(items) if !items.is_empty() => {
            let items = items.iter().map(|item| (String::new(), item));
            write_items(out, ['[', ']'], items.collect(), indent);
        }
        Value::Object(entries) if !entries.is_empty() => {
            let entries = entries.iter().map(|(key, item)| (format!("{}: ", quote(key)), item));
            write_items(out, ['{', '}'], entries.collect(), indent);
        }
        _ => out.push_str(&short),
    }
}

/// Appends the items of a list or map, one per line.
fn write_items(
    out: &mut String,
    [open, close]: [char; 2],
    items: Vec<(String, &Value)>,
    indent: usize,
) {
    out.push(open);
    for (index, (label, item)) in items.into_iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(indent + 1));
        out.push_str(&label);
        write(out, item, indent + 1, 2 * indent + 2 + label.chars().count());
    }
    out.push('\n');
    out.push_str(&"  ".repeat(indent));
    out.push(close);
}
