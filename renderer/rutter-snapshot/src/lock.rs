//! One run at a time changes the snapshots of a chart.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::folder::{PENDING, SNAPSHOTS};

/// How long a run waits for another.
const MAX_WAIT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// Held while snapshots of a chart, or what is pending, are changed; goes with its value, and with
/// the process.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for other runs, 10 seconds at most.
    ///
    /// # Errors
    /// When another run does not end, or nothing can be written below the chart.
    pub fn of(chart: &Path) -> Result<Lock, String> {
        let folder = chart.join(SNAPSHOTS).join(PENDING);
        prepare(&folder)?;
        let path = folder.join("lock");
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        let file = File::options().create(true).append(true).open(&path).map_err(failed)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() > MAX_WAIT => {
                    return Err(format!(
                        "{}: another \"rutter snap\" is at work on this chart; try again when it has ended",
                        path.display()
                    ));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
    }
}

/// Makes the folder of what is pending, which git does not see.
fn prepare(folder: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    let ignore = folder.join(".gitignore");
    match ignore.exists() {
        true => Ok(()),
        false => std::fs::write(ignore, "*\n").map_err(failed),
    }
}
