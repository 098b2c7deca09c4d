//! `rutter snap`: snapshots of what charts render, and decisions about what changes in them.

mod cause;
mod charts;
pub mod decide;
pub mod pending;
mod rendering;
mod report;
pub mod review;
pub mod test;
mod tested;

/// Whether this runs where nobody reviews anything: the variable `CI` is set.
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}
