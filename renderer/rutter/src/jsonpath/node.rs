//! The parts of a template. Go: util/jsonpath/node.go.

/// One part.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text outside of braces, or in quotes.
    Text(Vec<u8>),
    /// What stands between braces.
    List(Vec<Node>),
    /// `.name`
    Field(String),
    /// `[1]`, `[0:2]`, `[::2]`
    Array([Option<Bound>; 3]),
    /// `[?(@.a == 1)]`
    Filter(Filter),
    /// A whole number.
    Int(i64),
    /// A fraction.
    Float(f64),
    /// `true`, `false`
    Bool(bool),
    /// `.*`
    Wildcard,
    /// `..`
    Recursive,
    /// `[0,2]`, `['a','b']`
    Union(Vec<Vec<Node>>),
    /// `range`, `end`, or a word that means nothing.
    Identifier(String),
}

/// A number in `[low:high:step]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub value: i64,
    /// Whether it was not written: `[1]` ends before 2.
    pub is_derived: bool,
}

/// A condition on the elements of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// What is compared.
    pub left: Vec<Node>,
    /// With what.
    pub right: Vec<Node>,
    /// How; `exists` when only the left side is there.
    pub operator: String,
}
