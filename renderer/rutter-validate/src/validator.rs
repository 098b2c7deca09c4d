//! Documents in, findings out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::json;

use crate::bundle::Bundle;
use crate::crd::CustomResources;
use crate::document::{Document, Object, path};
use crate::finding::{Finding, Findings, Resource, Severity};
use crate::lifecycle;
use crate::message::refusals;
use crate::object;
use crate::pod::pod_of;
use crate::pod_security::{self, Level};
use crate::schema::{Compiled, OBJECT_META, compile, reference};
use crate::version::Version;

/// What to hold documents against.
#[derive(Clone, Debug)]
pub struct Options {
    /// Versions of Kubernetes; those the program has schemas of are [`Options::known_versions`].
    pub versions: Vec<Version>,
    /// The Pod Security level that every pod must keep; none is asked for when `None`.
    pub level: Option<Level>,
    /// Kinds beyond Kubernetes' own.
    pub custom_resources: CustomResources,
    /// A kind without a schema is an error, not a warning.
    pub strict: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            versions: Options::known_versions().to_vec(),
            level: None,
            custom_resources: CustomResources::default(),
            strict: false,
        }
    }
}

impl Options {
    /// The versions whose schemas come with the program, from the oldest.
    pub fn known_versions() -> &'static [Version] {
        Bundle::get().versions()
    }
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What is wrong, in the order of the documents.
    pub findings: Vec<Finding>,
    /// The objects that were looked at, each with its source.
    pub resources: Vec<(String, Resource)>,
    /// Versions of Kubernetes.
    pub versions: Vec<Version>,
    /// The strictest level that every pod keeps in all versions; `None` without pods.
    pub level: Option<Level>,
}

impl Report {
    /// Findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl Report {
    /// The reports of several versions as one.
    pub(crate) fn merged(reports: Vec<Report>) -> Report {
        let mut whole = Report::default();
        let mut findings = Findings::default();
        let mut seen = BTreeSet::new();
        for report in reports {
            report.findings.into_iter().for_each(|finding| findings.add(finding));
            let new = report.resources.into_iter().filter(|place| seen.insert(place.clone()));
            whole.resources.extend(new);
            whole.versions.extend(report.versions);
            whole.level = match (whole.level, report.level) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
        whole.findings = findings.sorted();
        whole
    }
}

/// Holds documents against schemas, lifetimes and levels.
pub fn validate(documents: &[Document], options: &Options) -> Report {
    let mut validator = Validator {
        options,
        custom_resources: options.custom_resources.clone(),
        compiled: BTreeMap::new(),
        report: Report { versions: options.versions.clone(), ..Report::default() },
        findings: Findings::default(),
    };
    let mut objects = Vec::new();
    for document in documents {
        match Object::read(document) {
            Ok(found) => objects.extend(found),
            Err((text, line)) => validator.unreadable(document, text, line),
        }
    }
    validator.custom_resources.add_objects(&objects);
    for object in &objects {
        validator.check(object);
    }
    validator.check_levels(&objects);
    for (index, fault) in object::duplicates(&objects) {
        if let Some(object) = objects.get(index) {
            validator.add(object, fault, &options.versions);
        }
    }
    Report { findings: validator.findings.sorted(), ..validator.report }
}

/// A fault before it is placed.
pub(crate) struct Fault {
    pub rule: &'static str,
    pub severity: Severity,
    pub pointer: Vec<String>,
    pub message: String,
}

impl Fault {
    /// An error at a pointer.
    pub fn error(rule: &'static str, pointer: Vec<String>, message: String) -> Fault {
        Fault { rule, severity: Severity::Error, pointer, message }
    }
}

struct Validator<'o> {
    options: &'o Options,
    custom_resources: CustomResources,
    /// Schemas by version, apiVersion and kind.
    compiled: BTreeMap<(Version, String, String), Option<Rc<Compiled>>>,
    report: Report,
    findings: Findings,
}

impl Validator<'_> {
    fn unreadable(&mut self, document: &Document, message: String, line: usize) {
        self.findings.add(Finding {
            rule: "yaml",
            severity: Severity::Error,
            source: document.source.clone(),
            line: document.line + line - 1,
            resource: Resource::default(),
            path: String::new(),
            message,
            versions: Vec::new(),
            includes: Vec::new(),
            values: Vec::new(),
        });
    }

    /// Adds a fault; the same one of several versions is told once.
    fn add(&mut self, object: &Object, fault: Fault, versions: &[Version]) {
        let finding = Finding {
            rule: fault.rule,
            severity: fault.severity,
            source: object.source.clone(),
            line: object.line_of(&fault.pointer),
            resource: object.resource.clone(),
            path: path(&fault.pointer),
            message: fault.message,
            versions: versions.to_vec(),
            includes: Vec::new(),
            values: Vec::new(),
        };
        self.findings.add(finding);
    }

    fn check(&mut self, object: &Object) {
        self.report.resources.push((object.source.clone(), object.resource.clone()));
        let versions = self.options.versions.clone();
        let faults = object::faults(object);
        let is_object = !faults.iter().any(|fault| fault.rule == "no-object");
        for fault in faults {
            self.add(object, fault, &versions);
        }
        if is_object {
            for version in versions {
                self.check_version(object, version);
            }
        }
    }

    fn check_version(&mut self, object: &Object, version: Version) {
        let Resource { api_version, kind, .. } = &object.resource;
        let name = format!("{api_version} {kind}");
        let lifecycle = lifecycle::find(api_version, kind);
        if let Some(text) = lifecycle.as_ref().and_then(|life| life.removal(&name, version)) {
            return self.add(
                object,
                Fault::error("removed-api", vec!["apiVersion".into()], text),
                &[version],
            );
        }
        if let Some(message) = lifecycle.and_then(|life| life.deprecation(&name, version)) {
            let pointer = vec!["apiVersion".into()];
            let severity = Severity::Warning;
            self.add(
                object,
                Fault { rule: "deprecated-api", severity, pointer, message },
                &[version],
            );
        }
        let faults = match self.compiled(object, version).as_deref() {
            None => vec![self.unknown_kind(&name, api_version)],
            Some(Err(text)) => vec![Fault {
                rule: "unusable-schema",
                severity: Severity::Warning,
                pointer: vec!["kind".into()],
                message: format!("the schema of {name} cannot be used: {text}"),
            }],
            Some(Ok(schema)) => schema_faults(schema, object),
        };
        for fault in faults {
            self.add(object, fault, &[version]);
        }
    }

    fn unknown_kind(&self, name: &str, api_version: &str) -> Fault {
        let pointer = vec!["apiVersion".to_string()];
        if Bundle::get().knows_group(api_version) {
            let message = format!("there is no {name}");
            return Fault::error("unknown-kind", pointer, message);
        }
        let severity = if self.options.strict { Severity::Error } else { Severity::Warning };
        let message = format!("no schema of {name}; give its definition by --crds");
        Fault { rule: "no-schema", severity, pointer, message }
    }

    fn compiled(&mut self, object: &Object, version: Version) -> Option<Rc<Compiled>> {
        let Resource { api_version, kind, .. } = &object.resource;
        let key = (version, api_version.clone(), kind.clone());
        if let Some(known) = self.compiled.get(&key) {
            return known.clone();
        }
        let bundle = Bundle::get();
        let compiled = match self.custom_resources.schema(api_version, kind) {
            Some(Some(schema)) => Some(compile(schema, bundle.closure(version, &[OBJECT_META]))),
            Some(None) => Some(compile(json!({}), BTreeMap::new())),
            None => bundle
                .definition(version, api_version, kind)
                .map(|name| compile(reference(name), bundle.closure(version, &[name]))),
        };
        let compiled = compiled.map(Rc::new);
        self.compiled.insert(key, compiled.clone());
        compiled
    }

    /// The level that is asked for, and the one that is kept.
    fn check_levels(&mut self, objects: &[Object]) {
        let pods: Vec<_> =
            objects.iter().filter_map(|object| Some((object, pod_of(object)?))).collect();
        let mut kept = (!pods.is_empty()).then_some(Level::Restricted);
        for (object, pod) in &pods {
            for version in self.options.versions.clone() {
                for (level, fault) in pod_security::violations(pod, version) {
                    kept = kept.map(|kept| kept.min(level.below()));
                    if self.options.level.is_some_and(|wanted| level <= wanted) {
                        self.add(object, fault, &[version]);
                    }
                }
            }
        }
        self.report.level = kept;
    }
}

fn schema_faults(schema: &jsonschema::Validator, object: &Object) -> Vec<Fault> {
    let mut faults = Vec::new();
    for error in schema.iter_errors(&object.value) {
        let pointer: Vec<String> = tokens(error.instance_path().as_str());
        for refusal in refusals(&error) {
            let pointer = pointer.iter().cloned().chain(refusal.field).collect();
            faults.push(Fault::error(refusal.rule, pointer, refusal.message));
        }
    }
    faults
}

/// The parts of a JSON pointer.
fn tokens(pointer: &str) -> Vec<String> {
    let unescaped = |token: &str| token.replace("~1", "/").replace("~0", "~");
    pointer.split('/').skip(1).map(unescaped).collect()
}
