//! Dropping values that lie deep in each other, without native recursion.

use super::Value;

/// Levels of values that are dropped by native recursion.
const NATIVE_DROPS: u32 = 200;

thread_local! {
    static DROPS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Drops the content of a container, by other means where it lies deep in others: a template
/// can nest values deeper than the stack allows.
pub(super) fn release<T>(content: T, deep: impl FnOnce(T)) {
    let level = DROPS.try_with(|drops| drops.replace(drops.get() + 1));
    match level {
        Ok(level) if level > NATIVE_DROPS => deep(content),
        _ => drop(content),
    }
    // While a thread ends there is no counter, and nothing to set back.
    let _ = DROPS.try_with(|drops| drops.set(drops.get().saturating_sub(1)));
}

/// Drops values level by level.
pub(super) fn dismantle(mut pending: Vec<Value>) {
    while let Some(value) = pending.pop() {
        match value {
            Value::List(mut list) => pending.append(&mut list.take_last()),
            Value::Map(mut map) => pending.append(&mut map.take_last()),
            _ => {}
        }
    }
}
