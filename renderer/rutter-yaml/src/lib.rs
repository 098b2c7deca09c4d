//! YAML as Helm reads and writes it: go-yaml v2 and v3 under sigs.k8s.io/yaml.
//!
//! | To | use | Go |
//! |---|---|---|
//! | read a document | [`unmarshal`], [`unmarshal_map`], [`unmarshal_list`] | `yaml.Unmarshal` |
//! | read it with the places of everything | [`parse_node`], [`parse_node_map`], [`parse_node_strict`] | the same, `UnmarshalStrict` |
//! | read the head of a manifest and check the rest | [`check_manifest_head`] | `Unmarshal` into `SimpleHead` |
//! | take a stream apart | [`split_documents`] | `NewYAMLReader` |
//! | write a value | [`to_yaml`], [`to_yaml_pretty`] | `yaml.Marshal`, v3 `Encoder` |
//! | see events, styles and comments | [`Parser`] | `yaml_parser_parse` |
//!
//! Reading goes from text ([`Input`]) to tokens, events, a flat tree and values. Nothing here is
//! more correct than Go: what Go refuses is refused with its words, what it loses is lost.
//!
//! ```
//! let value = rutter_yaml::unmarshal(b"on: 0x10\nlist:\n  - a")?;
//! assert_eq!(rutter_yaml::to_yaml(&value)?.as_str(), Some("list:\n- a\n\"true\": 16\n"));
//! let error = rutter_yaml::unmarshal(b"a: b: c").unwrap_err();
//! assert!(error.message().ends_with("mapping values are not allowed in this context"));
//! # Ok::<(), rutter_yaml::Error>(())
//! ```
//!
//! Values and nodes nest up to 10,000 deep, as in Go, and Rust drops them recursively: threads
//! that read foreign documents want a stack of some megabytes.

mod chars;
mod decode;
mod documents;
mod emit;
mod error;
mod event;
mod exact;
mod head;
mod node;
mod parser;
mod place;
mod reader;
mod resolve;
mod scanner;
mod token;
mod tree;
mod unmarshal;

pub use documents::{Documents, split_documents};
pub use emit::{AnyMap, sort_keys, to_yaml, to_yaml_into, to_yaml_pretty, to_yaml_v3_into};
pub use error::{Error, ErrorKind};
pub use event::{Event, EventKind, Properties};
pub use exact::GoValue;
pub use head::{Head, check_manifest_head};
pub use node::{Data, Entry, Node, Span};
pub use parser::Parser;
pub use place::lines_of_path;
pub use reader::Input;
pub use scanner::Comment;
pub use token::{Mark, Style};
pub use unmarshal::{
    GoDocument, decode_go, decode_go_stream, json_type, parse_node, parse_node_map,
    parse_node_strict, unmarshal, unmarshal_list, unmarshal_map,
};

/// The version of go-yaml whose rules hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// go.yaml.in/yaml/v2, which sigs.k8s.io/yaml stands on.
    #[default]
    V2,
    /// go.yaml.in/yaml/v3
    V3,
}
