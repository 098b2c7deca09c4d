//! The report as people read it.

use std::fmt::Write;

use crate::finding::{Finding, Severity};
use crate::validator::Report;
use crate::version::range;

/// One paragraph for each finding, and a line that sums up.
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let _ = writeln!(out, "{}", paragraph(finding, report));
    }
    let _ = writeln!(out, "{}", summary(report));
    out
}

fn paragraph(finding: &Finding, report: &Report) -> String {
    let Finding { source, line, severity, rule, message, .. } = finding;
    let mut place = String::new();
    if !finding.resource.kind.is_empty() {
        place = format!("  {}", finding.resource.title());
    }
    if !finding.path.is_empty() {
        place.push_str(&format!(" {}", finding.path));
    }
    // All versions is what is expected.
    let versions = match finding.versions == report.versions || finding.versions.is_empty() {
        true => String::new(),
        false => format!(" (Kubernetes {})", range(&finding.versions)),
    };
    let mut text =
        format!("{source}:{line}{place}\n  {}[{rule}]: {message}{versions}", severity.name());
    for include in &finding.includes {
        text.push_str(&format!("\n  included from {include}"));
    }
    if !finding.values.is_empty() {
        text.push_str(&format!("\n  made of {}", finding.values.join(", ")));
    }
    text
}

fn summary(report: &Report) -> String {
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let counted = |count: usize, name: &str| match count {
        1 => format!("1 {name}"),
        count => format!("{count} {name}s"),
    };
    let mut text = format!(
        "{}, Kubernetes {}: {}, {}",
        counted(report.resources.len(), "object"),
        range(&report.versions),
        counted(errors, "error"),
        counted(warnings, "warning")
    );
    if let Some(level) = report.level {
        text.push_str(&format!("; Pod Security: {}", level.name()));
    }
    text
}
