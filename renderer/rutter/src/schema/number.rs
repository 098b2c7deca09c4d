//! Exact comparison and division of numbers. Go: math/big `Rat`.

use num_bigint::BigInt;
use num_traits::Zero;

/// Decimal digits a number may have; a float has fewer.
const MAX_DIGITS: usize = 800;

/// The exact decimal that Go prints for a float.
pub(super) struct Rational {
    digits: BigInt,
    exponent: i32,
}

impl Rational {
    /// `None` for what is no number.
    pub(super) fn new(number: f64) -> Option<Rational> {
        if !number.is_finite() {
            return None;
        }
        let shown = format!("{number:e}");
        let (mantissa, exponent) = shown.split_once('e')?;
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}").parse().ok()?;
        let exponent = exponent.parse::<i32>().ok()? - fraction.len() as i32;
        Some(Rational { digits, exponent })
    }

    pub(super) fn is_integer(&self) -> bool {
        self.exponent >= 0 || self.digits.is_zero() || {
            (&self.digits % power(-self.exponent)).is_zero()
        }
    }

    /// Whether this is a whole multiple of `unit`.
    pub(super) fn is_multiple_of(&self, unit: &Rational) -> bool {
        let exponent = self.exponent.min(unit.exponent);
        let left = &self.digits * power(self.exponent - exponent);
        let right = &unit.digits * power(unit.exponent - exponent);
        !right.is_zero() && (left % right).is_zero()
    }
}

fn power(exponent: i32) -> BigInt {
    BigInt::from(10).pow((exponent.unsigned_abs() as usize).min(MAX_DIGITS) as u32)
}
