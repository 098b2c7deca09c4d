//! Goes through a chart's templates, every branch of them, and notes which values are read.

use std::collections::{BTreeMap, BTreeSet};

use crate::shape::{Place, Schema, Shape};
use crate::syntax::{Block, Expression, Head, Node, Pipeline};

/// What is read of a chart's values.
#[derive(Default)]
pub struct Reads {
    /// Values that are read as a whole, or asked whether they are set.
    pub paths: BTreeSet<String>,
    /// Values that a template of the chart asks for and that there are not.
    pub missing: BTreeSet<String>,
}

/// Templates by name, and whether they are the chart's own.
pub type Templates<'a> = BTreeMap<String, (&'a [Node], bool)>;

/// A walk through the templates of one chart.
pub struct Walk<'a> {
    pub schema: Schema<'a>,
    pub templates: Templates<'a>,
    pub reads: Reads,
    seen: BTreeSet<(String, Shape)>,
    /// Whether the template that is gone through is the chart's own.
    is_own: bool,
}

/// What a block sees.
#[derive(Clone)]
struct Scope {
    dot: Shape,
    variables: BTreeMap<String, Shape>,
}

impl<'a> Walk<'a> {
    pub fn new(schema: Schema<'a>, templates: Templates<'a>) -> Walk<'a> {
        Walk { schema, templates, reads: Reads::default(), seen: BTreeSet::new(), is_own: true }
    }

    /// Goes through a file.
    pub fn file(&mut self, nodes: &[Node]) {
        self.is_own = true;
        self.body(nodes, Shape::Context);
    }

    fn body(&mut self, nodes: &[Node], dot: Shape) {
        let variables = BTreeMap::from([("$".to_string(), dot.clone())]);
        self.nodes(nodes, &mut Scope { dot, variables });
    }

    /// Goes through a template that is called.
    fn call(&mut self, name: &Shape, dot: Shape) {
        let Shape::Text(name) = name else { return self.consume(&dot) };
        let Some((nodes, is_own)) = self.templates.get(name).copied() else {
            panic!("no template is named {name}")
        };
        if self.seen.insert((name.clone(), dot.clone())) {
            let was_own = std::mem::replace(&mut self.is_own, is_own);
            self.body(nodes, dot);
            self.is_own = was_own;
        }
    }

    fn nodes(&mut self, nodes: &[Node], scope: &mut Scope) {
        for node in nodes {
            match node {
                Node::Define(..) => {}
                Node::Action(pipeline) => {
                    let shape = self.pipeline(pipeline, scope);
                    match &pipeline.variables[..] {
                        [] => self.consume(&shape),
                        [name, ..] => assign(scope, name, shape),
                    }
                }
                Node::Block(kind, pipeline, body, otherwise) => {
                    self.block(*kind, pipeline, body, scope);
                    self.nodes(otherwise, &mut scope.clone());
                }
            }
        }
    }

    fn block(&mut self, kind: Block, pipeline: &Pipeline, body: &[Node], scope: &mut Scope) {
        let shape = self.pipeline(pipeline, scope);
        self.ask(&shape);
        let items = match kind {
            Block::Range => self.items(&shape),
            _ => vec![(Shape::Other, shape)],
        };
        for (key, item) in items {
            let mut inner = scope.clone();
            match (kind, &pipeline.variables[..]) {
                (Block::Range, [value]) => assign(&mut inner, value, item.clone()),
                (Block::Range, [name, value]) => {
                    assign(&mut inner, name, key);
                    assign(&mut inner, value, item.clone());
                }
                (_, [value, ..]) => assign(&mut inner, value, item.clone()),
                _ => {}
            }
            if kind != Block::If {
                inner.dot = item;
            }
            self.nodes(body, &mut inner);
            // What the block sets in variables from outside stays, beside what was there.
            for (name, shape) in &mut scope.variables {
                let after = inner.variables.get(name).cloned().unwrap_or(Shape::Other);
                *shape = Shape::any([shape.clone(), after]);
            }
        }
    }

    /// Keys and values of what is ranged over.
    fn items(&mut self, shape: &Shape) -> Vec<(Shape, Shape)> {
        match shape {
            Shape::Dict(entries) => {
                let entries = entries.iter();
                entries.map(|(key, item)| (Shape::Text(key.clone()), item.clone())).collect()
            }
            Shape::List(items) => items.iter().map(|item| (Shape::Other, item.clone())).collect(),
            Shape::Any(shapes) => shapes.iter().flat_map(|shape| self.items(shape)).collect(),
            Shape::Path(path) => match self.schema.place(path) {
                Some(Place::Block(fields)) => {
                    let names: Vec<String> = fields.keys().cloned().collect();
                    let item = |name: String| (Shape::Text(name.clone()), below(path, &name));
                    names.into_iter().map(item).collect()
                }
                Some(Place::Named) => vec![(Shape::Other, below(path, "NAME"))],
                _ => vec![(Shape::Other, shape.clone())],
            },
            other => vec![(Shape::Other, other.clone())],
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline, scope: &mut Scope) -> Shape {
        let mut last = None;
        for command in &pipeline.commands {
            last = Some(self.command(command, last, scope));
        }
        last.unwrap_or(Shape::Other)
    }

    fn command(&mut self, command: &[Expression], last: Option<Shape>, scope: &mut Scope) -> Shape {
        let Some((first, arguments)) = command.split_first() else { return Shape::Other };
        let Head::Function(name) = &first.head else { return self.expression(first, scope) };
        let mut shapes: Vec<Shape> =
            arguments.iter().map(|argument| self.expression(argument, scope)).collect();
        shapes.extend(last);
        self.function(name, shapes)
    }

    fn expression(&mut self, expression: &Expression, scope: &mut Scope) -> Shape {
        let mut shape = match &expression.head {
            Head::Dot => scope.dot.clone(),
            Head::Variable(name) => scope.variables.get(name).cloned().unwrap_or(Shape::Other),
            Head::Text(text) => Shape::Text(text.clone()),
            Head::Function(name) => self.function(name, Vec::new()),
            Head::Group(pipeline) => self.pipeline(pipeline, scope),
            Head::Other => Shape::Other,
        };
        for field in &expression.fields {
            shape = self.field(&shape, field);
        }
        shape
    }

    fn function(&mut self, name: &str, shapes: Vec<Shape>) -> Shape {
        match (name, &shapes[..]) {
            ("include" | "template", [name, dot]) => {
                self.call(name, dot.clone());
                Shape::Other
            }
            ("dict", _) => Shape::Dict(pairs(&shapes)),
            ("list" | "tuple", _) => Shape::List(shapes),
            ("append" | "prepend" | "concat", _) => {
                // Once each, or a list that many branches append to doubles with each of them.
                let items: BTreeSet<Shape> = shapes.iter().flat_map(members).collect();
                Shape::List(items.into_iter().collect())
            }
            ("pick", [from, keys @ ..]) => self.pick(from, keys),
            ("get" | "index", [from, Shape::Text(key), ..]) => self.field(from, key),
            ("get" | "index" | "first" | "last", [from, ..]) => {
                let items = self.items(from);
                Shape::any(items.into_iter().map(|(_, item)| item))
            }
            ("hasKey", [from, Shape::Text(key)]) => {
                let field = self.field(from, key);
                self.ask(&field);
                Shape::Other
            }
            ("set", [onto, _, value]) => {
                self.consume(value);
                onto.clone()
            }
            ("ternary", [yes, no, which]) => {
                self.ask(which);
                Shape::any([yes.clone(), no.clone()])
            }
            ("default", [.., value]) => {
                self.ask(value);
                Shape::any(shapes)
            }
            ("and" | "or" | "not" | "empty" | "kindIs" | "kindOf", _) => {
                shapes.iter().for_each(|shape| self.ask(shape));
                if matches!(name, "and" | "or") { Shape::any(shapes) } else { Shape::Other }
            }
            ("merge" | "mergeOverwrite" | "coalesce", _) => merged(shapes),
            ("deepCopy" | "omit" | "uniq" | "required", _) => shapes
                .into_iter()
                .find(|shape| !matches!(shape, Shape::Text(_)))
                .unwrap_or(Shape::Other),
            _ => {
                shapes.iter().for_each(|shape| self.consume(shape));
                Shape::Other
            }
        }
    }

    fn pick(&mut self, from: &Shape, keys: &[Shape]) -> Shape {
        let mut picked = BTreeMap::new();
        for key in keys {
            if let Shape::Text(key) = key {
                picked.insert(key.clone(), self.field(from, key));
            }
        }
        Shape::Dict(picked)
    }

    fn field(&mut self, shape: &Shape, name: &str) -> Shape {
        match shape {
            Shape::Context if name == "Values" => Shape::Path(Vec::new()),
            Shape::Dict(entries) => entries.get(name).cloned().unwrap_or(Shape::Other),
            Shape::Any(shapes) => {
                let fields: Vec<Shape> =
                    shapes.iter().map(|shape| self.field(shape, name)).collect();
                Shape::any(fields)
            }
            Shape::Path(path) => self.path_field(path, name),
            _ => Shape::Other,
        }
    }

    fn path_field(&mut self, path: &[String], name: &str) -> Shape {
        match self.schema.place(path) {
            Some(Place::Leaf) => Shape::Path(path.to_vec()),
            Some(Place::Named) => below(path, "NAME"),
            Some(Place::Block(fields)) if fields.contains_key(name) => below(path, name),
            _ => {
                if self.is_own {
                    self.reads.missing.insert([path, &[name.to_string()]].concat().join("."));
                }
                Shape::Other
            }
        }
    }

    /// A value decides: one that has fields is not read by that.
    fn ask(&mut self, shape: &Shape) {
        match shape {
            Shape::Any(shapes) => shapes.iter().for_each(|shape| self.ask(shape)),
            Shape::Path(path) if matches!(self.schema.place(path), Some(Place::Leaf)) => {
                self.reads.paths.insert(path.join("."));
            }
            _ => {}
        }
    }

    /// A value is written out, or goes into a function that may read all of it.
    fn consume(&mut self, shape: &Shape) {
        match shape {
            Shape::Path(path) => drop(self.reads.paths.insert(path.join("."))),
            Shape::List(shapes) | Shape::Any(shapes) => {
                shapes.iter().for_each(|shape| self.consume(shape));
            }
            Shape::Dict(entries) => entries.values().for_each(|shape| self.consume(shape)),
            _ => {}
        }
    }
}

fn assign(scope: &mut Scope, name: &str, shape: Shape) {
    scope.variables.insert(name.to_string(), shape);
}

fn below(path: &[String], name: &str) -> Shape {
    Shape::Path([path, &[name.to_string()]].concat())
}

/// Keys and values of a `dict`.
fn pairs(shapes: &[Shape]) -> BTreeMap<String, Shape> {
    let pairs = shapes.chunks(2).filter_map(|pair| match pair {
        [Shape::Text(key), value] => Some((key.clone(), value.clone())),
        _ => None,
    });
    pairs.collect()
}

/// What is in a list, or the thing itself.
fn members(shape: &Shape) -> Vec<Shape> {
    match shape {
        Shape::List(items) => items.clone(),
        Shape::Any(shapes) => shapes.iter().flat_map(members).collect(),
        other => vec![other.clone()],
    }
}

/// Maps made in templates become one; others stay beside it.
fn merged(shapes: Vec<Shape>) -> Shape {
    let mut one = BTreeMap::new();
    let mut others = Vec::new();
    for shape in shapes {
        match shape {
            Shape::Dict(entries) => {
                for (key, value) in entries {
                    one.entry(key).or_insert(value);
                }
            }
            other => others.push(other),
        }
    }
    others.push(Shape::Dict(one));
    Shape::any(others)
}
