//! Random templates against a Go process: `differential ORACLE COUNT [SEED]`.
//!
//! The oracle reads and writes JSON lines (hex for bytes); every difference is printed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code may panic")]

#[path = "../../tests/common/mod.rs"]
mod common;

mod case;
mod comparison;
mod exception;
mod generator;
mod grammar;
mod oracle;
mod random;
mod typed;
mod vocabulary;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, oracle, count, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: differential ORACLE COUNT [SEED]");
        std::process::exit(2);
    };
    let count: usize = count.parse().unwrap();
    let seed: u64 = rest.first().map_or(1, |seed| seed.parse().unwrap());
    let worker = std::thread::Builder::new().stack_size(1 << 30);
    let oracle = oracle.clone();
    let work = move || comparison::compare(&oracle, count, seed);
    std::process::exit(worker.spawn(work).unwrap().join().unwrap());
}
