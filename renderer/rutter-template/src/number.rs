//! Number constants: one text, several types it may take.
//!
//! Go: text/template/parse/node.go `newNumber` and text/template/exec.go `idealConstant`.

use rutter_go::{Value, strconv};

use crate::ast::Span;
use crate::lexer::Type;

/// A number under all the types that can hold it (Go: `NumberNode`).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Number {
    pub int: Option<i64>,
    pub uint: Option<u64>,
    pub float: Option<f64>,
    pub complex: Option<(f64, f64)>,
    /// Whether the text says that it is a float where nothing else decides.
    is_ideal_float: bool,
    pub text: Span,
}

impl Default for Span {
    fn default() -> Self {
        Span::EMPTY
    }
}

impl Number {
    /// The number of a token's text; the error is Go's.
    pub fn parse(text: &[u8], kind: Type, span: Span) -> Result<Number, String> {
        let mut number = match kind {
            Type::CharConstant => Number::parse_character(text)?,
            Type::Complex => Number::from_complex(scan_complex(text)?),
            _ => Number::parse_plain(text)?,
        };
        number.text = span;
        number.is_ideal_float = !is_hex_int(text)
            && text.first() != Some(&b'\'')
            && text.iter().any(|b| b".eEpP".contains(b));
        Ok(number)
    }

    /// The value where no type is asked for; `None` when it overflows int.
    #[inline]
    pub fn ideal(&self) -> Option<Value> {
        match self {
            Number { complex: Some((re, im)), .. } => Some(Value::Complex128(*re, *im)),
            Number { float: Some(float), is_ideal_float: true, .. } => Some(Value::Float64(*float)),
            Number { int: Some(int), .. } => Some(Value::Int(*int)),
            _ => None,
        }
    }

    fn parse_character(text: &[u8]) -> Result<Number, String> {
        let body = text.get(1..).unwrap_or(&[]);
        let Some((rune, _, tail)) = strconv::unquote_char(body, b'\'') else {
            return Err("invalid syntax".to_string());
        };
        if tail != b"'" {
            let text = String::from_utf8_lossy(text);
            return Err(format!("malformed character constant: {text}"));
        }
        Ok(Number::from_int(i64::from(rune)))
    }

    fn from_int(int: i64) -> Number {
        let uint = u64::try_from(int).ok();
        Number { int: Some(int), uint, float: Some(int as f64), ..Number::default() }
    }

    /// Go: `simplifyComplex`.
    fn from_complex(complex: (f64, f64)) -> Number {
        let mut number = match complex {
            (re, 0.0) => Number::from_float(re),
            _ => Number::default(),
        };
        number.complex = Some(complex);
        number
    }

    fn from_float(float: f64) -> Number {
        const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
        let is_whole = float.trunc() == float;
        let fits_int = is_whole && (-TWO_TO_63..TWO_TO_63).contains(&float);
        let fits_uint = is_whole && (0.0..2.0 * TWO_TO_63).contains(&float);
        Number {
            int: fits_int.then_some(float as i64),
            uint: fits_uint.then_some(float as u64),
            float: Some(float),
            ..Number::default()
        }
    }

    fn parse_plain(text: &[u8]) -> Result<Number, String> {
        if let Some(int) = parse_small(text) {
            return Ok(Number::from_int(int));
        }
        if let [imaginary @ .., b'i'] = text
            && let Ok(float) = strconv::parse_float_bytes(imaginary)
        {
            return Ok(Number::from_complex((0.0, float)));
        }
        let int = strconv::parse_int_bytes(text, 0, 64).ok();
        if let Some(int) = int {
            let mut number = Number::from_int(int);
            if int > 0 && text.first().is_some_and(|sign| b"+-".contains(sign)) {
                number.uint = None;
            }
            return Ok(number);
        }
        if let Ok(uint) = strconv::parse_uint_bytes(text, 0, 64) {
            let float = Some(uint as f64);
            return Ok(Number { uint: Some(uint), float, ..Number::default() });
        }
        match strconv::parse_float_bytes(text) {
            Ok(_) if !text.iter().any(|b| b".eEpP".contains(b)) => {
                Err(format!("integer overflow: {}", strconv::quote(text)))
            }
            Ok(float) => Ok(Number::from_float(float)),
            Err(_) => Err(format!("illegal number syntax: {}", strconv::quote(text))),
        }
    }
}

/// The most frequent numbers: up to eighteen decimal digits without a leading zero.
#[inline]
fn parse_small(text: &[u8]) -> Option<i64> {
    if text.len() > 18 || text.len() > 1 && text.first() == Some(&b'0') {
        return None;
    }
    let mut number = 0i64;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + i64::from(digit);
    }
    Some(number)
}

/// Go: text/template/exec.go `isHexInt`.
fn is_hex_int(text: &[u8]) -> bool {
    matches!(text, [b'0', b'x' | b'X', _, ..]) && !text.iter().any(|b| b"pP".contains(b))
}

/// A pair such as `1+2i` (Go: `fmt.Sscan` of a complex128).
fn scan_complex(text: &[u8]) -> Result<(f64, f64), String> {
    const SYNTAX: &str = "syntax error scanning complex number";
    let real = float_token(text);
    let rest = text.get(real..).unwrap_or(&[]);
    if !rest.first().is_some_and(|sign| b"+-".contains(sign)) {
        return Err(SYNTAX.to_string());
    }
    let imaginary = 1 + float_token(rest.get(1..).unwrap_or(&[]));
    if rest.get(imaginary) != Some(&b'i') {
        return Err(SYNTAX.to_string());
    }
    let parse = |token: Option<&[u8]>| {
        strconv::parse_float_bytes(token.unwrap_or(&[])).map_err(|(_, error)| error.to_string())
    };
    Ok((parse(text.get(..real))?, parse(rest.get(..imaginary))?))
}

/// Length of the float at the start of the text (Go: fmt/scan.go `floatToken`).
fn float_token(text: &[u8]) -> usize {
    let mut at = 0;
    let accept = |at: &mut usize, valid: &[u8]| {
        let found = text.get(*at).is_some_and(|b| valid.contains(b));
        *at += usize::from(found);
        found
    };
    accept(&mut at, b"+-");
    // What begins like "Inf" loses its first letter, so the `i` of "+i" is gone.
    if accept(&mut at, b"iI") && accept(&mut at, b"nN") && accept(&mut at, b"fF") {
        return at;
    }
    let is_hex = accept(&mut at, b"0") && accept(&mut at, b"xX");
    let digits: &[u8] = if is_hex { b"0123456789_aAbBcCdDeEfF" } else { b"0123456789_" };
    while accept(&mut at, digits) {}
    if accept(&mut at, b".") {
        while accept(&mut at, digits) {}
    }
    if accept(&mut at, if is_hex { b"pP" } else { b"eEpP" }) {
        accept(&mut at, b"+-");
        while accept(&mut at, b"0123456789_") {}
    }
    at
}
