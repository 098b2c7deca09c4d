//! Walking through templates, again and again until nothing new is found.

use super::data::{ANY, Data, Key, Path};
use super::places::Reads;
use super::{Effect, Host};
use crate::ast::{Branch, NONE, Node, NodeId, Pipe, Span, Template, Unit};
use crate::set::TemplateSet;
use rutter_go::Str;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most walks through templates; some hundred do for a large chart. Everything counts as read beyond.
const MAX_WALKS: usize = 50_000;

/// A template that can be walked: one of the set, or a text.
struct Walked {
    template: Template,
    /// What its dot may be, over all calls; `None` if it is not called.
    dot: Option<Data>,
    /// What its variables may be, by the node that declares them.
    variables: BTreeMap<NodeId, Data>,
    /// Whether something about it is new.
    is_due: bool,
}

pub(super) struct Walker<'w> {
    pub(super) set: &'w TemplateSet,
    host: &'w Host<'w>,
    templates: Vec<Walked>,
    /// Texts that are templates already.
    texts: BTreeSet<String>,
    reads: Reads,
    /// The template that is walked.
    current: usize,
    /// Variables in sight: names with the nodes that declare them.
    scope: Vec<(Vec<u8>, NodeId)>,
}

impl<'w> Walker<'w> {
    pub(super) fn new(set: &'w TemplateSet, host: &'w Host<'w>) -> Self {
        let templates = set.all().iter().cloned().map(Walked::new).collect();
        Walker {
            set,
            host,
            templates,
            texts: BTreeSet::new(),
            reads: Reads::default(),
            current: 0,
            scope: Vec::new(),
        }
    }

    /// Walks until nothing is due.
    pub(super) fn run(mut self) -> Reads {
        let mut walks = 0;
        while let Some(due) = self.templates.iter().position(|template| template.is_due) {
            walks += 1;
            if walks > MAX_WALKS {
                self.reads.add(&[], true);
                break;
            }
            self.current = due;
            let Some(walked) = self.templates.get_mut(due) else { break };
            walked.is_due = false;
            let (unit, root) = (walked.template.unit.clone(), walked.template.root);
            let dot = walked.dot.clone().unwrap_or_default();
            self.scope.clear();
            self.list(&unit, root, &dot);
        }
        self.reads
    }

    /// Calls the template of this name.
    pub(super) fn call_named(&mut self, name: &str, dot: &Data) {
        let is_it = |walked: &Walked| walked.template.name.as_bytes() == name.as_bytes();
        if let Some(place) = self.templates.iter().position(is_it) {
            self.call(place, dot);
        }
    }

    /// Calls every template whose name fits, [`ANY`] standing for any text.
    pub(super) fn call_fitting(&mut self, pattern: &str, dot: &Data) {
        if !pattern.contains(ANY) {
            return self.call_named(pattern, dot);
        }
        for place in 0..self.templates.len() {
            let name = self.templates.get(place).map(|walked| walked.template.name.to_str_lossy());
            if name.is_some_and(|name| fits(&name, pattern)) {
                self.call(place, dot);
            }
        }
    }

    /// Executes a text; false if it does not parse.
    pub(super) fn call_text(&mut self, text: &str, dot: &Data) -> bool {
        if self.texts.insert(text.to_string()) {
            let Ok(parsed) = self.set.parse_text(&Str::from(text)) else {
                return false;
            };
            self.templates.extend(parsed.into_iter().map(Walked::new));
        }
        let is_it = |walked: &Walked| walked.template.unit.text.as_bytes() == text.as_bytes();
        let places: Vec<usize> = (self.set.all().len()..self.templates.len())
            .filter(|place| self.templates.get(*place).is_some_and(is_it))
            .collect();
        places.into_iter().for_each(|place| self.call(place, dot));
        true
    }

    fn call(&mut self, place: usize, dot: &Data) {
        let Some(walked) = self.templates.get_mut(place) else { return };
        let mut all = walked.dot.clone().unwrap_or_default();
        all.add(dot);
        let lost = all.limit();
        if walked.dot.as_ref() != Some(&all) {
            walked.dot = Some(all);
            walked.is_due = true;
        }
        self.reads.extend(lost, true);
    }

    pub(super) fn effect(&self, name: &str) -> Effect {
        (self.host.effect)(name)
    }

    /// Counts everything in a value as read.
    pub(super) fn read_whole(&mut self, data: &Data) {
        let mut places = BTreeSet::new();
        data.all_places(&mut places);
        self.reads.extend(places, true);
    }

    /// Counts a value as read that goes where it cannot be followed; contexts are known there.
    pub(super) fn lose(&mut self, data: &Data) {
        let mut places = BTreeSet::new();
        data.all_places(&mut places);
        let known = &self.host.context.1.places;
        let is_context = |place: &Path| place.is_empty() || known.contains(place);
        self.reads.extend(places.into_iter().filter(|place| !is_context(place)), true);
    }

    /// Counts places as looked at.
    pub(super) fn touch(&mut self, data: &Data) {
        self.reads.extend(data.places.iter().cloned(), false);
    }

    fn list(&mut self, unit: &Arc<Unit>, list: NodeId, dot: &Data) {
        if list == NONE {
            return;
        }
        let Node::List { nodes } = unit.node(list) else { return };
        for node in unit.children(nodes) {
            self.node(unit, *node, dot);
        }
    }

    fn node(&mut self, unit: &Arc<Unit>, node: NodeId, dot: &Data) {
        match unit.node(node) {
            Node::Action { pipe } => {
                let data = self.pipe(unit, pipe, dot);
                let declares = matches!(unit.node(pipe), Node::Pipe(pipe) if pipe.declared > 0);
                if !declares {
                    self.read_whole(&data);
                }
            }
            Node::If(branch) => self.branch(unit, branch, dot, false),
            Node::With(branch) => self.branch(unit, branch, dot, true),
            Node::Range(branch) => self.range(unit, branch, dot),
            Node::List { .. } => self.list(unit, node, dot),
            Node::Template { name, pipe } => {
                let data = match pipe {
                    NONE => Data::unknown(),
                    pipe => self.pipe(unit, pipe, dot),
                };
                if let Some(name) = unit.calls.get(name as usize) {
                    self.call_named(&name.to_str_lossy(), &data);
                }
            }
            _ => {}
        }
    }

    /// `if`, or `with`, which makes what it is given the dot.
    fn branch(&mut self, unit: &Arc<Unit>, branch: Branch, dot: &Data, is_with: bool) {
        let mark = self.scope.len();
        let data = self.pipe(unit, branch.pipe, dot);
        self.list(unit, branch.list, if is_with { &data } else { dot });
        self.list(unit, branch.otherwise, dot);
        self.scope.truncate(mark);
    }

    fn range(&mut self, unit: &Arc<Unit>, branch: Branch, dot: &Data) {
        let mark = self.scope.len();
        let Node::Pipe(pipe) = unit.node(branch.pipe) else { return };
        let data = self.commands(unit, &pipe, dot);
        let (element, key) = (data.elements(), data.keys());
        self.touch(&element);
        let values = match pipe.declared {
            0 | 1 => vec![&element],
            _ => vec![&key, &element],
        };
        let nodes = unit.declarations(&pipe).to_vec();
        for (node, value) in nodes.into_iter().zip(values) {
            self.declare(unit, node, value, pipe.is_assignment);
        }
        self.list(unit, branch.list, &element);
        self.list(unit, branch.otherwise, dot);
        self.scope.truncate(mark);
    }

    pub(super) fn pipe(&mut self, unit: &Arc<Unit>, pipe: NodeId, dot: &Data) -> Data {
        let Node::Pipe(pipe) = unit.node(pipe) else {
            return Data::unknown();
        };
        let data = self.commands(unit, &pipe, dot);
        for node in unit.declarations(&pipe).to_vec() {
            self.declare(unit, node, &data, pipe.is_assignment);
        }
        data
    }

    fn commands(&mut self, unit: &Arc<Unit>, pipe: &Pipe, dot: &Data) -> Data {
        let mut last = None;
        for command in unit.children(pipe.commands) {
            let Node::Command { arguments } = unit.node(*command) else { continue };
            last = Some(self.command(unit, unit.children(arguments), last, dot));
        }
        last.unwrap_or_else(Data::unknown)
    }

    /// A command, with what the one before it gave.
    fn command(
        &mut self,
        unit: &Arc<Unit>,
        nodes: &[NodeId],
        last: Option<Data>,
        dot: &Data,
    ) -> Data {
        let Some((first, rest)) = nodes.split_first() else {
            return Data::unknown();
        };
        if let Node::Identifier { function, .. } = unit.node(*first) {
            return self.function(unit, function, rest, last, dot);
        }
        let value = self.operand(unit, *first, dot);
        if rest.is_empty() && last.is_none() {
            return value;
        }
        // A method: it gets its arguments whole.
        let arguments: Vec<Data> = rest.iter().map(|node| self.operand(unit, *node, dot)).collect();
        arguments.iter().chain(&last).for_each(|argument| self.read_whole(argument));
        self.read_whole(&value);
        Data::unknown()
    }

    pub(super) fn operand(&mut self, unit: &Arc<Unit>, node: NodeId, dot: &Data) -> Data {
        match unit.node(node) {
            Node::Dot => dot.clone(),
            Node::Field { fields } => self.fields(unit, dot.clone(), fields),
            Node::Variable { fields, .. } => {
                let value = self.variable(unit, node);
                self.fields(unit, value, fields)
            }
            Node::Chain { node, fields } => {
                let value = self.operand(unit, node, dot);
                self.fields(unit, value, fields)
            }
            Node::Pipe(_) => self.pipe(unit, node, dot),
            Node::Identifier { function, .. } => self.function(unit, function, &[], None, dot),
            Node::String(constant) => {
                let text =
                    unit.strings.get(constant as usize).map(|text| text.value.to_str_lossy());
                Data::text(text.unwrap_or_default())
            }
            _ => Data::unknown(),
        }
    }

    fn fields(&mut self, unit: &Arc<Unit>, mut value: Data, fields: Span) -> Data {
        if unit.fields(fields).is_empty() {
            return value;
        }
        for field in unit.fields(fields) {
            value = self.field(&value, &String::from_utf8_lossy(unit.bytes(*field)));
        }
        self.touch(&value);
        value
    }

    /// A field of a value.
    pub(super) fn field(&self, value: &Data, name: &str) -> Data {
        let mut found = value.at(&Key::Name(name.to_string()));
        let (context, data) = &self.host.context;
        if name == *context && !value.fields.contains_key(name) {
            found.add(data);
        }
        found
    }

    /// What a variable may be, or the dot of the template for `$`.
    fn variable(&self, unit: &Arc<Unit>, node: NodeId) -> Data {
        let walked = self.templates.get(self.current);
        let found = match self.declared(unit, node) {
            Some(declaration) => {
                walked.and_then(|walked| walked.variables.get(&declaration)).cloned()
            }
            None => walked.and_then(|walked| walked.dot.clone()),
        };
        found.unwrap_or_default()
    }

    /// The node that declares a variable.
    fn declared(&self, unit: &Arc<Unit>, node: NodeId) -> Option<NodeId> {
        let Node::Variable { name, .. } = unit.node(node) else { return None };
        let name = unit.variable_name(name);
        self.scope.iter().rev().find(|(known, _)| known == name).map(|(_, node)| *node)
    }

    fn declare(&mut self, unit: &Arc<Unit>, node: NodeId, value: &Data, is_assignment: bool) {
        if is_assignment {
            return self.update(unit, node, value);
        }
        let Node::Variable { name, .. } = unit.node(node) else { return };
        self.scope.push((unit.variable_name(name).to_vec(), node));
        self.update(unit, node, value);
    }

    /// Adds to what a variable may be; true if the node is one.
    pub(super) fn update(&mut self, unit: &Arc<Unit>, node: NodeId, value: &Data) {
        let Some(declaration) = self.declared(unit, node) else {
            return self.lose(value);
        };
        let Some(walked) = self.templates.get_mut(self.current) else { return };
        let old = walked.variables.entry(declaration).or_default();
        let mut new = old.clone();
        new.add(value);
        let lost = new.limit();
        if new != *old {
            *old = new;
            walked.is_due = true;
        }
        self.reads.extend(lost, true);
    }
}

impl Walked {
    fn new(template: Template) -> Walked {
        Walked { template, dot: None, variables: BTreeMap::new(), is_due: false }
    }
}

/// Whether a name fits a pattern.
fn fits(name: &str, pattern: &str) -> bool {
    let mut parts = pattern.split(ANY);
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}
