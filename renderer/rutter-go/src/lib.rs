//! Go's own behaviour, as far as Helm charts can observe it. Every module is named after the
//! Go package it answers to.

pub mod base32;
pub mod base64;
pub mod cast;
pub mod content;
pub mod fmt;
pub mod glob;
pub mod json;
mod method;
pub mod path;
pub mod regexp;
pub mod semver;
pub mod strconv;
pub mod strings;
pub mod time;
pub mod unicode;
pub mod url;
pub mod utf8;
pub mod value;
pub mod world;

pub use content::Content;
pub use value::{Bytes, Element, Kind, List, ListType, Map, MapType, Object, Str, Value};
pub use world::World;
