//! One file per verb.

pub mod render;
pub mod template;
