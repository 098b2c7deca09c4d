//! The sprig v3 function table for Go templates: one file per file of sprig.
//!
//! Every function answers to Masterminds/sprig v3.3.0 with the libraries Helm links. Clock,
//! randomness and network come from the execution's [`rutter_go::World`].

mod arguments;
mod crypto;
mod date;
mod decimal;
mod defaults;
mod dict;
mod goutils;
mod json;
mod list;
mod merge;
mod numeric;
mod paths;
mod random;
mod reflect;
mod regex;
mod semver;
mod strings;
mod table;
mod url;
mod xstrings;

pub use table::func_map;
