//! The charts that have a type.

use crate::chart::Typed;

pub mod nfs;
pub mod redis;

/// Every chart that has a type, by name.
pub fn charts() -> Vec<Typed> {
    vec![Typed::of::<nfs::Values>(), Typed::of::<redis::Values>()]
}
