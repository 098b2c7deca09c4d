//! A [`World`] whose randomness and clock are given, so that a render can be repeated.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rutter_go::World;
use rutter_go::time::{Time, Zone};
use rutter_go::world::{DirectoryEntry, FileMetadata, Instant, OpenFile};

/// The time of a seeded render that is given none: 2020-01-01T00:00:00Z.
const SEEDED_CLOCK: Instant = Instant { seconds: 1_577_836_800, nanoseconds: 0 };

/// Step of the generator: 2^64 divided by the golden ratio (SplitMix64).
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Another world with its own clock and randomness. Not for secrets: whoever knows the seed knows
/// every key and password.
#[derive(Debug)]
pub struct SeededWorld<W> {
    inner: W,
    state: Option<AtomicU64>,
    clock: Option<Instant>,
}

impl<W: World> SeededWorld<W> {
    /// `inner` as it is, unless a seed or a clock is given.
    pub fn new(inner: W) -> SeededWorld<W> {
        SeededWorld { inner, state: None, clock: None }
    }

    /// Random bytes follow from `seed`. The clock then stands still as well, at the start of 2020
    /// unless [`SeededWorld::with_clock`] says otherwise: certificates hold the time.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> SeededWorld<W> {
        self.state = Some(AtomicU64::new(mix(seed)));
        self.clock = self.clock.or(Some(SEEDED_CLOCK));
        self
    }

    /// The clock stands still at `clock`.
    #[must_use]
    pub fn with_clock(mut self, clock: Instant) -> SeededWorld<W> {
        self.clock = Some(clock);
        self
    }
}

/// A moment as RFC 3339 writes it, such as `2024-05-06T07:08:09Z`.
///
/// # Errors
/// Go's text.
pub fn parse_clock(text: &str) -> Result<Instant, String> {
    let layout = b"2006-01-02T15:04:05Z07:00";
    let time = Time::parse(layout, text.as_bytes(), &Zone::utc())?;
    Ok(Instant { seconds: time.unix_seconds(), nanoseconds: time.nanosecond() })
}

/// The output function of SplitMix64.
fn mix(state: u64) -> u64 {
    let mut z = state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl<W: World> World for SeededWorld<W> {
    fn now(&self) -> Instant {
        self.clock.unwrap_or_else(|| self.inner.now())
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        let Some(state) = &self.state else { return self.inner.fill_random(buffer) };
        for chunk in buffer.chunks_mut(8) {
            let number = mix(state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP));
            chunk.copy_from_slice(number.to_le_bytes().get(..chunk.len()).unwrap_or_default());
        }
    }

    fn lookup_host(&self, name: &str) -> Option<String> {
        self.inner.lookup_host(name)
    }

    fn local_zone(&self) -> String {
        match self.clock {
            Some(_) => "UTC".to_string(),
            None => self.inner.local_zone(),
        }
    }

    fn environment(&self, name: &str) -> Option<String> {
        self.inner.environment(name)
    }

    fn open_file(&self, path: &Path, limit: u64) -> io::Result<OpenFile> {
        self.inner.open_file(path, limit)
    }

    fn read_directory(&self, path: &Path) -> io::Result<Vec<DirectoryEntry>> {
        self.inner.read_directory(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        self.inner.metadata(path)
    }

    fn symlink_metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        self.inner.symlink_metadata(path)
    }

    fn read_link(&self, path: &Path) -> Option<PathBuf> {
        self.inner.read_link(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner.canonicalize(path)
    }
}
