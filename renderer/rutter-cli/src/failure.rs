//! Why a command fails, and with which exit code.

/// A failed command: what follows `Error: ` on standard error, and the exit code.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The text; nothing is printed when empty.
    pub text: String,
    /// The exit code, 1 unless a command says otherwise.
    pub code: u8,
}

impl Failure {
    /// Exit code 1 with this text.
    pub fn text(text: impl Into<String>) -> Failure {
        Failure { text: text.into(), code: 1 }
    }
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Failure::text(text)
    }
}
