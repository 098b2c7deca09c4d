//! How packages are written.

use rutter::Compat;
use rutter::chart::FileTimes;
use rutter::go::strconv::parse_int;

use crate::clock;
use crate::failure::Failure;
use crate::flags::Parsed;

/// The time of every entry when nobody says another: 1980-01-01, before which some tools stop.
const FIXED_TIME: u64 = 315_532_800;

/// What `SOURCE_DATE_EPOCH` and `--file-times` say.
///
/// # Errors
/// For a time that is none.
pub fn file_times(flags: &Parsed, compat: Compat) -> Result<FileTimes, Failure> {
    let epoch = source_date_epoch(compat)?;
    match (flags.text("file-times").unwrap_or("fixed"), epoch) {
        ("fixed", epoch) => Ok(FileTimes::Fixed(epoch.unwrap_or(FIXED_TIME))),
        ("source" | "now", Some(epoch)) if compat == Compat::V4 => Ok(FileTimes::Fixed(epoch)),
        ("source", _) => Ok(FileTimes::Source(clock::seconds())),
        ("now", _) => Ok(FileTimes::Fixed(clock::seconds())),
        (other, _) => Err(Failure::text(format!(
            "--file-times {other}: expected fixed, source (what Helm 4 writes) or now (what Helm 3 writes)"
        ))),
    }
}

/// Helm: internal `ParseSourceDateEpoch`; Helm 3 knows no such variable.
fn source_date_epoch(compat: Compat) -> Result<Option<u64>, Failure> {
    let text = std::env::var("SOURCE_DATE_EPOCH").unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    match parse_int(&text, 10, 64) {
        Ok(seconds) => match u64::try_from(seconds) {
            Ok(seconds) => Ok(Some(seconds)),
            Err(_) => Err(Failure::text("invalid SOURCE_DATE_EPOCH: must not be negative")),
        },
        Err(_) if compat == Compat::V3 => Ok(None),
        Err(error) => Err(Failure::text(format!("invalid SOURCE_DATE_EPOCH: {error}"))),
    }
}
