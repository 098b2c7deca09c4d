//! Several transfers at the same time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::Error;
use crate::client::lock;

/// Does something with each item, with at most so many threads. The first error ends what has not
/// begun.
pub(crate) fn each<I: Sync, T: Send>(
    items: &[I],
    at_once: usize,
    work: &(dyn Fn(&I) -> Result<T, Error> + Sync),
) -> Result<Vec<T>, Error> {
    let threads = at_once.clamp(1, items.len().max(1));
    if threads == 1 {
        return items.iter().map(work).collect();
    }
    let results: Mutex<Vec<Option<Result<T, Error>>>> =
        Mutex::new(items.iter().map(|_| None).collect());
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !failed.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    let result = work(item);
                    failed.fetch_or(result.is_err(), Ordering::Relaxed);
                    lock(&results)[index] = Some(result);
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let (mut done, mut error) = (Vec::with_capacity(items.len()), None);
    for result in results.into_iter().flatten() {
        match result {
            Ok(result) => done.push(result),
            Err(first) if error.is_none() => error = Some(first),
            Err(_) => {}
        }
    }
    error.map_or(Ok(done), Err)
}
