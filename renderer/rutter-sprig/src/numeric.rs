//! sprig numeric.go.

use rutter_go::cast::{to_float64, to_int, to_int64};
use rutter_go::value::{INT_LIST, List, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, any, charge_items, charge_slow, int, rest, string, text};
use crate::decimal::Decimal;
use crate::strings::shown;

pub(crate) fn atoi(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    // Go gives the nearest number for one that is out of range.
    Ok(Value::Int(rutter_go::strconv::atoi_bytes(source.as_bytes()).unwrap_or_else(|(n, _)| n)))
}

pub(crate) fn int64_of(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Int64(to_int64(&any(a, 0))))
}

pub(crate) fn int_of(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Int(to_int(&any(a, 0))))
}

pub(crate) fn float64_of(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Float64(to_float64(&any(a, 0))))
}

/// Reads octal digits, whatever its name says.
pub(crate) fn to_decimal(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let mut text = Vec::new();
    shown(call, &mut text, &any(a, 0))?;
    let shown = String::from_utf8_lossy(&text);
    Ok(Value::Int64(rutter_go::strconv::parse_int(&shown, 8, 64).unwrap_or(0)))
}

pub(crate) fn add1(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Int64(to_int64(&any(a, 0)).wrapping_add(1)))
}

pub(crate) fn add(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Int64(a.iter().fold(0i64, |sum, v| sum.wrapping_add(to_int64(v)))))
}

pub(crate) fn sub(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Int64(to_int64(&any(a, 0)).wrapping_sub(to_int64(&any(a, 1)))))
}

fn divided(a: &[Value], operation: fn(i64, i64) -> i64) -> Outcome {
    let (dividend, divisor) = (to_int64(&any(a, 0)), to_int64(&any(a, 1)));
    match divisor {
        0 => Err(Error::panic("runtime error: integer divide by zero")),
        _ => Ok(Value::Int64(operation(dividend, divisor))),
    }
}

pub(crate) fn div(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    divided(a, i64::wrapping_div)
}

pub(crate) fn modulo(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    divided(a, i64::wrapping_rem)
}

pub(crate) fn mul(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let first = to_int64(&any(a, 0));
    Ok(Value::Int64(rest(a, 1).iter().fold(first, |product, v| product.wrapping_mul(to_int64(v)))))
}

/// sprig: `execDecimalOp`.
fn decimal_fold(
    first: f64,
    others: &[Value],
    operation: fn(Decimal, Decimal) -> Result<Decimal, Error>,
) -> Outcome {
    let mut result = Decimal::from_float(first)?;
    for value in others {
        result = operation(result, Decimal::from_float(to_float64(value))?)?;
    }
    Ok(Value::Float64(result.to_float()))
}

pub(crate) fn add1f(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    decimal_fold(to_float64(&any(a, 0)), &[Value::Int(1)], |a, b| a.add(b))
}

pub(crate) fn addf(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    decimal_fold(0.0, a, |a, b| a.add(b))
}

pub(crate) fn subf(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    decimal_fold(to_float64(&any(a, 0)), rest(a, 1), |a, b| a.sub(b))
}

pub(crate) fn divf(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    decimal_fold(to_float64(&any(a, 0)), rest(a, 1), |a, b| a.div(b))
}

pub(crate) fn mulf(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    decimal_fold(to_float64(&any(a, 0)), rest(a, 1), |a, b| a.mul(b))
}

pub(crate) fn max(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Int64(a.iter().map(to_int64).max().unwrap_or(0)))
}

pub(crate) fn min(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Int64(a.iter().map(to_int64).min().unwrap_or(0)))
}

/// Go's `math.Max`: NaN wins, and +0 is more than -0.
fn go_max(a: f64, b: f64) -> f64 {
    match (a, b) {
        _ if a == f64::INFINITY || b == f64::INFINITY => f64::INFINITY,
        _ if a.is_nan() || b.is_nan() => f64::NAN,
        _ if a == 0.0 && b == 0.0 => {
            if a.is_sign_negative() {
                b
            } else {
                a
            }
        }
        _ => {
            if a > b {
                a
            } else {
                b
            }
        }
    }
}

pub(crate) fn maxf(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let first = to_float64(&any(a, 0));
    Ok(Value::Float64(rest(a, 1).iter().fold(first, |m, v| go_max(m, to_float64(v)))))
}

pub(crate) fn minf(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let first = to_float64(&any(a, 0));
    Ok(Value::Float64(rest(a, 1).iter().fold(first, |m, v| -go_max(-m, -to_float64(v)))))
}

pub(crate) fn ceil(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Float64(to_float64(&any(a, 0)).ceil()))
}

pub(crate) fn floor(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Float64(to_float64(&any(a, 0)).floor()))
}

/// Go's `math.Pow(10, places)`: its own sequence of multiplications decides the last bit.
fn power_of_ten(places: i64) -> f64 {
    if places.unsigned_abs() > 400 {
        return if places > 0 { f64::INFINITY } else { 0.0 };
    }
    // 10 is 0.625 times 2 to the 4.
    let (mut result, mut result_exponent) = (1.0f64, 0i32);
    let (mut factor, mut exponent) = (0.625f64, 4i32);
    let mut rest = places.unsigned_abs();
    while rest != 0 {
        if rest & 1 == 1 {
            result *= factor;
            result_exponent += exponent;
        }
        factor *= factor;
        exponent <<= 1;
        if factor < 0.5 {
            factor += factor;
            exponent -= 1;
        }
        rest >>= 1;
    }
    if places < 0 {
        result = 1.0 / result;
        result_exponent = -result_exponent;
    }
    // In two steps, so that a power of two never leaves the range of a float.
    let half = result_exponent / 2;
    result * 2f64.powi(half) * 2f64.powi(result_exponent - half)
}

pub(crate) fn round(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let round_on = a.get(2).map_or(0.5, to_float64);
    let power = power_of_ten(int(a, 1));
    let digits = power * to_float64(&any(a, 0));
    let fraction = digits - digits.trunc();
    let rounded = if fraction >= round_on { digits.ceil() } else { digits.floor() };
    Ok(Value::Float64(rounded / power))
}

/// sprig: `untilStep`.
fn steps(call: &mut Call<'_, '_>, start: i64, stop: i64, step: i64) -> Result<Vec<i64>, Error> {
    let forwards = start < stop && step > 0;
    let backwards = stop < start && step < 0;
    if !forwards && !backwards {
        return Ok(Vec::new());
    }
    let distance = i128::from(stop) - i128::from(start);
    let count = (distance.unsigned_abs()).div_ceil(u128::from(step.unsigned_abs()));
    charge_items(call, usize::try_from(count).unwrap_or(usize::MAX))?;
    Ok((0..count).map(|i| start.wrapping_add(step.wrapping_mul(i as i64))).collect())
}

fn int_list(numbers: Vec<i64>) -> Value {
    Value::List(List::new(&INT_LIST, numbers.into_iter().map(Value::Int).collect()))
}

pub(crate) fn until(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let count = int(a, 0);
    let step = if count < 0 { -1 } else { 1 };
    steps(call, 0, count, step).map(int_list)
}

pub(crate) fn until_step(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    steps(call, int(a, 0), int(a, 1), int(a, 2)).map(int_list)
}

pub(crate) fn seq(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let direction = |start: i64, end: i64| if end < start { -1 } else { 1 };
    let numbers = match a.len() {
        1 => {
            let (start, end) = (1, int(a, 0));
            let step = direction(start, end);
            steps(call, start, end.wrapping_add(step), step)?
        }
        2 => {
            let (start, end) = (int(a, 0), int(a, 1));
            let step = direction(start, end);
            steps(call, start, end.wrapping_add(step), step)?
        }
        3 => {
            let (start, step, end) = (int(a, 0), int(a, 1), int(a, 2));
            if end < start && step > 0 {
                return string("");
            }
            steps(call, start, end.wrapping_add(direction(start, end)), step)?
        }
        _ => return string(""),
    };
    let shown: Vec<String> = numbers.iter().map(i64::to_string).collect();
    string(shown.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn max_prefers_positive_zero() {
        assert!(go_max(-0.0, 0.0).is_sign_positive());
        assert_eq!(power_of_ten(-3), 0.001);
        assert_eq!(power_of_ten(22), 1e22);
    }
}
