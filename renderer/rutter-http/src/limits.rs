//! What a server may cost.

use std::time::Duration;

/// Bounds of one request. Tests shorten them to milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Time to look up a name, connect and agree on TLS.
    pub connect: Duration,
    /// Time without a single byte sent or received.
    pub idle: Duration,
    /// Time of a whole request, its body included.
    pub transfer: Duration,
    /// Redirects that are followed.
    pub redirects: u32,
    /// Attempts after the first.
    pub retries: u32,
    /// Time that all waiting between attempts may take together.
    pub waiting: Duration,
    /// The first wait; each further one is twice as long.
    pub first_wait: Duration,
    /// The shortest wait.
    pub least_wait: Duration,
    /// The longest wait, also where the server asks for more.
    pub longest_wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            transfer: Duration::from_secs(600),
            redirects: 10,
            retries: 5,
            waiting: Duration::from_secs(15),
            first_wait: Duration::from_millis(250),
            least_wait: Duration::from_millis(200),
            longest_wait: Duration::from_secs(3),
        }
    }
}
