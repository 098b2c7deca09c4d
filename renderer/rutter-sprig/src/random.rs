//! Random texts and numbers. Everything random comes from the execution's world.

use rutter_go::value::{Str, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, charge, charge_slow, int, string, text};
use crate::goutils::{encode, runes};

/// A number below `bound`, every one equally likely.
pub(crate) fn below(call: &Call<'_, '_>, bound: u64) -> u64 {
    below_from(bound, || {
        let mut bytes = [0; 8];
        call.world().fill_random(&mut bytes);
        u64::from_le_bytes(bytes)
    })
}

fn below_from(bound: u64, mut random: impl FnMut() -> u64) -> u64 {
    let limit = u64::MAX - u64::MAX % bound.max(1);
    loop {
        let number = random();
        if number < limit {
            return number % bound.max(1);
        }
    }
}

/// goutils: `CryptoRandom`; sprig swallows its error for a negative count.
fn characters(call: &mut Call<'_, '_>, a: &[Value], allowed: &[u8]) -> Outcome {
    charge_slow(call)?;
    let count = int(a, 0);
    if count <= 0 {
        return string("");
    }
    charge(call, count as usize)?;
    let mut text = Vec::with_capacity(count as usize);
    let mut pool = [0; 256];
    let limit = 256 - 256 % allowed.len();
    while text.len() < count as usize {
        call.world().fill_random(&mut pool);
        let usable = pool.iter().map(|b| *b as usize).filter(|b| *b < limit);
        let missing = count as usize - text.len();
        text.extend(usable.take(missing).map(|b| allowed[b % allowed.len()]));
    }
    string(text)
}

const ALPHABETIC: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const NUMERIC: &[u8] = b"0123456789";
const ALPHANUMERIC: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

pub(crate) fn rand_alpha_num(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    characters(call, a, ALPHANUMERIC)
}

pub(crate) fn rand_alpha(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    characters(call, a, ALPHABETIC)
}

pub(crate) fn rand_numeric(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    characters(call, a, NUMERIC)
}

pub(crate) fn rand_ascii(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let printable: Vec<u8> = (32..=126).collect();
    characters(call, a, &printable)
}

pub(crate) fn rand_int(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    let (low, high) = (int(a, 0), int(a, 1));
    let width = high.wrapping_sub(low);
    if width <= 0 {
        return Err(Error::panic("invalid argument to Intn"));
    }
    Ok(Value::Int(low.wrapping_add(below(call, width as u64) as i64)))
}

pub(crate) fn rand_bytes(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let count = int(a, 0);
    if count < 0 {
        return Err(Error::panic("runtime error: makeslice: len out of range"));
    }
    charge(call, (count as usize).saturating_mul(2))?;
    let mut bytes = vec![0; count as usize];
    call.world().fill_random(&mut bytes);
    string(rutter_go::base64::encode(&bytes))
}

pub(crate) fn shuffle(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    let source = text(a, 0);
    charge(call, source.len() * 4)?;
    let mut runes = runes(source.as_bytes());
    // One request for many numbers: each goes to the operating system.
    let mut pool = vec![0; (runes.len() * 8).min(8 << 10)];
    let mut unused = 0;
    let mut random = || {
        if unused == 0 {
            call.world().fill_random(&mut pool);
            unused = pool.len();
        }
        unused -= 8;
        let bytes = pool.get(unused..unused + 8).and_then(|bytes| bytes.try_into().ok());
        u64::from_le_bytes(bytes.unwrap_or_default())
    };
    for last in (1..runes.len()).rev() {
        runes.swap(last, below_from(last as u64 + 1, &mut random) as usize);
    }
    string(encode(runes))
}

/// A version 4 UUID. Go: google/uuid.
pub(crate) fn uuidv4(call: &mut Call<'_, '_>, _: &[Value]) -> Outcome {
    charge_slow(call)?;
    let mut bytes = [0; 16];
    call.world().fill_random(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    Ok(Value::String(Str::from(parts.join("-"))))
}
