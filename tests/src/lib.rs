//! Recorded answers of the real helm: what a case is, how a program is asked, what is compared.
//!
//! A case file (`tests/parity/*.jsonl`) holds one case a line. The bin `record` asks the real
//! helm and writes the answers; the tests of `rutter-cli` ask `rutter`. What the presets of our
//! charts must render is in `tests/pins`.

pub mod answer;
pub mod case;
pub mod pin;
pub mod registry;
pub mod server;
