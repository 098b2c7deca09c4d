//! Reading YAML that later steps can go through with recursion.

use rutter_yaml::{Data, ErrorKind, Node, parse_node};

/// How deep maps and lists may be in each other. Charts have a dozen levels.
const MAX_DEPTH: usize = 100;

/// The first document of a text; else the line that is known and what is wrong.
pub fn parse(text: &[u8]) -> Result<Node, (Option<u32>, String)> {
    let node = parse_node(text).map_err(|error| without_line(&error))?;
    match too_deep(&node) {
        Some(line) => Err((Some(line), format!("nested deeper than {MAX_DEPTH} levels"))),
        None => Ok(node),
    }
}

/// The line where the limit is passed.
fn too_deep(node: &Node) -> Option<u32> {
    let mut open = vec![(node, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return Some(node.span.line);
        }
        match &node.data {
            Data::List(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Data::Map(entries) => {
                open.extend(entries.iter().map(|entry| (&entry.value, depth + 1)));
            }
            _ => {}
        }
    }
    None
}

/// What is wrong without the prefixes of Go's libraries, and the line they know.
fn without_line(error: &rutter_yaml::Error) -> (Option<u32>, String) {
    let message = error.message();
    let message = message.rsplit_once("yaml: ").map_or(message, |(_, problem)| problem);
    let shown = message.strip_prefix("line ").and_then(|rest| rest.split_once(": "));
    let line = shown.and_then(|(line, _)| line.parse().ok());
    let is_placed = error.kind() == ErrorKind::Syntax;
    let line = line.or(error.line().filter(|_| is_placed));
    (line, shown.map_or(message, |(_, problem)| problem).to_string())
}
