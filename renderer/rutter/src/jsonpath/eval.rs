//! What the parts select from data, and how it is printed. Go: util/jsonpath/jsonpath.go.

use std::cmp::Ordering;

use rutter_go::{List, Value};

use super::node::{Bound, Filter, Node};

/// Most values that a template may look at.
const MAX_STEPS: usize = 2_000_000;
/// Most loops in one another.
const MAX_LOOPS: usize = 100;

/// A selected value; `None` is what Go calls the zero `reflect.Value`.
type Selected = Option<Value>;

/// The template has failed; nobody is told why.
#[derive(Debug)]
pub struct Failed;

/// What a template prints.
///
/// # Errors
/// When a part selects what is not there, or does not fit.
pub fn print(template: &[Node], data: Value) -> Result<Vec<u8>, Failed> {
    let mut walk = Walk { template, ..Walk::default() };
    let mut out = Vec::new();
    for results in walk.results(0, Some(data))? {
        for (index, result) in results.iter().enumerate() {
            append(&mut out, result)?;
            if index + 1 < results.len() {
                out.push(b' ');
            }
        }
    }
    Ok(out)
}

fn append(out: &mut Vec<u8>, result: &Selected) -> Result<(), Failed> {
    match result {
        None => out.extend_from_slice(b"<no value>"),
        Some(Value::Nil) => out.extend_from_slice(b"null"),
        Some(value @ (Value::Map(_) | Value::List(_))) => {
            out.extend(rutter_go::json::marshal(value).map_err(|_| Failed)?);
        }
        Some(value) => out.extend(rutter_go::fmt::sprint(std::slice::from_ref(value))),
    }
    Ok(())
}

/// Where an execution is among loops.
#[derive(Default)]
struct Walk<'t> {
    template: &'t [Node],
    begun: usize,
    inside: usize,
    ended: usize,
    last_end: Option<usize>,
    steps: usize,
}

impl Walk<'_> {
    fn step(&mut self, count: usize) -> Result<(), Failed> {
        self.steps = self.steps.saturating_add(count);
        if self.steps > MAX_STEPS { Err(Failed) } else { Ok(()) }
    }

    /// What the parts from `start` on select, one list for each. Go: `FindResults`.
    fn results(&mut self, start: usize, data: Selected) -> Result<Vec<Vec<Selected>>, Failed> {
        let current = vec![data];
        let mut all = Vec::new();
        let mut index = start;
        while let Some(node) = self.template.get(index) {
            let results = self.select(current.clone(), node)?;
            if self.ended > 0 && self.ended <= self.inside {
                self.ended -= 1;
                self.last_end = Some(index);
                break;
            }
            if self.begun > 0 {
                self.begun -= 1;
                all.extend(self.repeat(index + 1, results)?);
                // On behind the end that was met last.
                index = self.last_end.filter(|end| *end > index).unwrap_or(index);
            } else {
                all.push(results);
            }
            index += 1;
        }
        Ok(all)
    }

    /// The loop whose body begins at `start`.
    fn repeat(&mut self, start: usize, over: Vec<Selected>) -> Result<Vec<Vec<Selected>>, Failed> {
        self.inside += 1;
        if self.inside > MAX_LOOPS {
            return Err(Failed);
        }
        let mut all = Vec::new();
        if over.is_empty() {
            // Without an element the body is still read, for its end.
            self.results(start, None)?;
        }
        for value in over {
            let value = value.filter(|value| !matches!(value, Value::Nil));
            all.extend(self.results(start, value)?);
        }
        self.inside -= 1;
        Ok(all)
    }

    fn select(&mut self, input: Vec<Selected>, node: &Node) -> Result<Vec<Selected>, Failed> {
        self.step(1 + input.len())?;
        let same = |value: Value| input.iter().map(|_| Some(value.clone())).collect();
        Ok(match node {
            Node::List(nodes) => return self.select_list(input, nodes),
            Node::Text(text) => vec![Some(Value::string(text.as_slice()))],
            Node::Int(number) => same(Value::Int(*number)),
            Node::Float(number) => same(Value::Float64(*number)),
            Node::Bool(value) => same(Value::Bool(*value)),
            Node::Field(name) => return field(&input, name),
            Node::Array(bounds) => return elements(&input, bounds),
            Node::Filter(filter) => return self.filter(&input, filter),
            Node::Wildcard => return self.children_of_all(&input),
            Node::Recursive => return self.descendants(input),
            Node::Union(lists) => return self.union(&input, lists),
            Node::Identifier(name) => return self.identifier(input, name),
        })
    }

    fn select_list(
        &mut self,
        input: Vec<Selected>,
        nodes: &[Node],
    ) -> Result<Vec<Selected>, Failed> {
        nodes.iter().try_fold(input, |input, node| self.select(input, node))
    }

    fn union(&mut self, input: &[Selected], lists: &[Vec<Node>]) -> Result<Vec<Selected>, Failed> {
        let mut all = Vec::new();
        for list in lists {
            all.extend(self.select_list(input.to_vec(), list)?);
        }
        Ok(all)
    }

    fn identifier(&mut self, input: Vec<Selected>, name: &str) -> Result<Vec<Selected>, Failed> {
        match name {
            "range" => {
                self.begun += 1;
                Ok(input)
            }
            "end" if self.inside > 0 => {
                self.ended += 1;
                Ok(Vec::new())
            }
            _ => Err(Failed),
        }
    }

    fn children_of_all(&mut self, input: &[Selected]) -> Result<Vec<Selected>, Failed> {
        let mut all = Vec::new();
        for value in input {
            let below = children(value);
            self.step(below.len())?;
            all.extend(below);
        }
        Ok(all)
    }

    /// Everything that holds something, from the outside in.
    fn descendants(&mut self, input: Vec<Selected>) -> Result<Vec<Selected>, Failed> {
        let mut all = Vec::new();
        let mut waiting: Vec<Selected> = input.into_iter().rev().collect();
        while let Some(value) = waiting.pop() {
            let below = children(&value);
            self.step(1 + below.len())?;
            if !below.is_empty() {
                all.push(value);
                waiting.extend(below.into_iter().rev());
            }
        }
        Ok(all)
    }

    fn filter(&mut self, input: &[Selected], filter: &Filter) -> Result<Vec<Selected>, Failed> {
        let mut all = Vec::new();
        for value in input {
            let Some(Value::List(list)) = value else { return Err(Failed) };
            for item in list.iter() {
                if self.passes(&item, filter)? {
                    all.push(Some(item));
                }
            }
        }
        Ok(all)
    }

    fn passes(&mut self, item: &Value, filter: &Filter) -> Result<bool, Failed> {
        let left = self.select_list(vec![Some(item.clone())], &filter.left);
        if filter.operator == "exists" {
            return Ok(left.is_ok_and(|left| !left.is_empty()));
        }
        let Some(left) = only(left?)? else { return Ok(false) };
        let right = self.select_list(vec![Some(item.clone())], &filter.right)?;
        let Some(right) = only(right)? else { return Ok(false) };
        compare(&left, &right, &filter.operator)
    }
}

/// The only value, if there is one.
fn only(mut values: Vec<Selected>) -> Result<Option<Value>, Failed> {
    match values.len() {
        0 | 1 => Ok(values.pop().map(Option::unwrap_or_default)),
        _ => Err(Failed),
    }
}

/// Elements, or the values of a map in the order of its keys (Go has none), or bytes.
fn children(value: &Selected) -> Vec<Selected> {
    match value {
        Some(Value::Map(map)) => map.to_pairs().into_iter().map(|(_, item)| Some(item)).collect(),
        Some(Value::List(list)) => list.iter().map(Some).collect(),
        Some(Value::String(text)) => {
            text.as_bytes().iter().map(|byte| Some(Value::Uint8(*byte))).collect()
        }
        _ => Vec::new(),
    }
}

fn field(input: &[Selected], name: &str) -> Result<Vec<Selected>, Failed> {
    let found: Vec<Selected> = input
        .iter()
        .filter_map(|value| match value {
            Some(Value::Map(map)) => map.get(name).map(Some),
            _ => None,
        })
        .collect();
    match found.is_empty() && !input.is_empty() {
        true => Err(Failed),
        false => Ok(found),
    }
}

fn elements(input: &[Selected], bounds: &[Option<Bound>; 3]) -> Result<Vec<Selected>, Failed> {
    let mut all = Vec::new();
    for value in input {
        match value {
            Some(Value::Nil) => {}
            Some(Value::List(list)) => match slice(list, bounds)? {
                Some(items) => all.extend(items),
                // Go gives up here with what it has.
                None => return Ok(all),
            },
            _ => return Err(Failed),
        }
    }
    Ok(all)
}

/// `None` when no element is asked for. Go: `evalArray`.
fn slice(list: &List, bounds: &[Option<Bound>; 3]) -> Result<Option<Vec<Selected>>, Failed> {
    let length = list.len() as i64;
    let [low, high, step] = bounds;
    let mut start = low.map_or(0, |low| low.value);
    if start < 0 {
        start = start.saturating_add(length);
    }
    let mut end = high.map_or(length, |high| high.value);
    if end < 0 || (end == 0 && high.is_some_and(|high| high.is_derived)) {
        end = end.saturating_add(length);
    }
    if start == end {
        return Ok(None);
    }
    let step = step.map_or(1, |step| step.value);
    if start < 0 || start >= length || end < 0 || end > length || start > end || step <= 0 {
        return Err(Failed);
    }
    let items = list.iter().skip(start as usize).take((end - start) as usize);
    Ok(Some(items.step_by(step as usize).map(Some).collect()))
}

/// Go: third_party/forked/golang/template/funcs.go.
fn compare(left: &Value, right: &Value, operator: &str) -> Result<bool, Failed> {
    let order = match (left, right) {
        (Value::Bool(a), Value::Bool(b)) if matches!(operator, "==" | "!=") => Some(a.cmp(b)),
        (Value::Int(a) | Value::Int64(a), Value::Int(b) | Value::Int64(b)) => Some(a.cmp(b)),
        (Value::Uint8(a), Value::Int(b)) => Some(i64::from(*a).cmp(b)),
        (Value::Int(a), Value::Uint8(b)) => Some(a.cmp(&i64::from(*b))),
        (Value::Float64(a), Value::Float64(b)) => a.partial_cmp(b),
        (Value::String(a), Value::String(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
        _ => return Err(Failed),
    };
    Ok(match operator {
        "==" => order == Some(Ordering::Equal),
        "!=" => order != Some(Ordering::Equal),
        "<" => order == Some(Ordering::Less),
        ">=" => order != Some(Ordering::Less),
        "<=" => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        ">" => !matches!(order, Some(Ordering::Less | Ordering::Equal)),
        _ => return Err(Failed),
    })
}
