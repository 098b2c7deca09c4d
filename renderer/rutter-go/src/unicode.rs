//! Character classes and case mappings as Go's package `unicode` has them.
//!
//! Rust's own tables follow a newer Unicode than Go's, so the answers come from `tables.txt`,
//! which `tests/oracle/go/tables` writes; each class is unpacked when it is first asked for.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Go's `unicode.ReplacementChar`.
pub const REPLACEMENT: u32 = 0xFFFD;
/// Go's `unicode.MaxRune`.
pub const MAX_RUNE: u32 = 0x10FFFF;

/// Inclusive ranges of code points, ascending and apart.
pub type Ranges = Vec<(u32, u32)>;

static TABLES: &str = include_str!("unicode/tables.txt");

/// A run of code points that map to others at one distance.
#[derive(Clone, Copy)]
struct Run {
    low: u32,
    high: u32,
    stride: u32,
    delta: i32,
}

/// Whether Go prints the rune as it is in a quoted string (Go: `strconv.IsPrint`).
pub fn is_print(rune: u32) -> bool {
    match rune {
        0x20..=0x7E => true,
        0..=0xA0 => false,
        0xAD => false,
        0xA1..=0xFF => true,
        _ => {
            static PRINT: OnceLock<Ranges> = OnceLock::new();
            contains(PRINT.get_or_init(|| line_ranges("print")), rune)
        }
    }
}

/// Go's `unicode.IsSpace`.
pub fn is_space(rune: u32) -> bool {
    matches!(
        rune,
        0x09..=0x0D
            | 0x20
            | 0x85
            | 0xA0
            | 0x1680
            | 0x2000..=0x200A
            | 0x2028
            | 0x2029
            | 0x202F
            | 0x205F
            | 0x3000
    )
}

/// Go's `unicode.IsLetter`.
pub fn is_letter(rune: u32) -> bool {
    static TABLE: OnceLock<Ranges> = OnceLock::new();
    match rune {
        0..0x80 => (rune as u8).is_ascii_alphabetic(),
        _ => contains(class_cached(&TABLE, "L"), rune),
    }
}

/// Go's `unicode.IsDigit` (decimal digits).
pub fn is_digit(rune: u32) -> bool {
    static TABLE: OnceLock<Ranges> = OnceLock::new();
    match rune {
        0..0x80 => (rune as u8).is_ascii_digit(),
        _ => contains(class_cached(&TABLE, "Nd"), rune),
    }
}

/// Go's `unicode.IsNumber` (category N).
pub fn is_number(rune: u32) -> bool {
    static TABLE: OnceLock<Ranges> = OnceLock::new();
    match rune {
        0..0x80 => (rune as u8).is_ascii_digit(),
        _ => contains(class_cached(&TABLE, "N"), rune),
    }
}

/// Go's `unicode.IsUpper`.
pub fn is_upper(rune: u32) -> bool {
    static TABLE: OnceLock<Ranges> = OnceLock::new();
    match rune {
        0..0x80 => (rune as u8).is_ascii_uppercase(),
        _ => contains(class_cached(&TABLE, "Lu"), rune),
    }
}

/// Go's `unicode.IsLower`.
pub fn is_lower(rune: u32) -> bool {
    static TABLE: OnceLock<Ranges> = OnceLock::new();
    match rune {
        0..0x80 => (rune as u8).is_ascii_lowercase(),
        _ => contains(class_cached(&TABLE, "Ll"), rune),
    }
}

/// Go's `unicode.IsPunct` (category P).
pub fn is_punct(rune: u32) -> bool {
    static TABLE: OnceLock<Ranges> = OnceLock::new();
    contains(class_cached(&TABLE, "P"), rune)
}

/// Go's `unicode.IsSymbol` (category S).
pub fn is_symbol(rune: u32) -> bool {
    static TABLE: OnceLock<Ranges> = OnceLock::new();
    contains(class_cached(&TABLE, "S"), rune)
}

/// Go's `unicode.ToUpper`: one rune for one rune, so `ß` stays.
pub fn to_upper(rune: u32) -> u32 {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    match rune {
        0..0x80 => (rune as u8).to_ascii_uppercase() as u32,
        _ => map(RUNS.get_or_init(|| line_runs(">upper")), rune),
    }
}

/// Go's `unicode.ToLower`.
pub fn to_lower(rune: u32) -> u32 {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    match rune {
        0..0x80 => (rune as u8).to_ascii_lowercase() as u32,
        _ => map(RUNS.get_or_init(|| line_runs(">lower")), rune),
    }
}

/// Go's `unicode.ToTitle`.
pub fn to_title(rune: u32) -> u32 {
    static OWN: OnceLock<(Ranges, Vec<Run>)> = OnceLock::new();
    if rune < 0x80 {
        return (rune as u8).to_ascii_uppercase() as u32;
    }
    let (unchanged, runs) = OWN.get_or_init(|| (line_ranges("titleself"), line_runs(">title")));
    if contains(unchanged, rune) {
        return rune;
    }
    match map(runs, rune) {
        same if same == rune => to_upper(rune),
        title => title,
    }
}

/// The next rune of the same letter in another case (Go: `unicode.SimpleFold`).
pub fn simple_fold(rune: u32) -> u32 {
    let pairs = fold_pairs();
    match pairs.binary_search_by_key(&rune, |&(from, _)| from) {
        Ok(at) => pairs.get(at).map_or(rune, |&(_, to)| to),
        Err(_) => rune,
    }
}

/// Every rune that folds to another, with the one it folds to, ascending.
pub(crate) fn fold_pairs() -> &'static [(u32, u32)] {
    static PAIRS: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut pairs = Vec::with_capacity(3000);
        for run in line_runs(">fold") {
            let runes = (run.low..=run.high).step_by(run.stride as usize);
            pairs.extend(runes.map(|rune| (rune, rune.wrapping_add_signed(run.delta))));
        }
        pairs.sort_unstable();
        pairs
    })
}

/// A general category (`Lu`, `L`) or script (`Greek`) by its exact Go name.
pub fn class(name: &str) -> Option<Ranges> {
    static DONE: Mutex<BTreeMap<String, Option<Ranges>>> = Mutex::new(BTreeMap::new());
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = done.get(name) {
        return known.clone();
    }
    let found = load_class(name);
    if found.is_some() {
        done.insert(name.to_string(), found.clone());
    }
    found
}

/// The category that an alias such as `Uppercase_Letter` stands for, underscores left out and
/// only the first letter in upper case (`Uppercaseletter`).
pub fn category_alias(canonical: &str) -> Option<&'static str> {
    aliases().find_map(|(alias, category)| {
        let same = alias.bytes().filter(|&b| b != b'_').map(|b| b.to_ascii_lowercase());
        match same.eq(canonical.bytes().map(|b| b.to_ascii_lowercase())) {
            true => Some(category),
            false => None,
        }
    })
}

/// Whether `ranges` hold `rune`.
pub fn contains(ranges: &[(u32, u32)], rune: u32) -> bool {
    let at = ranges.partition_point(|&(_, high)| high < rune);
    ranges.get(at).is_some_and(|&(low, _)| low <= rune)
}

fn class_cached(cell: &'static OnceLock<Ranges>, name: &str) -> &'static Ranges {
    cell.get_or_init(|| load_class(name).unwrap_or_default())
}

fn load_class(name: &str) -> Option<Ranges> {
    match name {
        "C" => Some(join(&["Cc", "Cf", "Co", "Cs", "Cn"])),
        "L" => Some(join(&["Lu", "Ll", "Lt", "Lm", "Lo"])),
        "LC" => Some(join(&["Lu", "Ll", "Lt"])),
        "M" => Some(join(&["Mn", "Mc", "Me"])),
        "N" => Some(join(&["Nd", "Nl", "No"])),
        "P" => Some(join(&["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"])),
        "S" => Some(join(&["Sm", "Sc", "Sk", "So"])),
        "Z" => Some(join(&["Zs", "Zl", "Zp"])),
        "Cn" => Some(unassigned()),
        "print" | "titleself" => None,
        _ if name.starts_with(['>', '=', '#']) || name.is_empty() => None,
        _ => line(name).map(parse_ranges),
    }
}

fn unassigned() -> Ranges {
    let assigned = ["Cc", "Cf", "Co", "Cs", "L", "M", "N", "P", "S", "Z"];
    complement(&join(&assigned))
}

fn join(names: &[&str]) -> Ranges {
    let parts = names.iter().flat_map(|n| load_class(n).unwrap_or_default());
    normalize(parts.collect())
}

/// Sorted, with overlapping and touching ranges merged.
pub fn normalize(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut merged: Ranges = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match merged.last_mut() {
            Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
            _ => merged.push((low, high)),
        }
    }
    merged
}

/// Everything up to [`MAX_RUNE`] that normalized `ranges` leave out.
pub fn complement(ranges: &[(u32, u32)]) -> Ranges {
    let mut gaps = Vec::with_capacity(ranges.len() + 1);
    let mut next = 0;
    for &(low, high) in ranges {
        if low > next {
            gaps.push((next, low - 1));
        }
        next = high + 1;
    }
    if next <= MAX_RUNE {
        gaps.push((next, MAX_RUNE));
    }
    gaps
}

fn map(runs: &[Run], rune: u32) -> u32 {
    let at = runs.partition_point(|run| run.high < rune);
    match runs.get(at) {
        Some(run) if run.low <= rune && (rune - run.low).is_multiple_of(run.stride) => {
            rune.wrapping_add_signed(run.delta)
        }
        _ => rune,
    }
}

fn line(name: &str) -> Option<&'static str> {
    TABLES.lines().find_map(|line| {
        let rest = line.strip_prefix(name)?;
        rest.starts_with(' ').then_some(rest)
    })
}

fn aliases() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.lines().filter_map(|line| line.strip_prefix('=')?.split_once(' '))
}

fn line_ranges(name: &str) -> Ranges {
    line(name).map(parse_ranges).unwrap_or_default()
}

fn parse_ranges(text: &str) -> Ranges {
    let hex = |s: &str| u32::from_str_radix(s, 16).ok();
    let range = |part: &str| match part.split_once('-') {
        Some((low, high)) => Some((hex(low)?, hex(high)?)),
        None => hex(part).map(|rune| (rune, rune)),
    };
    text.split_ascii_whitespace().filter_map(range).collect()
}

fn line_runs(name: &str) -> Vec<Run> {
    let parse = |part: &str| {
        let (range, rest) = part.split_once('/')?;
        let (low, high) = range.split_once('-')?;
        let (stride, delta) = rest.split_once(':')?;
        Some(Run {
            low: u32::from_str_radix(low, 16).ok()?,
            high: u32::from_str_radix(high, 16).ok()?,
            stride: stride.parse().ok()?,
            delta: delta.parse().ok()?,
        })
    };
    let text = line(name).unwrap_or_default();
    text.split_ascii_whitespace().filter_map(parse).collect()
}
