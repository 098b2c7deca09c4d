//! Pattern to tree (gobwas: `syntax/lexer`, `syntax/ast`).

use crate::utf8::{RUNE_ERROR, decode_rune};

/// Deepest nesting of `{…}`. gobwas has no limit.
const MAX_DEPTH: usize = 100;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Pattern(Vec<Node>),
    AnyOf(Vec<Node>),
    Nothing,
    Any,
    Super,
    Single,
    List { runes: Vec<u32>, not: bool },
    Range { low: u32, high: u32, not: bool },
    Text(Vec<u32>),
}

/// Parses a pattern to its sequence of parts.
pub(super) fn parse(pattern: &[u8]) -> Result<Node, String> {
    let mut lexer = Lexer::new(pattern);
    // Each level: alternatives that are complete, and the one being read.
    let mut levels: Vec<(Vec<Node>, Vec<Node>)> = vec![(Vec::new(), Vec::new())];
    loop {
        let inside = levels.len() > 1;
        let rune = lexer.read()?;
        let node = match char::from_u32(rune) {
            Some('\0') => break,
            Some('{') if levels.len() > MAX_DEPTH => return Err("too many levels".to_string()),
            Some('{') => {
                levels.push((Vec::new(), Vec::new()));
                continue;
            }
            Some(',') if inside => {
                if let Some((done, current)) = levels.last_mut() {
                    done.push(Node::Pattern(std::mem::take(current)));
                }
                continue;
            }
            Some('}') if inside => close(&mut levels),
            Some('[') => Some(lexer.range()?),
            Some('?') => Some(Node::Single),
            Some('*') => Some(match lexer.read()? == u32::from(b'*') {
                true => Node::Super,
                false => {
                    lexer.unread();
                    Node::Any
                }
            }),
            _ => {
                lexer.unread();
                let text = lexer.text(if inside { b"?*[{}," } else { b"?*[{" })?;
                (!text.is_empty()).then_some(Node::Text(text))
            }
        };
        if let (Some(node), Some((_, current))) = (node, levels.last_mut()) {
            current.push(node);
        }
    }
    // What is still open at the end counts as closed.
    while levels.len() > 1 {
        let node = close(&mut levels);
        if let (Some(node), Some((_, current))) = (node, levels.last_mut()) {
            current.push(node);
        }
    }
    let nodes = levels.pop().map(|(_, current)| current);
    Ok(Node::Pattern(nodes.unwrap_or_default()))
}

fn close(levels: &mut Vec<(Vec<Node>, Vec<Node>)>) -> Option<Node> {
    let (mut done, current) = levels.pop()?;
    done.push(Node::Pattern(current));
    Some(Node::AnyOf(done))
}

/// Reads runes, the last of which can be put back; the end reads as 0, and so does NUL.
struct Lexer<'p> {
    data: &'p [u8],
    at: usize,
    last: u32,
    width: usize,
    put_back: bool,
}

impl<'p> Lexer<'p> {
    fn new(data: &'p [u8]) -> Self {
        Lexer { data, at: 0, last: 0, width: 0, put_back: false }
    }

    fn peek(&self) -> Result<(u32, usize), String> {
        match decode_rune(self.data.get(self.at..).unwrap_or_default()) {
            (_, 0) => Ok((0, 0)),
            (RUNE_ERROR, _) => Err("could not read rune".to_string()),
            found => Ok(found),
        }
    }

    fn read(&mut self) -> Result<u32, String> {
        if std::mem::take(&mut self.put_back) {
            self.at += self.width;
            return Ok(self.last);
        }
        (self.last, self.width) = self.peek()?;
        self.at += self.width;
        Ok(self.last)
    }

    fn unread(&mut self) {
        self.at -= self.width;
        self.put_back = true;
    }

    /// Text up to one of the breakers, a backslash taking the next rune as it is.
    fn text(&mut self, breakers: &[u8]) -> Result<Vec<u32>, String> {
        let (mut text, mut escaped) = (Vec::new(), false);
        loop {
            let rune = self.read()?;
            if rune == 0 {
                return Ok(text);
            }
            if !escaped && rune == u32::from(b'\\') {
                escaped = true;
                continue;
            }
            if !escaped && breakers.iter().any(|&b| u32::from(b) == rune) {
                self.unread();
                return Ok(text);
            }
            escaped = false;
            text.push(rune);
        }
    }

    /// Behind `[`: a list or a range up to `]`.
    fn range(&mut self) -> Result<Node, String> {
        let mut rune = self.read()?;
        let not = rune == u32::from(b'!');
        if not {
            rune = self.read()?;
        }
        if rune == 0 {
            return Err("unexpected end of input".to_string());
        }
        let (next, width) = self.peek()?;
        let node = if next == u32::from(b'-') {
            self.at += width;
            let (low, high) = (rune, self.read()?);
            if high < low {
                return Err("hi character should be greater than lo".to_string());
            }
            Node::Range { low, high, not }
        } else {
            self.unread();
            let runes = self.text(b"]")?;
            Node::List { runes, not }
        };
        match (self.read()? == u32::from(b']'), &node) {
            (false, _) => Err("expected close range character".to_string()),
            (true, Node::List { runes, .. }) if runes.is_empty() => {
                Err("could not parse range".to_string())
            }
            _ => Ok(node),
        }
    }
}
