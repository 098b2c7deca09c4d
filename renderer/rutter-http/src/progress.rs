//! How far a transfer is.

/// Is told how many bytes are done, and of how many where that is known.
///
/// Called from the thread of the transfer, which may be one of several.
pub type Progress<'a> = &'a (dyn Fn(u64, Option<u64>) + Sync);
