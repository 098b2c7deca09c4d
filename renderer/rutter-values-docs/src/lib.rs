//! What a chart's values.yaml says about its values, in the four ways that people write it down, and
//! what can be made of that: a JSON Schema ([`schema`]) and a table for the README ([`table`]).
//!
//! | Written as | Answers to |
//! |---|---|
//! | `# -- text`, `# @default -- …`, `# @section -- …` above a key, `# path -- text` anywhere | helm-docs |
//! | keywords in YAML between two lines `# @schema`; `# @schema.root` | dadav/helm-schema |
//! | `# @schema type:string;minLength:1` above, behind or below a key | losisin/helm-values-schema-json |
//! | `## @param path [modifiers] text`, `@section`, `@skip`, `@extra` | bitnami/readme-generator-for-helm |
//!
//! ```
//! let text = b"# -- Pods of the server.\nreplicas: 1 # @schema minimum:1\n";
//! let values = rutter_values_docs::read(text)?;
//! let schema = rutter_values_docs::schema(&values, &Default::default()).to_text();
//! assert!(schema.contains(r#""minimum": 1"#));
//! let table = rutter_values_docs::table(&values, rutter_values_docs::Columns::HelmDocs)?;
//! assert!(table.ends_with("| replicas | int | `1` | Pods of the server. |\n"));
//! # Ok::<(), rutter_values_docs::Problems>(())
//! ```

mod comment;
mod dialect;
mod document;
mod item;
mod json;
mod keyword;
mod note;
mod problem;
mod readme;
mod reads;
mod rows;
mod schema;
mod table;
mod values;

pub use json::Json;
pub use keyword::sort_keywords;
pub use problem::{Problem, Problems};
pub use readme::{MARKERS, with_table};
pub use reads::Reads;
pub use schema::{Around, schema};
pub use table::{Columns, table};
pub use values::{Values, read};
