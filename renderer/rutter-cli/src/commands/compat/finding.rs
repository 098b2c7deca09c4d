//! What differs between the two Helms, reason by reason.

use std::collections::BTreeSet;

use rutter::{Compat, Release, Rule};

use super::facts::Reason;
use super::subject::{Outcome, Subject, Trial};

/// What one reason does.
pub struct Finding {
    /// Why the Helms differ.
    pub reason: Reason,
    /// The render without it.
    pub before: Outcome,
    /// The render with it.
    pub after: Outcome,
}

/// All that differs.
pub struct Findings {
    /// By Helm 3.
    pub old: Outcome,
    /// By Helm 4.
    pub new: Outcome,
    /// Each reason that makes a difference.
    pub findings: Vec<Finding>,
    /// Whether Helm 3 with these reasons renders as Helm 4 does.
    pub is_explained: bool,
}

impl Findings {
    /// Whether neither Helm renders.
    pub fn is_broken(&self) -> bool {
        matches!((&self.old, &self.new), (Outcome::Failed { .. }, Outcome::Failed { .. }))
    }

    /// Renders by both Helms, then by Helm 3 with each single rule of Helm 4 and, where that
    /// changes nothing, by Helm 4 with each single rule of Helm 3.
    pub fn of(subject: &Subject) -> Findings {
        let old = subject.render(Trial::of(Compat::V3));
        let new = subject.render(Trial::of(Compat::V4));
        let mut findings = Findings { old, new, findings: Vec::new(), is_explained: true };
        if findings.old.is_as(&findings.new) {
            findings.compare_words(subject);
        } else if subject.is_read_by_one() {
            findings.push(subject, Reason::Loading, Trial::of(Compat::V3), Trial::of(Compat::V4));
        } else {
            findings.compare_rules(subject);
        }
        findings
    }

    fn push(&mut self, subject: &Subject, reason: Reason, before: Trial, after: Trial) {
        let (before, after) = (subject.render(before), subject.render(after));
        self.findings.push(Finding { reason, before, after });
    }

    fn compare_words(&mut self, subject: &Subject) {
        if let (Outcome::Failed { text: a, .. }, Outcome::Failed { text: b, .. }) =
            (&self.old, &self.new)
            && a != b
        {
            let (old, new) = (Trial::of(Compat::V3), Trial::of(Compat::V4));
            self.push(subject, Reason::Messages, old, new);
        }
    }

    fn compare_rules(&mut self, subject: &Subject) {
        let mut rules = Vec::new();
        for rule in Rule::ALL {
            if self.try_reason(subject, Reason::Rule(rule)) {
                rules.push(rule);
            }
        }
        let reading = match self.try_reason(subject, Reason::Documents) {
            true => Compat::V4,
            false => Compat::V3,
        };
        let all = Trial { reading, compat: Compat::V3, exchanged: &rules };
        self.is_explained = subject.render(all).is_as(&self.new);
    }

    /// Whether a reason makes a difference; if so, it is kept.
    fn try_reason(&mut self, subject: &Subject, reason: Reason) -> bool {
        let exchanged: &[Rule] = match &reason {
            Reason::Rule(rule) => std::slice::from_ref(rule),
            _ => &[],
        };
        let reads_otherwise = reason == Reason::Documents;
        let with = |compat: Compat, other: Compat| {
            let reading = if reads_otherwise { other } else { compat };
            subject.render(Trial { reading, compat, exchanged })
        };
        let after = with(Compat::V3, Compat::V4);
        if !after.is_as(&self.old) {
            let before = subject.render(Trial::of(Compat::V3));
            self.findings.push(Finding { reason, before, after });
            return true;
        }
        let before = with(Compat::V4, Compat::V3);
        if !before.is_as(&self.new) {
            let after = subject.render(Trial::of(Compat::V4));
            self.findings.push(Finding { reason, before, after });
            return true;
        }
        false
    }
}

/// A document of a release: its template, kind, name, and the text.
type Document<'a> = (&'a str, &'a str, &'a str, &'a [u8]);

fn documents(release: &Release) -> Vec<Document<'_>> {
    let manifests = release
        .manifests
        .iter()
        .map(|m| (m.path.as_str(), m.kind.as_str(), m.name.as_str(), m.content.as_bytes()));
    let hooks = release
        .hooks
        .iter()
        .map(|h| (h.path.as_str(), h.kind.as_str(), h.name.as_str(), h.content.as_bytes()));
    manifests.chain(hooks).collect()
}

/// How many documents of two releases are not on both sides, byte by byte.
pub fn changed_documents(before: &Release, after: &Release) -> usize {
    let set = |release| documents(release).into_iter().collect::<BTreeSet<_>>();
    let (before, after) = (set(before), set(after));
    let only = |a: &BTreeSet<Document<'_>>, b: &BTreeSet<Document<'_>>| {
        a.iter()
            .filter(|document| !b.contains(*document))
            .map(|(path, kind, name, _)| (path.to_string(), kind.to_string(), name.to_string()))
            .collect::<BTreeSet<_>>()
    };
    only(&before, &after).union(&only(&after, &before)).count()
}

/// The documents that say something else on both sides, by kind and name: what is compared as a
/// text without its end may still differ there.
pub fn changed_objects(before: &Release, after: &Release) -> Vec<String> {
    let says = |content: &[u8]| {
        // A manifest puts a line break behind each document.
        let text = format!("{}\n", String::from_utf8_lossy(content));
        rutter::json_documents(&text, Compat::V4, false).ok()
    };
    let after = documents(after);
    let mut changed = Vec::new();
    for (path, kind, name, content) in documents(before) {
        let is_same = |other: &&Document<'_>| (other.0, other.1, other.2) == (path, kind, name);
        match after.iter().find(is_same) {
            Some((.., other)) if *other != content && says(other) != says(content) => {
                changed.push(format!("{kind} {name}"));
            }
            _ => {}
        }
    }
    changed
}

/// The kinds whose objects stand behind others than before, in the new order.
pub fn moved_kinds(before: &Release, after: &Release) -> Vec<String> {
    let order = |release: &Release| -> Vec<(String, String, String)> {
        documents(release)
            .into_iter()
            .map(|(path, kind, name, _)| (path.to_string(), kind.to_string(), name.to_string()))
            .collect()
    };
    let (before, after) = (order(before), order(after));
    let stays = common_order(&before, &after);
    let mut kinds: Vec<String> = Vec::new();
    for document in after.iter().filter(|document| before.contains(document)) {
        if !stays.contains(document) && !kinds.contains(&document.1) {
            kinds.push(document.1.clone());
        }
    }
    kinds
}

/// A longest list of documents that stands in both orders.
fn common_order<T: PartialEq + Clone>(before: &[T], after: &[T]) -> Vec<T> {
    let places: Vec<(usize, usize)> = after
        .iter()
        .enumerate()
        .filter_map(|(new, item)| Some((before.iter().position(|other| other == item)?, new)))
        .collect();
    // For each document the longest list that ends with it, and the one before it there.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (at, (old, _)) in places.iter().enumerate() {
        let previous = (0..at).filter(|&p| places[p].0 < *old).max_by_key(|&p| best[p].0);
        best.push((previous.map_or(1, |p| best[p].0 + 1), previous));
    }
    let mut at = (0..best.len()).max_by_key(|&p| best[p].0);
    let mut stays = Vec::new();
    while let Some(place) = at {
        stays.push(after[places[place].1].clone());
        at = best[place].1;
    }
    stays
}
