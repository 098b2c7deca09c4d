//! Layouts: the reference time `Mon Jan 2 15:04:05 MST 2006` in pieces.

/// A piece of a layout that stands for a part of a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    LongMonth,
    Month,
    NumMonth,
    ZeroMonth,
    LongWeekDay,
    WeekDay,
    Day,
    UnderDay,
    ZeroDay,
    UnderYearDay,
    ZeroYearDay,
    Hour,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    LongYear,
    Year,
    UpperPm,
    LowerPm,
    ZoneName,
    Offset(Offset),
    /// `.000` or `,000`, with the number of digits.
    Fraction {
        digits: usize,
        separator: u8,
    },
    /// `.999`: zeros at the end left out.
    TrimmedFraction {
        digits: usize,
        separator: u8,
    },
}

/// A numeric zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Offset {
    /// `Z` stands for zero.
    pub iso: bool,
    pub colon: bool,
    pub minutes: bool,
    pub seconds: bool,
}

/// Numeric zones behind `-` or `Z`, the ones that others begin with last.
const OFFSETS: [(&[u8], Offset); 5] = [
    (b"070000", Offset { iso: false, colon: false, minutes: true, seconds: true }),
    (b"07:00:00", Offset { iso: false, colon: true, minutes: true, seconds: true }),
    (b"0700", Offset { iso: false, colon: false, minutes: true, seconds: false }),
    (b"07:00", Offset { iso: false, colon: true, minutes: true, seconds: false }),
    (b"07", Offset { iso: false, colon: false, minutes: false, seconds: false }),
];

/// Literal text, the first piece behind it with its text, and the rest.
pub(super) struct Chunk<'l> {
    pub prefix: &'l [u8],
    pub piece: Option<(Piece, &'l [u8])>,
    pub suffix: &'l [u8],
}

/// Splits a layout at its first piece.
pub(super) fn next_chunk(layout: &[u8]) -> Chunk<'_> {
    for at in 0..layout.len() {
        let (prefix, rest) = layout.split_at(at);
        let Some((piece, skip, length)) = piece(rest) else {
            continue;
        };
        // An underscore before a year is literal.
        let prefix = layout.get(..prefix.len() + skip).unwrap_or_default();
        let rest = rest.get(skip..).unwrap_or_default();
        let (text, suffix) = rest.split_at(length.min(rest.len()));
        return Chunk { prefix, piece: Some((piece, text)), suffix };
    }
    Chunk { prefix: layout, piece: None, suffix: b"" }
}

/// The piece at the beginning of a text: bytes in front of it, and its length.
fn piece(text: &[u8]) -> Option<(Piece, usize, usize)> {
    let found = |piece, length| Some((piece, 0, length));
    let lower_at = |at: usize| text.get(at).is_some_and(u8::is_ascii_lowercase);
    match *text {
        [b'J', b'a', b'n', ..] if text.starts_with(b"January") => found(Piece::LongMonth, 7),
        [b'J', b'a', b'n', ..] if !lower_at(3) => found(Piece::Month, 3),
        [b'M', b'o', b'n', ..] if text.starts_with(b"Monday") => found(Piece::LongWeekDay, 6),
        [b'M', b'o', b'n', ..] if !lower_at(3) => found(Piece::WeekDay, 3),
        [b'M', b'S', b'T', ..] => found(Piece::ZoneName, 3),
        [b'0', digit @ b'1'..=b'6', ..] => {
            let pieces = [
                Piece::ZeroMonth,
                Piece::ZeroDay,
                Piece::ZeroHour12,
                Piece::ZeroMinute,
                Piece::ZeroSecond,
                Piece::Year,
            ];
            found(*pieces.get((digit - b'1') as usize)?, 2)
        }
        [b'0', b'0', b'2', ..] => found(Piece::ZeroYearDay, 3),
        [b'1', b'5', ..] => found(Piece::Hour, 2),
        [b'1', ..] => found(Piece::NumMonth, 1),
        [b'2', b'0', b'0', b'6', ..] => found(Piece::LongYear, 4),
        [b'2', ..] => found(Piece::Day, 1),
        [b'_', b'2', b'0', b'0', b'6', ..] => Some((Piece::LongYear, 1, 4)),
        [b'_', b'2', ..] => found(Piece::UnderDay, 2),
        [b'_', b'_', b'2', ..] => found(Piece::UnderYearDay, 3),
        [b'3', ..] => found(Piece::Hour12, 1),
        [b'4', ..] => found(Piece::Minute, 1),
        [b'5', ..] => found(Piece::Second, 1),
        [b'P', b'M', ..] => found(Piece::UpperPm, 2),
        [b'p', b'm', ..] => found(Piece::LowerPm, 2),
        [sign @ (b'-' | b'Z'), ref rest @ ..] => {
            let (text, offset) = OFFSETS.iter().find(|(text, _)| rest.starts_with(text))?;
            let offset = Offset { iso: sign == b'Z', ..*offset };
            found(Piece::Offset(offset), text.len() + 1)
        }
        [separator @ (b'.' | b','), digit @ (b'0' | b'9'), ..] => {
            let run = text.iter().skip(1).take_while(|&&b| b == digit).count();
            if text.get(run + 1).is_some_and(u8::is_ascii_digit) {
                return None;
            }
            let piece = match digit {
                b'0' => Piece::Fraction { digits: run, separator },
                _ => Piece::TrimmedFraction { digits: run, separator },
            };
            found(piece, run + 1)
        }
        _ => None,
    }
}
