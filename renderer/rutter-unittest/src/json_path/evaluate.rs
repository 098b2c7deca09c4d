//! Searches (yaml-jsonpath: `path.go`).

use super::parser::Step;
use super::{Error, MAX_VISITS, Path};
use crate::Value;
use rutter_yaml::Version;
use std::borrow::Cow;

/// A node of a document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'v> {
    /// A key that is a string.
    Key(&'v str),
    /// A value, or a key that is no string.
    Node(&'v Value),
}

/// What a path finds in a document.
pub(super) fn find<'v>(path: &Path, document: &'v Value) -> Result<Vec<Cow<'v, Value>>, Error> {
    let mut search = Search { document, visits: 0 };
    let found = search.run_from_root(path)?;
    let value = |item| match item {
        Item::Key(key) => Cow::Owned(Value::String(key.to_string())),
        Item::Node(value) => Cow::Borrowed(value),
    };
    Ok(found.into_iter().map(value).collect())
}

/// A search in one document.
pub(super) struct Search<'v> {
    document: &'v Value,
    /// Nodes looked at.
    visits: usize,
}

impl<'v> Search<'v> {
    pub(super) fn run_from_root(&mut self, path: &Path) -> Result<Vec<Item<'v>>, Error> {
        self.run(path, Item::Node(self.document))
    }

    pub(super) fn run(&mut self, path: &Path, item: Item<'v>) -> Result<Vec<Item<'v>>, Error> {
        let mut found = Vec::new();
        self.follow(&path.steps, item, &mut found)?;
        Ok(found)
    }

    /// Follows the steps from a node. What the first step finds is followed to the end before the
    /// next of its results, which is the order of the library.
    fn follow(
        &mut self,
        steps: &[Step],
        item: Item<'v>,
        found: &mut Vec<Item<'v>>,
    ) -> Result<(), Error> {
        self.visits += 1;
        if self.visits > MAX_VISITS {
            return Err(Error::Limit(format!("the path looks at more than {MAX_VISITS} nodes")));
        }
        let Some((step, rest)) = steps.split_first() else {
            found.push(item);
            return Ok(());
        };
        match step {
            Step::Descend => return self.descend(rest, item, found),
            Step::Filter(filter) => {
                let candidates = match item {
                    Item::Node(Value::List(items)) => items.iter().map(Item::Node).collect(),
                    item => vec![item],
                };
                for item in candidates {
                    if filter.accepts(item, self)? {
                        self.follow(rest, item, found)?;
                    }
                }
            }
            Step::FilterSelf(filter) => {
                if filter.accepts(item, self)? {
                    self.follow(rest, item, found)?;
                }
            }
            step => {
                for item in next(step, item) {
                    self.follow(rest, item, found)?;
                }
            }
        }
        Ok(())
    }

    /// Follows the steps from everything below a node, keys before their values, then from it.
    fn descend(
        &mut self,
        steps: &[Step],
        item: Item<'v>,
        found: &mut Vec<Item<'v>>,
    ) -> Result<(), Error> {
        match item {
            Item::Node(Value::List(items)) => {
                for item in items {
                    self.descend(steps, Item::Node(item), found)?;
                }
            }
            item => {
                for (key, value) in entries(item) {
                    self.follow(steps, key, found)?;
                    self.descend(steps, Item::Node(value), found)?;
                }
            }
        }
        self.follow(steps, item, found)
    }
}

/// Where a step without a filter leads.
fn next<'v>(step: &Step, item: Item<'v>) -> Vec<Item<'v>> {
    let value = |(_, value)| Item::Node(value);
    match (step, item) {
        (Step::Child(name), item) => child(item, name).map(value).into_iter().collect(),
        (Step::Children(names), item) => {
            names.iter().filter_map(|name| child(item, name).map(value)).collect()
        }
        (Step::Keys(names), item) => {
            names.iter().filter_map(|name| child(item, name).map(|(key, _)| key)).collect()
        }
        (Step::All | Step::Everything, Item::Node(Value::List(items))) => {
            items.iter().map(Item::Node).collect()
        }
        (Step::All | Step::Everything, item) => entries(item).into_iter().map(value).collect(),
        (Step::AllKeys, item) => entries(item).into_iter().map(|(key, _)| key).collect(),
        (Step::Elements(indexes), Item::Node(Value::List(items))) => {
            let places = indexes.iter().flat_map(|index| index.places(items.len()));
            places.filter_map(|place| items.get(place).map(Item::Node)).collect()
        }
        _ => Vec::new(),
    }
}

/// The entry of a map whose key is written so.
fn child<'v>(item: Item<'v>, name: &str) -> Option<(Item<'v>, &'v Value)> {
    match item {
        Item::Node(Value::Map(map)) => {
            map.get_key_value(name).map(|(key, value)| (Item::Key(key), value))
        }
        Item::Node(Value::AnyMap(map)) => {
            let entry = map.iter().find(|(key, _)| key_text(key) == name)?;
            Some((Item::Node(&entry.0), &entry.1))
        }
        _ => None,
    }
}

/// The entries of a map in the order in which go-yaml writes them.
fn entries(item: Item<'_>) -> Vec<(Item<'_>, &Value)> {
    match item {
        Item::Node(Value::Map(map)) => {
            let mut entries: Vec<(&String, &Value)> = map.iter().collect();
            rutter_yaml::sort_keys(&mut entries, Version::V3, |(key, _)| key.as_bytes());
            entries.into_iter().map(|(key, value)| (Item::Key(key), value)).collect()
        }
        Item::Node(Value::AnyMap(map)) => {
            map.iter().map(|(key, value)| (Item::Node(key), value)).collect()
        }
        _ => Vec::new(),
    }
}

/// How go-yaml writes a key; empty for one that is a collection.
fn key_text(key: &Value) -> Cow<'_, str> {
    match key {
        Value::String(text) | Value::Time(text) => Cow::Borrowed(text),
        Value::Null => Cow::Borrowed("null"),
        Value::Bool(value) => Cow::Owned(value.to_string()),
        Value::Int(value) => Cow::Owned(value.to_string()),
        Value::Uint(value) => Cow::Owned(value.to_string()),
        Value::Float(value) => Cow::Owned(rutter_go::strconv::format_float(*value, b'g', -1, 64)),
        Value::List(_) | Value::Map(_) | Value::AnyMap(_) => Cow::Borrowed(""),
    }
}
