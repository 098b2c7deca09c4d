//! Numbers, truth values and times of TOML. Go: BurntSushi/toml lex.go, parse.go.

use rutter_go::strconv::{Reason, parse_float_bytes, parse_int_bytes, quote, quote_rune};
use rutter_go::time::{RFC3339_NANO, Time, Zone};
use rutter_go::unicode::is_letter;
use rutter_go::utf8::append_rune;
use rutter_go::value::Value;

use super::scan::{END, Fault, Scanned, Scanner, is_digit, is_hex, is_newline, shown};

/// Names of the zones of times that were written without one.
pub(super) const LOCAL_DATETIME: &str = "datetime-local";
/// See [`LOCAL_DATETIME`].
pub(super) const LOCAL_DATE: &str = "date-local";
/// See [`LOCAL_DATETIME`].
pub(super) const LOCAL_TIME: &str = "time-local";

/// The layouts of a time, each with the name of its zone; an empty one is the local zone.
const LAYOUTS: [(&str, &str); 7] = [
    (RFC3339_NANO, ""),
    ("2006-01-02T15:04:05.999999999", LOCAL_DATETIME),
    ("2006-01-02", LOCAL_DATE),
    ("15:04:05.999999999", LOCAL_TIME),
    ("2006-01-02T15:04Z07:00", ""),
    ("2006-01-02T15:04", LOCAL_DATETIME),
    ("15:04", LOCAL_TIME),
];

/// A scalar that is no string and begins with this character, which was just read.
pub(super) fn scalar(
    scanner: &mut Scanner<'_>,
    first: u32,
    now: &dyn Fn() -> Time,
) -> Scanned<Value> {
    match u8::try_from(first).unwrap_or_default() {
        b'0'..=b'9' => return digits(scanner, first, now),
        b'.' => return Err(scanner.fault("floats must start with a digit, not '.'")),
        b'i' | b'n' => {
            let infinite = scanner.accept(b'n')? && scanner.accept(b'f')?;
            if infinite || (scanner.accept(b'a')? && scanner.accept(b'n')?) {
                return float(scanner);
            }
        }
        b'-' | b'+' => return signed(scanner),
        _ => {}
    }
    if is_letter(first) {
        scanner.back();
        return word(scanner);
    }
    let message = format!("expected value but found {} instead", quote_rune(first));
    Err(match first {
        END => scanner.fault("unexpected EOF; expected value"),
        0x0a => scanner.fault_above(message),
        _ => scanner.fault(message),
    })
}

fn word(scanner: &mut Scanner<'_>) -> Scanned<Value> {
    let mut word = Vec::new();
    loop {
        let rune = scanner.next()?;
        if !is_letter(rune) {
            scanner.back();
            break;
        }
        append_rune(&mut word, rune);
    }
    match word.as_slice() {
        b"true" => Ok(scanner.begin_after(Value::Bool(true))),
        b"false" => Ok(scanner.begin_after(Value::Bool(false))),
        other => Err(scanner.fault(format!("expected value but found {} instead", quote(other)))),
    }
}

impl Scanner<'_> {
    /// Begins the next token.
    fn begin_after(&mut self, value: Value) -> Value {
        self.begin();
        value
    }

    /// Reads on while the characters fit; the first other one, which is put back.
    fn read_while(&mut self, fits: impl Fn(u32) -> bool) -> Scanned<u32> {
        loop {
            let rune = self.next()?;
            if !fits(rune) {
                self.back();
                return Ok(rune);
            }
        }
    }
}

fn one_of(set: &'static [u8]) -> impl Fn(u32) -> bool {
    move |rune| u8::try_from(rune).is_ok_and(|byte| set.contains(&byte))
}

fn digits(scanner: &mut Scanner<'_>, first: u32, now: &dyn Fn() -> Time) -> Scanned<Value> {
    if first == 0x30 {
        let second = scanner.next()?;
        match u8::try_from(second).unwrap_or_default() {
            b'0'..=b'9' => {}
            b'b' => return based(scanner, "a binary", one_of(b"01")),
            b'o' => return based(scanner, "an octal", one_of(b"01234567")),
            b'x' => return based(scanner, "a hexadecimal", is_hex),
            // A date has two digits before its first dash.
            b'-' | b':' => {
                scanner.back();
                return integer(scanner);
            }
            _ => scanner.back(),
        }
    }
    match u8::try_from(scanner.read_while(is_digit)?).unwrap_or_default() {
        b'-' | b':' => date(scanner, now),
        _ => decimal(scanner),
    }
}

/// The number goes on as a decimal one.
fn decimal(scanner: &mut Scanner<'_>) -> Scanned<Value> {
    let stop = scanner.read_while(one_of(b"0123456789_"))?;
    if !one_of(b".eE")(stop) {
        return integer(scanner);
    }
    scanner.read_while(one_of(b"0123456789_.-+eE"))?;
    float(scanner)
}

fn based(scanner: &mut Scanner<'_>, kind: &str, fits: impl Fn(u32) -> bool) -> Scanned<Value> {
    let next = scanner.peek()?;
    if !fits(next) {
        let (current, next) = (scanner.current_text(), shown(next));
        return Err(scanner.fault(format!("not {kind} number: '{current}{next}'")));
    }
    scanner.read_while(|rune| fits(rune) || rune == 0x5f)?;
    integer(scanner)
}

fn signed(scanner: &mut Scanner<'_>) -> Scanned<Value> {
    let first = scanner.next()?;
    let rest = match u8::try_from(first).unwrap_or_default() {
        b'i' => *b"nf",
        b'n' => *b"an",
        b'.' => return Err(scanner.fault("floats must start with a digit, not '.'")),
        b'0' => {
            let next = scanner.peek()?;
            if one_of(b"box")(next) {
                let (current, next) = (scanner.current_text(), shown(next));
                return Err(scanner.fault(format!(
                    "cannot use sign with non-decimal numbers: '{current}{next}'"
                )));
            }
            return decimal(scanner);
        }
        b'1'..=b'9' => return decimal(scanner),
        _ => {
            let message = format!("expected a digit but got {}", quote_rune(first));
            return Err(scanner.fault(message));
        }
    };
    for byte in rest {
        if !scanner.accept(byte)? {
            let current = scanner.current_text();
            return Err(scanner.fault(format!("invalid float: '{current}'")));
        }
    }
    float(scanner)
}

fn integer(scanner: &mut Scanner<'_>) -> Scanned<Value> {
    let text = scanner.current();
    let complain = |what: &str| {
        Err::<Value, Fault>(scanner.fault(format!("Invalid integer {}: {what}", quote(text))))
    };
    if !underscores_fit(text) {
        return complain("underscores must be surrounded by digits");
    }
    if has_leading_zero(text) {
        return complain("cannot have leading zeroes");
    }
    let Ok(number) = parse_int_bytes(text, 0, 64) else {
        let text = scanner.current_text();
        return Err(scanner.fault(format!("{text} is out of range for int64")));
    };
    Ok(scanner.begin_after(Value::Int64(number)))
}

fn float(scanner: &mut Scanner<'_>) -> Scanned<Value> {
    let text = scanner.current();
    let complain = |what: &str| {
        Err::<Value, Fault>(scanner.fault(format!("Invalid float {}: {what}", quote(text))))
    };
    let mut parts = text.split(|b| b".eE".contains(b)).filter(|part| !part.is_empty());
    let first = parts.clone().next().unwrap_or_default();
    if !parts.all(underscores_fit) {
        return complain("underscores must be surrounded by digits");
    }
    if has_leading_zero(first) {
        return complain("cannot have leading zeroes");
    }
    let bare = text
        .iter()
        .enumerate()
        .any(|(index, byte)| *byte == b'.' && !text.get(index + 1).is_some_and(u8::is_ascii_digit));
    if bare {
        return complain("'.' must be followed by one or more digits");
    }
    let plain: Vec<u8> = text.iter().copied().filter(|byte| *byte != b'_').collect();
    let number = match plain.as_slice() {
        b"+nan" => Ok(f64::NAN),
        b"-nan" => Ok(f64::NAN.copysign(-1.0)),
        plain => parse_float_bytes(plain),
    };
    match number {
        Ok(number) => Ok(scanner.begin_after(Value::Float64(number))),
        Err((_, error)) => Err(scanner.fault(match error.reason {
            Reason::Range => format!("{} is out of range for float64", scanner.current_text()),
            _ => format!("Invalid float value: {}", quote(text)),
        })),
    }
}

/// Whether every underscore follows a digit of any base, and the last character is one.
fn underscores_fit(text: &[u8]) -> bool {
    if matches!(text, b"nan" | b"+nan" | b"-nan" | b"inf" | b"+inf" | b"-inf") {
        return true;
    }
    let mut digit = false;
    for byte in text {
        if *byte == b'_' && !digit {
            return false;
        }
        digit = byte.is_ascii_hexdigit();
    }
    digit
}

fn has_leading_zero(text: &[u8]) -> bool {
    match text {
        [b'0', second, ..] => !matches!(second, b'b' | b'o' | b'x'),
        [b'-' | b'+', b'0', _, ..] => true,
        _ => false,
    }
}

fn date(scanner: &mut Scanner<'_>, now: &dyn Fn() -> Time) -> Scanned<Value> {
    scanner.read_while(one_of(b"0123456789-:Tt .Zz+"))?;
    let text: Vec<u8> = scanner.current().trim_ascii_end().to_vec();
    let text: Vec<u8> = text.iter().map(upper_mark).collect();
    let now = now();
    for (layout, zone) in LAYOUTS {
        let zone = match zone {
            "" => now.zone().clone(),
            name => Zone::fixed(name, i32::try_from(now.zone_at().1).unwrap_or_default()),
        };
        if let Ok(time) = Time::parse_in(layout.as_bytes(), &text, &zone) {
            if lacks_leading_zero(&text, layout) {
                break;
            }
            return Ok(scanner.begin_after(Value::object(time)));
        }
    }
    Err(scanner.fault(format!("invalid datetime: {}", quote(&text))))
}

/// The marks of a time as its layouts have them.
fn upper_mark(byte: &u8) -> u8 {
    match byte {
        b'z' => b'Z',
        b't' | b' ' => b'T',
        other => *other,
    }
}

/// Go reads `1:04` as `01:04`, which TOML does not allow: the separators would not match.
fn lacks_leading_zero(text: &[u8], layout: &str) -> bool {
    let fixed = layout.bytes().take_while(|byte| !matches!(byte, b'.' | b'Z'));
    let mut pairs = fixed.zip(text);
    pairs.any(|(expected, byte)| !expected.is_ascii_digit() && expected != *byte)
}

/// Whether a top-level item may end at this character.
pub(super) fn ends_item(rune: u32) -> bool {
    rune == END || is_newline(rune)
}
