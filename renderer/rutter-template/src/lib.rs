//! Go's text/template: lexer, parser, exec, with Go's positions and messages.
//!
//! It knows Go's language and its builtins, nothing of Helm: functions such as `include` are built
//! by the host on [`Call`].
//!
//! ```
//! use rutter_go::{Str, Value, World};
//! use rutter_template::{Budget, Execution, FuncMap, Options, TemplateSet};
//!
//! fn greet(world: &dyn World) -> Result<String, Box<dyn std::error::Error>> {
//!     let mut set = TemplateSet::new("set", FuncMap::new(), Options::default());
//!     set.parse("hello.txt", "Hello, {{ .name | printf \"%q\" }}!")?;
//!     let data = Value::map([(Str::from("name"), Value::from("Gopher"))]);
//!     let mut execution = Execution::new(world, Budget::default(), Box::new(()));
//!     let mut out = Vec::new();
//!     set.execute("hello.txt", data, &mut execution, &mut out)?;
//!     Ok(String::from_utf8(out)?)
//! }
//! ```

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
mod names;
mod number;
mod overlay;
mod parser;
mod print;
mod printable;
mod range;
pub mod reads;
pub mod set;
mod slot;
pub mod trace;

pub use budget::{Budget, Execution};
pub use error::{Error, ExecuteTextError, Kind, Limit, ParseError, Position};
pub use exec::Call;
pub use funcmap::{Body, FuncMap, Function, Parameter, Signature};
pub use set::{MissingKey, Options, ParsedText, TemplateSet};
pub use slot::truth;
pub use trace::{Entry, Place, Trace};
