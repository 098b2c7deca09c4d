//! `range` over lists, maps and numbers.
//!
//! Go: text/template/exec.go `walkRange`.

use rutter_go::Value;

use crate::ast::{Branch, Node, NodeId, Pipe, Unit};
use crate::budget::Work;
use crate::error::Error;
use crate::exec::{Call, Flow};
use crate::slot::Slot;

impl Call<'_, '_> {
    /// Go: `walkRange`.
    #[inline(never)]
    pub(crate) fn walk_range(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
        branch: Branch,
    ) -> Result<Flow, Error> {
        self.node = id;
        let mark = self.variables.len();
        let value = self.eval_pipeline(unit, dot, branch.pipe)?;
        let Node::Pipe(pipe) = unit.node(branch.pipe) else {
            return Ok(Flow::Next);
        };
        self.trace_branch(branch.pipe);
        let ran = self.iterate(unit, &pipe, branch.list, &value)?;
        let flow = match ran {
            true => Flow::Next,
            false => self.walk_branch(unit, dot, branch.otherwise)?,
        };
        self.trace_branch_end();
        self.variables.truncate(mark);
        Ok(flow)
    }

    /// Runs the list for each element; whether there was one.
    fn iterate(
        &mut self,
        unit: &Unit,
        pipe: &Pipe,
        list: NodeId,
        value: &Slot,
    ) -> Result<bool, Error> {
        let plain = crate::slot::underlying(&value.value);
        match plain.as_ref().unwrap_or(&value.value) {
            Value::Nil => Ok(false),
            Value::List(items) => {
                let element = items.list_type().element;
                let mut elements = items.iter().enumerate();
                self.iterate_all(unit, pipe, list, || {
                    let (index, item) = elements.next()?;
                    let index = Slot::concrete(Value::Int(index as i64));
                    Some((index, Slot::element(item, element)))
                })
            }
            Value::Map(map) => {
                let element = map.map_type().element;
                self.work_all(Work::Round, map.len());
                let mut pairs = map.to_pairs().into_iter();
                self.iterate_all(unit, pipe, list, || {
                    let (key, item) = pairs.next()?;
                    Some((Slot::concrete(Value::String(key)), Slot::element(item, element)))
                })
            }
            Value::Bytes(bytes) => {
                let mut elements = bytes.as_bytes().iter().enumerate();
                self.iterate_all(unit, pipe, list, || {
                    let (index, byte) = elements.next()?;
                    let index = Slot::concrete(Value::Int(index as i64));
                    Some((index, Slot::concrete(Value::Uint8(*byte))))
                })
            }
            Value::Int(count) => self.count(unit, pipe, list, value, *count, Value::Int),
            Value::Int64(count) => self.count(unit, pipe, list, value, *count, Value::Int64),
            Value::Uint64(count) => {
                let count = i64::try_from(*count).unwrap_or(i64::MAX);
                self.count(unit, pipe, list, value, count, |n| Value::Uint64(n as u64))
            }
            Value::Uint8(count) => {
                let count = i64::from(*count);
                self.count(unit, pipe, list, value, count, |n| Value::Uint8(n as u8))
            }
            _ => {
                let shown = crate::printable::show(&crate::printable::pointed(&value.value));
                Err(self.error(format!("range can't iterate over {shown}")))
            }
        }
    }

    /// Counts from 0 to below `count`.
    fn count(
        &mut self,
        unit: &Unit,
        pipe: &Pipe,
        list: NodeId,
        value: &Slot,
        count: i64,
        make: fn(i64) -> Value,
    ) -> Result<bool, Error> {
        if pipe.declared > 1 {
            let shown = crate::printable::show(&value.value);
            let message = format!("can't use {shown} to iterate over more than one variable");
            return Err(self.error(message));
        }
        let mut next = 0;
        self.iterate_all(unit, pipe, list, || {
            let number = (next < count).then_some(next)?;
            next += 1;
            Some((Slot::INVALID, Slot::concrete(make(number))))
        })
    }

    fn iterate_all(
        &mut self,
        unit: &Unit,
        pipe: &Pipe,
        list: NodeId,
        mut next: impl FnMut() -> Option<(Slot, Slot)>,
    ) -> Result<bool, Error> {
        let mark = self.variables.len();
        let mut ran = false;
        while let Some((index, element)) = next() {
            ran = true;
            self.step(Work::Round)?;
            self.set_iteration(unit, pipe, mark, index, &element)?;
            let flow = self.walk_branch(unit, &element, list)?;
            self.variables.truncate(mark);
            if flow == Flow::Break {
                break;
            }
        }
        Ok(ran)
    }

    /// Gives the variables of a `range` their values. With one, it is the element.
    #[inline]
    fn set_iteration(
        &mut self,
        unit: &Unit,
        pipe: &Pipe,
        mark: usize,
        index: Slot,
        element: &Slot,
    ) -> Result<(), Error> {
        match (unit.declarations(pipe), pipe.is_assignment) {
            ([], _) => {}
            ([only], true) => self.assign(unit, *only, element.clone())?,
            ([first, second, ..], true) => {
                self.assign(unit, *first, index)?;
                self.assign(unit, *second, element.clone())?;
            }
            ([_], false) => self.set_top(mark, 1, element.clone()),
            (_, false) => {
                self.set_top(mark, 1, element.clone());
                self.set_top(mark, 2, index);
            }
        }
        Ok(())
    }

    fn set_top(&mut self, mark: usize, depth: usize, slot: Slot) {
        if let Some(variable) = self.variables.get_mut(mark.wrapping_sub(depth)) {
            variable.slot = slot;
        }
    }
}
