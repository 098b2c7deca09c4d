//! Go's text/template: lexer, parser, exec, with Go's positions and messages.

mod ast;
pub mod budget;
mod builtin;
mod call;
mod compare;
pub mod error;
mod escape;
mod eval;
pub mod exec;
mod expression;
pub mod funcmap;
mod functions;
mod lexer;
mod number;
mod overlay;
mod parser;
mod print;
mod printable;
pub mod set;
mod slot;
pub mod trace;

pub use budget::{Budget, Execution};
pub use error::{Error, ExecuteTextError, Kind, Limit, ParseError, Position};
pub use exec::Call;
pub use funcmap::{Body, FuncMap, Function, Parameter, Signature};
pub use set::{MissingKey, Options, TemplateSet};
pub use slot::truth;
pub use trace::{Entry, Place, Trace};
