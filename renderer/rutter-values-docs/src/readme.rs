//! The place of the table in a README.

/// The lines between which the table stands.
pub const MARKERS: [&str; 2] = ["<!-- values -->", "<!-- end of values -->"];

/// A README with another table between its markers; nothing if it has none.
pub fn with_table(readme: &str, table: &str) -> Option<String> {
    let [begin, end] = MARKERS;
    let (before, rest) = readme.split_once(begin)?;
    let (_, after) = rest.split_once(end)?;
    Some(format!("{before}{begin}\n{table}{end}{after}"))
}
