//! Calls of every function and what sprig answers, in `functions.tsv`: the call, `ok` or `error`,
//! and the output between `<` and `>` or the error, both as Go's `%q` writes them.
//!
//! `helm template CHART --name-template '<{{ CALL }}>'` shows them: no such name is valid, so it is
//! quoted in the error. What is random or follows the clock is only asked for its length or kind.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use rutter_go::world::Instant;
use rutter_go::{Value, World, strconv};
use rutter_template::{Budget, Execution, Options, TemplateSet};

/// A machine without files or network, whose randomness is always the same.
#[derive(Default)]
struct Nowhere {
    random: AtomicU64,
}

impl World for Nowhere {
    fn now(&self) -> Instant {
        Instant { seconds: 1795270680, nanoseconds: 0 }
    }
    fn fill_random(&self, buffer: &mut [u8]) {
        // SplitMix64.
        for byte in buffer {
            let state = self.random.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (mixed >> 56) as u8;
        }
    }
}

fn call(text: &str) -> Result<Vec<u8>, String> {
    let mut set = TemplateSet::new("name-template", rutter_sprig::func_map(), Options::default());
    let text = format!("<{{{{ {text} }}}}>");
    set.parse("name-template", text.as_str()).map_err(|error| error.to_string())?;
    let world = Nowhere::default();
    let mut execution = Execution::new(&world, Budget::default(), Box::new(()));
    let mut output = Vec::new();
    set.execute("name-template", Value::Nil, &mut execution, &mut output)
        .map_err(|error| error.to_string())?;
    Ok(output)
}

#[test]
fn functions_answer_as_recorded() {
    let text = include_str!("functions.tsv");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in text.lines() {
        let [input, kind, quoted] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}");
        };
        let want = strconv::unquote(quoted).unwrap();
        let got = call(input);
        let (got_kind, got) = match &got {
            Ok(output) => ("ok", output.as_slice()),
            Err(error) => ("error", error.as_bytes()),
        };
        count += 1;
        if (kind, want.as_slice()) != (got_kind, got) {
            wrong.push(format!(
                "{input}\n  want {kind} {quoted}\n  got  {got_kind} {}",
                strconv::quote(got)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_function_is_called() {
    let called: BTreeSet<&str> = include_str!("functions.tsv")
        .split(|c: char| c != '_' && !c.is_ascii_alphanumeric())
        .collect();
    let map = rutter_sprig::func_map();
    let missing: Vec<&str> = map.names().filter(|name| !called.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
