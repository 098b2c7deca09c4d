//! Which templates a suite renders. helm-unittest: deep_copy.go `filterV3Templates`.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rutter_go::path;
use rutter_go::regexp::Regexp;

/// The templates of a suite: some or all, less those excluded, and every partial.
pub(crate) struct RenderSet {
    selected: Vec<Regexp>,
    excluded: Vec<Regexp>,
    /// Names that were asked for, with the answer.
    known: RefCell<BTreeMap<String, bool>>,
}

impl RenderSet {
    /// The set of `templates` (all for none) below `route`, the chart's place in the tree.
    pub fn new(route: &str, templates: &[String], excluded: &[String]) -> RenderSet {
        let all = ["**".to_string()];
        let templates = if templates.is_empty() { &all } else { templates };
        let patterns = |names: &[String]| names.iter().filter_map(|n| pattern(route, n)).collect();
        RenderSet {
            selected: patterns(templates),
            excluded: patterns(excluded),
            known: RefCell::default(),
        }
    }

    /// Whether the template of this name (`redis/templates/service.yaml`) is rendered.
    pub fn selects(&self, name: &str) -> bool {
        let known = self.known.borrow().get(name).copied();
        known.unwrap_or_else(|| {
            let selects = self.matches(name);
            self.known.borrow_mut().insert(name.to_string(), selects);
            selects
        })
    }

    fn matches(&self, name: &str) -> bool {
        let matches = |patterns: &[Regexp]| patterns.iter().any(|p| p.is_match(name.as_bytes()));
        path::base(name.as_bytes()).starts_with(b"_")
            || (matches(&self.selected) && !matches(&self.excluded))
    }
}

/// A template's path inside its chart: below `templates/` unless it says where.
pub(crate) fn template_path(name: &str) -> String {
    let is_full = ["templates", "charts", "crds", "**"].iter().any(|p| name.starts_with(p));
    if is_full { name.to_string() } else { join(&["templates", name]) }
}

/// Go's `filepath.Join`.
pub(crate) fn join(parts: &[&str]) -> String {
    String::from_utf8_lossy(&path::join(parts)).into_owned()
}

/// Matches anywhere in a name; what cannot be compiled matches nothing.
fn pattern(route: &str, name: &str) -> Option<Regexp> {
    const DOUBLE: &str = r"[0-9a-zA-Z_\-/\.]+";
    const SINGLE: &str = r"[0-9a-zA-Z_\-_/\.]*";
    let path = join(&[route, &template_path(name)]);
    let mut pattern = String::new();
    let mut rest = path.as_str();
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**") {
            pattern.push_str(DOUBLE);
            rest = after;
            continue;
        }
        match letter {
            '*' => pattern.push_str(SINGLE),
            '.' | '+' | '[' | ']' | '?' | '(' | ')' | '|' | '{' | '}' | '^' | '$' => {
                pattern.extend(['\\', letter]);
            }
            _ => pattern.push(letter),
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    Regexp::compile(pattern.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_anywhere_and_stars_cross_directories() {
        let cases = [
            ("deployment", "c/templates/deployment.yaml", true),
            ("*.yaml", "c/templates/a/b.yaml", true),
            ("**", "c/charts/d/templates/x.yaml", true),
            ("a.yaml", "c/templates/aXyaml", false),
            ("charts/d/templates/x.yaml", "c/charts/d/templates/x.yaml", true),
            ("x.yaml", "c/charts/d/templates/x.yaml", false),
            ("x.yaml", "c/charts/d/templates/_x.tpl", true),
        ];
        for (name, template, want) in cases {
            let set = RenderSet::new("c", &[name.to_string()], &[]);
            assert_eq!(set.selects(template), want, "{name} {template}");
        }
        let set = RenderSet::new("c", &[], &["b*".to_string()]);
        assert!(set.selects("c/templates/a.yaml") && !set.selects("c/templates/bc.yaml"));
    }
}
