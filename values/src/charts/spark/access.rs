//! Who may use a cluster, and over what.

use crate::blocks::block::block;
use crate::blocks::{DataKey, ObjectName};

block! {
    /// A secret that servers and applications share.
    Auth {
        /// Ask workers and applications for a shared secret.
        enabled: bool,
        /// Secret that holds it.
        existing_secret: ObjectName,
        /// Key in that Secret.
        existing_secret_key: DataKey = "secret".into(),
        /// Encrypt what goes between them, with keys from that secret.
        encrypt: bool = true,
    }
}

block! {
    /// Encryption.
    Tls {
        /// Speak TLS on web interfaces and, from Spark 4, between servers and applications.
        enabled: bool,
        /// Secret with both stores and their password.
        existing_secret: ObjectName,
        /// Key of the key store in that Secret.
        key_store_key: DataKey = "keystore.jks".into(),
        /// Key of the trust store in that Secret.
        trust_store_key: DataKey = "truststore.jks".into(),
        /// Key of the password of both.
        password_key: DataKey = "password".into(),
    }
}
