//! Runs cases here and in Go, and prints every difference.

use std::io::{BufRead, BufReader, BufWriter, Write};

use rutter_template::{Budget, Execution, MissingKey};
use serde_json::{Value as Json, json};

use crate::case::{Case, case};
use crate::common;
use crate::generator::Generator;
use crate::mask::{has_address, is_odd, masked};
use crate::oracle::{hex, start, unhex};
use crate::random::Random;

pub fn compare(oracle: &str, count: usize, seed: u64) -> i32 {
    let mut child = start(oracle);
    let mut input = BufWriter::new(child.stdin.take().unwrap());
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut generator = Generator {
        random,
        out: String::new(),
        depth: 0,
        level: 0,
        in_range: 0,
        careful: true,
        variables: Vec::new(),
    };
    let (mut different, mut good, mut unparsed, mut skipped) = (0, 0, 0, 0);
    let mut line = String::new();
    let mut done = 0;
    while done < count {
        let batch: Vec<Case> = (0..200.min(count - done)).map(|_| case(&mut generator)).collect();
        done += batch.len();
        let results: Vec<_> = batch.iter().map(ours).collect();
        for case in &batch {
            let templates: Vec<_> =
                case.templates.iter().map(|(n, t)| json!([n, hex(t.as_bytes())])).collect();
            let request = json!({
                "templates": templates, "execute": "t0", "data": case.data, "missing": case.missing,
            });
            writeln!(input, "{request}").unwrap();
        }
        input.flush().unwrap();
        for (case, (parsed, out, error)) in batch.iter().zip(results) {
            line.clear();
            output.read_line(&mut line).unwrap();
            let answer: Json = serde_json::from_str(&line).unwrap();
            if answer["skip"] == json!(true) {
                skipped += 1;
                continue;
            }
            let want = (
                answer["parsed"] == json!(true),
                masked(&unhex(&answer["out"])),
                masked(&unhex(&answer["error"])),
            );
            let got = (parsed, masked(&out), masked(error.as_bytes()));
            good += usize::from(want.2.is_empty());
            unparsed += usize::from(!want.0);
            if !want.0 && std::env::var_os("SHOW_UNPARSED").is_some() {
                println!("{}", want.2);
            }
            let is_odd =
                [&want.2, &got.2, &want.1].iter().any(|text| is_odd(text)) || has_address(case);
            if want != got && !is_odd {
                different += 1;
                if different <= 20 {
                    println!("--- {:?} {}", case.templates, case.missing);
                    println!("data {}", case.data["t"]);
                    println!("want {want:?}\ngot  {got:?}");
                }
            }
        }
    }
    println!(
        "{count} cases: {different} different, {good} without error, {unparsed} unparsed, {skipped} skipped"
    );
    drop(input);
    let _ = child.wait();
    i32::from(different > 0)
}

fn ours(case: &Case) -> (bool, Vec<u8>, String) {
    let missing = match case.missing {
        "zero" => MissingKey::Zero,
        "error" => MissingKey::Error,
        _ => MissingKey::Default,
    };
    let mut set = common::set(missing);
    for (name, text) in &case.templates {
        if let Err(error) = set.parse(name, text) {
            return (false, Vec::new(), error.to_string());
        }
    }
    let mut out = Vec::new();
    let mut execution = Execution::new(&common::Nowhere, Budget::default(), Box::new(()));
    let result = set.execute("t0", common::typed(&case.data), &mut execution, &mut out);
    (true, out, result.map_or_else(|error| error.to_string(), |()| String::new()))
}
