//! SARIF 2.1.0, which code hosts show beside the lines.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::finding::Finding;
use crate::validator::Report;
use crate::version::range;

/// One run with its rules and results.
pub fn sarif(report: &Report) -> String {
    let rules: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    let results: Vec<Value> =
        report.findings.iter().map(|finding| result(finding, &rules)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "rutter validate",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|rule| json!({ "id": rule })).collect::<Vec<_>>(),
            } },
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn result(finding: &Finding, rules: &[&str]) -> Value {
    let mut text = String::new();
    if !finding.resource.kind.is_empty() {
        text = format!("{} ", finding.resource.title());
    }
    if !finding.path.is_empty() {
        text.push_str(&format!("{}: ", finding.path));
    }
    text.push_str(&finding.message);
    if !finding.versions.is_empty() {
        text.push_str(&format!(" (Kubernetes {})", range(&finding.versions)));
    }
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.rule),
        "level": finding.severity.name(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": finding.source },
            "region": { "startLine": finding.line },
        } }],
    })
}
