//! Tokens to pipelines, commands and operands.
//!
//! Go: text/template/parse/parse.go `pipeline`, `command`, `operand`, `term`. Open parentheses are
//! frames on a stack instead of calls.

use crate::ast::{NONE, Node, NodeId, Pipe, Span};
use crate::budget::MAXIMUM_EXPRESSION_DEPTH;
use crate::lexer::{Token, Type};
use crate::number::Number;
use crate::parser::{Parsed, Parser};
use crate::print::node_text;

/// A pipeline that is being parsed.
pub(crate) struct Frame {
    position: u32,
    is_assignment: bool,
    declared: u8,
    declarations: [NodeId; 2],
    first_command: usize,
    first_argument: usize,
    command: u32,
}

/// What came of reading an operand.
enum Operand {
    Node(NodeId),
    /// Something that is no operand comes next.
    None,
    /// A parenthesis was opened.
    Opened,
}

impl Parser<'_> {
    /// A pipeline up to the right delimiter.
    pub(crate) fn pipeline(&mut self, context: &'static str) -> Parsed<NodeId> {
        let token = self.next_non_space();
        if self.peeked == 0
            && matches!(token.kind, Type::Field | Type::Variable)
            && let Some(pipe) = self.simple_pipeline(token)
        {
            return Ok(pipe);
        }
        self.backup();
        self.open_pipeline(context)?;
        loop {
            let is_outermost = self.frames.len() == 1;
            let (context, end) = match is_outermost {
                true => (context, Type::RightDelimiter),
                false => ("parenthesized pipeline", Type::RightParenthesis),
            };
            let token = self.next_non_space();
            if token.kind == end {
                let pipe = self.close_pipeline(context)?;
                if is_outermost {
                    return Ok(pipe);
                }
                let operand = self.add_fields(pipe)?;
                self.arguments.push(operand);
                if !self.command_goes_on()? {
                    continue;
                }
            } else if starts_operand(token.kind) {
                self.backup();
                let position = self.peek_non_space().start;
                let first_argument = self.arguments.len();
                if let Some(frame) = self.frames.last_mut() {
                    frame.command = position;
                    frame.first_argument = first_argument;
                }
            } else {
                return self.unexpected(token, context);
            }
            self.parse_operands()?;
        }
    }

    /// The most frequent pipeline: a field or variable with fields, and nothing else. `None`, and
    /// nothing read, if it is not that.
    fn simple_pipeline(&mut self, token: Token) -> Option<NodeId> {
        let position = self.lexer.position();
        let first = self.unit.fields.len();
        let mut name = 0;
        if token.kind == Type::Field {
            self.push_field(token);
        } else {
            name = self.variables.index(self.value(token), token.start);
        }
        self.lexer.scan_fields(&mut self.unit.fields);
        let is_known = token.kind == Type::Field || self.variables.is_declared(name);
        let end = if is_known { self.lexer.scan_end() } else { None };
        let Some(end) = end else {
            self.lexer.seek(position);
            self.unit.fields.truncate(first);
            return None;
        };
        let fields = Span { start: first as u32, length: (self.unit.fields.len() - first) as u32 };
        let operand = self.add(token.start, self.operand_node(token, name, fields));
        self.place_chain(operand, token, fields);
        self.tokens[0] = end;
        let arguments = Span { start: self.unit.children.len() as u32, length: 1 };
        self.unit.children.push(operand);
        let command = self.add(token.start, Node::Command { arguments });
        let commands = Span { start: self.unit.children.len() as u32, length: 1 };
        self.unit.children.push(command);
        let pipe =
            Pipe { is_assignment: false, declared: 0, declarations: 0, commands, only: operand };
        Some(self.add(token.start, Node::Pipe(pipe)))
    }

    fn operand_node(&self, token: Token, name: u32, fields: Span) -> Node {
        match token.kind {
            Type::Field => Node::Field { fields },
            _ => Node::Variable { name, fields },
        }
    }

    /// Go places a chain at the first field that follows its term.
    #[inline]
    fn place_chain(&mut self, node: NodeId, token: Token, fields: Span) {
        let own = u32::from(token.kind == Type::Field);
        let joined = self.unit.fields(fields).get(own as usize).copied();
        if let Some(joined) = joined
            && let Some(position) = self.unit.positions.get_mut(node as usize)
        {
            *position = joined.start - 1;
        }
    }

    /// Operands up to the end of the command or an opening parenthesis.
    fn parse_operands(&mut self) -> Parsed<()> {
        loop {
            self.peek_non_space();
            match self.parse_operand()? {
                Operand::Node(node) => self.arguments.push(node),
                Operand::None => {}
                Operand::Opened => return self.open_pipeline("parenthesized pipeline"),
            }
            if !self.command_goes_on()? {
                return Ok(());
            }
        }
    }

    /// Looks behind an operand; ends the command where it ends.
    #[inline]
    fn command_goes_on(&mut self) -> Parsed<bool> {
        let token = self.next();
        match token.kind {
            Type::Space => return Ok(true),
            Type::RightDelimiter | Type::RightParenthesis => self.backup(),
            Type::Pipe => {}
            _ => return self.unexpected(token, "operand"),
        }
        let (position, first) = match self.frames.last() {
            Some(frame) => (frame.command, frame.first_argument),
            None => (0, 0),
        };
        if self.arguments.len() == first {
            return self.error("empty command");
        }
        let arguments = Self::take(&mut self.unit.children, &mut self.arguments, first);
        let command = self.add(position, Node::Command { arguments });
        self.commands.push(command);
        Ok(false)
    }

    fn open_pipeline(&mut self, context: &'static str) -> Parsed<()> {
        let mut frame = Frame {
            position: self.peek_non_space().start,
            is_assignment: false,
            declared: 0,
            declarations: [NONE; 2],
            first_command: self.commands.len(),
            first_argument: self.arguments.len(),
            command: 0,
        };
        while self.parse_declaration(&mut frame, context)? {}
        self.frames.push(frame);
        Ok(())
    }

    /// Reads `$x :=`, `$x =` or `$x,`; whether another declaration may follow.
    fn parse_declaration(&mut self, frame: &mut Frame, context: &str) -> Parsed<bool> {
        let variable = self.peek_non_space();
        if variable.kind != Type::Variable {
            return Ok(false);
        }
        self.next();
        let after = self.peek();
        let next = self.peek_non_space();
        match next.kind {
            Type::Assign | Type::Declare => {
                frame.is_assignment = next.kind == Type::Assign;
                self.next_non_space();
                self.declare(frame, variable);
            }
            Type::Char if self.value(next) == b"," => {
                self.next_non_space();
                self.declare(frame, variable);
                if context == "range" && frame.declared < 2 {
                    return match self.peek_non_space().kind {
                        Type::Variable | Type::RightDelimiter | Type::RightParenthesis => Ok(true),
                        _ => self.error("range can only initialize variables"),
                    };
                }
                return self.error(format!("too many declarations in {context}"));
            }
            _ if after.kind == Type::Space => self.backup3(variable, after),
            _ => self.backup2(variable),
        }
        Ok(false)
    }

    fn declare(&mut self, frame: &mut Frame, token: Token) {
        let name = self.variables.index(self.value(token), token.start);
        self.variables.declare(name);
        self.unit.redeclares_dollar |= name == 0;
        let node = self.add(token.start, Node::Variable { name, fields: Span::EMPTY });
        if let Some(slot) = frame.declarations.get_mut(usize::from(frame.declared)) {
            *slot = node;
        }
        frame.declared += 1;
    }

    fn close_pipeline(&mut self, context: &str) -> Parsed<NodeId> {
        let Some(frame) = self.frames.pop() else {
            return Ok(NONE);
        };
        self.check_pipeline(frame.first_command, context)?;
        let first = frame.first_command;
        let commands = Self::take(&mut self.unit.children, &mut self.commands, first);
        let declarations = self.unit.children.len() as u32;
        let declared = frame.declarations.iter().take(usize::from(frame.declared));
        self.unit.children.extend(declared);
        let pipe = Pipe {
            is_assignment: frame.is_assignment,
            declared: frame.declared,
            declarations,
            commands,
            only: self.only_operand(commands),
        };
        Ok(self.add(frame.position, Node::Pipe(pipe)))
    }

    fn only_operand(&self, commands: Span) -> NodeId {
        if let [command] = self.unit.children(commands)
            && let Node::Command { arguments } = self.unit.node(*command)
            && let [only] = self.unit.children(arguments)
        {
            return *only;
        }
        NONE
    }

    /// Go: `checkPipeline`.
    fn check_pipeline(&self, first_command: usize, context: &str) -> Parsed<()> {
        let commands = self.commands.get(first_command..).unwrap_or(&[]);
        if commands.is_empty() {
            return self.error(format!("missing value for {context}"));
        }
        for (index, command) in commands.iter().enumerate().skip(1) {
            let Node::Command { arguments } = self.unit.node(*command) else {
                continue;
            };
            let first = self.unit.children(arguments).first();
            let first = first.map(|first| self.unit.node(*first));
            if first.is_some_and(is_constant) {
                let stage = index + 1;
                let message = format!("non executable command in pipeline stage {stage}");
                return self.error(message);
            }
        }
        Ok(())
    }

    /// A term with the fields behind it.
    fn parse_operand(&mut self) -> Parsed<Operand> {
        match self.parse_term()? {
            Operand::Node(node) => Ok(Operand::Node(self.add_fields(node)?)),
            other => Ok(other),
        }
    }

    #[inline]
    fn add_fields(&mut self, node: NodeId) -> Parsed<NodeId> {
        let first = self.peek();
        if first.kind != Type::Field {
            return Ok(node);
        }
        let start = self.unit.fields.len() as u32;
        while self.peek().kind == Type::Field {
            let field = self.next();
            self.push_field(field);
        }
        let length = self.unit.fields.len() as u32 - start;
        // What a field or variable has already was read just before these.
        let (joined, has_chain) = match self.unit.node(node) {
            Node::Field { fields } => {
                let all = Span { start: fields.start, length: fields.length + length };
                (Node::Field { fields: all }, fields.length > 1)
            }
            Node::Variable { name, fields } => {
                let all = Span { start: fields.start, length: fields.length + length };
                (Node::Variable { name, fields: all }, fields.length > 0)
            }
            Node::Identifier { .. } | Node::Pipe(_) => {
                let fields = Span { start, length };
                return Ok(self.add(first.start, Node::Chain { node, fields }));
            }
            _ => {
                let text = rutter_go::strconv::quote(node_text(self.unit, node).as_bytes());
                return self.error(format!("unexpected . after term {text}"));
            }
        };
        if let Some(slot) = self.unit.nodes.get_mut(node as usize) {
            *slot = joined;
        }
        if let Some(slot) = self.unit.positions.get_mut(node as usize).filter(|_| !has_chain) {
            *slot = first.start;
        }
        Ok(node)
    }

    #[inline]
    fn push_field(&mut self, token: Token) {
        let span = Span { start: token.start + 1, length: token.end - token.start - 1 };
        self.unit.fields.push(span);
    }

    /// Go: `term`.
    fn parse_term(&mut self) -> Parsed<Operand> {
        let token = self.next_non_space();
        let position = token.start;
        let node = match token.kind {
            Type::Field => {
                let start = self.unit.fields.len() as u32;
                self.push_field(token);
                self.add_plain_fields(token, 0, start)
            }
            Type::Identifier => self.parse_identifier(token)?,
            Type::Dot => self.add(position, Node::Dot),
            Type::Nil => self.add(position, Node::Nil),
            Type::Variable => self.parse_variable(token)?,
            Type::Bool => {
                let value = self.value(token) == b"true";
                self.add(position, Node::Bool(value))
            }
            Type::CharConstant | Type::Complex | Type::Number => self.parse_number(token)?,
            Type::LeftParenthesis => {
                // The outermost frame is no parenthesis.
                if self.frames.len() > MAXIMUM_EXPRESSION_DEPTH {
                    return self.error("max expression depth exceeded");
                }
                return Ok(Operand::Opened);
            }
            Type::String | Type::RawString => {
                let value = self.unquote(token)?;
                self.add_string(token, value)
            }
            _ => {
                self.backup();
                return Ok(Operand::None);
            }
        };
        Ok(Operand::Node(node))
    }

    fn parse_identifier(&mut self, token: Token) -> Parsed<NodeId> {
        let name = self.value(token);
        match self.functions.find(name) {
            Some(function) => {
                let length = name.len() as u32;
                Ok(self.add(token.start, Node::Identifier { function, length }))
            }
            None => self.error(format!("function {} not defined", rutter_go::strconv::quote(name))),
        }
    }

    fn parse_variable(&mut self, token: Token) -> Parsed<NodeId> {
        let value = self.value(token);
        let name = self.variables.index(value, token.start);
        if !self.variables.is_declared(name) {
            let name = rutter_go::strconv::quote(value);
            return self.error(format!("undefined variable {name}"));
        }
        let start = self.unit.fields.len() as u32;
        Ok(self.add_plain_fields(token, name, start))
    }

    /// A field or variable with the plain fields behind it, read without making tokens of them.
    #[inline]
    fn add_plain_fields(&mut self, token: Token, name: u32, start: u32) -> NodeId {
        if self.peeked == 0 {
            self.lexer.scan_fields(&mut self.unit.fields);
        }
        let fields = Span { start, length: self.unit.fields.len() as u32 - start };
        let node = self.add(token.start, self.operand_node(token, name, fields));
        self.place_chain(node, token, fields);
        node
    }

    fn parse_number(&mut self, token: Token) -> Parsed<NodeId> {
        let span = Span { start: token.start, length: token.end - token.start };
        match Number::parse(self.value(token), token.kind, span) {
            Ok(number) => {
                self.unit.numbers.push(number);
                let index = self.unit.numbers.len() as u32 - 1;
                Ok(self.add(token.start, Node::Number(index)))
            }
            Err(message) => self.error(message),
        }
    }
}

fn starts_operand(kind: Type) -> bool {
    matches!(
        kind,
        Type::Bool
            | Type::CharConstant
            | Type::Complex
            | Type::Dot
            | Type::Field
            | Type::Identifier
            | Type::Number
            | Type::Nil
            | Type::RawString
            | Type::String
            | Type::Variable
            | Type::LeftParenthesis
    )
}

/// What cannot be called in a later stage of a pipeline.
fn is_constant(node: Node) -> bool {
    matches!(node, Node::Bool(_) | Node::Dot | Node::Nil | Node::Number(_) | Node::String(_))
}
