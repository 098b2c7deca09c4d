//! Which Helm a result must equal.

/// The Helm whose bytes, texts and limits are reproduced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compat {
    /// Helm 3.22.
    V3,
    /// Helm 4.3.
    #[default]
    V4,
}

impl Compat {
    /// The exact release that stands behind the recorded answers, such as `v4.3.1`.
    pub fn helm_version(self) -> &'static str {
        match self {
            Compat::V3 => "v3.22.0",
            Compat::V4 => "v4.3.1",
        }
    }
}
