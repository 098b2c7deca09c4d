//! A document with the lines and the texts of its scalars, which the values do not keep.

use std::collections::BTreeMap;
use std::sync::Arc;

use rutter_yaml::{Error, EventKind, Input, Parser, Version};

/// A node of a document. Aliases share what they stand for.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// Counted from 1.
    pub line: u32,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    Scalar(String),
    List(Vec<Arc<Tree>>),
    /// Keys and values in turn.
    Map(Vec<Arc<Tree>>),
}

impl Tree {
    /// The first document of a text that decodes.
    ///
    /// # Errors
    /// go-yaml's, with its text.
    pub fn parse(text: &str) -> Result<Option<Arc<Tree>>, Error> {
        let input = Input::new(text.as_bytes());
        let mut parser = Parser::new(&input, Version::V3);
        let mut builder = Builder::default();
        while let Some(event) = parser.next_event()? {
            if matches!(event.kind, EventKind::DocumentEnd | EventKind::StreamEnd) {
                break;
            }
            builder.add(event.kind, event.start.line + 1);
        }
        Ok(builder.root)
    }

    /// The key and the element under it, also from maps merged with `<<`.
    pub fn entry(&self, name: &str) -> Option<(&Tree, &Tree)> {
        let Content::Map(entries) = &self.content else { return None };
        let mut merged = None;
        for pair in entries.chunks_exact(2) {
            let [key, value] = pair else { continue };
            match key.text() {
                Some(text) if text == name => return Some((key, value)),
                Some("<<") => merged = merged.or(value.merged(name)),
                _ => {}
            }
        }
        merged
    }

    fn merged(&self, name: &str) -> Option<(&Tree, &Tree)> {
        match &self.content {
            Content::List(items) => items.iter().find_map(|item| item.entry(name)),
            _ => self.entry(name),
        }
    }

    /// The element at an index.
    pub fn item(&self, index: usize) -> Option<&Tree> {
        match &self.content {
            Content::List(items) => items.get(index).map(Arc::as_ref),
            _ => None,
        }
    }

    /// A scalar's text.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text) => Some(text),
            _ => None,
        }
    }
}

/// Makes a tree of events.
#[derive(Default)]
struct Builder {
    root: Option<Arc<Tree>>,
    open: Vec<(Option<String>, Tree)>,
    anchors: BTreeMap<String, Arc<Tree>>,
}

impl Builder {
    fn add(&mut self, event: EventKind<'_>, line: u32) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match event {
            EventKind::Scalar { properties, value, .. } => {
                let content = Content::Scalar(text(&value));
                self.put(properties.anchor.map(text), Tree { line, content });
            }
            EventKind::SequenceStart { properties, .. } => {
                let content = Content::List(Vec::new());
                self.open.push((properties.anchor.map(text), Tree { line, content }));
            }
            EventKind::MappingStart { properties, .. } => {
                let content = Content::Map(Vec::new());
                self.open.push((properties.anchor.map(text), Tree { line, content }));
            }
            EventKind::SequenceEnd | EventKind::MappingEnd => {
                if let Some((anchor, tree)) = self.open.pop() {
                    self.put(anchor, tree);
                }
            }
            EventKind::Alias(name) => {
                if let Some(target) = self.anchors.get(&text(name)).cloned() {
                    self.hang(target);
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, anchor: Option<String>, tree: Tree) {
        let tree = Arc::new(tree);
        if let Some(name) = anchor {
            self.anchors.insert(name, tree.clone());
        }
        self.hang(tree);
    }

    fn hang(&mut self, tree: Arc<Tree>) {
        match self.open.last_mut().map(|(_, parent)| &mut parent.content) {
            Some(Content::List(items) | Content::Map(items)) => items.push(tree),
            _ => self.root = Some(tree),
        }
    }
}
