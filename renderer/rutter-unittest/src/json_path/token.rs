//! The tokens of a path.

/// What a token is. The tokens of a filter stand between `FilterBegin` and `FilterEnd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The end of a path: the node itself.
    Identity,
    /// `$`
    Root,
    /// `.name`
    DotChild,
    /// `name` at the beginning of a path.
    UndottedChild,
    /// `['a', "b"]`
    BracketChild,
    /// `..name`, `..*` or `..` before a bracket.
    RecursiveDescent,
    /// `[…]` with indexes.
    Subscript,
    /// `.name~`
    ChildKey,
    /// `['a']~`
    BracketKey,
    /// `[*]~`
    SubscriptKey,
    /// `[?(`
    FilterBegin,
    /// `[?(` behind `..`
    RecursiveFilterBegin,
    /// `)]`
    FilterEnd,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `!`
    Not,
    /// `@`
    At,
    /// `&&`
    And,
    /// `||`
    Or,
    /// One of `== != < <= > >=`.
    Comparison(Comparison),
    /// `=~`
    Match,
    /// A whole number.
    Integer,
    /// A number with a point or an exponent.
    Float,
    /// A string with its quotes.
    String,
    /// `true` or `false`
    Bool,
    /// `null`
    Null,
    /// A regular expression with its slashes.
    Regexp,
}

/// An operator that compares two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// The operators of order, the longer of two before the shorter.
pub(super) const ORDERINGS: [(&str, Comparison); 4] = [
    (">=", Comparison::GreaterOrEqual),
    (">", Comparison::Greater),
    ("<=", Comparison::LessOrEqual),
    ("<", Comparison::Less),
];

/// A piece of the path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'p> {
    pub(super) kind: Kind,
    /// Its text as it was written.
    pub(super) text: &'p str,
}
