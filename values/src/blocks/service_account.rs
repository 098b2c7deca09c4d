//! A service account.

use crate::blocks::block::block;
use crate::blocks::fields::Texts;
use crate::blocks::text::ObjectName;

block! {
    /// A service account, made or there already.
    ServiceAccount {
        /// Make a service account.
        create: bool,
        /// Name of the service account to use or make.
        name: ObjectName,
        /// Annotations of the service account.
        annotations: Texts,
    }
}
