//! Snapshots of what charts render, reviewed by people. No render, no terminal: texts come in, and
//! what has to be decided goes out.
//!
//! A chart has [cases](Case), each with values of its own ([`Config`]). What a case renders is one
//! file for each object ([`files`]), kept in `CHART/snapshots/CASE`. Where a new render differs
//! ([`compare`]), it waits in `CHART/snapshots/.pending` ([`Pending`]). Differences are taken apart
//! into changes of fields, and those that are alike in all files are one thing to decide about
//! ([`Review`]); [`decide`] carries decisions out.

mod case;
mod config;
mod decision;
mod difference;
mod document;
mod edits;
mod file_name;
mod folder;
mod group;
mod ignore;
mod lock;
mod parts;
mod pending;
mod signature;

pub use case::Case;
pub use config::Config;
pub use decision::{Decided, Decision, Selection, WriteFile, decide};
pub use difference::{Difference, Place, compare};
pub use document::{Document, NOTES, documents, files};
pub use folder::{Folder, SNAPSHOTS};
pub use group::{Examined, Group, Review};
pub use ignore::Ignored;
pub use lock::Lock;
pub use parts::Part;
pub use pending::Pending;
