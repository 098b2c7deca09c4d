//! What the parser reports (go-yaml: `yaml_event_t`).

use crate::token::{Mark, Style};
use std::borrow::Cow;

/// One event with its place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'a> {
    /// What happened.
    pub kind: EventKind<'a>,
    /// Where it begins.
    pub start: Mark,
    /// Where it ends.
    pub end: Mark,
}

/// What stands before a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Properties<'a> {
    /// The name behind `&`.
    pub anchor: Option<&'a [u8]>,
    /// The tag with its handle replaced; `None` if there is none.
    pub tag: Option<Box<[u8]>>,
}

/// The kinds of events.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind<'a> {
    /// The stream begins.
    StreamStart,
    /// The stream ends.
    StreamEnd,
    /// A document begins.
    DocumentStart,
    /// A document ends.
    DocumentEnd,
    /// `*name`
    Alias(&'a [u8]),
    /// A scalar.
    Scalar {
        /// Anchor and tag.
        properties: Properties<'a>,
        /// The text it stands for.
        value: Cow<'a, [u8]>,
        /// How it is written.
        style: Style,
        /// Whether its type follows from the text: plain without a tag, or tagged `!`.
        implicit: bool,
    },
    /// A sequence begins.
    SequenceStart {
        /// Anchor and tag.
        properties: Properties<'a>,
        /// Block or flow.
        style: Style,
    },
    /// The sequence ends.
    SequenceEnd,
    /// A mapping begins.
    MappingStart {
        /// Anchor and tag.
        properties: Properties<'a>,
        /// Block or flow.
        style: Style,
    },
    /// The mapping ends.
    MappingEnd,
}
