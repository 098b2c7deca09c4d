//! What changes between two renders. No file, no network: texts of manifests in, reports out.
//!
//! [`Manifests`] are the objects of one side; [`Comparison`] pairs those of two. From it comes the
//! text of helm-diff ([`helm_diff`]), and a [`Review`]: what really changes, alike objects together,
//! noise counted and dangers first, as text, JSON, a patch or Markdown ([`report`]).

mod changes;
mod comparison;
mod danger;
pub mod helm_diff;
mod images;
mod json;
mod lines;
mod manifests;
mod noise;
mod patch;
mod plain_yaml;
pub mod report;
mod review;
mod secrets;

pub use changes::{Cause, Change, Places, Step};
pub use comparison::{Comparison, Kind, Pair};
pub use danger::{Danger, Severity};
pub use images::{ImageChange, image_changes};
pub use lines::{Line, line_diff};
pub use manifests::{Manifests, Object};
pub use noise::RULES;
pub use review::{Entry, Review};
pub use secrets::Secrets;
