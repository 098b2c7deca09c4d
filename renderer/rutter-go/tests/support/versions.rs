//! Answers about versions.

use serde_json::Value as Json;

pub fn answer(name: &str, _request: &Json) -> Json {
    panic!("unknown function {name}")
}
