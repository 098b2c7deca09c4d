//! Filters (yaml-jsonpath: `filter_parser.go`, `filter.go`, `comparison.go`).

use super::evaluate::{Item, Search};
use super::filter_lexer::regexp_of;
use super::token::{Comparison, Kind, Token};
use super::{Error, MAX_NESTING, Path, parser};
use crate::Value;
use rutter_go::regexp::Regexp;
use rutter_go::strconv::parse_float;
use std::cmp::Ordering;

/// A condition on a node.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    /// Never holds.
    Never,
    /// A path that finds something, or `true`.
    Operand(Operand),
    /// Holds for all pairs of values of both sides, and there is one.
    Compare(Comparison, Operand, Operand),
    /// `left =~ /right/`
    Match(Operand, Operand),
    Not(Box<Filter>),
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
}

/// One side of a comparison.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    /// Has no value.
    Nothing,
    /// A path from the node.
    At(Path),
    /// A path from the document.
    Root(Path),
    Literal(Scalar),
    Regexp(Regexp),
}

/// A value that can be compared, as its YAML tag says.
#[derive(Clone, Debug)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    /// A map, a list or a time.
    Other,
}

impl Filter {
    /// Reads the tokens of a filter that stands `depth` filters deep.
    pub(super) fn parse(tokens: &[Token<'_>], depth: usize) -> Result<Filter, Error> {
        let mut parser = Parser { tokens, filter: Filter::Never, depth: depth + 1 };
        if !tokens.is_empty() {
            parser.expression()?;
        }
        Ok(parser.filter)
    }

    /// Whether it holds for a node.
    pub(super) fn accepts<'v>(
        &self,
        item: Item<'v>,
        search: &mut Search<'v>,
    ) -> Result<bool, Error> {
        Ok(match self {
            Filter::Never => false,
            Filter::Operand(Operand::Literal(Scalar::Bool(value))) => *value,
            Filter::Operand(Operand::At(path)) => !search.run(path, item)?.is_empty(),
            Filter::Operand(Operand::Root(path)) => !search.run_from_root(path)?.is_empty(),
            Filter::Operand(_) => false,
            Filter::Compare(operator, left, right) => {
                let (left, right) = (left.values(item, search)?, right.values(item, search)?);
                all_pairs(&left, &right, |left, right| holds(*operator, left, right))
            }
            Filter::Match(left, Operand::Regexp(regexp)) => {
                let left = left.values(item, search)?;
                !left.is_empty() && left.iter().all(|value| is_match(regexp, value))
            }
            Filter::Match(..) => false,
            Filter::Not(filter) => !filter.accepts(item, search)?,
            Filter::And(a, b) => a.accepts(item, search)? && b.accepts(item, search)?,
            Filter::Or(a, b) => a.accepts(item, search)? || b.accepts(item, search)?,
        })
    }
}

impl Operand {
    fn values<'v>(&self, item: Item<'v>, search: &mut Search<'v>) -> Result<Vec<Scalar>, Error> {
        let found = match self {
            Operand::Nothing | Operand::Regexp(_) => return Ok(Vec::new()),
            Operand::Literal(value) => return Ok(vec![value.clone()]),
            Operand::At(path) => search.run(path, item)?,
            Operand::Root(path) => search.run_from_root(path)?,
        };
        Ok(found.into_iter().map(Scalar::of).collect())
    }
}

impl Scalar {
    fn of(item: Item<'_>) -> Scalar {
        match item {
            Item::Key(text) => Scalar::String(text.to_string()),
            Item::Node(value) => match value {
                Value::Null => Scalar::Null,
                Value::Bool(value) => Scalar::Bool(*value),
                Value::Int(value) => Scalar::Number(*value as f64),
                Value::Uint(value) => Scalar::Number(*value as f64),
                Value::Float(value) => Scalar::Number(*value),
                Value::String(text) => Scalar::String(text.clone()),
                Value::Time(_) | Value::List(_) | Value::Map(_) | Value::AnyMap(_) => Scalar::Other,
            },
        }
    }
}

fn all_pairs(left: &[Scalar], right: &[Scalar], holds: impl Fn(&Scalar, &Scalar) -> bool) -> bool {
    let some = !left.is_empty() && !right.is_empty();
    some && left.iter().all(|left| right.iter().all(|right| holds(left, right)))
}

fn is_match(regexp: &Regexp, value: &Scalar) -> bool {
    matches!(value, Scalar::String(text) if regexp.is_match(text.as_bytes()))
}

fn holds(operator: Comparison, left: &Scalar, right: &Scalar) -> bool {
    let order = order(left, right);
    match operator {
        Comparison::Equal => order == Some(Ordering::Equal),
        Comparison::NotEqual => order != Some(Ordering::Equal),
        Comparison::Less => order == Some(Ordering::Less),
        Comparison::LessOrEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Comparison::Greater => order == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// The order of two values of one type; true and false have none.
fn order(left: &Scalar, right: &Scalar) -> Option<Ordering> {
    match (left, right) {
        (Scalar::Null, Scalar::Null) => Some(Ordering::Equal),
        (Scalar::Bool(left), Scalar::Bool(right)) => (left == right).then_some(Ordering::Equal),
        // What is neither less nor greater counts as equal in the library, so also what is no number.
        (Scalar::Number(left), Scalar::Number(right)) => {
            Some(left.partial_cmp(right).unwrap_or(Ordering::Equal))
        }
        (Scalar::String(left), Scalar::String(right)) => {
            Some(left.as_bytes().cmp(right.as_bytes()))
        }
        _ => None,
    }
}

struct Parser<'t, 'p> {
    tokens: &'t [Token<'p>],
    /// What was read last: an operand that is missing leaves it as it is, as in the library.
    filter: Filter,
    depth: usize,
}

impl<'p> Parser<'_, 'p> {
    fn peek(&self) -> Option<Kind> {
        self.tokens.first().map(|token| token.kind)
    }

    fn next(&mut self) -> Option<Token<'p>> {
        let (token, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(*token)
    }

    fn expression(&mut self) -> Result<(), Error> {
        self.conjunction()?;
        while self.peek() == Some(Kind::Or) {
            self.next();
            let left = Box::new(self.filter.clone());
            self.conjunction()?;
            self.filter = Filter::Or(left, Box::new(self.filter.clone()));
        }
        Ok(())
    }

    fn conjunction(&mut self) -> Result<(), Error> {
        self.basic()?;
        while self.peek() == Some(Kind::And) {
            self.next();
            let left = Box::new(self.filter.clone());
            self.basic()?;
            self.filter = Filter::And(left, Box::new(self.filter.clone()));
        }
        Ok(())
    }

    fn basic(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(Kind::Not) => {
                self.next();
                self.deeper(Parser::basic)?;
                self.filter = Filter::Not(Box::new(self.filter.clone()));
                Ok(())
            }
            Some(Kind::Open) => {
                self.next();
                self.deeper(Parser::expression)?;
                if self.peek() == Some(Kind::Close) {
                    self.next();
                }
                Ok(())
            }
            _ => self.comparison(),
        }
    }

    fn comparison(&mut self) -> Result<(), Error> {
        self.operand()?;
        let operator = match self.peek() {
            Some(operator @ (Kind::Comparison(_) | Kind::Match)) => operator,
            _ => return Ok(()),
        };
        self.next();
        let left = self.filter.clone().into_operand();
        self.operand()?;
        let right = self.filter.clone().into_operand();
        self.filter = match operator {
            Kind::Comparison(operator) => Filter::Compare(operator, left, right),
            _ => Filter::Match(left, right),
        };
        Ok(())
    }

    fn operand(&mut self) -> Result<(), Error> {
        let Some(token) = self.tokens.first() else {
            self.filter = Filter::Never;
            return Ok(());
        };
        let text = token.text;
        let number = || Scalar::Number(parse_float(text).unwrap_or_default());
        let operand = match token.kind {
            Kind::At => return self.path(Operand::At),
            Kind::Root => return self.path(Operand::Root),
            Kind::Integer | Kind::Float => Operand::Literal(number()),
            Kind::String => Operand::Literal(Scalar::String(inner(text).to_string())),
            Kind::Bool => Operand::Literal(Scalar::Bool(text.trim() == "true")),
            Kind::Null => Operand::Literal(Scalar::Null),
            Kind::Regexp => match Regexp::compile(regexp_of(text).as_bytes()) {
                Ok(regexp) => Operand::Regexp(regexp),
                Err(_) => Operand::Nothing,
            },
            _ => return Ok(()),
        };
        self.next();
        self.filter = Filter::Operand(operand);
        Ok(())
    }

    /// A path from `@` or `$`: its tokens are put together again and read anew.
    fn path(&mut self, make: fn(Path) -> Operand) -> Result<(), Error> {
        self.next();
        let mut path = String::new();
        let mut level = 1;
        while let Some(token) = self.tokens.first() {
            match token.kind {
                Kind::Identity
                | Kind::DotChild
                | Kind::BracketChild
                | Kind::RecursiveDescent
                | Kind::Subscript => {}
                Kind::FilterBegin => level += 1,
                Kind::FilterEnd => level -= 1,
                _ if level == 1 => break,
                _ => {}
            }
            if level == 0 {
                break;
            }
            path.push_str(token.text);
            self.next();
        }
        self.filter = match self.deeper(|parser| parser::parse(&path, parser.depth)) {
            Ok(path) => Filter::Operand(make(path)),
            Err(Error::Syntax(_)) => Filter::Operand(Operand::Nothing),
            Err(error) => return Err(error),
        };
        Ok(())
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.depth > MAX_NESTING {
            return Err(Error::Limit(format!("the filter nests more than {MAX_NESTING} deep")));
        }
        self.depth += 1;
        let done = read(self);
        self.depth -= 1;
        done
    }
}

impl Filter {
    fn into_operand(self) -> Operand {
        match self {
            Filter::Operand(operand) => operand,
            _ => Operand::Nothing,
        }
    }
}

/// The text between quotes.
fn inner(literal: &str) -> &str {
    literal.get(1..literal.len().saturating_sub(1)).unwrap_or_default()
}
