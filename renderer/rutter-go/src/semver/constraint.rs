//! Constraints on versions (semver: `constraints.go`).

use super::version::{Version, compare_prerelease, split};
use crate::strconv::quote;
use std::cmp::Ordering;

const MAX_LENGTH: usize = 512;
const MAX_GROUPS: usize = 32;

/// Operators as they are tried, the first that a version follows being taken.
const OPERATORS: [(&[u8], Operator); 12] = [
    (b"=", Operator::Equal),
    (b"", Operator::Equal),
    (b"!=", Operator::NotEqual),
    (b">", Operator::Greater),
    (b"<", Operator::Less),
    (b">=", Operator::GreaterEqual),
    (b"=>", Operator::GreaterEqual),
    (b"<=", Operator::LessEqual),
    (b"=<", Operator::LessEqual),
    (b"~", Operator::Tilde),
    (b"~>", Operator::Tilde),
    (b"^", Operator::Caret),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterEqual,
    LessEqual,
    Tilde,
    Caret,
}

/// Alternatives (`||`) of constraints that must all hold (Go: `semver.Constraints`).
#[derive(Clone, Debug)]
pub struct Constraints {
    groups: Vec<Group>,
}

#[derive(Clone, Debug)]
struct Group {
    constraints: Vec<Constraint>,
    /// Whether one of them names a pre-release, so that pre-releases may match.
    prerelease: bool,
}

#[derive(Clone, Debug)]
struct Constraint {
    operator: Operator,
    sign: &'static [u8],
    version: Version,
    original: String,
    /// Numbers are missing or wildcards.
    dirty: bool,
    minor_dirty: bool,
    patch_dirty: bool,
}

impl Constraints {
    /// Reads constraints (Go: `semver.NewConstraint`).
    pub fn parse(text: &[u8]) -> Result<Constraints, String> {
        if text.len() > MAX_LENGTH {
            return Err(format!("constraint string is too long (max {MAX_LENGTH} bytes)"));
        }
        let text = rewrite_ranges(text);
        let alternatives = crate::strings::split_n(&text, b"||", -1);
        if alternatives.len() > MAX_GROUPS {
            return Err(format!("too many constraint groups (max {MAX_GROUPS})"));
        }
        let groups = alternatives.into_iter().map(Group::parse);
        let groups = groups.collect::<Result<_, _>>()?;
        Ok(Constraints { groups })
    }

    /// Whether a version satisfies them.
    pub fn check(&self, version: &Version) -> bool {
        let satisfied = |group: &Group| {
            let mut constraints = group.constraints.iter();
            constraints.all(|c| c.check(version, group.prerelease).is_ok())
        };
        self.groups.iter().any(satisfied)
    }

    /// Nothing when a version satisfies them, else every reason why not
    /// (Go: `Constraints.Validate`).
    pub fn validate(&self, version: &Version) -> Result<(), Vec<String>> {
        let mut reasons = Vec::new();
        let mut said = false;
        for group in &self.groups {
            let mut satisfied = true;
            for constraint in &group.constraints {
                if !group.prerelease && !version.prerelease.is_empty() {
                    if !said {
                        reasons.push(only_releases(version));
                        said = true;
                    }
                    satisfied = false;
                } else if let Err(reason) = constraint.check(version, group.prerelease) {
                    reasons.push(reason);
                    satisfied = false;
                }
            }
            if satisfied {
                return Ok(());
            }
        }
        Err(reasons)
    }
}

impl std::fmt::Display for Constraints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, group) in self.groups.iter().enumerate() {
            if index > 0 {
                f.write_str(" || ")?;
            }
            for (index, constraint) in group.constraints.iter().enumerate() {
                if index > 0 {
                    f.write_str(" ")?;
                }
                f.write_str(&String::from_utf8_lossy(constraint.sign))?;
                f.write_str(&constraint.original)?;
            }
        }
        Ok(())
    }
}

impl Group {
    fn parse(text: &[u8]) -> Result<Group, String> {
        let improper = || format!("improper constraint: {}", quote(text));
        let mut items = Vec::new();
        let mut rest = trim_start(text);
        loop {
            let (item, tail) = Item::read(rest).ok_or_else(improper)?;
            items.push(item);
            let next = trim_start(tail);
            if next.is_empty() {
                break;
            }
            rest = match next.strip_prefix(b",") {
                Some(after) => trim_start(after),
                None if next.len() < tail.len() => next,
                None => return Err(improper()),
            };
        }
        let constraints = items.iter().map(Constraint::parse);
        let constraints = constraints.collect::<Result<Vec<_>, _>>()?;
        let prerelease = constraints.iter().any(|c| !c.version.prerelease.is_empty());
        Ok(Group { constraints, prerelease })
    }
}

/// An operator and a version as written.
struct Item<'t> {
    operator: Operator,
    sign: &'static [u8],
    version: &'t [u8],
}

impl<'t> Item<'t> {
    /// The item at the beginning of a text, and what follows.
    fn read(text: &'t [u8]) -> Option<(Item<'t>, &'t [u8])> {
        OPERATORS.iter().find_map(|&(sign, operator)| {
            let version = trim_start(text.strip_prefix(sign)?);
            let rest = version_end(version)?;
            let length = version.len() - rest.len();
            let version = version.get(..length)?;
            let item = Item { operator, sign, version };
            Some((item, rest))
        })
    }
}

/// What follows the version, wildcards allowed, at the beginning of a text.
fn version_end(text: &[u8]) -> Option<&[u8]> {
    split(text, wild_digit).map(|parts| parts.rest)
}

fn wild_digit(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'x' | b'X' | b'*' | b'|')
}

fn wildcard(number: Option<&[u8]>) -> bool {
    matches!(number, None | Some(b"x" | b"X" | b"*"))
}

fn trim_start(text: &[u8]) -> &[u8] {
    let spaces = text.iter().take_while(|b| is_space(b)).count();
    text.get(spaces..).unwrap_or_default()
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// `1.2 - 2.3` as `>= 1.2, <= 2.3 `.
fn rewrite_ranges(text: &[u8]) -> Vec<u8> {
    let mut rewritten = text.to_vec();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((low, high, length)) = read_range(rest) else {
            at += 1;
            continue;
        };
        let whole = rest.get(..length).unwrap_or_default();
        let replacement = [b">= ", low, b", <= ", high, b" "].concat();
        rewritten = crate::strings::replace(&rewritten, whole, &replacement, 1);
        at += length;
    }
    rewritten
}

/// The range at the beginning of a text: both ends and its length, spaces around it included.
fn read_range(text: &[u8]) -> Option<(&[u8], &[u8], usize)> {
    let low = trim_start(text);
    let after_low = version_end(low)?;
    let dash = trim_start(after_low);
    let after_dash = dash.strip_prefix(b"-")?;
    let high = trim_start(after_dash);
    let spaced = dash.len() < after_low.len() && high.len() < after_dash.len();
    let after_high = version_end(high).filter(|_| spaced)?;
    let end = trim_start(after_high);
    Some((
        low.get(..low.len() - after_low.len())?,
        high.get(..high.len() - after_high.len())?,
        text.len() - end.len(),
    ))
}

fn only_releases(version: &Version) -> String {
    let version = quote(version.to_string().as_bytes());
    format!(
        "{version} is a prerelease version and the constraint is only looking for release versions"
    )
}

impl Constraint {
    fn parse(item: &Item<'_>) -> Result<Constraint, String> {
        const FAILED: &str = "constraint parser error";
        let parts = split(item.version, wild_digit).ok_or(FAILED)?;
        let prerelease = match parts.prerelease {
            Some(text) => [b"-", text].concat(),
            None => Vec::new(),
        };
        let (mut minor_dirty, mut patch_dirty) = (false, false);
        let numbers = if wildcard(Some(parts.major)) {
            Some(b"0.0.0".to_vec())
        } else if wildcard(parts.minor) {
            minor_dirty = true;
            Some([parts.major, b".0.0"].concat())
        } else if wildcard(parts.patch) {
            patch_dirty = true;
            let minor = parts.minor.unwrap_or_default();
            Some([parts.major, b".", minor, b".0"].concat())
        } else {
            None
        };
        let dirty = numbers.is_some();
        let text = match numbers {
            Some(numbers) => [numbers, prerelease].concat(),
            None => item.version.to_vec(),
        };
        Ok(Constraint {
            operator: item.operator,
            sign: item.sign,
            version: Version::parse(&text).map_err(|_| FAILED)?,
            original: String::from_utf8_lossy(item.version).into_owned(),
            dirty,
            minor_dirty,
            patch_dirty,
        })
    }

    fn check(&self, version: &Version, prereleases: bool) -> Result<(), String> {
        if !version.prerelease.is_empty() && !prereleases {
            return Err(only_releases(version));
        }
        let order = version.compare(&self.version);
        match self.operator {
            Operator::Equal if self.dirty => self.check_tilde(version),
            Operator::Equal => self.require(order.is_eq(), version, "is not equal to"),
            Operator::NotEqual => {
                self.require(self.differs(version, order), version, "is equal to")
            }
            Operator::Greater => {
                let greater = self.is_greater(version, order);
                self.require(greater, version, "is less than or equal to")
            }
            Operator::Less => self.require(order.is_lt(), version, "is greater than or equal to"),
            Operator::GreaterEqual => self.require(order.is_ge(), version, "is less than"),
            Operator::LessEqual => {
                let fits = self.is_less_or_equal(version, order);
                self.require(fits, version, "is greater than")
            }
            Operator::Tilde => self.check_tilde(version),
            Operator::Caret => self.check_caret(version),
        }
    }

    fn require(&self, holds: bool, version: &Version, relation: &str) -> Result<(), String> {
        match holds {
            true => Ok(()),
            false => Err(format!("{} {relation} {}", quoted(version), self.quoted())),
        }
    }

    fn quoted(&self) -> String {
        quote(self.original.as_bytes())
    }

    fn differs(&self, version: &Version, order: Ordering) -> bool {
        let own = &self.version;
        if !self.dirty {
            return order.is_ne();
        }
        if own.major != version.major || (own.minor != version.minor && !self.minor_dirty) {
            return true;
        }
        if self.minor_dirty {
            return false;
        }
        if !self.patch_dirty {
            return own.patch != version.patch || order.is_ne();
        }
        let some = !version.prerelease.is_empty() || !own.prerelease.is_empty();
        some && compare_prerelease(&version.prerelease, &own.prerelease).is_ne()
    }

    fn is_greater(&self, version: &Version, order: Ordering) -> bool {
        if !self.dirty {
            return order.is_gt();
        }
        match version.major.cmp(&self.version.major) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal if self.minor_dirty => false,
            Ordering::Equal if self.patch_dirty => version.minor > self.version.minor,
            Ordering::Equal => order.is_gt(),
        }
    }

    fn is_less_or_equal(&self, version: &Version, order: Ordering) -> bool {
        if !self.dirty {
            return order.is_le();
        }
        let same_major = version.major == self.version.major;
        let later_minor = version.minor > self.version.minor && !self.minor_dirty;
        version.major <= self.version.major && !(same_major && later_minor)
    }

    fn check_tilde(&self, version: &Version) -> Result<(), String> {
        let own = &self.version;
        self.require(version.compare(own).is_ge(), version, "is less than")?;
        let zero = own.major == 0 && own.minor == 0 && own.patch == 0;
        if zero && !self.minor_dirty && !self.patch_dirty {
            return Ok(());
        }
        let same = version.major == own.major;
        self.require(same, version, "does not have same major version as")?;
        let same = version.minor == own.minor || self.minor_dirty;
        self.require(same, version, "does not have same major and minor version as")
    }

    fn check_caret(&self, version: &Version) -> Result<(), String> {
        let own = &self.version;
        self.require(version.compare(own).is_ge(), version, "is less than")?;
        let same_major = own.major == version.major;
        self.require(same_major, version, "does not have same major version as")?;
        if own.major > 0 || self.minor_dirty {
            return Ok(());
        }
        let relation = "does not have same minor version as";
        if own.minor > 0 || self.patch_dirty {
            let same = own.minor == version.minor;
            return self.require(same, version, relation).map_err(|reason| {
                format!(
                    "{reason}. Expected minor versions to match when constraint major version is 0"
                )
            });
        }
        self.require(version.minor == 0, version, relation)?;
        let same = own.patch == version.patch;
        self.require(same, version, "does not equal").map_err(|reason| {
            format!("{reason}. Expect version and constraint to equal when major and minor versions are 0")
        })
    }
}

fn quoted(version: &Version) -> String {
    quote(version.to_string().as_bytes())
}
