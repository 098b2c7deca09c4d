//! One file per verb.

pub mod completion;
pub mod create;
pub mod dependency;
pub mod diff;
pub mod docs;
pub mod env;
pub mod generated;
pub mod graph;
pub mod images;
pub mod lint;
pub mod package;
pub mod pull;
pub mod push;
pub mod registry;
pub mod release;
pub mod render;
pub mod repo;
pub mod repo_index;
pub mod schema;
pub mod search;
pub mod show;
pub mod template;
pub mod validate;
pub mod values;
pub mod verify;
pub mod version;
