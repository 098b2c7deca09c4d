//! YAML as Helm reads and writes it: go-yaml v2 and v3 under sigs.k8s.io/yaml.

mod base64;
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
mod reader;
mod resolve;
mod scanner;
mod token;
mod tree;
mod unmarshal;

pub use documents::{Documents, split_documents};
pub use emit::{to_yaml, to_yaml_into, to_yaml_pretty, to_yaml_v3_into};
pub use error::{Error, ErrorKind};
pub use event::{Event, EventKind, Properties};
pub use exact::GoValue;
pub use head::{Head, check_manifest_head};
pub use node::{Data, Entry, Node, Span};
pub use parser::Parser;
pub use reader::Input;
pub use scanner::Comment;
pub use token::{Mark, Style};
pub use unmarshal::{
    decode_go, json_type, parse_node, parse_node_map, parse_node_strict, unmarshal, unmarshal_list,
    unmarshal_map,
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
