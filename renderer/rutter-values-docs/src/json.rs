//! JSON that keeps the order of its fields, as values and as text.

use rutter_yaml::{Data, Entry, Node};

/// How long a line may get.
const WIDTH: usize = 100;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// A map in its order.
    Map(Vec<(String, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_string())
    }
}

impl Json {
    /// A document's value, its fields in the order of the document.
    pub fn of(node: &Node) -> Json {
        match &node.data {
            Data::Null => Json::Null,
            Data::Bool(value) => Json::Bool(*value),
            Data::Number(value) => Json::Number(number(*value)),
            Data::String(text) => Json::Text(text.to_str_lossy().into_owned()),
            Data::List(items) => Json::List(items.iter().map(Json::of).collect()),
            Data::Map(entries) => Json::Map(
                in_order(entries)
                    .into_iter()
                    .map(|entry| (entry.key.to_str_lossy().into_owned(), Json::of(&entry.value)))
                    .collect(),
            ),
        }
    }

    /// The field of a map.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Map(fields) => {
                fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// On one line, with a blank after each colon and comma if `spaced`.
    pub fn to_line(&self, spaced: bool) -> String {
        let blank = if spaced { " " } else { "" };
        let join = |parts: Vec<String>| parts.join(&format!(",{blank}"));
        match self {
            Json::Null => "null".to_string(),
            Json::Bool(value) => value.to_string(),
            Json::Number(number) => number.clone(),
            Json::Text(text) => quote(text),
            Json::List(items) => {
                format!("[{}]", join(items.iter().map(|item| item.to_line(spaced)).collect()))
            }
            Json::Map(fields) => {
                let field = |(name, value): &(String, Json)| {
                    format!("{}:{blank}{}", quote(name), value.to_line(spaced))
                };
                format!("{{{}}}", join(fields.iter().map(field).collect()))
            }
        }
    }

    /// As lines: what fits one stays on one.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0, 0);
        out.push('\n');
        out
    }

    /// The same with the fields of every map sorted, as Go prints them.
    pub fn sorted(&self) -> Json {
        match self {
            Json::List(items) => Json::List(items.iter().map(Json::sorted).collect()),
            Json::Map(fields) => {
                let mut fields: Vec<_> =
                    fields.iter().map(|(name, value)| (name.clone(), value.sorted())).collect();
                fields.sort_by(|(a, _), (b, _)| a.cmp(b));
                Json::Map(fields)
            }
            scalar => scalar.clone(),
        }
    }

    /// Appends the value, which begins after `used` characters of its line.
    fn write(&self, out: &mut String, indent: usize, used: usize) {
        let short = self.to_line(true);
        if used + short.chars().count() < WIDTH {
            out.push_str(&short);
            return;
        }
        match self {
            Json::List(items) if !items.is_empty() => {
                let items = items.iter().map(|item| (String::new(), item));
                write_items(out, ['[', ']'], items.collect(), indent);
            }
            Json::Map(fields) if !fields.is_empty() => {
                let fields = fields.iter().map(|(name, item)| (quote(name) + ": ", item));
                write_items(out, ['{', '}'], fields.collect(), indent);
            }
            _ => out.push_str(&short),
        }
    }
}

/// The entries of a map as they stand in the document.
pub fn in_order(entries: &[Entry]) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

/// Appends the items of a list or map, one per line.
fn write_items(
    out: &mut String,
    [open, close]: [char; 2],
    items: Vec<(String, &Json)>,
    indent: usize,
) {
    out.push(open);
    for (index, (label, item)) in items.into_iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(indent + 1));
        out.push_str(&label);
        item.write(out, indent + 1, 2 * indent + 2 + label.chars().count());
    }
    out.push('\n');
    out.push_str(&"  ".repeat(indent));
    out.push(close);
}

fn quote(text: &str) -> String {
    let mut out = Vec::new();
    rutter_go::json::append_string(&mut out, text.as_bytes(), false);
    String::from_utf8_lossy(&out).into_owned()
}

/// Go: encoding/json `floatEncoder`, as far as values.yaml needs it.
fn number(value: f64) -> String {
    let mut out = Vec::new();
    let go = rutter_go::Value::Float64(value);
    if rutter_go::json::append(&mut out, &go, &rutter_go::json::Options::default()).is_err() {
        return "null".to_string();
    }
    String::from_utf8_lossy(&out).into_owned()
}
