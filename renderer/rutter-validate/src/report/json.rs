//! The report as JSON, for programs.

use serde_json::{Value, json};

use crate::finding::{Finding, Severity};
use crate::validator::Report;
use crate::version::Version;

/// One object: versions, level, counts and findings.
pub fn json(report: &Report) -> String {
    let document = json!({
        "versions": versions(&report.versions),
        "podSecurity": report.level.map(|level| level.name()),
        "objects": report.resources.len(),
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn versions(versions: &[Version]) -> Vec<String> {
    versions.iter().map(Version::to_string).collect()
}

fn finding(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "source": finding.source,
        "line": finding.line,
        "apiVersion": finding.resource.api_version,
        "kind": finding.resource.kind,
        "namespace": finding.resource.namespace,
        "name": finding.resource.name,
        "path": finding.path,
        "message": finding.message,
        "versions": versions(&finding.versions),
        "includedFrom": finding.includes,
        "values": finding.values,
    })
}
