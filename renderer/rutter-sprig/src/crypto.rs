//! sprig crypto.go: digests, passwords, keys and certificates.

mod hash;

pub(crate) use hash::{adler32sum, sha1sum, sha256sum, sha512sum};
