//! JSON (Go: `encoding/json`).

mod decode;
mod encode;
mod indent;
mod text;

pub use decode::{
    Decoded, SyntaxError, decode, decode_list, decode_map, decode_next, unmarshal, valid,
};
pub use encode::{EncodeError, Indent, Options, append, marshal, marshal_indent};
pub use indent::indent;
pub use text::append_string;

/// Deepest nesting that is read, as in Go, and written, where Go has no limit.
pub const MAX_DEPTH: usize = 10_000;
