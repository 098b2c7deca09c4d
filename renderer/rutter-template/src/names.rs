//! Names to small numbers, found by hashing.
//!
//! Nothing ever walks the table, so its order cannot reach any output.

use rutter_go::Str;

/// Names in the order they came, each with its index.
#[derive(Default)]
pub(crate) struct Names {
    names: Vec<Str>,
    /// Open addressing over `names`: 0 is free, else index + 1. The length is a power of two.
    slots: Vec<u32>,
}

impl Names {
    /// The names by index.
    pub fn all(&self) -> &[Str] {
        &self.names
    }

    /// The index of a name.
    #[inline]
    pub fn find(&self, name: &[u8]) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(name) & mask;
        loop {
            let index = self.slots.get(at)?.checked_sub(1)?;
            if self.names.get(index as usize)?.as_bytes() == name {
                return Some(index);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a name that is not there yet; its index.
    pub fn add(&mut self, name: Str) -> u32 {
        self.names.push(name);
        let count = self.names.len();
        if count * 2 > self.slots.len() {
            self.slots = vec![0; (count * 4).next_power_of_two()];
            (0..count).for_each(|index| self.place(index));
        } else {
            self.place(count - 1);
        }
        count as u32 - 1
    }

    fn place(&mut self, index: usize) {
        let Some(name) = self.names.get(index) else { return };
        let mask = self.slots.len() - 1;
        let mut at = hash(name.as_bytes()) & mask;
        while self.slots.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = index as u32 + 1;
        }
    }
}

/// Eight bytes at a time, after rustc's FxHash.
#[inline]
fn hash(name: &[u8]) -> usize {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    let (words, rest) = name.as_chunks::<8>();
    let mut hash = name.len() as u64;
    for word in words {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    for byte in rest {
        hash = (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(FACTOR);
    }
    (hash >> 32) as usize
}
