//! Copies that share nothing. Go: mitchellh/copystructure.

use super::{List, ListType, Map, MapType, Str, Value};

impl Value {
    /// A copy that shares no map or slice with this one (Go: mitchellh/copystructure).
    ///
    /// `None` when the value nests deeper than `depth` levels, as a cyclic one does.
    pub fn deep_copy(&self, depth: usize) -> Option<Value> {
        let mut parts = u64::MAX;
        self.deep_copy_limited(depth, &mut parts)
    }

    /// As [`Value::deep_copy`], for values that may hold one part at many places: `parts` goes
    /// down by one for each copied value, and at 0 there is no copy.
    pub fn deep_copy_limited(&self, depth: usize, parts: &mut u64) -> Option<Value> {
        let mut open: Vec<Copying> = Vec::new();
        let mut current = self.clone();
        loop {
            *parts = parts.checked_sub(1)?;
            if open.len() >= depth {
                return None;
            }
            let mut copied = match Copying::begin(&current) {
                None => Some(std::mem::take(&mut current)),
                Some(frame) => {
                    open.push(frame);
                    None
                }
            };
            loop {
                let Some(frame) = open.last_mut() else {
                    return copied;
                };
                match frame.next(copied.take()) {
                    Some(item) => {
                        current = item;
                        break;
                    }
                    None => copied = open.pop().map(Copying::finish),
                }
            }
        }
    }
}

/// A container that [`Value::deep_copy`] has begun to copy.
enum Copying {
    List {
        list_type: &'static ListType,
        items: std::vec::IntoIter<Value>,
        done: Vec<Value>,
    },
    Map {
        map_type: &'static MapType,
        entries: std::vec::IntoIter<(Str, Value)>,
        done: Vec<(Str, Value)>,
    },
}

impl Copying {
    /// A frame for a value that has parts to copy.
    fn begin(value: &Value) -> Option<Copying> {
        match value {
            Value::List(list) if !list.is_nil() => {
                let done = Vec::with_capacity(list.len());
                let items = list.to_vec().into_iter();
                Some(Copying::List { list_type: list.list_type(), items, done })
            }
            Value::Map(map) if !map.is_nil() => {
                let done = Vec::with_capacity(map.len());
                let entries = map.to_pairs().into_iter();
                Some(Copying::Map { map_type: map.map_type(), entries, done })
            }
            _ => None,
        }
    }

    /// Takes the copy of the last part, and gives the next one to copy.
    fn next(&mut self, copied: Option<Value>) -> Option<Value> {
        match self {
            Copying::List { items, done, .. } => {
                done.extend(copied);
                items.next()
            }
            Copying::Map { entries, done, .. } => {
                if let (Some(copied), Some((_, slot))) = (copied, done.last_mut()) {
                    *slot = copied;
                }
                let (key, item) = entries.next()?;
                done.push((key, Value::Nil));
                Some(item)
            }
        }
    }

    fn finish(self) -> Value {
        match self {
            Copying::List { list_type, done, .. } => Value::List(List::new(list_type, done)),
            Copying::Map { map_type, done, .. } => {
                Value::Map(Map::with_type(map_type, done.into_iter().collect()))
            }
        }
    }
}
