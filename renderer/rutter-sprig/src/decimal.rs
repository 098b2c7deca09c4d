//! Exact decimal arithmetic. Go: shopspring/decimal as sprig's `addf` and friends use it.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use rutter_template::Error;

/// Digits after the point that a division keeps. shopspring: `DivisionPrecision`.
const DIVISION_PRECISION: i64 = 16;
/// Largest exponent kept apart; beyond it the numbers are those of a float anyway.
const MAX_DIGITS: u64 = 100_000;

/// `value * 10^exponent`.
pub(crate) struct Decimal {
    value: BigInt,
    exponent: i64,
}

impl Decimal {
    /// The shortest decimal that reads back as this float. shopspring: `NewFromFloat`.
    pub(crate) fn from_float(number: f64) -> Result<Decimal, Error> {
        if !number.is_finite() {
            let shown = rutter_go::strconv::format_float(number, b'g', -1, 64);
            return Err(Error::panic(format!("Cannot create a Decimal from {shown}")));
        }
        let shown = format!("{number:e}");
        let (mantissa, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: BigInt = format!("{whole}{fraction}").parse().unwrap_or_default();
        let exponent = exponent.parse::<i64>().unwrap_or(0) - fraction.len() as i64;
        Ok(Decimal { value: digits, exponent })
    }

    /// Both values over the smaller exponent.
    fn rescaled(self, other: Decimal) -> Result<(BigInt, BigInt, i64), Error> {
        let exponent = self.exponent.min(other.exponent);
        let left = shifted(self.value, self.exponent - exponent)?;
        let right = shifted(other.value, other.exponent - exponent)?;
        Ok((left, right, exponent))
    }

    pub(crate) fn add(self, other: Decimal) -> Result<Decimal, Error> {
        let (left, right, exponent) = self.rescaled(other)?;
        Ok(Decimal { value: left + right, exponent })
    }

    pub(crate) fn sub(self, other: Decimal) -> Result<Decimal, Error> {
        let (left, right, exponent) = self.rescaled(other)?;
        Ok(Decimal { value: left - right, exponent })
    }

    pub(crate) fn mul(self, other: Decimal) -> Result<Decimal, Error> {
        if self.value.bits() + other.value.bits() > MAX_DIGITS * 4 {
            return Err(Error::panic(
                "decimal: number has too many digits; use a number closer to 1 (limit)",
            ));
        }
        Ok(Decimal { value: self.value * other.value, exponent: self.exponent + other.exponent })
    }

    /// The quotient to 16 digits after the point, half away from zero.
    pub(crate) fn div(self, other: Decimal) -> Result<Decimal, Error> {
        if other.value.is_zero() {
            return Err(Error::panic("decimal division by 0"));
        }
        let shift = self.exponent - other.exponent + DIVISION_PRECISION;
        let (numerator, denominator) = match shift >= 0 {
            true => (shifted(self.value, shift)?, other.value),
            false => (self.value, shifted(other.value, -shift)?),
        };
        let quotient = &numerator / &denominator;
        let remainder = &numerator % &denominator;
        let half_or_more = (remainder.abs() * 2) >= denominator.abs();
        let negative = numerator.is_negative() != denominator.is_negative();
        let value = match (half_or_more, negative) {
            (false, _) => quotient,
            (true, false) => quotient + 1,
            (true, true) => quotient - 1,
        };
        Ok(Decimal { value, exponent: -DIVISION_PRECISION })
    }

    /// The nearest float.
    pub(crate) fn to_float(&self) -> f64 {
        let shown = format!("{}e{}", self.value, self.exponent);
        shown.parse().unwrap_or(f64::NAN)
    }
}

fn shifted(value: BigInt, digits: i64) -> Result<BigInt, Error> {
    if digits as u64 > MAX_DIGITS {
        return Err(Error::panic(
            "decimal: number has too many digits; use a number closer to 1 (limit)",
        ));
    }
    Ok(value * BigInt::from(10).pow(digits as u32))
}
