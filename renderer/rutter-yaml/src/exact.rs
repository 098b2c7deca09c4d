//! From nodes to Go's `interface{}` values, without short cuts, and from those to JSON.
//!
//! This is the slow way: for documents Go refuses (its messages print whole values), for strict
//! reading, and for go-yaml v3.

mod decode;
mod go_syntax;
mod json;
mod v3;

pub(crate) use decode::{Decoded, decode_document};
pub(crate) use json::{check_json, check_keys, json_key, to_json};

/// A value as go-yaml leaves it in an `interface{}`.
#[derive(Clone, Debug, PartialEq)]
pub enum GoValue {
    /// `nil`
    Nil,
    /// `bool`
    Bool(bool),
    /// `int`
    Int(i64),
    /// `uint64`
    Uint(u64),
    /// `float64`
    Float(f64),
    /// `string`
    String(Vec<u8>),
    /// `time.Time`, as it was written (v3 only).
    Time(Vec<u8>),
    /// `[]interface {}`
    List(Vec<GoValue>),
    /// `map[interface {}]interface {}` with its entries in the order they were set.
    Map(Vec<(GoValue, GoValue)>),
    /// `map[string]interface {}` (v3 only).
    StringMap(Vec<(GoValue, GoValue)>),
}
