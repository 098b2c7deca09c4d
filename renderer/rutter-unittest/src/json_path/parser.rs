//! From tokens to the steps of a path (yaml-jsonpath: `path.go` `newPath`).

use super::filter::Filter;
use super::lexer::{Tokens, lex};
use super::subscript::{self, Index};
use super::token::{Kind, Token};
use super::{Error, Path, names};

/// A step from one node to others.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// The child of this name.
    Child(String),
    /// The children of these names.
    Children(Vec<String>),
    /// All children.
    All,
    /// The node and everything below it, keys included.
    Descend,
    /// Elements by place.
    Elements(Vec<Index>),
    /// `[*]`, which maps know too.
    Everything,
    /// The elements of a list, or the node itself, for which this holds.
    Filter(Filter),
    /// The node itself if this holds.
    FilterSelf(Filter),
    /// The keys of these children.
    Keys(Vec<String>),
    /// All keys of a map.
    AllKeys,
}

/// Compiles a path that stands `depth` filters deep.
pub(super) fn parse(path: &str, depth: usize) -> Result<Path, Error> {
    let Tokens { tokens, error } = lex(path);
    let end = || error.clone().map_or(Ok(()), |error| Err(Error::Syntax(error)));
    let mut steps = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some((token, following)) = rest.split_first() {
        rest = following;
        match token.kind {
            Kind::Identity => return Ok(Path { steps }),
            Kind::Root => {}
            Kind::FilterBegin | Kind::RecursiveFilterBegin => {
                let Some((inner, following)) = split_filter(rest) else {
                    end()?;
                    return Err(Error::Syntax("missing end of filter".into()));
                };
                rest = following;
                let filter = Filter::parse(inner, depth)?;
                steps.push(match token.kind {
                    Kind::FilterBegin => Step::Filter(filter),
                    _ => Step::FilterSelf(filter),
                });
            }
            _ => add(&mut steps, token)?,
        }
    }
    end()?;
    Ok(Path { steps })
}

/// The tokens of a filter, and what follows its end. A filter behind `..` opens no further level:
/// so it is in the library.
fn split_filter<'t, 'p>(tokens: &'t [Token<'p>]) -> Option<(&'t [Token<'p>], &'t [Token<'p>])> {
    let mut level = 1;
    let end = tokens.iter().position(|token| {
        match token.kind {
            Kind::FilterBegin => level += 1,
            Kind::FilterEnd => level -= 1,
            _ => {}
        }
        level == 0
    })?;
    Some((tokens.get(..end)?, tokens.get(end + 1..)?))
}

fn add(steps: &mut Vec<Step>, token: &Token<'_>) -> Result<(), Error> {
    let text = token.text;
    let name = text.strip_prefix('.').unwrap_or(text);
    let without_tilde = |text: &str| text.strip_suffix('~').unwrap_or(text).to_string();
    let step = match token.kind {
        Kind::DotChild | Kind::UndottedChild => child(name),
        Kind::BracketChild => Step::Children(names::in_brackets(text)),
        Kind::Subscript if text == "[*]" => Step::Everything,
        Kind::Subscript => Step::Elements(indexes(text)?),
        Kind::ChildKey => Step::Keys(vec![names::unescape(&without_tilde(name))]),
        Kind::BracketKey => Step::Keys(names::in_brackets(&without_tilde(text))),
        Kind::SubscriptKey => Step::AllKeys,
        Kind::RecursiveDescent => {
            steps.push(Step::Descend);
            match text.strip_prefix("..").unwrap_or(text) {
                "" => return Ok(()),
                name => child(name),
            }
        }
        _ => return Err(Error::Syntax("invalid path syntax".into())),
    };
    steps.push(step);
    Ok(())
}

fn child(name: &str) -> Step {
    match name {
        "*" => Step::All,
        name => Step::Child(names::unescape(name)),
    }
}

fn indexes(text: &str) -> Result<Vec<Index>, Error> {
    let inner = text.strip_prefix('[').unwrap_or(text);
    subscript::parse(inner.strip_suffix(']').unwrap_or(inner)).map_err(Error::Syntax)
}
