//! Which entries of two lists are one and the same.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Step;

/// The fields that name an entry, by the list's own field and perhaps the one around it. From the list
/// types of Kubernetes 1.36, and for lists that are replaced whole there, what a reader takes for a name.
const KEYS: &[(&str, &[&str])] = &[
    ("containers", &["name"]),
    ("initContainers", &["name"]),
    ("ephemeralContainers", &["name"]),
    ("volumes", &["name"]),
    ("imagePullSecrets", &["name"]),
    ("env", &["name"]),
    ("secrets", &["name"]),
    ("webhooks", &["name"]),
    ("matchConditions", &["name"]),
    ("variables", &["name"]),
    ("httpHeaders", &["name"]),
    ("versions", &["name"]),
    ("ports", &["containerPort", "protocol"]),
    ("ports", &["port", "protocol"]),
    ("volumeMounts", &["mountPath"]),
    ("volumeDevices", &["devicePath"]),
    ("topologySpreadConstraints", &["topologyKey", "whenUnsatisfiable"]),
    ("hostAliases", &["ip"]),
    ("ownerReferences", &["uid"]),
    ("conditions", &["type"]),
    ("volumeClaimTemplates", &["metadata.name"]),
    ("envFrom", &["prefix", "configMapRef.name", "secretRef.name"]),
    ("items", &["key"]),
    ("tolerations", &["key", "operator", "value", "effect"]),
    ("rules", &["host"]),
    ("paths", &["path", "pathType"]),
    ("tls", &["secretName"]),
    ("subjects", &["kind", "apiGroup", "namespace", "name"]),
    ("metrics", &["type", "resource.name"]),
    ("limits", &["type"]),
];

/// Lists in which order says nothing.
const UNORDERED: &[&str] = &[
    "containers",
    "volumes",
    "volumeMounts",
    "volumeDevices",
    "ports",
    "imagePullSecrets",
    "tolerations",
    "hostAliases",
    "subjects",
    "metrics",
    "rules",
    "verbs",
    "resources",
    "resourceNames",
    "apiGroups",
    "finalizers",
    "accessModes",
    "hosts",
    "tls",
    "ingress",
    "egress",
    "from",
    "to",
    "policyTypes",
    "topologySpreadConstraints",
    "secrets",
    "add",
    "drop",
];

/// Entries of two lists, paired.
pub struct Matching<'a> {
    /// What names an entry, and the entry of each side.
    pub pairs: Vec<(String, Option<&'a Value>, Option<&'a Value>)>,
    /// Whether the entries stand in another order, and whether that has a meaning.
    pub reordered: Option<bool>,
}

/// Pairs the entries of two lists: by what names them, texts of a set as they are, else by position.
pub fn matching<'a>(path: &[Step], old: &'a [Value], new: &'a [Value]) -> Matching<'a> {
    let field = path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Entry(_) => None,
    });
    let field = field.unwrap_or_default();
    let name = |names: &[&str]| (named(old, names), named(new, names));
    let known = KEYS.iter().filter(|(list, _)| *list == field).map(|(_, names)| *names);
    let common: [&[&str]; 3] = [&["name"], &["key"], &["id"]];
    for names in known.chain(common) {
        if let (Some(old_names), Some(new_names)) = name(names) {
            return paired(field, old_names, new_names, old, new);
        }
    }
    let is_set = UNORDERED.contains(&field);
    if let (true, Some(old_names), Some(new_names)) = (is_set, texts(old), texts(new)) {
        return paired(field, old_names, new_names, old, new);
    }
    by_position(old, new)
}

/// The names of all entries, if each has one of its own.
fn named(list: &[Value], fields: &[&str]) -> Option<Vec<String>> {
    let names: Vec<String> =
        list.iter().map(|entry| name_of(entry, fields)).collect::<Option<_>>()?;
    is_unique(&names).then_some(names)
}

fn name_of(entry: &Value, fields: &[&str]) -> Option<String> {
    let parts: Vec<String> = fields
        .iter()
        .filter_map(|field| {
            let value = field.split('.').try_fold(entry, |value, key| value.get(key));
            match (value, *field) {
                (Some(Value::String(text)), _) => Some(text.clone()),
                (Some(Value::Number(number)), _) => Some(number.to_string()),
                (None, "protocol") => Some("TCP".to_string()),
                _ => None,
            }
        })
        .collect();
    let has_first = fields.first().is_some_and(|first| {
        fields.len() > 2 || first.split('.').try_fold(entry, |value, key| value.get(key)).is_some()
    });
    (has_first && !parts.is_empty()).then(|| parts.join("/"))
}

/// The entries themselves, if all are texts and none stands twice.
fn texts(list: &[Value]) -> Option<Vec<String>> {
    let texts = list.iter().map(|entry| entry.as_str().map(str::to_string));
    let texts: Vec<String> = texts.collect::<Option<_>>()?;
    is_unique(&texts).then_some(texts)
}

fn is_unique(names: &[String]) -> bool {
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort();
    sorted.windows(2).all(|two| two[0] != two[1])
}

fn paired<'a>(
    field: &str,
    old_names: Vec<String>,
    new_names: Vec<String>,
    old: &'a [Value],
    new: &'a [Value],
) -> Matching<'a> {
    let at_new: BTreeMap<&String, &Value> = new_names.iter().zip(new).collect();
    let at_old: BTreeMap<&String, &Value> = old_names.iter().zip(old).collect();
    let kept_old: Vec<&String> =
        old_names.iter().filter(|name| at_new.contains_key(name)).collect();
    let kept_new: Vec<&String> =
        new_names.iter().filter(|name| at_old.contains_key(name)).collect();
    let reordered = (kept_old != kept_new).then(|| !UNORDERED.contains(&field));
    let mut pairs: Vec<(String, Option<&Value>, Option<&Value>)> = old_names
        .iter()
        .zip(old)
        .map(|(name, entry)| (name.clone(), Some(entry), at_new.get(name).copied()))
        .collect();
    let added = new_names.iter().zip(new).filter(|(name, _)| !at_old.contains_key(name));
    pairs.extend(added.map(|(name, entry)| (name.clone(), None, Some(entry))));
    Matching { pairs, reordered }
}

fn by_position<'a>(old: &'a [Value], new: &'a [Value]) -> Matching<'a> {
    let count = old.len().max(new.len());
    let pairs = (0..count).map(|at| (at.to_string(), old.get(at), new.get(at))).collect();
    Matching { pairs, reordered: None }
}
