//! A service account.

use crate::blocks::block::block;
use crate::blocks::fields::Texts;

block! {
    /// A service account, made or there already.
    ServiceAccount {
        /// Make a service account.
        create: bool,
        /// Name of the service account to use or make.
        name: String,
        /// Annotations of the service account.
        annotations: Texts,
    }
}
