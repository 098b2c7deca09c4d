//! Digests of texts.

use rutter_go::value::Value;
use rutter_template::Call;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use crate::arguments::{Outcome, string, text};

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

fn digest<D: Digest>(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    call.charge(100 + source.len() as u64 / 4)?;
    string(hex(&D::digest(source.as_bytes())))
}

pub(crate) fn sha1sum(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    digest::<Sha1>(call, a)
}

pub(crate) fn sha256sum(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    digest::<Sha256>(call, a)
}

pub(crate) fn sha512sum(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    digest::<Sha512>(call, a)
}

/// Adler-32 as a decimal number.
pub(crate) fn adler32sum(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    const MODULUS: u32 = 65_521;
    let source = text(a, 0);
    call.charge(100 + source.len() as u64 / 4)?;
    let (mut low, mut high) = (1u32, 0u32);
    for &byte in source.as_bytes() {
        low = (low + u32::from(byte)) % MODULUS;
        high = (high + low) % MODULUS;
    }
    string((high << 16 | low).to_string())
}
