//! The machines of a cluster and what they are for.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::{Image, Resources};

use super::components::{LabelKey, LabelValue};

crate::blocks::text::texts! {
    /// Name of a node.
    NodeName, "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
    /// Name of a type of machines.
    MachineTypeName, "^[A-Za-z0-9][-A-Za-z0-9_]*$";
    /// Address of a machine, or none.
    Address, "^([0-9A-Fa-f:.]+)?$";
}

block! {
    /// A type of machines.
    MachineType {
        /// Memory in GiB.
        memory: Option<u32>,
        /// Cores.
        vcores: Option<u32>,
        /// What computes beside the cores.
        gpu: Option<Gpu>,
    }
}

block! {
    /// What computes beside the cores.
    #[schemars(extend("required" = ["type", "count"]))]
    Gpu {
        /// Type of the GPUs.
        #[serde(rename = "type")]
        kind: LabelValue,
        /// Number of GPUs.
        #[schemars(range(min = 1))]
        count: u32 = 1,
    }
}

block! {
    /// A machine.
    Machine {
        /// Address of the machine.
        address: Option<Address>,
        /// Its type, one of machineTypes.
        #[serde(rename = "type")]
        kind: Option<MachineTypeName>,
        /// Give it the labels of labels.master.
        master: Option<bool>,
        /// Give it the labels of labels.worker.
        worker: Option<bool>,
        /// What Kubernetes itself does there; only noted, as Kubernetes is there already.
        role: Option<Role>,
        /// Number of its ZooKeeper.
        zookeeper_id: Option<u32>,
        /// Name of its etcd; only noted.
        etcd_id: Option<LabelValue>,
        /// More labels.
        labels: Option<BTreeMap<LabelKey, LabelValue>>,
    }
}

/// What Kubernetes does on a machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It runs pods.
    #[default]
    Worker,
    /// It runs the control plane.
    Master,
    /// It leads to the control plane.
    Proxy,
}

block! {
    /// Labels of nodes.
    Labels {
        /// Labels of a machine with master.
        master: BTreeMap<LabelKey, LabelValue> = labels(&[
            ("hdfsrole", "master"),
            ("yarnrole", "master"),
            ("zookeeper", "true"),
            ("jobhistory", "true"),
            ("launcher", "true"),
            ("restserver", "true"),
            ("webportal", "true"),
            ("prometheus", "true"),
            ("grafana", "true"),
            ("pylon", "true"),
            ("node-exporter", "true"),
            ("model-exchange", "true"),
            ("model-hub", "true"),
        ]),
        /// Labels of a machine with worker.
        worker: BTreeMap<LabelKey, LabelValue> = labels(&[
            ("hdfsrole", "worker"),
            ("yarnrole", "worker"),
            ("node-exporter", "true"),
        ]),
        /// A Job that puts them on the nodes.
        job: LabelJob,
    }
}

block! {
    /// A Job that puts the labels on the nodes.
    LabelJob {
        /// Put the labels on the nodes before install and upgrade; the Job may change any node.
        enabled: bool,
        /// Image with kubectl.
        image: Image = Image {
            registry: crate::blocks::Registry("registry.k8s.io".to_string()),
            ..Image::of("kubectl", "v1.34.1")
        },
        /// Requests and limits of the Job.
        resources: Resources = Resources::requests(&[("cpu", "20m"), ("memory", "64Mi")]),
    }
}

fn labels(labels: &[(&str, &str)]) -> BTreeMap<LabelKey, LabelValue> {
    labels.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect()
}
