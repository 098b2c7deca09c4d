//! One blocking HTTP transport for OCI registries and chart repositories.
//!
//! It bounds what a server can do to its caller: time to connect, silence, whole transfers,
//! redirects, retries and the size of what is read into memory. Errors are worded as Go's
//! `net/http` words them, because that is what users of Helm know and search for.

mod body;
mod certificates;
mod connector;
mod error;
mod forward;
mod header;
mod limits;
mod method;
mod options;
mod progress;
mod proxy;
mod quote;
mod reason;
mod redirect;
mod request;
mod response;
mod retry;
mod setup;
mod tls;
mod transport;
mod url;
mod verifier;

pub use body::{Body, FileBody, Part};
pub use error::{Error, ErrorKind};
pub use header::Headers;
pub use limits::Limits;
pub use method::Method;
pub use options::TransportOptions;
pub use progress::Progress;
pub use quote::quote;
pub use reason::status_text;
pub use request::Request;
pub use response::Response;
pub use setup::SetupError;
pub use transport::Transport;
pub use url::{Url, escape_query, query_of};
