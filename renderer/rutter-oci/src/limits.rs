//! What a registry may cost beyond one request.

/// Bounds of what is read from a registry.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a manifest, an index or a page of tags.
    pub manifest: u64,
    /// Bytes of a token service's answer.
    pub token: u64,
    /// Bytes of an error that are read.
    pub error: u64,
    /// Bytes of a blob that is read into memory.
    pub blob: u64,
    /// Pages of a list.
    pub pages: usize,
    /// Entries of a list.
    pub entries: usize,
    /// Manifests reached through an index.
    pub manifests: usize,
    /// Blobs that are transferred at the same time.
    pub at_once: usize,
    /// Bytes from which on a blob is sent in parts.
    pub monolithic: u64,
    /// Bytes of such a part.
    pub part: u64,
    /// How often a transfer goes on after a cut.
    pub resumptions: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            manifest: 4 << 20,
            token: 128 << 10,
            error: 8 << 10,
            blob: 512 << 20,
            pages: 1_000,
            entries: 1_000_000,
            manifests: 100,
            at_once: 3,
            monolithic: 64 << 20,
            part: 16 << 20,
            resumptions: 5,
        }
    }
}
