//! Kerberos and TLS.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::{DataKey, ObjectName};

crate::blocks::text::texts! {
    /// A realm of Kerberos, or none.
    Realm, "^[A-Za-z0-9.-]*$";
}

block! {
    /// Who clients and servers are.
    Kerberos {
        /// Ask everyone for a Kerberos ticket; needs tls.enabled.
        enabled: bool,
        /// Realm of the principals.
        realm: Realm,
        /// ConfigMap with krb5.conf.
        #[serde(rename = "krb5ConfigMap")]
        krb5_config_map: ObjectName,
        /// Secret with the keytab of the principals USER/HOST and HTTP/HOST of every pod.
        existing_secret: ObjectName,
        /// Key in that Secret.
        existing_secret_key: DataKey = "hadoop.keytab".into(),
        /// Protection of the data on the wire: authentication, integrity or privacy.
        protection: Protection,
    }
}

/// Protection of the data on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Protection {
    /// None but knowing each other.
    Authentication,
    /// Against change.
    Integrity,
    /// Against change and reading.
    #[default]
    Privacy,
}

block! {
    /// Encryption of web ports.
    Tls {
        /// Serve HTTPS in place of HTTP.
        enabled: bool,
        /// Secret with the PKCS #12 files keystore.p12 and truststore.p12.
        existing_secret: ObjectName,
        /// Secret with the password of both files.
        password_secret: ObjectName,
        /// Key in that Secret.
        password_secret_key: DataKey = "password".into(),
    }
}
