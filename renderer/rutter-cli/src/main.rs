//! The `rutter` command line.
fn main() {}
