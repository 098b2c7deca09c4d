//! Changes that lose data, stop a service, open a door or make an upgrade fail.

use serde_json::Value;

use crate::changes::{Change, Step, amount};
use crate::comparison::{Kind, Pair};

/// What may come of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Data is lost.
    Data,
    /// The API server refuses the change.
    Upgrade,
    /// Something stops to answer.
    Outage,
    /// Somebody may do more than before.
    Security,
}

impl Severity {
    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Data => "data loss",
            Severity::Upgrade => "upgrade fails",
            Severity::Outage => "outage",
            Severity::Security => "security",
        }
    }
}

/// A change to look at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Danger {
    /// What may come of it.
    pub severity: Severity,
    /// Where it is; nothing for the object itself.
    pub path: String,
    /// What to know.
    pub text: String,
}

/// Kinds with data of their own.
const KEEPS_DATA: &[&str] = &[
    "PersistentVolumeClaim",
    "PersistentVolume",
    "StatefulSet",
    "Namespace",
    "CustomResourceDefinition",
    "Secret",
];

/// Fields that cannot change, by kind: what a path begins with.
const IMMUTABLE: &[(&str, &[&str])] = &[
    (
        "StatefulSet",
        &[
            "spec.serviceName",
            "spec.selector",
            "spec.podManagementPolicy",
            "spec.volumeClaimTemplates",
        ],
    ),
    ("Deployment", &["spec.selector"]),
    ("DaemonSet", &["spec.selector"]),
    ("ReplicaSet", &["spec.selector"]),
    ("Job", &["spec.selector", "spec.template", "spec.completionMode"]),
    ("Service", &["spec.clusterIP", "spec.loadBalancerClass"]),
    (
        "PersistentVolumeClaim",
        &[
            "spec.accessModes",
            "spec.storageClassName",
            "spec.volumeMode",
            "spec.volumeName",
            "spec.selector",
        ],
    ),
    ("StorageClass", &["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"]),
    ("RoleBinding", &["roleRef"]),
    ("ClusterRoleBinding", &["roleRef"]),
    ("Secret", &["type"]),
    ("IngressClass", &["spec.controller"]),
    ("PriorityClass", &["value", "preemptionPolicy"]),
];

/// What to look at first in a pair with its changes.
pub fn dangers(pair: &Pair<'_>, changes: &[Change]) -> Vec<Danger> {
    let Some(object) = pair.object() else { return Vec::new() };
    let mut found: Vec<Danger> = of_object(&object.kind, pair.kind()).into_iter().collect();
    let is_hook = object.annotation("helm.sh/hook").is_some();
    for change in changes {
        let danger = of_change(&object.kind, change);
        // A hook is deleted and made anew.
        found.extend(danger.filter(|danger| !is_hook || danger.severity != Severity::Upgrade));
        found.extend(inside(change).iter().filter_map(|part| of_part(&object.kind, part)));
    }
    if pair.kind() == Kind::Added {
        let whole = Change::bare(Vec::new(), None, Some(object.json()));
        let parts = inside(&whole);
        let opened = parts.iter().filter_map(|part| of_part(&object.kind, part));
        found.extend(opened.filter(|danger| danger.severity == Severity::Security));
    }
    found.sort_by_key(|danger| danger.severity);
    found
}

/// What is in a value that is new as a whole.
fn inside(change: &Change) -> Vec<Change> {
    let (None, Some(new)) = (&change.old, &change.new) else { return Vec::new() };
    let mut parts = Vec::new();
    let mut open = vec![(change.path.clone(), new)];
    while let Some((path, value)) = open.pop() {
        let steps: Vec<(Step, &Value)> = match value {
            Value::Object(map) => {
                map.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect()
            }
            Value::Array(list) => list
                .iter()
                .enumerate()
                .map(|(at, value)| (Step::Entry(named(at, value)), value))
                .collect(),
            _ => Vec::new(),
        };
        for (step, value) in steps {
            let path: Vec<Step> = path.iter().cloned().chain([step]).collect();
            parts.push(Change::bare(path.clone(), None, Some(value.clone())));
            open.push((path, value));
        }
    }
    parts
}

fn named(at: usize, value: &Value) -> String {
    value.get("name").and_then(Value::as_str).map_or_else(|| at.to_string(), str::to_string)
}

/// A part of something new: only what it says itself counts.
fn of_part(kind: &str, part: &Change) -> Option<Danger> {
    let is_grant = matches!(part.path.last(), Some(Step::Entry(_)))
        && !matches!(part.path.iter().rev().nth(1), Some(Step::Key(list)) if list == "add" || list == "volumes");
    let path = part.shown_path();
    let (severity, text) = of_value(kind, part, &path).filter(|_| !is_grant)?;
    Some(Danger { severity, path, text: text.to_string() })
}

fn of_object(kind: &str, what: Kind) -> Option<Danger> {
    let (severity, text) = match (kind, what) {
        (kind, Kind::Removed) if KEEPS_DATA.contains(&kind) => {
            (Severity::Data, "it is removed, with what it keeps")
        }
        ("NetworkPolicy", Kind::Removed) => (Severity::Security, "what it kept out may come in"),
        ("ClusterRoleBinding", Kind::Added) => {
            (Severity::Security, "it grants rights in every namespace")
        }
        _ => return None,
    };
    Some(Danger { severity, path: String::new(), text: text.to_string() })
}

fn of_change(kind: &str, change: &Change) -> Option<Danger> {
    let path = change.shown_path();
    let danger = |severity, text: &str| {
        Some(Danger { severity, path: path.clone(), text: text.to_string() })
    };
    if let (Some(old), Some(new)) =
        (change.old.as_ref().and_then(amount), change.new.as_ref().and_then(amount))
    {
        if path.ends_with("requests.storage") && new < old {
            return danger(Severity::Data, "a volume cannot shrink");
        }
        if path.ends_with("limits.memory") && new < old {
            return danger(Severity::Outage, "less memory than before");
        }
    }
    let begins = |start: &&str| {
        path.strip_prefix(*start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let fields = IMMUTABLE.iter().find(|(of, _)| *of == kind).map(|(_, fields)| *fields);
    if change.noise.is_none() && fields.is_some_and(|fields| fields.iter().any(begins)) {
        return danger(Severity::Upgrade, "the API server does not let it change");
    }
    of_value(kind, change, &path).and_then(|(severity, text)| danger(severity, text))
}

fn of_value(kind: &str, change: &Change, path: &str) -> Option<(Severity, &'static str)> {
    let Some(Step::Key(last)) = change.path.last() else { return of_entry(change) };
    let is_new = |value: Value| change.new.as_ref() == Some(&value);
    let is_off = change.new.is_none() || is_new(false.into());
    let text = change.new.as_ref().and_then(Value::as_str).unwrap_or_default();
    let found = match last.as_str() {
        "privileged" if is_new(true.into()) => {
            (Severity::Security, "the container may do what the node may")
        }
        "allowPrivilegeEscalation" if is_new(true.into()) => {
            (Severity::Security, "processes may gain rights")
        }
        "hostNetwork" | "hostPID" | "hostIPC" if is_new(true.into()) => {
            (Severity::Security, "the pod shares what belongs to the node")
        }
        "runAsUser" if is_new(0.into()) => (Severity::Security, "it runs as root"),
        "runAsNonRoot" if is_off => (Severity::Security, "it may run as root"),
        "readOnlyRootFilesystem" if is_off => (Severity::Security, "its image can be written to"),
        "replicas" if is_new(0.into()) => (Severity::Outage, "no pod is left"),
        "readinessProbe" if change.new.is_none() => {
            (Severity::Outage, "pods get requests before they are ready")
        }
        "persistentVolumeReclaimPolicy" | "reclaimPolicy" | "whenDeleted" | "whenScaled"
            if text == "Delete" =>
        {
            (Severity::Data, "volumes go with their claims")
        }
        "type" if path.ends_with("strategy.type") && text == "Recreate" => {
            (Severity::Outage, "all pods stop before new ones start")
        }
        "type" if kind == "Service" && matches!(text, "LoadBalancer" | "NodePort") => {
            (Severity::Security, "the Service can be reached from outside")
        }
        _ if kind == "Service" && path.starts_with("spec.selector") => {
            (Severity::Outage, "the Service leads to other pods")
        }
        _ => return None,
    };
    Some(found)
}

/// New entries of lists that grant something.
fn of_entry(change: &Change) -> Option<(Severity, &'static str)> {
    let list = change.path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Entry(_) => None,
    })?;
    let new = change.new.as_ref()?;
    match list {
        "rules" | "verbs" | "resources" | "apiGroups" | "subjects" if change.old != change.new => {
            Some((Severity::Security, "more rights than before"))
        }
        "add" => Some((Severity::Security, "a capability more")),
        "volumes" if new.get("hostPath").is_some() => {
            Some((Severity::Security, "a folder of the node"))
        }
        _ => None,
    }
}
