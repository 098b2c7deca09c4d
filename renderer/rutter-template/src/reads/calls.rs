//! What functions do with their arguments.

use super::Effect;
use super::data::{ANY, Data, Key};
use super::walk::Walker;
use crate::ast::{Node, NodeId, Unit};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most texts that a text put together may be.
const MAX_TEXTS: usize = 50;

impl Walker<'_> {
    /// A call of a function; `last` comes from the pipeline.
    pub(super) fn function(
        &mut self,
        unit: &Arc<Unit>,
        function: u32,
        nodes: &[NodeId],
        last: Option<Data>,
        dot: &Data,
    ) -> Data {
        let name = self.set.functions().callee(function).map(|(name, _)| name.to_string());
        let name = name.unwrap_or_default();
        let mut arguments: Vec<Data> =
            nodes.iter().map(|node| self.operand(unit, *node, dot)).collect();
        arguments.extend(last);
        let effect = self.effect(&name);
        let changed = nodes.first().filter(|_| matches!(effect, Effect::Set | Effect::Merge));
        let result = self.apply(effect, &arguments, name == "printf");
        if let Some(changed) = changed {
            self.change(unit, *changed, effect, &arguments);
        }
        result
    }

    fn apply(&mut self, effect: Effect, arguments: &[Data], formats: bool) -> Data {
        let first = arguments.first().cloned().unwrap_or_default();
        let rest = arguments.get(1..).unwrap_or_default();
        match effect {
            Effect::Whole => self.whole(arguments),
            Effect::Test => self.test(arguments),
            Effect::Union | Effect::Merge => union(arguments),
            Effect::Choice => {
                let (last, choices) = arguments.split_last().unwrap_or((&first, &[]));
                self.read_whole(last);
                union(choices)
            }
            Effect::Dict => self.dict(arguments),
            Effect::List => Data::list(union(arguments)),
            Effect::Element => {
                let element = first.elements();
                self.touch(&element);
                element
            }
            Effect::Append => {
                let mut list = Data::list(union(rest));
                list.add(&first);
                list
            }
            Effect::Index => self.path(first, rest),
            Effect::HasKey => {
                self.path(first, rest);
                Data::unknown()
            }
            Effect::Dig => self.dig(arguments),
            Effect::Pluck => {
                let maps = union(rest);
                Data::list(self.path(maps, &[first]))
            }
            Effect::Pick => self.pick(&first, rest),
            Effect::Omit => first,
            Effect::Keys => {
                let all = union(arguments);
                self.touch(&all.elements());
                Data::list(all.keys())
            }
            Effect::Values => Data::list(union(arguments).elements()),
            Effect::Set => self.set_key(first, rest),
            Effect::Text => self.text(arguments, formats),
            Effect::Include => self.include(&first, rest),
            Effect::Execute => self.execute(&first, rest),
        }
    }

    fn whole(&mut self, arguments: &[Data]) -> Data {
        arguments.iter().for_each(|argument| self.read_whole(argument));
        Data::unknown()
    }

    fn test(&mut self, arguments: &[Data]) -> Data {
        arguments.iter().for_each(|argument| self.touch(argument));
        Data::unknown()
    }

    fn dict(&mut self, arguments: &[Data]) -> Data {
        let mut map = Data::default();
        for pair in arguments.chunks(2) {
            if let [key, value] = pair {
                map.add(&entry(key, value));
            }
        }
        map
    }

    /// What stands at the end of a path of keys.
    fn path(&mut self, mut value: Data, keys: &[Data]) -> Data {
        for key in keys {
            let mut next = Data::default();
            for key in key.as_keys() {
                next.add(&match &key {
                    Key::Name(name) => self.field(&value, name),
                    Key::Any => value.at(&key),
                });
            }
            value = next;
        }
        self.touch(&value);
        value
    }

    fn dig(&mut self, arguments: &[Data]) -> Data {
        let [keys @ .., default, map] = arguments else {
            return self.whole(arguments);
        };
        let mut found = self.path(map.clone(), keys);
        found.add(default);
        found
    }

    fn pick(&mut self, map: &Data, keys: &[Data]) -> Data {
        let mut picked = Data::default();
        for key in keys {
            let value = self.path(map.clone(), std::slice::from_ref(key));
            picked.add(&entry(key, &value));
        }
        picked
    }

    fn set_key(&mut self, mut map: Data, rest: &[Data]) -> Data {
        if let [key, value] = rest {
            map.add(&entry(key, value));
        }
        map
    }

    /// A map that a function changes: a variable takes up what is new, anything else may be found
    /// in ways that are not followed.
    fn change(&mut self, unit: &Arc<Unit>, node: NodeId, effect: Effect, arguments: &[Data]) {
        let rest = arguments.get(1..).unwrap_or_default();
        let new = match (effect, rest) {
            (Effect::Set, [key, value]) => entry(key, value),
            (Effect::Set, _) => return,
            (_, rest) => union(rest),
        };
        match unit.node(node) {
            Node::Variable { fields, .. } if unit.fields(fields).is_empty() => {
                self.update(unit, node, &new);
            }
            _ => self.lose(&new),
        }
    }

    fn text(&mut self, arguments: &[Data], formats: bool) -> Data {
        arguments.iter().for_each(|argument| self.read_whole(argument));
        let mut texts = BTreeSet::from([String::new()]);
        for argument in arguments {
            let is_known = !argument.texts.is_empty()
                && argument.places.is_empty()
                && !argument.unknown
                && texts.len() * argument.texts.len() <= MAX_TEXTS;
            let any = BTreeSet::from([ANY.to_string()]);
            let pieces = if is_known { &argument.texts } else { &any };
            let joined = |text: &String| -> Vec<String> {
                pieces.iter().map(|piece| format!("{text}{}", verbs(piece, formats))).collect()
            };
            texts = texts.iter().flat_map(joined).collect();
            if formats {
                break;
            }
        }
        Data { texts, ..Data::default() }
    }

    fn include(&mut self, name: &Data, rest: &[Data]) -> Data {
        let dot = rest.first().cloned().unwrap_or_else(Data::unknown);
        let mut patterns = name.texts.clone();
        if name.unknown || !name.places.is_empty() {
            patterns.insert(ANY.to_string());
        }
        self.read_whole(name);
        patterns.iter().for_each(|pattern| self.call_fitting(pattern, &dot));
        Data::unknown()
    }

    /// What a text of the data reads is looked for by the host; what it is given counts as read.
    fn execute(&mut self, text: &Data, rest: &[Data]) -> Data {
        let dot = rest.first().cloned().unwrap_or_else(Data::unknown);
        self.read_whole(text);
        self.lose(&dot);
        for constant in text.texts.iter().filter(|text| !text.contains(ANY)) {
            self.call_text(constant, &dot);
        }
        Data::unknown()
    }
}

fn union(all: &[Data]) -> Data {
    let mut union = Data::default();
    all.iter().for_each(|data| union.add(data));
    union
}

/// A map of one entry.
fn entry(key: &Data, value: &Data) -> Data {
    let mut map = Data::default();
    for key in key.as_keys() {
        match key {
            Key::Name(name) => map.add(&Data::map([(name, value.clone())])),
            Key::Any => map.add(&Data::list(value.clone())),
        }
    }
    map
}

/// The text of a constant; in a format any text stands for what a verb writes.
fn verbs(text: &str, formats: bool) -> String {
    if !formats || text.contains(ANY) {
        return text.to_string();
    }
    let mut out = String::new();
    let mut pieces = text.split('%');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push(ANY);
        let verb = piece.find(|c: char| c.is_ascii_alphabetic());
        out.push_str(verb.and_then(|verb| piece.get(verb + 1..)).unwrap_or_default());
    }
    out
}
