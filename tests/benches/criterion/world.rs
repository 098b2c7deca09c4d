//! A world without anything in it.

#[path = "../../../renderer/rutter-template/tests/common/mod.rs"]
mod common;

pub use common::{Nowhere, typed};
