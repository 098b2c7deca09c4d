//! The order of manifests by kind. Helm: pkg/releaseutil/kind_sorter.go `InstallOrder`.

use std::cmp::Ordering;

use rutter_chart::Compat;

const INSTALL_ORDER: &[&str] = &[
    "PriorityClass",
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
];

/// How many of the kinds above each Helm knows.
fn known_kinds(compat: Compat) -> &'static [&'static str] {
    match compat {
        Compat::V3 => &INSTALL_ORDER[..INSTALL_ORDER.len() - 2],
        Compat::V4 => INSTALL_ORDER,
    }
}

/// Sorts by kind; equal kinds keep their order, unknown kinds follow alphabetically.
pub fn sort_by_kind<T>(items: &mut [T], compat: Compat, kind: impl Fn(&T) -> &str) {
    let known = known_kinds(compat);
    let rank = |name: &str| known.iter().position(|k| *k == name);
    items.sort_by(|a, b| {
        let (a, b) = (kind(a), kind(b));
        match (rank(a), rank(b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => a.cmp(b),
        }
    });
}
