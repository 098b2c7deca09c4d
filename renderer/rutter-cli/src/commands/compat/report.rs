//! What differs, for people and for programs.

use std::fmt::Write;

use rutter::ExplainedDocument;
use rutter_diff::report::{self, Style};
use rutter_diff::{Comparison, Manifests, Review};
use serde_json::{Value, json};

use super::finding::{Finding, Findings, changed_documents, changed_objects, moved_kinds};
use super::subject::Outcome;
use crate::commands::diff::cause;
use crate::commands::diff::side::Side;

/// What a reason does to a release.
#[derive(Default)]
struct Effect {
    /// Documents whose text differs, or that are on one side only.
    documents: usize,
    /// Objects of both sides that differ, by kind and name.
    changed: Vec<String>,
    /// Kinds that are installed later or earlier.
    moved: Vec<String>,
    /// The objects of both sides; nothing where one side failed.
    sides: Option<(Side, Side)>,
    /// What a side that failed says, by Helm 3 and by Helm 4.
    failures: [Option<String>; 2],
}

impl Effect {
    fn of(before: &Outcome, after: &Outcome) -> Effect {
        let mut effect = Effect::default();
        match (before, after) {
            (Outcome::Rendered { release: a, .. }, Outcome::Rendered { release: b, .. }) => {
                effect.documents = changed_documents(a, b);
                effect.changed = changed_objects(a, b);
                effect.moved = moved_kinds(a, b);
                effect.sides = side(before).zip(side(after));
            }
            _ => effect.failures = [failure(before), failure(after)],
        }
        effect
    }

    /// How many objects differ in what they say.
    fn objects(&self) -> usize {
        let reviewed = self.review(|review| review.entries().count() + review.hidden.len());
        reviewed.unwrap_or(0).max(self.changed.len())
    }

    fn review<T>(&self, use_it: impl FnOnce(&Review<'_>) -> T) -> Option<T> {
        let (old, new) = self.sides.as_ref()?;
        let comparison = Comparison::new(&old.manifests, &new.manifests, 0.0);
        let mut review = Review::new(&comparison, false);
        cause::explain(&mut review, old, new);
        Some(use_it(&review))
    }

    /// Whether a cluster could tell.
    fn matters(&self) -> bool {
        self.failures.iter().filter(|failure| failure.is_some()).count() == 1
            || self.objects() > 0
            || !self.moved.is_empty()
    }

    fn summary(&self) -> String {
        let [old, new] = &self.failures;
        match (old, new) {
            (Some(_), Some(_)) => return "both fail".to_string(),
            (Some(_), None) => return "Helm 3 fails".to_string(),
            (None, Some(_)) => return "Helm 4 fails".to_string(),
            (None, None) => {}
        }
        let mut parts = Vec::new();
        match self.objects() {
            0 => {}
            count => parts.push(format!("{} changed", counted(count, "object"))),
        }
        if !self.moved.is_empty() {
            parts.push(format!("another order of installation: {}", self.moved.join(", ")));
        }
        if parts.is_empty() {
            parts.push(match self.documents {
                0 => "the same documents".to_string(),
                count => format!("the text of {}, no object", counted(count, "document")),
            });
        }
        parts.join("; ")
    }
}

fn side(outcome: &Outcome) -> Option<Side> {
    let Outcome::Rendered { text, explained, inputs, .. } = outcome else { return None };
    let explained: Vec<ExplainedDocument> = explained.clone();
    let manifests = Manifests::parse(text, "", true).ok()?;
    Some(Side { manifests, explained, inputs: Some((**inputs).clone()) })
}

fn failure(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Failed { text, .. } => Some(text.clone()),
        Outcome::Rendered { .. } => None,
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Whether a cluster could tell by which Helm the chart was installed.
pub fn matters(findings: &Findings) -> bool {
    !findings.is_explained || weighed(findings).iter().any(|(_, effect)| effect.matters())
}

/// The report for people.
pub fn text(chart: &str, findings: &Findings, style: Style) -> String {
    let mut text = format!("{chart}: {}\n", headline(findings));
    for (finding, effect) in weighed(findings) {
        push_finding(finding, &effect, style, &mut text);
    }
    if !findings.is_explained {
        let effect = Effect::of(&findings.old, &findings.new);
        text.push_str("\nNot all of it follows from these rules: please report this chart.\n");
        push_objects(&effect, style, &mut text);
    }
    text
}

fn headline(findings: &Findings) -> String {
    let rules = counted(findings.findings.len(), "reason");
    match (&findings.old, &findings.new, findings.findings.len()) {
        (Outcome::Failed { text, .. }, _, 0) => format!("fails in both Helms: {text}"),
        _ if findings.is_broken() => "fails in both Helms".to_string(),
        (_, _, 0) if findings.is_explained => "the same bytes by Helm 3 and Helm 4".to_string(),
        _ => format!("Helm 4 differs from Helm 3 for {rules}"),
    }
}

/// The findings with what they do; first those a cluster could tell.
fn weighed(findings: &Findings) -> Vec<(&Finding, Effect)> {
    let mut weighed: Vec<_> = findings
        .findings
        .iter()
        .map(|finding| (finding, Effect::of(&finding.before, &finding.after)))
        .collect();
    weighed.sort_by_key(|(_, effect)| !effect.matters());
    weighed
}

fn push_finding(finding: &Finding, effect: &Effect, style: Style, text: &mut String) {
    let facts = finding.reason.facts();
    let _ = writeln!(text, "\n{}: {}", facts.id, effect.summary());
    let _ = writeln!(text, "    {}", facts.about);
    let _ = writeln!(text, "    {} (Helm 4: {})", facts.advice, facts.source);
    for (helm, failure) in [(3, &effect.failures[0]), (4, &effect.failures[1])] {
        if let Some(failure) = failure {
            let failure = failure.trim_end().replace('\n', "\n        ");
            let _ = writeln!(text, "    Helm {helm}: {failure}");
        }
    }
    push_objects(effect, style, text);
}

fn push_objects(effect: &Effect, style: Style, text: &mut String) {
    if effect.objects() == 0 {
        return;
    }
    let style = Style { with_noise: true, ..style };
    let is_reviewed = effect.review(|review| review.entries().count() + review.hidden.len());
    text.push('\n');
    if is_reviewed == Some(0) {
        let objects = effect.changed.join(", ");
        let _ = writeln!(text, "    ~ {objects}: line breaks at the end of a text");
        return;
    }
    let report = effect.review(|review| report::text(review, style)).unwrap_or_default();
    for line in report.trim_end().lines() {
        let _ = writeln!(text, "{}", format!("    {line}").trim_end());
    }
}

/// The report for programs.
pub fn value(chart: &str, findings: &Findings) -> Value {
    let weighed = weighed(findings);
    let matters = !findings.is_explained || weighed.iter().any(|(_, effect)| effect.matters());
    let reasons: Vec<Value> = weighed.iter().map(|(f, effect)| finding_value(f, effect)).collect();
    json!({
        "chart": chart,
        "same": findings.findings.is_empty() && findings.is_explained,
        "matters": matters,
        "explained": findings.is_explained,
        "errors": { "helm3": failure(&findings.old), "helm4": failure(&findings.new) },
        "reasons": reasons,
    })
}

fn finding_value(finding: &Finding, effect: &Effect) -> Value {
    let facts = finding.reason.facts();
    json!({
        "id": facts.id,
        "about": facts.about,
        "advice": facts.advice,
        "source": facts.source,
        "matters": effect.matters(),
        "documents": effect.documents,
        "objects": effect.changed,
        "moved": effect.moved,
        "errors": { "helm3": effect.failures[0], "helm4": effect.failures[1] },
        "changes": effect.review(report::json),
    })
}
