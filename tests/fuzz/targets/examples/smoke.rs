//! Every target over its seeds and what random changes make of them, without cargo-fuzz:
//! `smoke SECONDS SEED [TARGET ...]`, the seconds for each target.
//!
//! An input that fails, or that takes longer than ten seconds, is written to the folder `artifacts`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a check stops at what it did not expect"
)]

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::exit;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rutter_fuzz::mutation::{Mutation, words};
use rutter_fuzz::{Body, DEEP_STACK, TARGETS};

/// Longest that one input may take.
const SLOWEST: Duration = Duration::from_secs(10);

/// The target and the input being run, and since when.
type Running = Arc<Mutex<Option<(&'static str, Vec<u8>, Instant)>>>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [seconds, seed, wanted @ ..] = arguments.as_slice() else {
        eprintln!("usage: smoke SECONDS SEED [TARGET ...]");
        exit(2);
    };
    let time = Duration::from_secs_f64(seconds.parse().expect("seconds"));
    let seed = seed.parse().expect("a seed");
    let wanted = wanted.to_vec();
    let running = Running::default();
    let watched = running.clone();
    let work = move || {
        for (name, body) in TARGETS {
            if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
                run(name, body, time, seed, &running);
            }
        }
    };
    let worker = std::thread::Builder::new().stack_size(DEEP_STACK).spawn(work).unwrap();
    while !worker.is_finished() {
        std::thread::sleep(Duration::from_millis(100));
        stop_if_slow(&watched);
    }
    worker.join().unwrap();
}

fn run(name: &'static str, body: Body, time: Duration, seed: u64, running: &Running) {
    let seeds = seeds(name);
    let end = Instant::now() + time;
    for input in &seeds {
        one(name, body, input, running);
    }
    let dictionary = folder().join("dictionaries").join(format!("{name}.dict"));
    let words = words(&std::fs::read_to_string(dictionary).unwrap_or_default());
    let mut count = seeds.len();
    let mut mutation = Mutation::new(seed, seeds, words);
    while Instant::now() < end {
        one(name, body, &mutation.next_input(), running);
        count += 1;
    }
    println!("{name}: {count} inputs");
}

fn one(name: &'static str, body: Body, input: &[u8], running: &Running) {
    *running.lock().unwrap() = Some((name, input.to_vec(), Instant::now()));
    if catch_unwind(|| body(input)).is_err() {
        fail(name, input, "fails");
    }
    *running.lock().unwrap() = None;
}

fn stop_if_slow(running: &Running) {
    if let Some((name, input, since)) = &*running.lock().unwrap()
        && since.elapsed() > SLOWEST
    {
        fail(name, input, "takes too long");
    }
}

fn fail(name: &str, input: &[u8], what: &str) -> ! {
    let artifacts = folder().join("artifacts").join(name);
    std::fs::create_dir_all(&artifacts).unwrap();
    let path = artifacts.join(format!("smoke-{:016x}", hash(input)));
    std::fs::write(&path, input).unwrap();
    println!("{name}: {} {what}", path.display());
    exit(1);
}

/// FNV-1a.
fn hash(input: &[u8]) -> u64 {
    input.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The files of a target's folder, by name.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder().join("seeds").join(name)).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
