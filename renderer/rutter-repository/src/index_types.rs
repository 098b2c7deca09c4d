//! Whether the values of an index are of the types that Helm reads them as. Go: encoding/json.

use rutter_yaml::{Data, Node};

/// What a value must be; `null` always may stand for it.
#[derive(Clone, Copy)]
enum Kind {
    Map,
    List,
    /// Any scalar is taken for a text.
    Text,
    Bool,
}

/// Checks what Go would not decode.
///
/// # Errors
/// Go's text without what comes before it.
pub fn check(root: &Node) -> Result<(), String> {
    let entries = root.get("entries");
    let field = "IndexFile.entries";
    expect(entries, Kind::Map, field, "map[string]repo.ChartVersions")?;
    for entry in entries.and_then(Node::entries).unwrap_or_default() {
        expect(Some(&entry.value), Kind::List, field, "repo.ChartVersions")?;
        for version in entry.value.items().unwrap_or_default() {
            expect(Some(version), Kind::Map, field, "repo.ChartVersion")?;
            let own = |name| (version.get(name), format!("ChartVersion.entries.{name}"));
            for (name, kind, go_type) in [
                ("urls", Kind::List, "[]string"),
                ("digest", Kind::Text, "string"),
                ("removed", Kind::Bool, "bool"),
            ] {
                let (value, field) = own(name);
                expect(value, kind, &field, go_type)?;
            }
        }
    }
    expect(root.get("annotations"), Kind::Map, "IndexFile.annotations", "map[string]string")?;
    expect(root.get("publicKeys"), Kind::List, "IndexFile.publicKeys", "[]string")
}

fn expect(node: Option<&Node>, kind: Kind, field: &str, go_type: &str) -> Result<(), String> {
    let Some(node) = node else { return Ok(()) };
    let fits = match kind {
        Kind::Map => matches!(node.data, Data::Null | Data::Map(_)),
        Kind::List => matches!(node.data, Data::Null | Data::List(_)),
        Kind::Text => !matches!(node.data, Data::List(_) | Data::Map(_)),
        Kind::Bool => matches!(node.data, Data::Null | Data::Bool(_)),
    };
    match fits {
        true => Ok(()),
        false => Err(format!(
            "json: cannot unmarshal {} into Go struct field {field} of type {go_type}",
            node.json_type()
        )),
    }
}
