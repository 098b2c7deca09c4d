//! One file per verb.

pub mod template;
