//! From rendered text to the documents of a release.

pub mod hook;
pub mod manifests;
pub mod sort;
pub mod split;
pub mod text;
