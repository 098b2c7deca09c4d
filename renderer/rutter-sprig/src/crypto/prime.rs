//! Random primes. Go: crypto/rand `Prime`, with a wider sieve so that keys come quickly.

use num_bigint::BigUint;
use num_traits::{One, Zero};
use rutter_go::World;

/// Miller–Rabin rounds with random bases; wrong for a random candidate with a chance far below
/// 2^-100 (Damgård, Landrock, Pomerance).
const ROUNDS: usize = 8;
/// Candidates are first divided by the primes below this.
const SIEVE_LIMIT: u32 = 1 << 14;
/// Odd numbers looked at from one random start.
const WINDOW: usize = 1 << 12;

/// A random number of exactly `bits` bits with the two highest set.
fn random_start(world: &dyn World, bits: usize) -> BigUint {
    let mut bytes = vec![0; bits.div_ceil(8)];
    world.fill_random(&mut bytes);
    let mut number = BigUint::from_bytes_be(&bytes);
    number &= (BigUint::one() << bits) - 1u32;
    for bit in [0, bits as u64 - 1, bits as u64 - 2] {
        number.set_bit(bit, true);
    }
    number
}

fn small_primes() -> Vec<u32> {
    let mut composite = vec![false; SIEVE_LIMIT as usize];
    let mut primes = Vec::new();
    for number in 2..SIEVE_LIMIT {
        if composite[number as usize] {
            continue;
        }
        primes.push(number);
        let mut multiple = u64::from(number) * u64::from(number);
        while multiple < u64::from(SIEVE_LIMIT) {
            composite[multiple as usize] = true;
            multiple += u64::from(number);
        }
    }
    primes
}

/// A random prime of `bits` bits, its two highest bits set.
pub(super) fn random_prime(world: &dyn World, bits: usize) -> BigUint {
    let prime = world.prime(bits, &mut || new_prime(world, bits).to_bytes_be());
    BigUint::from_bytes_be(&prime)
}

fn new_prime(world: &dyn World, bits: usize) -> BigUint {
    let primes = small_primes();
    loop {
        let start = random_start(world, bits);
        let mut composite = vec![false; WINDOW];
        for &prime in primes.iter().skip(1) {
            mark_multiples(&start, prime, &mut composite);
        }
        for (step, _) in composite.iter().enumerate().filter(|(_, c)| !**c) {
            let candidate = &start + BigUint::from(2 * step);
            if candidate.bits() as usize == bits && is_prime(world, &candidate) {
                return candidate;
            }
        }
    }
}

/// Marks every `start + 2 * step` that `prime` divides.
fn mark_multiples(start: &BigUint, prime: u32, composite: &mut [bool]) {
    let remainder = (start % prime).iter_u32_digits().next().unwrap_or(0);
    // The step where start + 2 * step is 0 modulo the prime; the prime is odd.
    let half = prime.div_ceil(2);
    let first = u64::from((prime - remainder) % prime) * u64::from(half) % u64::from(prime);
    for step in (first as usize..composite.len()).step_by(prime as usize) {
        composite[step] = true;
    }
}

/// Miller–Rabin.
pub(super) fn is_prime(world: &dyn World, candidate: &BigUint) -> bool {
    let one = BigUint::one();
    let last = candidate - &one;
    let twos = last.trailing_zeros().unwrap_or(0);
    let odd = &last >> twos;
    (0..ROUNDS).all(|round| {
        let base = match round {
            0 => BigUint::from(2u32),
            _ => random_below(world, &last),
        };
        let mut power = base.modpow(&odd, candidate);
        if power == one || power == last {
            return true;
        }
        (1..twos).any(|_| {
            power = &power * &power % candidate;
            power == last
        })
    })
}

/// A random number from 2 up to `bound`.
pub(super) fn random_below(world: &dyn World, bound: &BigUint) -> BigUint {
    let two = BigUint::from(2u32);
    let mut bytes = vec![0; (bound.bits() as usize).div_ceil(8) + 8];
    world.fill_random(&mut bytes);
    let number = BigUint::from_bytes_be(&bytes) % (bound - &two);
    if number.is_zero() { two } else { number + two }
}
