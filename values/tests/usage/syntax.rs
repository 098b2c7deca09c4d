//! As much of the template language as says which values are read: actions, blocks, pipelines.

/// A piece of a template.
pub enum Node {
    Action(Pipeline),
    /// `if`, `with`, `range`, with what comes before and after `else`.
    Block(Block, Pipeline, Vec<Node>, Vec<Node>),
    Define(String, Vec<Node>),
}

#[derive(Clone, Copy, PartialEq)]
pub enum Block {
    If,
    With,
    Range,
}

/// Variables that are set, and commands.
pub struct Pipeline {
    pub variables: Vec<String>,
    pub commands: Vec<Vec<Expression>>,
}

pub struct Expression {
    pub head: Head,
    pub fields: Vec<String>,
}

pub enum Head {
    Dot,
    Variable(String),
    Function(String),
    Text(String),
    Other,
    Group(Pipeline),
}

/// The nodes of a text.
pub fn parse(text: &str) -> Vec<Node> {
    let mut actions = actions(text).into_iter();
    let mut nodes = Vec::new();
    let end = block(&mut actions, &mut nodes);
    assert_eq!(end, None, "an end too many");
    nodes
}

/// Reads up to an `end` or `else` of the block, and gives that with what stands after it.
fn block(actions: &mut dyn Iterator<Item = String>, nodes: &mut Vec<Node>) -> Option<String> {
    while let Some(action) = actions.next() {
        let (word, rest) = action.split_once(char::is_whitespace).unwrap_or((&action, ""));
        let kind = match word {
            "end" | "else" => return Some(action),
            "if" => Block::If,
            "with" => Block::With,
            "range" => Block::Range,
            "define" => {
                let mut body = Vec::new();
                block(actions, &mut body);
                nodes.push(Node::Define(rest.trim().trim_matches('"').to_string(), body));
                continue;
            }
            _ => {
                nodes.push(Node::Action(pipeline(&mut Tokens::of(&action))));
                continue;
            }
        };
        nodes.push(branch(kind, rest, actions));
    }
    None
}

fn branch(kind: Block, head: &str, actions: &mut dyn Iterator<Item = String>) -> Node {
    let (mut body, mut otherwise) = (Vec::new(), Vec::new());
    let end = block(actions, &mut body).unwrap_or_default();
    if let Some(rest) = end.strip_prefix("else") {
        match rest.trim().split_once(' ') {
            Some(("if", head)) => otherwise.push(branch(Block::If, head, actions)),
            Some(("with", head)) => otherwise.push(branch(Block::With, head, actions)),
            _ => drop(block(actions, &mut otherwise)),
        }
    }
    Node::Block(kind, pipeline(&mut Tokens::of(head)), body, otherwise)
}

/// What stands between braces, without comments.
fn actions(text: &str) -> Vec<String> {
    let mut actions = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let inside = &rest[start + 2..];
        let end = match inside.trim_start_matches('-').trim_start().starts_with("/*") {
            true => inside.find("*/").unwrap() + 2,
            false => 0,
        };
        let close = end + closing(&inside[end..]);
        let action = inside[end..close].trim_start_matches('-').trim_end_matches('-').trim();
        if !action.is_empty() {
            actions.push(action.to_string());
        }
        rest = &inside[close + 2..];
    }
    actions
}

/// Where the action ends, strings left out.
fn closing(text: &str) -> usize {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match quote {
            Some('"') if escaped => escaped = false,
            Some('"') if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '`') => quote = Some(character),
            None if text[at..].starts_with("}}") => return at,
            None => {}
        }
    }
    panic!("an action without an end: {text}")
}

/// The tokens of an action; fields keep the dot before them.
struct Tokens(Vec<String>, usize);

impl Tokens {
    fn of(action: &str) -> Tokens {
        let mut tokens = Vec::new();
        let characters: Vec<char> = action.chars().collect();
        let mut at = 0;
        while at < characters.len() {
            let start = at;
            match characters[at] {
                '"' | '`' => at = end_of_text(&characters, at),
                '(' | ')' | '|' | ',' | '=' => at += 1,
                ':' => at += 2,
                character if character.is_whitespace() => {
                    at += 1;
                    // Only a field right behind a group is of that group.
                    tokens.push(" ".to_string());
                    continue;
                }
                _ => {
                    at += 1;
                    while characters.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                        at += 1;
                    }
                }
            }
            tokens.push(characters[start..at].iter().collect());
        }
        Tokens(tokens, 0)
    }
    fn peek(&self) -> &str {
        self.0.get(self.1).map_or("", String::as_str)
    }
    fn next(&mut self) -> String {
        self.1 += 1;
        self.0.get(self.1 - 1).cloned().unwrap_or_default()
    }
    fn skip_blanks(&mut self) {
        while self.peek() == " " {
            self.1 += 1;
        }
    }
}

fn end_of_text(characters: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while characters[at] != characters[start] {
        at += 1 + usize::from(characters[start] == '"' && characters[at] == '\\');
    }
    at + 1
}

fn pipeline(tokens: &mut Tokens) -> Pipeline {
    let mut pipeline = Pipeline { variables: declared(tokens), commands: vec![Vec::new()] };
    loop {
        tokens.skip_blanks();
        match tokens.peek() {
            "" | ")" => return pipeline,
            "|" => {
                tokens.next();
                pipeline.commands.push(Vec::new());
            }
            _ => {
                let expression = expression(tokens);
                pipeline.commands.last_mut().unwrap().push(expression);
            }
        }
    }
}

/// The variables before `:=` or `=`, if the action sets any.
fn declared(tokens: &mut Tokens) -> Vec<String> {
    let start = tokens.1;
    let mut variables = Vec::new();
    loop {
        tokens.skip_blanks();
        match tokens.next().as_str() {
            ":=" | "=" => return variables,
            "," => {}
            name if name.starts_with('$') => variables.push(name.to_string()),
            _ => {
                tokens.1 = start;
                return Vec::new();
            }
        }
    }
}

fn expression(tokens: &mut Tokens) -> Expression {
    let token = tokens.next();
    let mut fields = Vec::new();
    let head = match token.as_str() {
        "(" => {
            let group = pipeline(tokens);
            tokens.next();
            Head::Group(group)
        }
        "." => Head::Dot,
        text if text.starts_with(['"', '`']) => Head::Text(text[1..text.len() - 1].to_string()),
        name if name.starts_with('$') => Head::Variable(name.to_string()),
        field if field.starts_with('.') => {
            fields.push(field[1..].to_string());
            Head::Dot
        }
        name if name.starts_with(char::is_alphabetic) => Head::Function(name.to_string()),
        _ => Head::Other,
    };
    while tokens.peek().len() > 1 && tokens.peek().starts_with('.') {
        fields.push(tokens.next()[1..].to_string());
    }
    Expression { head, fields }
}
