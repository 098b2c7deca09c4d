//! The values of `charts/stack`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::{ClaimClassName, ExtraObjects, PullSecret, Registry, Texts};
use crate::chart::Chart;

crate::blocks::text::texts! {
    /// Name of something that starts, a key of a ConfigMap.
    StepName, "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";
    /// Path of a value.
    ValuePath, "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$";
    /// host:port, perhaps a template, or nothing.
    Address, "^$|\\{\\{|^[A-Za-z0-9.-]+:[0-9]{1,5}$";
}

block! {
    /// The values of the stack chart.
    Values {
        /// Values for every chart of a release.
        global: StackGlobal,
        /// Labels of the objects of this chart itself.
        common_labels: Texts,
        /// Annotations of the objects of this chart itself.
        common_annotations: Texts,
        /// What starts after what; an entry has a name, the names it starts after, the chart it is a
        /// part of where its name is another, and perhaps a condition, the path of a value.
        start_order: Vec<Step> = steps(),
        /// Addresses (host:port, a template) of entries that are not charts here, or in place of a
        /// chart's own; an empty one is not waited for.
        ready: BTreeMap<StepName, Address>,
        /// The chart nfs.
        nfs: Nfs,
        /// The chart redis.
        redis: Redis,
        /// The chart zookeeper.
        zookeeper: Zookeeper,
        /// The chart hdfs.
        hdfs: Hdfs,
        /// The chart spark.
        spark: Spark,
        /// The chart flink.
        flink: Flink,
        /// The chart mlsql.
        mlsql: Mlsql,
        /// The chart linkis.
        linkis: Linkis,
        /// The chart clic.
        clic: Clic,
        /// The chart pai.
        pai: Pai,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
    }
}

impl Chart for Values {
    const NAME: &'static str = "stack";
}

/// What every chart takes from `global`; others may want more of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[schemars(extend("additionalProperties" = true))]
pub struct StackGlobal {
    /// Registry in place of every image's.
    pub image_registry: Registry,
    /// Pull secrets for every image.
    pub image_pull_secrets: Vec<PullSecret>,
    /// Storage class for claims without one.
    pub storage_class: ClaimClassName,
    /// ConfigMap (a template) with what each chart starts after; pods wait for it. Empty: nothing
    /// waits.
    pub start_order: String,
}

impl Default for StackGlobal {
    fn default() -> StackGlobal {
        StackGlobal {
            image_registry: Registry::default(),
            image_pull_secrets: Vec::new(),
            storage_class: ClaimClassName::default(),
            start_order: "{{ .Release.Name }}-start-order".to_string(),
        }
    }
}

/// An entry of the start order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub name: StepName,
    /// The chart that it is a part of, where its name is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chart: Option<StepName>,
    /// The names that it starts after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<StepName>,
    /// Path of a value that is true where there is such a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<ValuePath>,
}

fn steps() -> Vec<Step> {
    let step = |name: &str, after: &[&str]| Step {
        name: name.into(),
        after: after.iter().map(|name| (*name).into()).collect(),
        ..Step::default()
    };
    let clic = |step: Step| Step { chart: Some("clic".into()), ..step };
    vec![
        step("nfs", &[]),
        step("redis", &["nfs"]),
        step("zookeeper", &[]),
        step("hdfs", &["zookeeper"]),
        step("spark", &["zookeeper", "hdfs"]),
        step("flink", &["zookeeper", "hdfs"]),
        step("mlsql", &["hdfs"]),
        step("linkis", &["hdfs", "spark"]),
        clic(step("clic-master", &["redis", "hdfs", "spark"])),
        clic(step("clic-shell", &["clic-master"])),
        step("pai", &["zookeeper", "hdfs"]),
    ]
}

/// Blocks of charts below this one, which know their other values themselves.
macro_rules! charts {
    ($($(#[$text:meta])* $name:ident = $enabled:literal),* $(,)?) => {$(
        /// A chart below this one; it knows its other values itself.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(default)]
        #[schemars(extend("additionalProperties" = true))]
        pub struct $name {
            $(#[$text])*
            pub enabled: bool,
        }

        impl Default for $name {
            fn default() -> $name {
                $name { enabled: $enabled }
            }
        }
    )*};
}

charts! {
    /// Install the chart nfs; its values are given beside this one, as for the charts below.
    Nfs = false,
    /// Install the chart redis.
    Redis = true,
    /// Install the chart zookeeper, for the high availability of the others.
    Zookeeper = false,
    /// Install the chart hdfs.
    Hdfs = true,
    /// Install the chart spark.
    Spark = true,
    /// Install the chart flink.
    Flink = true,
    /// Install the chart mlsql.
    Mlsql = false,
    /// Install the chart linkis.
    Linkis = false,
    /// Install the chart clic.
    Clic = false,
    /// Install the chart pai.
    Pai = false,
}
