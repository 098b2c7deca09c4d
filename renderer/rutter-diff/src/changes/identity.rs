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
pub struct Matching {
    /// The entries, those of the old list first.
    pub pairs: Vec<Pair>,
    /// Whether the entries stand in another order, and whether that has a meaning.
    pub reordered: Option<bool>,
}

/// An entry, by its number on each side.
pub struct Pair {
    /// What names it.
    pub name: String,
    /// Its number in the old list.
    pub old: Option<usize>,
    /// Its number in the new list.
    pub new: Option<usize>,
}

/// Pairs the entries of two lists: by what names them, texts of a set as they are, else by position.
pub fn matching(path: &[Step], old: &[Value], new: &[Value]) -> Matching {
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
            return paired(field, &old_names, &new_names);
        }
    }
    let is_set = UNORDERED.contains(&field);
    if let (true, Some(old_names), Some(new_names)) = (is_set, texts(old), texts(new)) {
        return paired(field, &old_names, &new_names);
    }
    by_position(old.len(), new.len())
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

fn paired(field: &str, old: &[String], new: &[String]) -> Matching {
    let numbers = |names: &[String]| -> BTreeMap<String, usize> {
        names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect()
    };
    let (at_old, at_new) = (numbers(old), numbers(new));
    let kept_old = old.iter().filter(|name| at_new.contains_key(*name));
    let kept_new = new.iter().filter(|name| at_old.contains_key(*name));
    let reordered = (!kept_old.eq(kept_new)).then(|| !UNORDERED.contains(&field));
    let added = new.iter().filter(|name| !at_old.contains_key(*name));
    let pair = |name: &String| Pair {
        name: name.clone(),
        old: at_old.get(name).copied(),
        new: at_new.get(name).copied(),
    };
    Matching { pairs: old.iter().chain(added).map(pair).collect(), reordered }
}

fn by_position(old: usize, new: usize) -> Matching {
    let pair = |at: usize| Pair {
        name: at.to_string(),
        old: (at < old).then_some(at),
        new: (at < new).then_some(at),
    };
    Matching { pairs: (0..old.max(new)).map(pair).collect(), reordered: None }
}
