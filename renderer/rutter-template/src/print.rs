//! Nodes back to text, as error texts show them.
//!
//! Go: text/template/parse/node.go `String`. Spacing is normalised; constants keep the text they
//! had. Deep nodes are walked with a stack of our own.

use rutter_go::strconv;

use crate::ast::{Branch, NONE, Node, NodeId, Pipe, Span, Unit};

enum Part {
    Node(NodeId),
    /// A node that gets parentheses if it is a pipeline.
    Operand(NodeId),
    Text(&'static str),
    Field(Span),
}

/// The text of a node.
pub(crate) fn node_text(unit: &Unit, id: NodeId) -> String {
    let mut printer = Printer { unit, out: Vec::new(), parts: vec![Part::Node(id)] };
    while let Some(part) = printer.parts.pop() {
        match part {
            Part::Node(id) => printer.node(id),
            Part::Operand(id) => printer.operand(id),
            Part::Text(text) => printer.out.extend_from_slice(text.as_bytes()),
            Part::Field(span) => {
                printer.out.push(b'.');
                printer.out.extend_from_slice(unit.bytes(span));
            }
        }
    }
    String::from_utf8_lossy(&printer.out).into_owned()
}

struct Printer<'a> {
    unit: &'a Unit,
    out: Vec<u8>,
    /// What is still to come, the next part last.
    parts: Vec<Part>,
}

impl Printer<'_> {
    fn span(&mut self, span: Span) {
        self.out.extend_from_slice(self.unit.bytes(span));
    }
    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
    /// Puts parts before all that is still to come.
    fn then(&mut self, parts: impl DoubleEndedIterator<Item = Part>) {
        self.parts.extend(parts.rev());
    }
    fn fields(&mut self, fields: Span) {
        for field in self.unit.fields(fields) {
            self.out.push(b'.');
            self.span(*field);
        }
    }

    fn operand(&mut self, id: NodeId) {
        if matches!(self.unit.node(id), Node::Pipe(_)) {
            self.then([Part::Text("("), Part::Node(id), Part::Text(")")].into_iter());
        } else {
            self.node(id);
        }
    }

    fn node(&mut self, id: NodeId) {
        let unit = self.unit;
        match unit.node(id) {
            Node::Text(span) => self.span(span),
            Node::Action { pipe } => {
                self.then([Part::Text("{{"), Part::Node(pipe), Part::Text("}}")].into_iter());
            }
            Node::Bool(true) => self.text("true"),
            Node::Bool(false) => self.text("false"),
            Node::Chain { node, fields } => {
                let fields = unit.fields(fields).iter().map(|field| Part::Field(*field));
                self.then(fields);
                self.then([Part::Operand(node)].into_iter());
            }
            Node::Command { arguments } => self.separated(arguments, " ", Part::Operand),
            Node::Dot => self.text("."),
            Node::Field { fields } => self.fields(fields),
            Node::Identifier { length, .. } => {
                self.span(Span { start: unit.offset(id) as u32, length });
            }
            Node::If(branch) => self.branch("{{if ", branch),
            Node::Range(branch) => self.branch("{{range ", branch),
            Node::With(branch) => self.branch("{{with ", branch),
            Node::List { nodes } => self.separated(nodes, "", Part::Node),
            Node::Nil => self.text("nil"),
            Node::Number(index) => {
                if let Some(number) = unit.numbers.get(index as usize) {
                    self.span(number.text);
                }
            }
            Node::Pipe(pipe) => self.pipe(&pipe),
            Node::String(index) => {
                if let Some(string) = unit.strings.get(index as usize) {
                    self.span(string.quoted);
                }
            }
            Node::Template { name, pipe } => self.template(name, pipe),
            Node::Variable { name, fields } => {
                self.out.extend_from_slice(unit.variable_name(name));
                self.fields(fields);
            }
            Node::Break => self.text("{{break}}"),
            Node::Continue => self.text("{{continue}}"),
        }
    }

    fn separated(&mut self, nodes: Span, separator: &'static str, part: fn(NodeId) -> Part) {
        let parts = self.unit.children(nodes).iter().enumerate().rev();
        for (index, id) in parts {
            self.parts.push(part(*id));
            if index > 0 {
                self.parts.push(Part::Text(separator));
            }
        }
    }

    fn pipe(&mut self, pipe: &Pipe) {
        self.separated(pipe.commands, " | ", Part::Node);
        if pipe.declared > 0 {
            self.parts.push(Part::Text(if pipe.is_assignment { " = " } else { " := " }));
            let length = u32::from(pipe.declared);
            self.separated(Span { start: pipe.declarations, length }, ", ", Part::Node);
        }
    }

    fn template(&mut self, name: u32, pipe: NodeId) {
        self.text("{{template ");
        let name = self.unit.calls.get(name as usize).cloned().unwrap_or_default();
        self.text(&strconv::quote(name.as_bytes()));
        self.parts.push(Part::Text("}}"));
        if pipe != NONE {
            self.then([Part::Text(" "), Part::Node(pipe)].into_iter());
        }
    }

    fn branch(&mut self, keyword: &'static str, branch: Branch) {
        self.text(keyword);
        self.parts.push(Part::Text("{{end}}"));
        if branch.otherwise != NONE {
            self.then([Part::Text("{{else}}"), Part::Node(branch.otherwise)].into_iter());
        }
        let parts = [Part::Node(branch.pipe), Part::Text("}}"), Part::Node(branch.list)];
        self.then(parts.into_iter());
    }
}
