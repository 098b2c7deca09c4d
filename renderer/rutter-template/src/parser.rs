//! Tokens to templates: text, actions and blocks.
//!
//! Go: text/template/parse/parse.go. Go's parser calls itself for nested blocks; this one keeps
//! them on a stack of its own, so no text can use up the native one. Look-ahead is Go's to the
//! token, because the line of an error is the line of the last token read.

use std::collections::BTreeMap;
use std::sync::Arc;

use rutter_go::{Str, strconv};

use crate::ast::{Branch, NONE, Node, NodeId, Span, StringConstant, Template, Unit};
use crate::budget::MAXIMUM_BLOCK_DEPTH;
use crate::error::ParseError;
use crate::expression::Frame;
use crate::functions::Functions;
use crate::lexer::{Keywords, Lexer, Token, Type, line_at};

/// What parsing gives; the error is boxed to keep the good way small.
pub(crate) type Parsed<T> = Result<T, Box<ParseError>>;

/// The templates of one text, that of the text itself among them (Go: `Parse`). Nodes are put
/// together in `room`, which may be used again.
pub(crate) fn parse(
    name: &str,
    text: Str,
    functions: &Functions,
    room: &mut Unit,
) -> Result<Vec<Template>, ParseError> {
    if u32::try_from(text.len()).is_err() {
        let message = format!("template: {name}:1: text is longer than 4 GiB");
        return Err(ParseError { message, name: name.to_string(), line: 1, offset: 0 });
    }
    room.restart(name, &text);
    Parser::new(&text, functions, room).parse().map_err(|error| *error)
}

/// The parser (Go: `Tree`).
pub(crate) struct Parser<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) unit: &'a mut Unit,
    pub(crate) functions: &'a Functions,
    pub(crate) lexer: Lexer<'a>,
    /// Three-token look-ahead.
    pub(crate) tokens: [Token; 3],
    pub(crate) peeked: usize,
    /// The left delimiter of the action that is being parsed.
    action: Option<u32>,
    range_depth: usize,
    blocks: Vec<Block>,
    /// Nodes of the open lists, innermost last.
    nodes: Vec<NodeId>,
    trees: BTreeMap<Str, NodeId>,
    pub(crate) variables: Variables<'a>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) commands: Vec<NodeId>,
    pub(crate) arguments: Vec<NodeId>,
}

/// What is open until its `end`.
struct Block {
    kind: BlockKind,
    pipe: NodeId,
    /// The first list, when `else` has been seen.
    list: NodeId,
    in_else: bool,
    /// Whether its `end` also ends the block around it (`else if`).
    is_chained: bool,
    /// Where its nodes start.
    first_node: usize,
    variables: usize,
}

enum BlockKind {
    If,
    Range,
    With,
    Define(Tree),
    /// `block`, with the index of its name and the tokens Go's errors point at.
    Block {
        tree: Tree,
        call: u32,
        name_token: Token,
        clause_end: Token,
    },
}

/// What a definition of its own hides meanwhile.
struct Tree {
    name: Str,
    range_depth: usize,
    variable_base: usize,
}

/// What an action turned out to be.
enum Item {
    Node(NodeId),
    Opened,
    Else,
    End,
}

impl<'a> Parser<'a> {
    fn new(text: &'a Str, functions: &'a Functions, unit: &'a mut Unit) -> Parser<'a> {
        let keywords = Keywords {
            break_allowed: functions.find(b"break").is_none(),
            continue_allowed: functions.find(b"continue").is_none(),
        };
        let nothing = Token { kind: Type::Eof, start: 0, end: 0 };
        Parser {
            text: text.as_bytes(),
            unit,
            functions,
            lexer: Lexer::new(text.as_bytes(), keywords),
            tokens: [nothing; 3],
            peeked: 0,
            action: None,
            range_depth: 0,
            blocks: Vec::new(),
            nodes: Vec::new(),
            trees: BTreeMap::new(),
            variables: Variables::default(),
            frames: Vec::new(),
            commands: Vec::new(),
            arguments: Vec::new(),
        }
    }

    // Nodes.

    #[inline]
    pub(crate) fn add(&mut self, position: u32, node: Node) -> NodeId {
        self.unit.nodes.push(node);
        self.unit.positions.push(position);
        self.unit.nodes.len() as u32 - 1
    }
    /// Moves the end of a stack of nodes to the children.
    #[inline]
    pub(crate) fn take(children: &mut Vec<NodeId>, stack: &mut Vec<NodeId>, from: usize) -> Span {
        let start = children.len() as u32;
        let length = (stack.len() - from) as u32;
        children.extend(stack.drain(from..));
        Span { start, length }
    }
    fn close_list(&mut self, first_node: usize) -> NodeId {
        let nodes = Self::take(&mut self.unit.children, &mut self.nodes, first_node);
        let children = self.unit.children(nodes);
        let position = children.first().map_or(0, |first| self.unit.offset(*first) as u32);
        self.add(position, Node::List { nodes })
    }

    // Tokens.

    #[inline]
    pub(crate) fn next(&mut self) -> Token {
        if self.peeked > 0 {
            self.peeked -= 1;
            return self.tokens[self.peeked];
        }
        let token = self.lexer.next_token();
        self.tokens[0] = token;
        token
    }
    #[inline]
    pub(crate) fn backup(&mut self) {
        self.peeked += 1;
    }
    pub(crate) fn backup2(&mut self, first: Token) {
        self.tokens[1] = first;
        self.peeked = 2;
    }
    pub(crate) fn backup3(&mut self, first: Token, second: Token) {
        self.tokens[1] = second;
        self.tokens[2] = first;
        self.peeked = 3;
    }
    #[inline]
    pub(crate) fn peek(&mut self) -> Token {
        if self.peeked > 0 {
            return self.tokens[self.peeked - 1];
        }
        self.peeked = 1;
        let token = self.lexer.next_token();
        self.tokens[0] = token;
        token
    }
    #[inline]
    pub(crate) fn next_non_space(&mut self) -> Token {
        while self.peeked > 0 {
            let token = self.next();
            if token.kind != Type::Space {
                return token;
            }
        }
        self.lexer.skip_space();
        self.next()
    }
    #[inline]
    pub(crate) fn peek_non_space(&mut self) -> Token {
        let token = self.next_non_space();
        self.backup();
        token
    }
    #[inline]
    pub(crate) fn value(&self, token: Token) -> &'a [u8] {
        self.text.get(token.start as usize..token.end as usize).unwrap_or(&[])
    }
    fn expect(&mut self, kind: Type, context: &str) -> Parsed<Token> {
        let token = self.next_non_space();
        if token.kind == kind { Ok(token) } else { self.unexpected(token, context) }
    }

    // Errors.

    #[cold]
    pub(crate) fn error<T>(&self, message: impl std::fmt::Display) -> Parsed<T> {
        self.error_at(self.tokens[0], message)
    }
    #[cold]
    fn error_at<T>(&self, token: Token, message: impl std::fmt::Display) -> Parsed<T> {
        let offset = token.start as usize;
        let line = line_at(self.text, offset);
        let name = self.unit.name.to_string();
        let message = format!("template: {name}:{line}: {message}");
        Err(Box::new(ParseError { message, name, line, offset }))
    }
    #[cold]
    pub(crate) fn unexpected<T>(&self, token: Token, context: &str) -> Parsed<T> {
        if token.kind != Type::Error {
            return self.error(format!("unexpected {} in {context}", self.describe(token)));
        }
        let message = &self.lexer.message;
        let action = self.action.map(|start| line_at(self.text, start as usize));
        match action {
            Some(line) if line != line_at(self.text, token.start as usize) => {
                // An "unclosed action" does not get "in action" once more.
                let joint = if message.ends_with(" action") { "" } else { " in action" };
                let name = &self.unit.name;
                self.error(format!("{message}{joint} started at {name}:{line}"))
            }
            _ => self.error(message),
        }
    }
    /// Go: `item.String`.
    fn describe(&self, token: Token) -> String {
        let value = self.value(token);
        match token.kind {
            Type::Eof => "EOF".to_string(),
            kind if kind >= Type::Block => format!("<{}>", String::from_utf8_lossy(value)),
            _ if value.len() > 10 => {
                let end = rutter_go::utf8::runes(value).nth(10).map(|(offset, ..)| offset);
                let start = value.get(..end.unwrap_or(value.len())).unwrap_or(value);
                format!("{}...", strconv::quote(start))
            }
            _ => strconv::quote(value),
        }
    }

    // Blocks.

    fn parse(mut self) -> Parsed<Vec<Template>> {
        self.variables.start(self.text);
        loop {
            if self.blocks.is_empty() {
                match self.peek().kind {
                    Type::Eof => break,
                    Type::LeftDelimiter => {
                        let delimiter = self.next();
                        if self.next_non_space().kind == Type::Define {
                            self.open_define()?;
                            continue;
                        }
                        self.backup2(delimiter);
                    }
                    _ => {}
                }
            } else if self.peek_non_space().kind == Type::Eof {
                return self.error("unexpected EOF");
            }
            match self.text_or_action()? {
                Item::Node(node) => self.nodes.push(node),
                Item::Opened => {}
                Item::Else => self.start_else()?,
                Item::End => self.close_block()?,
            }
        }
        let root = self.close_list(0);
        let name = Str::from(&*self.unit.name);
        self.add_tree(name, root)?;
        Ok(self.finish())
    }

    fn finish(mut self) -> Vec<Template> {
        self.unit.variables = std::mem::take(&mut self.variables.names);
        let unit = Arc::new(self.unit.finish());
        let template = |(name, root)| Template { name, unit: unit.clone(), root };
        self.trees.into_iter().map(template).collect()
    }

    /// Go: `Tree.add`.
    fn add_tree(&mut self, name: Str, root: NodeId) -> Parsed<()> {
        match self.trees.get(name.as_bytes()) {
            Some(old) if !self.unit.is_empty(*old) => {
                if !self.unit.is_empty(root) {
                    let name = strconv::quote(name.as_bytes());
                    return self.error(format!("template: multiple definition of template {name}"));
                }
            }
            _ => {
                self.trees.insert(name, root);
            }
        }
        Ok(())
    }

    fn text_or_action(&mut self) -> Parsed<Item> {
        let token = self.next_non_space();
        match token.kind {
            Type::Text => {
                let span = Span { start: token.start, length: token.end - token.start };
                Ok(Item::Node(self.add(token.start, Node::Text(span))))
            }
            Type::LeftDelimiter => {
                self.action = Some(token.start);
                let item = self.parse_action()?;
                if !matches!(item, Item::Opened) {
                    self.action = None;
                }
                Ok(item)
            }
            _ => self.unexpected(token, "input"),
        }
    }

    /// The left delimiter is past (Go: `action`).
    fn parse_action(&mut self) -> Parsed<Item> {
        let token = self.next_non_space();
        match token.kind {
            Type::Block => self.open_block(),
            Type::Break => self.parse_jump(token, "{{break}}", Node::Break),
            Type::Continue => self.parse_jump(token, "{{continue}}", Node::Continue),
            Type::Else => self.parse_else(),
            Type::End => self.expect(Type::RightDelimiter, "end").map(|_| Item::End),
            Type::If => self.open_control(BlockKind::If, false),
            Type::Range => self.open_control(BlockKind::Range, false),
            Type::Template => self.parse_template(),
            Type::With => self.open_control(BlockKind::With, false),
            _ => {
                self.backup();
                let position = self.peek().start;
                let pipe = self.pipeline("command")?;
                Ok(Item::Node(self.add(position, Node::Action { pipe })))
            }
        }
    }

    fn parse_jump(&mut self, keyword: Token, name: &str, node: Node) -> Parsed<Item> {
        let token = self.next_non_space();
        if token.kind != Type::RightDelimiter {
            return self.unexpected(token, name);
        }
        if self.range_depth == 0 {
            return self.error(format!("{name} outside {{{{range}}}}"));
        }
        Ok(Item::Node(self.add(keyword.start, node)))
    }

    fn parse_else(&mut self) -> Parsed<Item> {
        // `else if` and `else with` leave the keyword for the block they open.
        if !matches!(self.peek_non_space().kind, Type::If | Type::With) {
            self.expect(Type::RightDelimiter, "else")?;
        }
        Ok(Item::Else)
    }

    fn parse_template(&mut self) -> Parsed<Item> {
        const CONTEXT: &str = "template clause";
        let token = self.next_non_space();
        let name = self.template_name(token, CONTEXT)?;
        let mut pipe = NONE;
        if self.next_non_space().kind != Type::RightDelimiter {
            self.backup();
            pipe = self.pipeline(CONTEXT)?;
        }
        let name = self.add_call(name);
        Ok(Item::Node(self.add(token.start, Node::Template { name, pipe })))
    }

    fn add_call(&mut self, name: Str) -> u32 {
        self.unit.calls.push(name);
        self.unit.calls.len() as u32 - 1
    }

    fn template_name(&mut self, token: Token, context: &str) -> Parsed<Str> {
        match token.kind {
            Type::String | Type::RawString => self.unquote(token),
            _ => self.unexpected(token, context),
        }
    }

    pub(crate) fn unquote(&self, token: Token) -> Parsed<Str> {
        let value = self.value(token);
        // What the lexer gives has its quotes; most of it stands for itself.
        match value {
            [b'`', inner @ .., _] if memchr::memchr(b'\r', inner).is_none() => {
                return Ok(Str::from(inner));
            }
            [b'"', inner @ .., _] if inner.is_ascii() && memchr::memchr(b'\\', inner).is_none() => {
                return Ok(Str::from(inner));
            }
            _ => {}
        }
        match strconv::unquote_bytes(value) {
            Ok(bytes) => Ok(Str::from(bytes)),
            Err(message) => self.error(message),
        }
    }

    pub(crate) fn add_string(&mut self, token: Token, value: Str) -> NodeId {
        let quoted = Span { start: token.start, length: token.end - token.start };
        self.unit.strings.push(StringConstant { value, quoted });
        let index = self.unit.strings.len() as u32 - 1;
        self.add(token.start, Node::String(index))
    }

    fn push_block(&mut self, kind: BlockKind, pipe: NodeId, variables: usize) -> Parsed<()> {
        if self.blocks.len() >= MAXIMUM_BLOCK_DEPTH {
            return self.error(format!("blocks nest deeper than {MAXIMUM_BLOCK_DEPTH}"));
        }
        self.blocks.push(Block {
            kind,
            pipe,
            list: NONE,
            in_else: false,
            is_chained: false,
            first_node: self.nodes.len(),
            variables,
        });
        Ok(())
    }

    /// `if`, `range` or `with` is past (Go: `parseControl`).
    fn open_control(&mut self, kind: BlockKind, is_chained: bool) -> Parsed<Item> {
        let variables = self.variables.mark();
        let context = match kind {
            BlockKind::If => "if",
            BlockKind::With => "with",
            _ => "range",
        };
        let pipe = self.pipeline(context)?;
        if matches!(kind, BlockKind::Range) {
            self.range_depth += 1;
        }
        self.push_block(kind, pipe, variables)?;
        if let Some(block) = self.blocks.last_mut() {
            block.is_chained = is_chained;
        }
        Ok(Item::Opened)
    }

    /// Starts a template of its own inside this text.
    fn start_tree(&mut self, name: Str) -> Tree {
        let range_depth = std::mem::take(&mut self.range_depth);
        self.action = None;
        Tree { name, range_depth, variable_base: self.variables.enter() }
    }

    /// `define` is past (Go: `parseDefinition`).
    fn open_define(&mut self) -> Parsed<()> {
        const CONTEXT: &str = "define clause";
        let token = self.next_non_space();
        let name = self.template_name(token, CONTEXT)?;
        self.expect(Type::RightDelimiter, CONTEXT)?;
        let variables = self.variables.mark();
        let tree = self.start_tree(name);
        self.push_block(BlockKind::Define(tree), NONE, variables)
    }

    /// `block` is past (Go: `blockControl`).
    fn open_block(&mut self) -> Parsed<Item> {
        const CONTEXT: &str = "block clause";
        let name_token = self.next_non_space();
        let name = self.template_name(name_token, CONTEXT)?;
        let pipe = self.pipeline(CONTEXT)?;
        let clause_end = self.tokens[0];
        let call = self.add_call(name.clone());
        let variables = self.variables.mark();
        let tree = self.start_tree(name);
        self.push_block(BlockKind::Block { tree, call, name_token, clause_end }, pipe, variables)?;
        Ok(Item::Opened)
    }

    fn start_else(&mut self) -> Parsed<()> {
        let Some(mut block) = self.blocks.pop() else {
            return self.error("unexpected {{else}}");
        };
        match &block.kind {
            BlockKind::Define(_) => return self.error("unexpected {{else}} in define clause"),
            // Go's outer parser reports this one; it has read no further than the clause.
            BlockKind::Block { clause_end, .. } => {
                return self.error_at(*clause_end, "unexpected {{else}} in block clause");
            }
            BlockKind::Range if !block.in_else => self.range_depth -= 1,
            _ => {}
        }
        if block.in_else {
            return self.error("expected end; found {{else}}");
        }
        block.list = self.close_list(block.first_node);
        block.in_else = true;
        let chained = match (&block.kind, self.peek().kind) {
            (BlockKind::If, Type::If) => Some(BlockKind::If),
            (BlockKind::With, Type::With) => Some(BlockKind::With),
            _ => None,
        };
        self.blocks.push(block);
        if let Some(kind) = chained {
            self.next();
            self.open_control(kind, true)?;
        }
        Ok(())
    }

    fn close_block(&mut self) -> Parsed<()> {
        loop {
            let Some(block) = self.blocks.pop() else {
                return self.error("unexpected {{end}}");
            };
            let is_chained = block.is_chained;
            if let Some(node) = self.end_block(block)? {
                self.nodes.push(node);
            }
            if !is_chained {
                return Ok(());
            }
        }
    }

    /// The node that the block is, if it is one.
    fn end_block(&mut self, block: Block) -> Parsed<Option<NodeId>> {
        let last = self.close_list(block.first_node);
        let (list, otherwise) = if block.in_else { (block.list, last) } else { (last, NONE) };
        let branch = Branch { pipe: block.pipe, list, otherwise };
        let node = match block.kind {
            BlockKind::If => Node::If(branch),
            BlockKind::With => Node::With(branch),
            BlockKind::Range => {
                self.range_depth -= usize::from(!block.in_else);
                Node::Range(branch)
            }
            BlockKind::Define(tree) => {
                self.end_tree(tree, last, block.variables)?;
                return Ok(None);
            }
            BlockKind::Block { tree, call, name_token, .. } => {
                self.end_tree(tree, last, block.variables)?;
                let node = Node::Template { name: call, pipe: block.pipe };
                return Ok(Some(self.add(name_token.start, node)));
            }
        };
        self.variables.pop(block.variables);
        let position = self.unit.offset(block.pipe) as u32;
        Ok(Some(self.add(position, node)))
    }

    fn end_tree(&mut self, tree: Tree, root: NodeId, variables: usize) -> Parsed<()> {
        self.variables.leave(variables, tree.variable_base);
        self.range_depth = tree.range_depth;
        self.add_tree(tree.name, root)
    }
}

/// The variables that may be read here (Go: `Tree.vars`).
#[derive(Default)]
pub(crate) struct Variables<'a> {
    indices: BTreeMap<&'a [u8], u32>,
    /// Where each name stands in the text; `$` may stand nowhere.
    names: Vec<Span>,
    /// Declared variables with the entry of `latest` each one hides.
    declared: Vec<(u32, u32)>,
    /// For each name, 1 + the index of its latest declaration.
    latest: Vec<u32>,
    /// Where the variables of this template start.
    base: usize,
}

impl<'a> Variables<'a> {
    fn start(&mut self, _text: &'a [u8]) {
        self.indices.insert(b"$", 0);
        self.names.push(Span::EMPTY);
        self.latest.push(0);
        self.declare(0);
    }
    /// The index of a name.
    pub fn index(&mut self, name: &'a [u8], position: u32) -> u32 {
        if name == b"$" {
            return 0;
        }
        let next = self.names.len() as u32;
        let index = *self.indices.entry(name).or_insert(next);
        if index == next {
            self.names.push(Span { start: position, length: name.len() as u32 });
            self.latest.push(0);
        }
        index
    }
    pub fn declare(&mut self, index: u32) {
        if let Some(latest) = self.latest.get_mut(index as usize) {
            self.declared.push((index, *latest));
            *latest = self.declared.len() as u32;
        }
    }
    /// Whether the variable may be read in this template.
    pub fn is_declared(&self, index: u32) -> bool {
        self.latest.get(index as usize).is_some_and(|latest| *latest as usize > self.base)
    }
    fn mark(&self) -> usize {
        self.declared.len()
    }
    fn pop(&mut self, mark: usize) {
        while self.declared.len() > mark
            && let Some((index, hidden)) = self.declared.pop()
        {
            if let Some(latest) = self.latest.get_mut(index as usize) {
                *latest = hidden;
            }
        }
    }
    /// Starts the variables of a template of its own.
    fn enter(&mut self) -> usize {
        let base = std::mem::replace(&mut self.base, self.declared.len());
        self.declare(0);
        base
    }
    fn leave(&mut self, mark: usize, base: usize) {
        self.pop(mark);
        self.base = base;
    }
}
