//! One file per verb.

pub mod completion;
pub mod create;
pub mod env;
pub mod lint;
pub mod render;
pub mod show;
pub mod template;
pub mod validate;
pub mod version;
