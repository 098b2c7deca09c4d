//! TOML as BurntSushi/toml 1.6 writes and reads it.

mod decode;
mod encode;
mod scalar;
mod scan;

pub(crate) use decode::decode;
pub(crate) use encode::{EncodeError, encode};
