//! One function for each of the oracle's.

use super::encoding;
use super::values::{bits, bytes, decode_all, float, latin, number};
use rutter_go::{fmt, strconv};
use serde_json::{Value as Json, json};
use std::fmt::Display;

pub fn answer(request: &Json) -> Json {
    let s = || bytes(&request["s"]);
    match request["f"].as_str().unwrap() {
        "quote" => latin(strconv::quote(&s()).as_bytes()),
        "quote_ascii" => latin(strconv::quote_to_ascii(&s()).as_bytes()),
        "quote_rune" => latin(strconv::quote_rune(number(&request["n"]) as u32).as_bytes()),
        "backquote" => json!(strconv::can_backquote(&s())),
        "unquote" => outcome(strconv::unquote_bytes(&s()).map(|b| latin(&b))),
        "format_float" => {
            let verb = bytes(&request["verb"])[0];
            let (precision, size) = (number(&request["prec"]), number(&request["bits"]));
            let value = float(&request["x"]);
            json!(strconv::format_float(value, verb, precision as i32, size as u32))
        }
        "parse_int" => {
            let (base, size) = (number(&request["base"]), number(&request["bits"]));
            let parsed = strconv::parse_int_bytes(&s(), base as u32, size as u32);
            outcome(parsed.map(|n| json!(n.to_string())).map_err(|(_, e)| e))
        }
        "parse_uint" => {
            let (base, size) = (number(&request["base"]), number(&request["bits"]));
            let parsed = strconv::parse_uint_bytes(&s(), base as u32, size as u32);
            outcome(parsed.map(|n| json!(n.to_string())).map_err(|(_, e)| e))
        }
        "atoi" => {
            outcome(strconv::atoi_bytes(&s()).map(|n| json!(n.to_string())).map_err(|(_, e)| e))
        }
        "parse_float" => outcome(strconv::parse_float_bytes(&s()).map(bits).map_err(|(_, e)| e)),
        "sprintf" => latin(&fmt::sprintf(&s(), &decode_all(&request["a"]))),
        "sprint" => latin(&fmt::sprint(&decode_all(&request["a"]))),
        "sprintln" => latin(&fmt::sprintln(&decode_all(&request["a"]))),
        name => encoding::answer(name, request),
    }
}

pub fn outcome<E: Display>(result: Result<Json, E>) -> Json {
    match result {
        Ok(answer) => answer,
        Err(error) => json!({ "error": latin(error.to_string().as_bytes()) }),
    }
}
