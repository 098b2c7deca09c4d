//! What is published of a folder of charts.

mod bill;
mod candidate;
mod library;

pub use bill::{BILL, bill_of_images};
pub use candidate::{Candidate, State};
pub use library::find_charts;
