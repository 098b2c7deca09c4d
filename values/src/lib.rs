//! The values of the charts as Rust types: one type per chart, made of blocks that charts share.
//!
//! A type is written with `block!` (`blocks/block.rs`): a field's doc comment is its description, what
//! stands behind `=` its default. From the types come `values.schema.json` and the table of values in
//! `README.md`; `cargo run -p rutter-values -- generate` writes both, and tests hold `values.yaml` and
//! the templates to them.
//!
//! ```
//! let charts = rutter_values::charts();
//! let zookeeper = charts.iter().find(|chart| chart.name == "zookeeper").unwrap();
//! assert_eq!(zookeeper.defaults.pointer("/service/port").unwrap(), 2181);
//! assert_eq!(zookeeper.schema.pointer("/properties/service/properties/port/maximum").unwrap(), 65535);
//! ```

pub mod blocks;
mod chart;
mod charts;
mod files;
mod json;
mod schema;
mod table;

pub use chart::{Chart, Typed};
pub use charts::charts;
pub use files::{File, Generated, State, generate};
pub use table::{Row, rows};
