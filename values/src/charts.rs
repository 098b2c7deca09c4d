//! The charts that have a type.

use crate::chart::Typed;

pub mod nfs;

/// Every chart that has a type, by name.
pub fn charts() -> Vec<Typed> {
    vec![Typed::of::<nfs::Values>()]
}
