//! The values of `charts/pai`.

pub mod components;
mod defaults;
pub mod machines;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::blocks::block::block;
use crate::blocks::{
    DataKey, Domain, ExtraObjects, Global, HttpRoute, Image, Ingress, Monitor, NameOverride,
    NetworkPolicy, ObjectName, RegistrySecret, Resources, Scalars, Seconds, ServiceAccount, Texts,
};
use crate::chart::Chart;

use components::{Component, ComponentKey, Defaults, FolderText, RequestPath};
use machines::{Labels, Machine, MachineType, MachineTypeName, NodeName};

crate::blocks::text::texts! {
    /// Name of an address.
    AddressName, "^[a-z][A-Za-z0-9]*$";
    /// Name of a property.
    PropertyName, "^[A-Za-z0-9][-._A-Za-z0-9]*$";
}

block! {
    /// The values of the pai chart.
    Values {
        /// Values for every chart of a release.
        global: Option<Global>,
        /// Read by charts that have this one as a dependency.
        enabled: Option<bool>,
        /// Replaces the chart's name in resource names.
        name_override: NameOverride,
        /// Replaces the whole resource name.
        fullname_override: NameOverride,
        /// Labels of every object.
        common_labels: Texts,
        /// Annotations of every object.
        common_annotations: Texts,
        /// Domain of the cluster's DNS.
        cluster_domain: Domain = "cluster.local".into(),
        /// Images of the parts.
        image: Image = Image::of("openi", ""),
        /// A pull secret that the chart makes.
        registry_secret: RegistrySecret,
        /// Passwords and keys.
        secrets: Secrets,
        /// Name of the cluster, which parts tell each other.
        cluster_id: String = "openi-example".to_string(),
        /// Folder of the nodes below which parts keep data.
        data_path: FolderText = "/datastorage".into(),
        /// Addresses by name, each a template; variables of parts read them as `.addresses.NAME`.
        addresses: BTreeMap<AddressName, String> = defaults::addresses(),
        /// Hadoop's configuration.
        hadoop: Hadoop,
        /// Types of machines.
        machine_types: BTreeMap<MachineTypeName, MachineType>,
        /// Machines by the names of their nodes.
        machines: BTreeMap<NodeName, Machine>,
        /// Labels of nodes.
        labels: Labels,
        /// What a part waits for before it starts.
        gate: Gate,
        /// What parts have that say nothing else.
        defaults: Defaults,
        /// The parts of the platform by name; null takes one away.
        components: BTreeMap<ComponentKey, Option<Component>> = defaults::components(),
        /// Way from outside.
        ingress: Ingress,
        /// Way from outside, of the Gateway API.
        http_route: HttpRoute,
        /// The part that ways from outside lead to.
        web_component: ComponentKey = "webportal".into(),
        /// PodMonitors.
        pod_monitor: Monitor,
        /// The service account of all pods.
        service_account: ServiceAccount,
        /// Who may reach the pods.
        network_policy: NetworkPolicy,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// The test of a release.
        test: Test,
    }
}

impl Chart for Values {
    const NAME: &'static str = "pai";

    fn rules() -> Vec<(&'static str, Value)> {
        vec![("registrySecret", RegistrySecret::rule())]
    }

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            ("image.repository", "What stands before the name of a part in its repository."),
            ("ingress.enabled", "Make an Ingress to webComponent."),
            ("httpRoute.enabled", "Make an HTTPRoute to webComponent."),
            ("podMonitor.enabled", "Make a PodMonitor for each part with metricsPath."),
            ("networkPolicy.enabled", "Make a NetworkPolicy for each part with ports."),
            (
                "networkPolicy.allowExternal",
                "Let every pod reach the parts; else only the release's and those with the label \
                 <full name>-<part>-client: \"true\".",
            ),
            (
                "serviceAccount.create",
                "Make a service account; no part calls the Kubernetes API by it.",
            ),
        ]
    }
}

block! {
    /// Passwords and keys, which parts read by secretEnv.
    Secrets {
        /// Secret that holds them; made by hand, or by the chart with data.
        existing_secret: ObjectName = "pai-secrets".into(),
        /// Keys and texts of a Secret that the chart makes, in place of existingSecret.
        data: BTreeMap<DataKey, String>,
    }
}

block! {
    /// Hadoop's configuration, a ConfigMap that YARN and the launcher mount.
    Hadoop {
        /// Name of the ConfigMap; <full name>-hadoop when empty.
        config_map_name: ObjectName,
        /// Files such as core-site.xml, each with properties by name, which are templates.
        sites: BTreeMap<DataKey, BTreeMap<PropertyName, Scalars>> = defaults::sites(),
        /// More files, each a template.
        files: BTreeMap<DataKey, String> = defaults::files(),
    }
}

block! {
    /// What a part waits for before it starts.
    Gate {
        /// Wait in an init container for the parts in `after`.
        enabled: bool = true,
        /// Image with sh and nc.
        image: Image = Image::of("busybox", "1.37.0"),
        /// Seconds to wait for all of them.
        timeout_seconds: Seconds = Seconds(900),
        /// Requests and limits of the init container.
        resources: Resources = Resources::requests(&[("cpu", "10m"), ("memory", "16Mi")]),
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that asks every port, and the part below for an answer.
        enabled: bool = true,
        /// Part that is asked for an answer.
        component: ComponentKey = "rest-server".into(),
        /// Path that it answers.
        path: RequestPath = "/api/v1".into(),
        /// Seconds to wait for all of them.
        timeout_seconds: Seconds = Seconds(240),
    }
}
