//! Random requests put to this crate and to real Go: set `RUTTER_GO_ORACLE` to the program built
//! from `tests/oracle/go` (and `RUTTER_GO_ROUNDS` to the number of requests of each kind).
//!
//! With `RUTTER_GO_RECORD` naming a folder, requests and answers are written there instead, one
//! file for each kind, as `recorded.rs` reads them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod random;
mod support;

use random::Random;
use serde_json::Value as Json;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

#[test]
fn random_requests() {
    let Ok(program) = std::env::var("RUTTER_GO_ORACLE") else {
        println!("skipped: RUTTER_GO_ORACLE is not set");
        return;
    };
    let rounds =
        std::env::var("RUTTER_GO_ROUNDS").ok().and_then(|r| r.parse().ok()).unwrap_or(2000);
    let seed = std::env::var("RUTTER_GO_SEED").ok().and_then(|r| r.parse().ok()).unwrap_or(1);
    let only = std::env::var("RUTTER_GO_ONLY").unwrap_or_default();
    let mut random = Random::new(seed);
    if let Ok(folder) = std::env::var("RUTTER_GO_RECORD") {
        return record(&program, &folder, rounds, &mut random);
    }
    let mut requests = Vec::new();
    for make in random::KINDS.iter().filter(|(name, _)| name.contains(&only)) {
        requests.extend((0..rounds).map(|_| (make.1)(&mut random)));
    }
    let answers = ask(&program, &requests);
    let mut wrong = std::collections::BTreeMap::new();
    for (request, want) in requests.iter().zip(&answers) {
        let got = support::answer(request);
        if &got != want {
            let count = wrong.entry(request["f"].to_string()).or_insert(0);
            *count += 1;
            if *count < 8 {
                println!("{request}\n    want {want}\n    got  {got}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    println!("{} requests", requests.len());
}

fn record(program: &str, folder: &str, rounds: usize, random: &mut Random) {
    let version = &ask(program, &[serde_json::json!({"f": "version"})])[0];
    for (name, make) in random::KINDS {
        let requests: Vec<Json> = (0..rounds).map(|_| make(random)).collect();
        let source = format!("recorded from {}", version.as_str().unwrap_or_default());
        let mut text = serde_json::json!({ "source": source }).to_string() + "\n";
        for (mut request, want) in requests.iter().cloned().zip(ask(program, &requests)) {
            request["want"] = want;
            text += &(request.to_string() + "\n");
        }
        std::fs::write(format!("{folder}/{name}.jsonl"), text).unwrap();
    }
}

fn ask(program: &str, requests: &[Json]) -> Vec<Json> {
    let mut child =
        Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let text: String = requests.iter().map(|r| format!("{r}\n")).collect();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = BufReader::new(child.stdout.take().unwrap());
    let answers = output.lines().map(|l| serde_json::from_str(&l.unwrap()).unwrap()).collect();
    writer.join().unwrap().unwrap();
    child.wait().unwrap();
    answers
}
