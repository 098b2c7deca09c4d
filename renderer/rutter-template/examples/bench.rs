//! Times parsing and executing one template: `bench TEMPLATE DATA.json [ROUNDS]`.
//!
//! The data is typed JSON, as in the recorded Go cases. Prints the best times in microseconds.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code may panic")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::{Duration, Instant};

use rutter_go::Value;
use rutter_template::{Budget, Call, Error, Execution, Options, Parameter, TemplateSet};

fn indent(_: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let [Value::Int(count), Value::String(text)] = arguments else {
        return Ok(Value::Nil);
    };
    let padding = vec![b' '; *count as usize];
    let mut out = padding.clone();
    for byte in text.as_bytes() {
        out.push(*byte);
        if *byte == b'\n' {
            out.extend_from_slice(&padding);
        }
    }
    Ok(Value::String(out.as_slice().into()))
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, template, data, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: bench TEMPLATE DATA.json [ROUNDS]");
        std::process::exit(2);
    };
    let rounds = rest.first().map_or(500, |rounds| rounds.parse().unwrap());
    let template = rutter_go::Str::from(std::fs::read(template).unwrap());
    let data = serde_json::from_str(&std::fs::read_to_string(data).unwrap()).unwrap();
    let data = common::typed(&data);
    let mut functions = common::functions();
    let indent = common::function(&[Parameter::Int, Parameter::String], None, indent);
    functions.insert("indent", indent);
    let (mut best_parse, mut best_exec) = (Duration::MAX, Duration::MAX);
    let mut out = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        let mut set = TemplateSet::new("big", functions.clone(), Options::default());
        set.parse("big", template.clone()).unwrap();
        best_parse = best_parse.min(start.elapsed());
        out.clear();
        let start = Instant::now();
        let mut execution = Execution::new(&common::Nowhere, Budget::default(), Box::new(()));
        set.execute("big", data.clone(), &mut execution, &mut out).unwrap();
        best_exec = best_exec.min(start.elapsed());
    }
    println!("parse {} us, exec {} us", best_parse.as_micros(), best_exec.as_micros());
    if let Some(path) = rest.get(1) {
        std::fs::write(path, &out).unwrap();
    }
}
