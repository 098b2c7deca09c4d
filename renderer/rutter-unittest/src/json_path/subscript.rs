//! Indexes between brackets (yaml-jsonpath: `slicer.go`).

/// One of the indexes between two brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Index {
    /// `*`
    All,
    /// `2`, counted from the end if negative.
    One(i64),
    /// `from:to:step`; the step is not zero.
    Range { from: Option<i64>, to: Option<i64>, step: i64 },
}

/// Reads what stands between the brackets.
pub(super) fn parse(text: &str) -> Result<Vec<Index>, String> {
    if !text.contains(',') {
        return Ok(vec![parse_one(text)?]);
    }
    let member = |(place, text): (usize, &str)| {
        let index = match text.trim() {
            "*" => Err("wildcard cannot be used in union".to_string()),
            text => parse_one(text),
        };
        index.map_err(|error| format!("error in union member {place}: {error}"))
    };
    text.split(',').enumerate().map(member).collect()
}

fn parse_one(text: &str) -> Result<Index, String> {
    let text = text.trim();
    if text == "*" {
        return Ok(Index::All);
    }
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 {
        return Err("malformed array index, too many colons".into());
    }
    let number = |place: usize| match parts.get(place).map_or("", |part| part.trim()) {
        "" => Ok(None),
        part => match rutter_go::strconv::atoi(part) {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err("non-integer array index".to_string()),
        },
    };
    let (from, to, step) = (number(0)?, number(1)?, number(2)?);
    if parts.len() == 1 {
        return from.map(Index::One).ok_or_else(|| "array index missing".into());
    }
    match step.unwrap_or(1) {
        0 => Err("array index step value must be non-zero".into()),
        step => Ok(Index::Range { from, to, step }),
    }
}

impl Index {
    /// The places in a list of this length, in the order asked for.
    pub(super) fn places(&self, length: usize) -> Vec<usize> {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let from_end = |place: i64| if place < 0 { place.saturating_add(length) } else { place };
        let (from, to, step) = match self {
            Index::All => (0, length, 1),
            Index::One(place) => {
                let place = from_end(*place);
                (place, place.saturating_add(1), 1)
            }
            Index::Range { from, to, step } => {
                let (first, end) = if *step > 0 { (0, length) } else { (length - 1, -1) };
                (from.map_or(first, from_end), to.map_or(end, from_end), *step)
            }
        };
        places(from, to, step, length)
    }
}

fn places(from: i64, to: i64, step: i64, length: i64) -> Vec<usize> {
    let mut found = Vec::new();
    // Nothing outside of the list is walked through.
    let mut place = if step > 0 { from.max(0) } else { from.min(length) };
    while if step > 0 { place < to.min(length) } else { place > to.max(-1) } {
        if let (true, Ok(place)) = (place < length, usize::try_from(place)) {
            found.push(place);
        }
        match place.checked_add(step) {
            Some(next) => place = next,
            None => break,
        }
    }
    found
}
