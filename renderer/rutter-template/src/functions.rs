//! Function names to functions: the host's first, then Go's builtins.
//!
//! Go: text/template/funcs.go `findFunction`. A name is looked up once, when a text is parsed;
//! nodes keep the index.

use crate::builtin::Builtin;
use crate::funcmap::{FuncMap, Function};
use crate::names::Names;

/// What a name calls.
#[derive(Clone, Copy)]
pub(crate) enum Callee {
    Builtin(Builtin),
    Host(Function),
}

/// All functions of a set.
pub(crate) struct Functions {
    names: Names,
    callees: Vec<(Box<str>, Callee)>,
}

impl Functions {
    pub fn new(map: &FuncMap) -> Functions {
        let mut functions = Functions { names: Names::default(), callees: Vec::new() };
        for name in map.names() {
            if let Some(function) = map.get(name) {
                functions.add(name, Callee::Host(*function));
            }
        }
        for builtin in Builtin::ALL {
            if map.get(builtin.name()).is_none() {
                functions.add(builtin.name(), Callee::Builtin(builtin));
            }
        }
        functions
    }

    fn add(&mut self, name: &str, callee: Callee) {
        self.names.add(name.into());
        self.callees.push((name.into(), callee));
    }

    /// The index of a function.
    #[inline]
    pub fn find(&self, name: &[u8]) -> Option<u32> {
        self.names.find(name)
    }

    /// The function of an index.
    #[inline]
    pub fn callee(&self, index: u32) -> Option<&(Box<str>, Callee)> {
        self.callees.get(index as usize)
    }
}
