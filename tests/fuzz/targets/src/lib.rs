//! What is fuzzed: one module for each target, whose `run` takes any bytes and panics where a
//! property does not hold.
//!
//! `fuzz_targets` hands them to cargo-fuzz; `examples/smoke.rs` runs them without it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a target stops at what it did not expect"
)]

pub mod archive;
mod deep_stack;
pub mod glob;
pub mod mutation;
pub mod regexp;
pub mod semver;
pub mod strvals;
pub mod template;
pub mod yaml;

pub use deep_stack::{DEEP_STACK, on_deep_stack};

/// What a target does with an input.
pub type Body = fn(&[u8]);

/// Every target with its name, which is that of its folder of seeds.
pub const TARGETS: [(&str, Body); 7] = [
    ("archive", archive::run),
    ("glob", glob::run),
    ("regexp", regexp::run),
    ("semver", semver::run),
    ("strvals", strvals::run),
    ("template", template::run),
    ("yaml", yaml::run),
];
