//! The patterns of a schema, each compiled once.

use std::collections::BTreeMap;
use std::sync::Arc;

use rutter_go::regexp::Regexp;

/// Most memory the patterns of a schema may take together; Helm has no such limit. One pattern
/// such as `\pL{1000}` takes 47 MB.
const MAX_BYTES: usize = 128 << 20;

/// Compiled patterns, and the bytes they take together.
#[derive(Default)]
pub(super) struct Patterns {
    compiled: BTreeMap<String, Arc<Regexp>>,
    bytes: usize,
}

impl Patterns {
    /// The compiled pattern.
    pub(super) fn compile(&mut self, pattern: &str) -> Result<Arc<Regexp>, String> {
        if let Some(regexp) = self.compiled.get(pattern) {
            return Ok(regexp.clone());
        }
        let regexp = Regexp::compile(pattern.as_bytes()).map_err(|error| error.to_string())?;
        self.bytes += regexp.memory_usage();
        if self.bytes > MAX_BYTES {
            return Err(format!(
                "the patterns take more than {MAX_BYTES} bytes; simplify the schema, or pass --skip-schema-validation (limit)"
            ));
        }
        let regexp = Arc::new(regexp);
        self.compiled.insert(pattern.to_string(), regexp.clone());
        Ok(regexp)
    }
}
