//! Answers the requests of `tests/oracle/go` with this crate; byte strings travel as JSON strings
//! whose characters stand for bytes.
#![allow(dead_code, reason = "each test file uses a part")]

mod answers;
mod encoding;
mod moments;
mod patterns;
mod texts;
mod values;
mod versions;

pub use answers::answer;
