//! The order of keys: letters and numbers as people sort them (go-yaml: `sorter.go`).

use crate::Version;
use rutter_go::unicode::{is_digit, is_letter};
use rutter_go::utf8::decode_rune;

/// Sorts by key. Go's order is not transitive in every corner, so this must not rely on that.
pub(super) fn sort<T>(items: &mut Vec<T>, version: Version, key: impl Fn(&T) -> &[u8]) {
    sort_by(items, |a, b| is_less(key(a), key(b), version));
}

/// Sorts by an order that need not be transitive.
pub(super) fn sort_by<T>(items: &mut Vec<T>, less: impl Fn(&T, &T) -> bool) {
    if items.windows(2).all(|pair| match pair {
        [a, b] => !less(b, a),
        _ => true,
    }) {
        return;
    }
    let mut sorted = Vec::with_capacity(items.len());
    let unsorted = std::mem::take(items);
    let mut places: Vec<usize> = (0..unsorted.len()).collect();
    merge_sort(&mut places, &|a, b| match (unsorted.get(a), unsorted.get(b)) {
        (Some(a), Some(b)) => less(a, b),
        _ => false,
    });
    let mut unsorted: Vec<Option<T>> = unsorted.into_iter().map(Some).collect();
    for place in places {
        sorted.extend(unsorted.get_mut(place).and_then(Option::take));
    }
    *items = sorted;
}

/// A stable merge sort from short runs to long ones.
fn merge_sort(places: &mut Vec<usize>, less: &dyn Fn(usize, usize) -> bool) {
    let mut length = 1;
    while length < places.len() {
        let mut merged = Vec::with_capacity(places.len());
        for pair in places.chunks(2 * length) {
            let (left, right) = pair.split_at(length.min(pair.len()));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
                let from_right = less(**b, **a);
                merged.extend(if from_right { right.next() } else { left.next() });
            }
            merged.extend(left);
            merged.extend(right);
        }
        *places = merged;
        length *= 2;
    }
}

/// Whether `a` stands before `b`.
pub(super) fn is_less(a: &[u8], b: &[u8], version: Version) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    // The first difference may be inside a character.
    let is_inside = |text: &[u8], at: usize| text.get(at).is_some_and(|b| b & 0xC0 == 0x80);
    let mut at = same;
    while at > 0 && (is_inside(a, at) || is_inside(b, at)) {
        at -= 1;
    }
    let (Some(a_rest), Some(b_rest)) = (a.get(at..), b.get(at..)) else {
        return false;
    };
    let ((a_rune, a_width), (b_rune, b_width)) = (decode_rune(a_rest), decode_rune(b_rest));
    if a_width == 0 || b_width == 0 {
        return a_width == 0 && b_width != 0;
    }
    let before = a.get(..at).unwrap_or_default();
    match (is_letter(a_rune), is_letter(b_rune)) {
        (true, true) => a_rune < b_rune,
        (false, false) => numbers_are_less(before, a_rest, b_rest),
        (a_letter, b_letter) => match version == Version::V3 && ends_with_digit(before) {
            true => a_letter,
            false => b_letter,
        },
    }
}

fn ends_with_digit(text: &[u8]) -> bool {
    is_digit(rutter_go::utf8::decode_last_rune(text).0)
}

/// Compares the numbers at the first difference, `before` being what both begin with.
fn numbers_are_less(before: &[u8], a: &[u8], b: &[u8]) -> bool {
    let zero = a.first() == Some(&b'0') || b.first() == Some(&b'0');
    let start = i64::from(zero && number_goes_on(before));
    let ((a_number, a_length), (b_number, b_length)) = (number(a, start), number(b, start));
    if a_number != b_number {
        return a_number < b_number;
    }
    if a_length != b_length {
        return a_length < b_length;
    }
    decode_rune(a).0 < decode_rune(b).0
}

/// Whether the digits just before hold one that is not zero.
fn number_goes_on(mut before: &[u8]) -> bool {
    loop {
        let (rune, width) = rutter_go::utf8::decode_last_rune(before);
        if width == 0 || !is_digit(rune) {
            return false;
        }
        if rune != '0' as u32 {
            return true;
        }
        before = before.get(..before.len() - width).unwrap_or_default();
    }
}

/// The number at the start of `text` behind the digit `start`, and how many digits it has.
fn number(text: &[u8], start: i64) -> (i64, usize) {
    let digits = rutter_go::utf8::runes(text).map(|(_, rune, _)| rune);
    let digits = digits.take_while(|rune| is_digit(*rune));
    digits.fold((start, 0), |(number, length), rune| {
        let digit = i64::from(rune) - i64::from('0' as u32);
        (number.wrapping_mul(10).wrapping_add(digit), length + 1)
    })
}
