//! JUnit XML: one case for each object.

use std::fmt::Write;

use crate::finding::{Finding, Resource, Severity};
use crate::validator::Report;

/// One suite; a case fails when its object has an error.
pub fn junit(report: &Report) -> String {
    let failing = |place: &&(String, Resource)| findings_of(report, &place.1).any(is_error);
    let loose = report.findings.iter().filter(|finding| finding.resource.kind.is_empty());
    let loose: Vec<&Finding> = loose.collect();
    let tests = report.resources.len() + loose.len();
    let failures = report.resources.iter().filter(failing).count() + loose.len();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites tests=\"{tests}\" failures=\"{failures}\">");
    let _ = writeln!(
        out,
        "  <testsuite name=\"rutter validate\" tests=\"{tests}\" failures=\"{failures}\">"
    );
    for place in &report.resources {
        case(
            &mut out,
            &place.0,
            &place.1.title(),
            &findings_of(report, &place.1).collect::<Vec<_>>(),
        );
    }
    for finding in loose {
        case(&mut out, &finding.source, &format!("line {}", finding.line), &[finding]);
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn findings_of<'r>(
    report: &'r Report,
    resource: &'r Resource,
) -> impl Iterator<Item = &'r Finding> {
    report
        .findings
        .iter()
        .filter(move |finding| !finding.resource.kind.is_empty() && finding.resource == *resource)
}

fn case(out: &mut String, source: &str, name: &str, findings: &[&Finding]) {
    let (source, name) = (escaped(source), escaped(name));
    let _ = write!(out, "    <testcase classname=\"{source}\" name=\"{name}\"");
    let errors: Vec<&&Finding> = findings.iter().filter(|finding| is_error(finding)).collect();
    if errors.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    for finding in errors {
        let text = match finding.path.is_empty() {
            true => finding.message.clone(),
            false => format!("{}: {}", finding.path, finding.message),
        };
        let (rule, text) = (finding.rule, escaped(&text));
        let place = escaped(&format!("{}:{}", finding.source, finding.line));
        let _ =
            writeln!(out, "      <failure type=\"{rule}\" message=\"{text}\">{place}</failure>");
    }
    out.push_str("    </testcase>\n");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 has no form for other control characters.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
