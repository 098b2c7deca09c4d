//! Which parts of their data templates can read, found without executing them.
//!
//! Every template is walked with what its dot may be: places in the data, maps that templates build,
//! constant texts. What a place is given to decides whether it is read itself, as a condition is, or
//! with everything in it. All branches are walked, all calls of a template are taken together, and
//! whatever is not understood counts as read: what is not in [`Reads`], no template can read.

mod calls;
mod data;
mod places;
mod walk;

pub use data::{Data, Key, Path};
pub use places::Reads;

use crate::set::TemplateSet;
use walk::Walker;

/// What a function does with its arguments, the one from a pipeline being the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effect {
    /// Reads them whole; the result has nothing of them.
    #[default]
    Whole,
    /// Asks for no more than what they are, or whether they are empty.
    Test,
    /// Gives one of them, or their merge.
    Union,
    /// As [`Effect::Union`], and the first argument takes up the others.
    Merge,
    /// Reads the last and gives one of the others.
    Choice,
    /// Makes a map of keys and values.
    Dict,
    /// Makes a list.
    List,
    /// Gives an element of a list.
    Element,
    /// Makes a longer list of a list and elements.
    Append,
    /// Gives what stands at keys: the collection, then the keys.
    Index,
    /// Whether a map has a key: the map, then the key.
    HasKey,
    /// Keys, a default, the map (sprig's `dig`).
    Dig,
    /// A key, then maps (sprig's `pluck`).
    Pluck,
    /// A map, then the keys that stay.
    Pick,
    /// A map, then keys that go.
    Omit,
    /// The keys of maps.
    Keys,
    /// The values of a map.
    Values,
    /// A map, a key, a value: sets it.
    Set,
    /// Puts texts together.
    Text,
    /// Calls a template: its name, its dot.
    Include,
    /// Executes a text: the text, its dot.
    Execute,
}

/// What templates are executed with.
pub struct Host<'h> {
    /// What a function does.
    pub effect: &'h dyn Fn(&str) -> Effect,
    /// A field that leads to the same data wherever a template finds it, such as Helm's `Values`,
    /// because contexts are handed on in ways that no one can follow.
    pub context: (&'h str, Data),
}

/// What the templates can read that are executed by name with the given dots.
pub fn find_reads(set: &TemplateSet, executed: &[(String, Data)], host: &Host<'_>) -> Reads {
    let mut walker = Walker::new(set, host);
    for (name, dot) in executed {
        walker.call_named(name, dot);
    }
    walker.run()
}

/// What a text that may become a template can read, executed with this dot; `None` if it does not
/// parse.
pub fn find_reads_of_text(
    set: &TemplateSet,
    text: &str,
    dot: &Data,
    host: &Host<'_>,
) -> Option<Reads> {
    let mut walker = Walker::new(set, host);
    walker.call_text(text, dot).then(|| walker.run())
}
