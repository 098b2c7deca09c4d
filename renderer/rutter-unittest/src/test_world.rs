//! The world of one test: that of the machine, but for primes.
//!
//! Charts that make keys make one for each test, and finding two primes takes longer than all else a
//! test does. So the first prime that a test asks for is the first of every other test too: no two
//! are equal within a test.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rutter::World;
use rutter_go::world::Instant;

/// Primes by their bits, in the order tests ask for them.
#[derive(Default)]
pub(crate) struct Primes(Mutex<BTreeMap<usize, Vec<Vec<u8>>>>);

/// What one test sees of the machine.
pub(crate) struct TestWorld<'w> {
    machine: &'w dyn World,
    primes: &'w Primes,
    /// How many primes of so many bits it has had.
    taken: RefCell<BTreeMap<usize, usize>>,
}

impl<'w> TestWorld<'w> {
    /// The world of a test that has not begun.
    pub fn new(machine: &'w dyn World, primes: &'w Primes) -> TestWorld<'w> {
        TestWorld { machine, primes, taken: RefCell::default() }
    }
}

impl World for TestWorld<'_> {
    fn now(&self) -> Instant {
        self.machine.now()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        self.machine.fill_random(buffer);
    }

    fn prime(&self, bits: usize, make: &mut dyn FnMut() -> Vec<u8>) -> Vec<u8> {
        let mut taken = self.taken.borrow_mut();
        let index = taken.entry(bits).or_default();
        let mut primes = self.primes.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = primes.entry(bits).or_default();
        let prime = kept.get(*index).cloned().unwrap_or_else(|| {
            let prime = make();
            kept.push(prime.clone());
            prime
        });
        *index += 1;
        prime
    }

    fn lookup_host(&self, name: &str) -> Option<String> {
        self.machine.lookup_host(name)
    }

    fn local_zone(&self) -> String {
        self.machine.local_zone()
    }

    fn environment(&self, name: &str) -> Option<String> {
        self.machine.environment(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Machine;

    impl World for Machine {
        fn now(&self) -> Instant {
            Instant { seconds: 0, nanoseconds: 0 }
        }
        fn fill_random(&self, _: &mut [u8]) {}
    }

    #[test]
    fn tests_share_primes_and_have_none_twice() {
        let primes = Primes::default();
        let mut made = 0;
        let mut ask = |world: &TestWorld<'_>| {
            world.prime(8, &mut || {
                made += 1;
                vec![made]
            })
        };
        let (one, other) = (TestWorld::new(&Machine, &primes), TestWorld::new(&Machine, &primes));
        assert_eq!([ask(&one), ask(&one)], [[1], [2]]);
        assert_eq!([ask(&other), ask(&other), ask(&other)], [[1], [2], [3]]);
    }
}
