//! When to ask again, as the client of ORAS does.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use crate::{Error, ErrorKind, Limits, Request, Response};

/// Counts attempts.
pub(crate) struct Retry<'a> {
    limits: &'a Limits,
    started: Instant,
    attempt: u32,
}

impl<'a> Retry<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Retry { limits, started: Instant::now(), attempt: 0 }
    }

    /// How long to wait before asking again; nothing when this result is the last.
    pub(crate) fn wait(
        &mut self,
        request: &Request<'_>,
        result: &Result<Response, Error>,
    ) -> Option<Duration> {
        let again = match result {
            Ok(response) => matches!(response.status(), 408 | 429 | 500..),
            Err(error) => error.kind() == ErrorKind::Cut && request.repeat_when_cut,
        };
        if !again || self.attempt >= self.limits.retries {
            return None;
        }
        let wait = self.asked(result).unwrap_or_else(|| self.backoff());
        let wait = wait.max(self.limits.least_wait).min(self.limits.longest_wait);
        self.attempt += 1;
        (self.started.elapsed() + wait <= self.limits.waiting).then_some(wait)
    }

    /// What the server asks for: seconds, with 429 only.
    fn asked(&self, result: &Result<Response, Error>) -> Option<Duration> {
        let response = result.as_ref().ok().filter(|r| r.status() == 429)?;
        let seconds: u64 = response.headers().get("Retry-After")?.trim().parse().ok()?;
        (seconds > 0).then(|| Duration::from_secs(seconds))
    }

    /// Twice as long each time, ten in a hundred more or less.
    fn backoff(&self) -> Duration {
        let wait = self.limits.first_wait.saturating_mul(1 << self.attempt.min(16));
        let random = RandomState::new().hash_one(self.attempt) % 200;
        let per_mille = 900 + u32::try_from(random).unwrap_or_default();
        wait.saturating_mul(per_mille) / 1000
    }
}
