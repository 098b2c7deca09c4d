//! The pod in a workload.

use serde_json::Value;

use crate::document::Object;

/// A pod's metadata and spec, and where they stand.
pub(crate) struct Pod<'o> {
    /// Pointer to what holds `metadata` and `spec`.
    pub prefix: Vec<String>,
    pub metadata: Option<&'o Value>,
    pub spec: &'o Value,
}

/// The pod that an object makes, if it makes one.
pub(crate) fn pod_of(object: &Object) -> Option<Pod<'_>> {
    let prefix: &[&str] =
        match (object.resource.api_version.as_str(), object.resource.kind.as_str()) {
            ("v1", "Pod") => &[],
            ("v1", "PodTemplate") => &["template"],
            ("v1", "ReplicationController")
            | ("apps/v1", "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet")
            | ("batch/v1", "Job") => &["spec", "template"],
            ("batch/v1", "CronJob") => &["spec", "jobTemplate", "spec", "template"],
            _ => return None,
        };
    let holder = prefix.iter().try_fold(&object.value, |value, token| value.get(token))?;
    let prefix = prefix.iter().map(|token| token.to_string()).collect();
    Some(Pod { prefix, metadata: holder.get("metadata"), spec: holder.get("spec")? })
}

impl<'o> Pod<'o> {
    /// Containers of all sorts, with their pointers below the spec.
    pub fn containers(&self) -> Vec<(Vec<String>, &'o Value)> {
        let lists = ["initContainers", "containers", "ephemeralContainers"];
        let each = |list: &'static str| {
            let items = self.spec.get(list).and_then(Value::as_array);
            items.into_iter().flatten().enumerate().map(move |(index, container)| {
                (vec![list.to_string(), index.to_string()], container)
            })
        };
        lists.into_iter().flat_map(each).collect()
    }

    /// The pointer to a place below the spec.
    pub fn pointer(&self, below: &[&str]) -> Vec<String> {
        let below = std::iter::once("spec").chain(below.iter().copied());
        self.prefix.iter().cloned().chain(below.map(str::to_string)).collect()
    }
}
