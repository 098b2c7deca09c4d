//! Go's text/template: lexer, parser, exec, with Go's positions and messages.

pub mod budget;
pub mod error;
pub mod exec;
pub mod funcmap;
pub mod set;

pub use budget::{Budget, Execution};
pub use error::{Error, ExecuteTextError, Kind, ParseError, Position};
pub use exec::Call;
pub use funcmap::{Body, FuncMap, Function, Parameter, Signature};
pub use set::{MissingKey, Options, TemplateSet};
