//! Function names to functions: the host's first, then Go's builtins.
//!
//! Go: text/template/funcs.go `findFunction`. A name is looked up once, when a text is parsed;
//! nodes keep the index.

use crate::builtin::Builtin;
use crate::funcmap::{FuncMap, Function};

/// What a name calls.
#[derive(Clone, Copy)]
pub(crate) enum Callee {
    Builtin(Builtin),
    Host(Function),
}

/// All functions of a set.
pub(crate) struct Functions {
    callees: Vec<(Box<str>, Callee)>,
    /// Open addressing over `callees`; 0 is free, else index + 1.
    slots: Vec<u32>,
}

impl Functions {
    pub fn new(map: &FuncMap) -> Functions {
        let mut callees: Vec<(Box<str>, Callee)> = Vec::new();
        for name in map.names() {
            if let Some(function) = map.get(name) {
                callees.push((name.into(), Callee::Host(*function)));
            }
        }
        for builtin in Builtin::ALL {
            if map.get(builtin.name()).is_none() {
                callees.push((builtin.name().into(), Callee::Builtin(builtin)));
            }
        }
        let size = (callees.len() * 2 + 1).next_power_of_two();
        let mut functions = Functions { callees, slots: vec![0; size] };
        functions.fill();
        functions
    }

    fn fill(&mut self) {
        let mask = self.slots.len() - 1;
        for (index, (name, _)) in self.callees.iter().enumerate() {
            let mut at = hash(name.as_bytes()) & mask;
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = index as u32 + 1;
            }
        }
    }

    /// The index of a function.
    pub fn find(&self, name: &[u8]) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = hash(name) & mask;
        loop {
            let index = self.slots.get(at)?.checked_sub(1)?;
            if self.callees.get(index as usize)?.0.as_bytes() == name {
                return Some(index);
            }
            at = (at + 1) & mask;
        }
    }

    /// The function of an index.
    #[inline]
    pub fn callee(&self, index: u32) -> Option<&(Box<str>, Callee)> {
        self.callees.get(index as usize)
    }
}

/// FNV-1a.
fn hash(name: &[u8]) -> usize {
    let mut hash = 0x811c_9dc5_u32;
    for byte in name {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ hash >> 15) as usize
}
