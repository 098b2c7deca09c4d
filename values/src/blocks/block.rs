//! How a type of values is written: each field with its default beside it, and the fields that many
//! types share named once.

/// A type of values: `NAME { field: Type = default, }`. What has no default has that of its type.
/// `with pod`, `with claim` or `with monitor` adds the fields of that name after the type's own and
/// before those in the last braces; Serde's `flatten` would add them too, but not refuse others.
macro_rules! block {
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
    ($(#[$doc:meta])* $name:ident { $($own:tt)* } with pod { $($rest:tt)* }) => {
        crate::blocks::block::block! { $(#[$doc])* $name {
            $($own)*
            /// Labels added to the pods.
            pod_labels: crate::blocks::Texts,
            /// Annotations added to the pods.
            pod_annotations: crate::blocks::Texts,
            /// Nodes the pods may run on.
            node_selector: crate::blocks::Texts,
            /// Taints the pods tolerate.
            tolerations: Vec<crate::blocks::Fields>,
            /// Affinity rules of the pods.
            affinity: crate::blocks::Fields,
            /// Keep the pods on different nodes where affinity is empty: soft, hard or none.
            pod_anti_affinity: crate::blocks::AntiAffinity,
            /// Topology spread constraints; the pods' own labels select where none are given.
            topology_spread_constraints: Vec<crate::blocks::Fields>,
            /// Priority class of the pods.
            priority_class_name: crate::blocks::ObjectName,
            $($rest)*
        } }
    };
    ($(#[$doc:meta])* $name:ident { $($own:tt)* } with claim { $($rest:tt)* }) => {
        crate::blocks::block::block! { $(#[$doc])* $name {
            $($own)*
            /// Size of the volume.
            size: crate::blocks::Size = "8Gi".into(),
            /// Storage class; the cluster's default when empty, none when "-".
            storage_class: crate::blocks::ClaimClassName,
            /// Access modes of the claim.
            #[schemars(length(min = 1))]
            access_modes: Vec<crate::blocks::AccessMode> = vec![Default::default()],
            /// Annotations of the claim.
            annotations: crate::blocks::Texts,
            $($rest)*
        } }
    };
    ($(#[$doc:meta])* $name:ident { $($own:tt)* } with monitor { $($rest:tt)* }) => {
        crate::blocks::block::block! { $(#[$doc])* $name {
            $($own)*
            /// Make it; the cluster needs the Prometheus operator.
            enabled: bool,
            /// Labels that the Prometheus looks for.
            labels: crate::blocks::Texts,
            /// Annotations of the monitor.
            annotations: crate::blocks::Texts,
            /// Time from one scrape to the next, such as 30s; that of the Prometheus when empty.
            interval: crate::blocks::Duration,
            /// Time to wait for an answer; that of the Prometheus when empty.
            scrape_timeout: crate::blocks::Duration,
            /// Relabelings of targets.
            relabelings: Vec<crate::blocks::Fields>,
            /// Relabelings of metrics.
            metric_relabelings: Vec<crate::blocks::Fields>,
            $($rest)*
        } }
    };
    ($(#[$doc:meta])* $name:ident {
        $($(#[$about:meta])* $field:ident: $type:ty $(= $default:expr)?,)*
    }) => {
        #[derive(
            Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        $(#[$doc])*
        pub struct $name {
            $($(#[$about])* pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> $name {
                $name { $($field: crate::blocks::block::block!(@default $($default)?),)* }
            }
        }
    };
}
pub(crate) use block;
