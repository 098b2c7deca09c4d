//! The rules that hide changes are written down.

#[test]
fn every_rule_stands_in_the_documentation() {
    let page = include_str!("../../../docs/diff.md");
    for (id, hides) in rutter_diff::RULES {
        assert!(page.contains(&format!("| `{id}` |")), "docs/diff.md lacks the rule {id}");
        assert!(!hides.is_empty(), "{id} does not say what it hides");
    }
}
