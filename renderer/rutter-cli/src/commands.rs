//! One file per verb.

pub mod completion;
pub mod create;
pub mod docs;
pub mod env;
pub mod generated;
pub mod lint;
pub mod package;
pub mod render;
pub mod schema;
pub mod show;
pub mod template;
pub mod validate;
pub mod version;
