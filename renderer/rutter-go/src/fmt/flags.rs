//! Flags, width and precision of one verb.

/// What stands between `%` and the verb.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub width: Option<usize>,
    pub precision: Option<usize>,
    pub minus: bool,
    pub plus: bool,
    pub sharp: bool,
    pub space: bool,
    pub zero: bool,
    /// `%+v`: struct fields get names; `plus` is off then.
    pub plus_v: bool,
    /// `%#v`: Go syntax; `sharp` is off then.
    pub sharp_v: bool,
}

impl Flags {
    /// Turns `#` and `+` into their meaning for `%v`.
    pub fn set_for_value(&mut self) {
        self.sharp_v = std::mem::take(&mut self.sharp);
        self.plus_v = std::mem::take(&mut self.plus);
    }

    /// Width and precision are capped as in Go: larger ones are reported as bad.
    pub fn too_large(number: i64) -> bool {
        const LARGEST: i64 = 1_000_000;
        !(-LARGEST..=LARGEST).contains(&number)
    }
}
