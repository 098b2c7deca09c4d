//! The blocks that charts share, by noun; each answers to helpers of `charts/rutter-common`.

pub mod anti_affinity;
pub mod autoscaling;
pub(crate) mod block;
pub mod claim;
pub mod fields;
pub mod global;
pub mod http_route;
pub mod image;
pub mod ingress;
pub mod monitor;
pub mod network_policy;
pub mod number;
pub mod pod_disruption_budget;
pub mod probe;
pub mod registry_secret;
pub mod resources;
pub mod scalar;
pub mod service;
pub mod service_account;
pub mod text;

pub use anti_affinity::AntiAffinity;
pub use autoscaling::Autoscaling;
pub use claim::{AccessMode, ClaimTemplate, Policy, Retention};
pub use fields::{ExtraObject, ExtraObjects, Fields, Named, Texts, fields};
pub use global::{Global, StorageGlobal};
pub use http_route::HttpRoute;
pub use image::{Image, PullPolicy, PullSecret, SecretReference};
pub use ingress::{Ingress, PathType};
pub use monitor::{Duration, Monitor, TlsMonitor};
pub use network_policy::{Egress, NetworkPolicy};
pub use number::{PodCount, Port, Seconds};
pub use pod_disruption_budget::PodDisruptionBudget;
pub use probe::{Probe, Probes};
pub use registry_secret::RegistrySecret;
pub use resources::{Quantities, Quantity, Resources};
pub use scalar::{Scalar, Scalars};
pub use service::{ComponentService, Service, ServiceType};
pub use service_account::ServiceAccount;
pub use text::{
    ClaimClassName, ClassName, DataKey, Digest, Domain, Memory, Name, NameOverride, ObjectName,
    Registry, Repository, ServiceName, Size, SomeRepository, SomeTag, SomeText, Tag,
};
