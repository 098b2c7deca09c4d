//! Which map is which part of the values, so that reading a key of a map says which value it was.

use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_go::value::{Map, Str, Value};

/// A step of a path through values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// The key of a map.
    Key(Str),
    /// The place in a list.
    Index(usize),
}

/// A path from the values of the root chart.
pub(crate) type Path = Rc<[Step]>;

/// The maps of the values by identity. It holds them, so that no other map gets their address.
#[derive(Default)]
pub(crate) struct ValuesIndex {
    paths: BTreeMap<usize, Path>,
    held: Vec<Map>,
}

impl ValuesIndex {
    /// An index of the root chart's values. A map that is at two places, as tables under `global`
    /// are, is known by the first that is less deep.
    pub fn new(values: &Map) -> ValuesIndex {
        let mut index = ValuesIndex::default();
        let mut level = vec![(Vec::new(), Value::Map(values.clone()))];
        while !level.is_empty() {
            let mut below = Vec::new();
            for (path, value) in level {
                index.add(path, value, &mut below);
            }
            level = below;
        }
        index
    }

    fn add(&mut self, path: Vec<Step>, value: Value, below: &mut Vec<(Vec<Step>, Value)>) {
        let longer = |step: Step| {
            let mut longer = path.clone();
            longer.push(step);
            longer
        };
        match value {
            Value::Map(map) => {
                if self.paths.contains_key(&map.identity()) {
                    return;
                }
                for (key, value) in map.entries().iter().filter(|(_, v)| is_container(v)) {
                    below.push((longer(Step::Key(key.clone())), value.clone()));
                }
                self.paths.insert(map.identity(), path.into());
                self.held.push(map);
            }
            Value::List(list) => {
                for (at, value) in
                    list.to_vec().into_iter().enumerate().filter(|(_, v)| is_container(v))
                {
                    below.push((longer(Step::Index(at)), value));
                }
            }
            _ => {}
        }
    }

    /// The path of a key of a map, if the map belongs to the values.
    pub fn path(&self, map: usize, key: &[u8]) -> Option<Path> {
        let path = self.paths.get(&map)?;
        let last = Step::Key(Str::from(key));
        Some(path.iter().cloned().chain([last]).collect())
    }
}

fn is_container(value: &Value) -> bool {
    matches!(value, Value::Map(_) | Value::List(_))
}

/// The value at a path.
pub(crate) fn value_at(map: &Map, path: &[Step]) -> Option<Value> {
    path.iter().try_fold(Value::Map(map.clone()), |value, step| match (&value, step) {
        (Value::Map(map), Step::Key(key)) => map.get(key),
        (Value::List(list), Step::Index(index)) => list.get(*index),
        _ => None,
    })
}

/// The path that [`path_text`] wrote. A key that ends like the place in a list is taken for one.
pub(crate) fn path_steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in parts(text) {
        let (key, mut places) = match part.find('[') {
            Some(at) if part.ends_with(']') => part.split_at(at),
            _ => (part.as_str(), ""),
        };
        if !key.is_empty() {
            steps.push(Step::Key(Str::from(key)));
        }
        while let Some((index, rest)) = places.strip_prefix('[').and_then(|p| p.split_once(']')) {
            steps.extend(index.parse().ok().map(Step::Index));
            places = rest;
        }
    }
    steps
}

/// What stands between dots that no backslash is before.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'.') => {
                chars.next();
                parts.last_mut().into_iter().for_each(|part| part.push('.'));
            }
            '.' => parts.push(String::new()),
            c => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts
}

/// A path as `--set` takes it.
pub(crate) fn path_text(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Index(index) => text.push_str(&format!("[{index}]")),
            Step::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(&key.to_str_lossy().replace('.', "\\."));
            }
        }
    }
    text
}
