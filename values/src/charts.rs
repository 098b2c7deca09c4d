//! The charts that have a type.

use crate::chart::Typed;

pub mod clic;
pub mod flink;
pub mod hdfs;
pub mod linkis;
pub mod mlsql;
pub mod nfs;
pub mod pai;
pub mod redis;
pub mod spark;
pub mod stack;
pub mod zookeeper;

/// Every chart that has a type, by name.
pub fn charts() -> Vec<Typed> {
    vec![
        Typed::of::<flink::Values>(),
        Typed::of::<clic::Values>(),
        Typed::of::<hdfs::Values>(),
        Typed::of::<mlsql::Values>(),
        Typed::of::<linkis::Values>(),
        Typed::of::<nfs::Values>(),
        Typed::of::<pai::Values>(),
        Typed::of::<redis::Values>(),
        Typed::of::<spark::Values>(),
        Typed::of::<stack::Values>(),
        Typed::of::<zookeeper::Values>(),
    ]
}
