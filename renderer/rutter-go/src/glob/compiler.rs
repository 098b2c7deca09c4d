//! Tree to matcher (gobwas: `compiler`).

use super::matcher::{Matcher, Tree};
use super::parser::Node;
use crate::utf8::append_rune;

/// Longer sequences are matched without looking for shorter forms of them, which takes time
/// with the fourth power.
const MAX_MINIMIZED: usize = 64;
/// Deepest nesting of matchers. gobwas has no limit.
const MAX_DEPTH: usize = 256;

/// Compiles a pattern.
pub(super) fn compile(node: &Node) -> Result<Matcher, String> {
    compile_at(node, 0)
}

fn compile_at(node: &Node, depth: usize) -> Result<Matcher, String> {
    if depth > MAX_DEPTH {
        return Err("too many levels".to_string());
    }
    let separators = || vec![u32::from(b'/')];
    let matcher = match node {
        Node::AnyOf(children) => {
            if let Some(shorter) = minimize_any_of(children) {
                return compile_at(&shorter, depth + 1);
            }
            return Ok(Matcher::AnyOf(compile_children(children, depth)?));
        }
        Node::Pattern(children) if children.is_empty() => return Ok(Matcher::Nothing),
        Node::Pattern(children) => {
            let matchers = minimize(compile_children(children, depth)?);
            join(matchers, depth)?
        }
        Node::Any => Matcher::Any(separators()),
        Node::Super => Matcher::Super,
        Node::Single => Matcher::Single(separators()),
        Node::Nothing => Matcher::Nothing,
        Node::List { runes, not } => Matcher::List { runes: runes.clone(), not: *not },
        Node::Range { low, high, not } => Matcher::Range { low: *low, high: *high, not: *not },
        Node::Text(runes) => Matcher::Text(text(runes)),
    };
    Ok(optimize(matcher))
}

fn compile_children(children: &[Node], depth: usize) -> Result<Vec<Matcher>, String> {
    let compiled = children.iter().map(|child| compile_at(child, depth + 1));
    compiled.map(|matcher| matcher.map(optimize)).collect()
}

fn text(runes: &[u32]) -> Vec<u8> {
    let mut text = Vec::with_capacity(runes.len());
    runes.iter().for_each(|&rune| append_rune(&mut text, rune));
    text
}

/// A simpler matcher of the same meaning.
fn optimize(matcher: Matcher) -> Matcher {
    match matcher {
        Matcher::Any(separators) if separators.is_empty() => Matcher::Super,
        Matcher::AnyOf(mut parts) if parts.len() == 1 => parts.pop().unwrap_or(Matcher::Nothing),
        Matcher::List { runes, not: false } if runes.len() == 1 => Matcher::Text(text(&runes)),
        Matcher::Tree(tree) => optimize_tree(*tree),
        other => other,
    }
}

fn optimize_tree(tree: Tree) -> Matcher {
    let left = tree.left.map(optimize);
    let right = tree.right.map(optimize);
    let Matcher::Text(middle) = tree.value else {
        return Matcher::Tree(Box::new(Tree { value: tree.value, left, right }));
    };
    match (left, right) {
        (None, None) => Matcher::Text(middle),
        (Some(Matcher::Super), Some(Matcher::Super)) => {
            Matcher::Contains { needle: middle, not: false }
        }
        (Some(Matcher::Super), None) => Matcher::Suffix(middle),
        (None, Some(Matcher::Super)) => Matcher::Prefix(middle),
        (None, Some(Matcher::Suffix(suffix))) => Matcher::PrefixSuffix(middle, suffix),
        (Some(Matcher::Prefix(prefix)), None) => Matcher::PrefixSuffix(prefix, middle),
        (Some(Matcher::Any(separators)), None) => Matcher::SuffixAny(middle, separators),
        (None, Some(Matcher::Any(separators))) => Matcher::PrefixAny(middle, separators),
        (left, right) => {
            Matcher::Tree(Box::new(Tree { value: Matcher::Text(middle), left, right }))
        }
    }
}

/// One matcher for a sequence: around its last longest one of fixed length.
fn join(mut matchers: Vec<Matcher>, depth: usize) -> Result<Matcher, String> {
    if depth > MAX_DEPTH {
        return Err("too many levels".to_string());
    }
    if matchers.len() <= 1 {
        let only = matchers.pop();
        return only.ok_or_else(|| "compile error: need at least one matcher".to_string());
    }
    if let Some(glued) = glue(&matchers) {
        return Ok(glued);
    }
    let longest = matchers
        .iter()
        .enumerate()
        .filter_map(|(index, matcher)| Some((matcher.length()?, index)))
        .max();
    let (index, right) = match longest {
        Some((_, index)) => (index, matchers.split_off(index + 1)),
        None => (0, matchers.split_off(1)),
    };
    let value = matchers.pop().unwrap_or(Matcher::Nothing);
    let side = |part: Vec<Matcher>| match part.is_empty() {
        true => Ok(None),
        false => join(part, depth + 1).map(Some),
    };
    let left = if index > 0 { side(matchers)? } else { None };
    let right = side(right)?;
    Ok(Matcher::Tree(Box::new(Tree { value, left, right })))
}

fn glue(matchers: &[Matcher]) -> Option<Matcher> {
    if matchers.len() <= 1 {
        return None;
    }
    glue_every(matchers).or_else(|| glue_row(matchers))
}

fn glue_row(matchers: &[Matcher]) -> Option<Matcher> {
    let length = matchers.iter().map(Matcher::length).sum::<Option<usize>>()?;
    let parts = matchers.to_vec();
    Some(Matcher::Row { length, parts })
}

/// Wildcards alone, all with the same separators.
fn glue_every(matchers: &[Matcher]) -> Option<Matcher> {
    let (mut any, mut all, mut least) = (false, false, 0);
    let mut separators: Option<&[u32]> = None;
    for matcher in matchers {
        let own: &[u32] = match matcher {
            Matcher::Super => {
                all = true;
                &[]
            }
            Matcher::Any(separators) => {
                any = true;
                separators
            }
            Matcher::Single(separators) => {
                least += 1;
                separators
            }
            Matcher::List { runes, not: true } => {
                least += 1;
                runes
            }
            _ => return None,
        };
        if own != *separators.get_or_insert(own) {
            return None;
        }
    }
    let separators = separators.unwrap_or_default();
    match (any, all, least > 0) {
        (false, true, false) => return Some(Matcher::Super),
        (true, false, false) => return Some(Matcher::Any(separators.to_vec())),
        (_, _, true) if (any || all) && separators.is_empty() => return Some(Matcher::Min(least)),
        _ => {}
    }
    let mut parts = Vec::new();
    if least > 0 {
        parts.push(Matcher::Min(least));
        if !any && !all {
            parts.push(Matcher::Max(least));
        }
    }
    if !separators.is_empty() {
        parts.push(Matcher::Contains { needle: text(separators), not: true });
    }
    Some(Matcher::EveryOf(parts))
}

/// Replaces the longest part of the sequence that one matcher can stand for, again and again.
fn minimize(mut matchers: Vec<Matcher>) -> Vec<Matcher> {
    while matchers.len() <= MAX_MINIMIZED {
        let Some((glued, left, right)) = best_glue(&matchers) else {
            return matchers;
        };
        let shorter = matchers.len() - (right - left) + 1;
        let done = shorter == matchers.len();
        matchers.splice(left..right, [glued]);
        if done {
            break;
        }
    }
    matchers
}

fn best_glue(matchers: &[Matcher]) -> Option<(Matcher, usize, usize)> {
    let mut best: Option<(Matcher, usize, usize)> = None;
    for left in 0..matchers.len() {
        for right in (left + 1..=matchers.len()).rev() {
            let Some(glued) = matchers.get(left..right).and_then(glue) else {
                continue;
            };
            let better = match &best {
                None => true,
                Some((known, from, to)) => {
                    let longer = known.length().zip(glued.length()).is_some_and(|(k, g)| g > k);
                    longer || to - from < right - left
                }
            };
            if better {
                best = Some((glued, left, right));
            }
        }
    }
    best
}

/// `{ab,ac}` as `a{b,c}`: what alternatives have in common at both ends is taken out.
fn minimize_any_of(alternatives: &[Node]) -> Option<Node> {
    let parts = |node: &Node| match node {
        Node::Pattern(parts) => Some(parts.clone()),
        _ => None,
    };
    let sequences: Vec<Vec<Node>> = alternatives.iter().map(parts).collect::<Option<_>>()?;
    let (left, right) = common(&sequences);
    if left == 0 && right == 0 {
        return None;
    }
    let first = sequences.first()?;
    let mut result = Vec::new();
    if left > 0 {
        result.push(Node::Pattern(first.get(..left)?.to_vec()));
    }
    let mut middles: Vec<Node> = Vec::new();
    for sequence in &sequences {
        let middle = match sequence.get(left..sequence.len() - right)? {
            [] => Node::Nothing,
            rest => Node::Pattern(rest.to_vec()),
        };
        if !middles.contains(&middle) {
            middles.push(middle);
        }
    }
    match middles.as_slice() {
        [Node::Nothing] | [] => {}
        [only] => result.push(only.clone()),
        _ => result.push(Node::AnyOf(middles)),
    }
    if right > 0 {
        result.push(Node::Pattern(first.get(first.len() - right..)?.to_vec()));
    }
    Some(Node::Pattern(result))
}

/// How many parts all sequences share at the left and at the right.
fn common(sequences: &[Vec<Node>]) -> (usize, usize) {
    let lengths = sequences.iter().map(Vec::len).enumerate();
    let shortest = lengths.min_by_key(|&(_, length)| length);
    let Some((shortest, length)) = shortest.filter(|_| sequences.len() > 1) else {
        return (0, 0);
    };
    let (mut left, mut right) = (0, 0);
    let (mut break_left, mut break_right) = (false, false);
    let own = |at: usize| sequences.get(shortest).and_then(|own| own.get(at));
    for step in 0..length {
        if left + right >= length || (break_left && break_right) {
            break;
        }
        let from_right = length - 1 - step;
        for (index, other) in sequences.iter().enumerate() {
            if index == shortest || (break_left && break_right) {
                continue;
            }
            break_left = break_left || own(step) != other.get(step);
            // Whether the left side broke counts as far as it is known here.
            break_right = break_right || (!break_left && from_right <= step);
            let opposite = other.get(from_right + other.len() - length);
            break_right = break_right || own(from_right) != opposite;
        }
        left += !break_left as usize;
        right += !break_right as usize;
    }
    (left, right)
}
