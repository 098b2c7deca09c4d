//! Text of floating-point numbers (Go: `strconv.FormatFloat`).

use std::fmt::Write;

/// The most digits after which an `f64` in `e` form has only zeros.
const EXACT_DIGITS: usize = 800;
/// The most decimal places after which an `f64` has only zeros.
const EXACT_PLACES: usize = 1100;

/// Significant decimal digits, and where the decimal point stands among them.
struct Digits<'a> {
    text: &'a mut [u8],
    count: usize,
    point: i32,
}

impl Digits<'_> {
    fn get(&self, index: i32) -> u8 {
        let known = usize::try_from(index).ok().filter(|&i| i < self.count);
        known.and_then(|i| self.text.get(i)).map_or(b'0', |&d| d)
    }
    fn push(&mut self, digit: u8) {
        if let Some(slot) = self.text.get_mut(self.count) {
            *slot = digit;
            self.count += 1;
        }
    }
}

/// Go's `strconv.FormatFloat`: `verb` is one of `e E f g G x X b`, precision −1 the shortest
/// that reads back as the same number, `bits` 32 or 64.
pub fn format_float(value: f64, verb: u8, precision: i32, bits: u32) -> String {
    let mut out = Vec::with_capacity(24);
    append_float(&mut out, value, verb, precision, bits);
    String::from_utf8(out).unwrap_or_default()
}

/// Appends what [`format_float`] gives.
pub fn append_float(out: &mut Vec<u8>, value: f64, verb: u8, precision: i32, bits: u32) {
    if value.is_nan() {
        return out.extend_from_slice(b"NaN");
    }
    if value.is_infinite() || (bits == 32 && (value as f32).is_infinite()) {
        let text: &[u8] = if value < 0.0 { b"-Inf" } else { b"+Inf" };
        return out.extend_from_slice(text);
    }
    if value.is_sign_negative() {
        out.push(b'-');
    }
    let value = value.abs();
    if verb == b'g' && precision < 0 && value < 1e6 && value.trunc() == value {
        return super::append_uint(out, value as u64);
    }
    match verb {
        b'b' => append_binary(out, value, bits),
        b'x' | b'X' => append_hexadecimal(out, value, verb, precision, bits),
        b'e' | b'E' | b'f' | b'g' | b'G' => append_decimal(out, value, verb, precision, bits),
        _ => out.extend_from_slice(&[b'%', verb]),
    }
}

fn append_decimal(out: &mut Vec<u8>, value: f64, verb: u8, precision: i32, bits: u32) {
    let (count, point) = (0, 0);
    if precision < 0 {
        let text = &mut [0; 32][..];
        let mut digits = Digits { text, count, point };
        if value != 0.0 {
            shortest(&mut digits, value, bits);
        }
        return append_digits(out, &digits, verb, precision);
    }
    let text = &mut [0; EXACT_PLACES + 330][..];
    let mut digits = Digits { text, count, point };
    if value != 0.0 {
        fixed(&mut digits, value, verb, precision, bits);
    }
    append_digits(out, &digits, verb, precision);
}

fn append_digits(out: &mut Vec<u8>, digits: &Digits<'_>, verb: u8, precision: i32) {
    let count = digits.count as i32;
    let point = digits.point;
    let short = precision < 0;
    match verb {
        b'e' | b'E' => {
            let places = if short { (count - 1).max(0) } else { precision };
            append_exponent_form(out, digits, places, verb);
        }
        b'f' => {
            let places = if short { (count - point).max(0) } else { precision };
            append_plain_form(out, digits, places);
        }
        _ => {
            let precision = match precision {
                _ if short => count,
                0 => 1,
                other => other,
            };
            append_general_form(out, digits, precision, verb, short);
        }
    }
}

fn append_general_form(
    out: &mut Vec<u8>,
    digits: &Digits<'_>,
    precision: i32,
    verb: u8,
    short: bool,
) {
    let (count, point) = (digits.count as i32, digits.point);
    let limit = match precision {
        _ if short => 6,
        wide if wide > count && count >= point => count,
        other => other,
    };
    let exponent = point - 1;
    if exponent < -4 || exponent >= limit {
        let places = precision.min(count) - 1;
        return append_exponent_form(out, digits, places, verb + b'e' - b'g');
    }
    let precision = if precision > point { count } else { precision };
    append_plain_form(out, digits, (precision - point).max(0));
}

fn append_exponent_form(out: &mut Vec<u8>, digits: &Digits<'_>, places: i32, letter: u8) {
    out.push(digits.get(0));
    if places > 0 {
        out.push(b'.');
        (1..=places).for_each(|i| out.push(digits.get(i)));
    }
    let exponent = if digits.count == 0 { 0 } else { digits.point - 1 };
    append_exponent(out, letter, exponent);
}

fn append_exponent(out: &mut Vec<u8>, letter: u8, exponent: i32) {
    let sign = if exponent < 0 { b'-' } else { b'+' };
    out.extend_from_slice(&[letter, sign]);
    if exponent.abs() < 10 {
        out.push(b'0');
    }
    super::append_uint(out, exponent.unsigned_abs() as u64);
}

fn append_plain_form(out: &mut Vec<u8>, digits: &Digits<'_>, places: i32) {
    match digits.point > 0 {
        true => (0..digits.point).for_each(|i| out.push(digits.get(i))),
        false => out.push(b'0'),
    }
    if places > 0 {
        out.push(b'.');
        out.reserve(places as usize);
        (0..places).for_each(|i| out.push(digits.get(digits.point.saturating_add(i))));
    }
}

fn shortest(digits: &mut Digits<'_>, value: f64, bits: u32) {
    const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;
    if value < EXACT_INTEGERS && value.trunc() == value && bits == 64 {
        return whole(digits, value as u64);
    }
    let mut buffer = [0; 40];
    let mut text = Text::on(&mut buffer);
    // Writing to the stack buffer cannot fail: it drops what does not fit.
    let _ = match bits {
        32 => write!(text, "{:e}", value as f32),
        _ => write!(text, "{value:e}"),
    };
    read_exponent_form(digits, text.as_bytes());
    if bits == 32 || (TIES.contains(&value) && digits.count >= 15) {
        round_tie_to_even(digits, value, bits);
    }
}

/// Where a float64 can lie in the middle between two shortest decimals.
const TIES: std::ops::Range<f64> = 1e6..9_007_199_254_740_992.0;

/// Of two shortest decimals equally near, Rust takes the larger and Go the even one.
fn round_tie_to_even(digits: &mut Digits<'_>, value: f64, bits: u32) {
    const FURTHER: usize = 60;
    let value = if bits == 32 { (value as f32) as f64 } else { value };
    let mut buffer = [0; 32 + FURTHER + 10];
    let mut text = Text::on(&mut buffer);
    let places = digits.count + FURTHER;
    let _ = write!(text, "{value:.places$e}");
    let exact = text.as_bytes().iter().filter(|b| b.is_ascii_digit());
    let mut beyond = exact.skip(digits.count);
    let tie = beyond.next() == Some(&b'5') && beyond.take(FURTHER - 1).all(|&d| d == b'0');
    let last = digits.text.get_mut(digits.count.wrapping_sub(1));
    if let Some(last) = last.filter(|d| tie && **d % 2 == 1) {
        *last -= 1;
    }
}

fn whole(digits: &mut Digits<'_>, mut value: u64) {
    let mut reversed = [0u8; 20];
    let mut length = 0;
    for slot in &mut reversed {
        *slot = b'0' + (value % 10) as u8;
        value /= 10;
        length += 1;
        if value == 0 {
            break;
        }
    }
    digits.point = length as i32;
    let reversed = reversed.get(..length).unwrap_or_default();
    let zeros = reversed.iter().take_while(|&&d| d == b'0').count();
    reversed.iter().skip(zeros).rev().for_each(|&d| digits.push(d));
}

fn fixed(digits: &mut Digits<'_>, value: f64, verb: u8, precision: i32, bits: u32) {
    let value = if bits == 32 { (value as f32) as f64 } else { value };
    let precision = precision.max(0) as usize;
    let mut buffer = [0; EXACT_PLACES + 330];
    let mut text = Text::on(&mut buffer);
    let _ = match verb {
        b'f' => {
            let places = precision.min(EXACT_PLACES);
            write!(text, "{value:.places$}")
        }
        b'e' | b'E' => {
            let places = precision.min(EXACT_DIGITS - 1);
            write!(text, "{value:.places$e}")
        }
        _ => {
            let places = precision.clamp(1, EXACT_DIGITS) - 1;
            write!(text, "{value:.places$e}")
        }
    };
    match verb {
        b'f' => read_plain_form(digits, text.as_bytes()),
        _ => read_exponent_form(digits, text.as_bytes()),
    }
    trim(digits);
}

/// Go's digit buffer never ends in zeros.
fn trim(digits: &mut Digits<'_>) {
    while digits.count > 0 && digits.get(digits.count as i32 - 1) == b'0' {
        digits.count -= 1;
    }
    if digits.count == 0 {
        digits.point = 0;
    }
}

fn read_exponent_form(digits: &mut Digits<'_>, text: &[u8]) {
    let split = text.iter().position(|&b| b == b'e').unwrap_or(text.len());
    let (mantissa, exponent) = text.split_at(split);
    for &byte in mantissa.iter().filter(|b| b.is_ascii_digit()) {
        digits.push(byte);
    }
    let exponent = std::str::from_utf8(exponent.get(1..).unwrap_or_default());
    let exponent: i32 = exponent.ok().and_then(|e| e.parse().ok()).unwrap_or(0);
    digits.point = exponent + 1;
}

fn read_plain_form(digits: &mut Digits<'_>, text: &[u8]) {
    let dot = text.iter().position(|&b| b == b'.').unwrap_or(text.len());
    let mut leading = 0;
    for &byte in text.iter().filter(|&&b| b != b'.') {
        if digits.count == 0 && byte == b'0' {
            leading += 1;
            continue;
        }
        digits.push(byte);
    }
    digits.point = dot as i32 - leading;
}

/// Mantissa without the implicit point, unbiased exponent, and bits of the mantissa.
fn parts(value: f64, bits: u32) -> (u64, i32, u32) {
    let (raw, mantissa_bits, bias) = match bits {
        32 => ((value as f32).to_bits() as u64, 23u32, 127),
        _ => (value.to_bits(), 52, 1023),
    };
    let exponent = (raw >> mantissa_bits) as i32;
    let mantissa = raw & ((1u64 << mantissa_bits) - 1);
    match exponent {
        0 => (mantissa, 1 - bias, mantissa_bits),
        _ => (mantissa | 1u64 << mantissa_bits, exponent - bias, mantissa_bits),
    }
}

fn append_binary(out: &mut Vec<u8>, value: f64, bits: u32) {
    let (mantissa, exponent, mantissa_bits) = parts(value, bits);
    super::append_uint(out, mantissa);
    out.push(b'p');
    let exponent = exponent - mantissa_bits as i32;
    if exponent >= 0 {
        out.push(b'+');
    }
    super::append_int(out, exponent as i64);
}

fn append_hexadecimal(out: &mut Vec<u8>, value: f64, verb: u8, precision: i32, bits: u32) {
    let (mut mantissa, mut exponent, mantissa_bits) = parts(value, bits);
    if mantissa == 0 {
        exponent = 0;
    }
    mantissa <<= 60 - mantissa_bits;
    while mantissa != 0 && mantissa & (1 << 60) == 0 {
        mantissa <<= 1;
        exponent -= 1;
    }
    if (0..15).contains(&precision) {
        let shift = precision as u32 * 4;
        let extra = (mantissa << shift) & ((1 << 60) - 1);
        mantissa >>= 60 - shift;
        if extra | (mantissa & 1) > 1 << 59 {
            mantissa += 1;
        }
        mantissa <<= 60 - shift;
        if mantissa & (1 << 61) != 0 {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let leading = b'0' + (mantissa >> 60 & 1) as u8;
    out.extend_from_slice(&[b'0', verb, leading]);
    append_fraction(out, mantissa << 4, verb, precision);
    append_exponent(out, if verb == b'x' { b'p' } else { b'P' }, exponent);
}

fn append_fraction(out: &mut Vec<u8>, mut mantissa: u64, verb: u8, precision: i32) {
    let wanted = match precision {
        ..0 => (64 - mantissa.trailing_zeros().min(64)).div_ceil(4) as i32,
        _ => precision,
    };
    if wanted > 0 {
        out.push(b'.');
    }
    for _ in 0..wanted {
        let digit = (mantissa >> 60) as u8;
        out.push(match digit {
            0..10 => b'0' + digit,
            _ if verb == b'x' => b'a' + digit - 10,
            _ => b'A' + digit - 10,
        });
        mantissa <<= 4;
    }
}

/// Text on the stack, of a size that holds every form asked for.
struct Text<'a> {
    bytes: &'a mut [u8],
    length: usize,
}

impl<'a> Text<'a> {
    fn on(bytes: &'a mut [u8]) -> Self {
        Text { bytes, length: 0 }
    }
    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        match self.bytes.get_mut(self.length..end) {
            Some(room) => room.copy_from_slice(text.as_bytes()),
            None => return Err(std::fmt::Error),
        }
        self.length = end;
        Ok(())
    }
}
