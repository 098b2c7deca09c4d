//! The ways in which comments describe values.

pub mod bitnami;
mod group;
pub mod helm_docs;
mod schema_block;
mod schema_line;

pub use group::Group;
