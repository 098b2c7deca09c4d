//! Versions and constraints: a version, and on the lines after it constraints.

use std::cmp::Ordering;

use rutter_go::semver::{Constraints, Version};

/// What is read prints to what it is; the order of versions is one; both questions a constraint
/// answers have the same answer.
pub fn run(data: &[u8]) {
    let lines: Vec<&[u8]> = data.split(|b| *b == b'\n').take(8).collect();
    let versions: Vec<Version> =
        lines.iter().filter_map(|line| Version::parse(line).ok()).inspect(check_version).collect();
    for left in &versions {
        for right in &versions {
            assert_eq!(left.compare(right), right.compare(left).reverse());
        }
    }
    for line in &lines {
        check_strict(line);
        let Ok(constraints) = Constraints::parse(line) else { continue };
        for version in &versions {
            let reasons = constraints.validate(version);
            assert_eq!(constraints.check(version), reasons.is_ok(), "{line:?} {version}");
        }
    }
}

fn check_version(version: &Version) {
    let printed = version.to_string();
    // Numbers that were missing may make it too long to be read again.
    if printed.len() > 256 {
        return;
    }
    let again = Version::parse(printed.as_bytes()).expect("a printed version is one");
    assert_eq!(printed, again.to_string());
    assert_eq!(version.compare(&again), Ordering::Equal);
    assert!(Version::parse_strict(printed.as_bytes()).is_ok(), "{printed:?} is not strict");
    for next in [version.increment_major(), version.increment_minor(), version.increment_patch()] {
        assert!(next.is_none_or(|next| next.compare(version) == Ordering::Greater));
    }
}

fn check_strict(line: &[u8]) {
    if let Ok(strict) = Version::parse_strict(line) {
        let version = Version::parse(line).expect("a strict version is a version");
        assert_eq!(strict, version);
    }
}
