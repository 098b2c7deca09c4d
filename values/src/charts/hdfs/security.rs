//! Kerberos and TLS.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::{DataKey, ObjectName};

crate::blocks::text::texts! {
    /// A realm of Kerberos, or none.
    Realm, "^[A-Za-z0-9.-]*$";
}

/// Who clients and servers are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Kerberos {
    /// Ask everyone for a Kerberos ticket; needs tls.enabled.
    pub enabled: bool,
    /// Realm of the principals.
    pub realm: Realm,
    /// ConfigMap with krb5.conf.
    #[serde(rename = "krb5ConfigMap")]
    pub krb5_config_map: ObjectName,
    /// Secret with the keytab of the principals USER/HOST and HTTP/HOST of every pod.
    pub existing_secret: ObjectName,
    /// Key in that Secret.
    pub existing_secret_key: DataKey,
    /// Protection of the data on the wire: authentication, integrity or privacy.
    pub protection: Protection,
}

impl Default for Kerberos {
    fn default() -> Kerberos {
        Kerberos {
            enabled: false,
            realm: Realm::default(),
            krb5_config_map: ObjectName::default(),
            existing_secret: ObjectName::default(),
            existing_secret_key: "hadoop.keytab".into(),
            protection: Protection::Privacy,
        }
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

/// Encryption of web ports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Tls {
    /// Serve HTTPS in place of HTTP.
    pub enabled: bool,
    /// Secret with the PKCS #12 files keystore.p12 and truststore.p12.
    pub existing_secret: ObjectName,
    /// Secret with the password of both files.
    pub password_secret: ObjectName,
    /// Key in that Secret.
    pub password_secret_key: DataKey,
}

impl Default for Tls {
    fn default() -> Tls {
        Tls {
            enabled: false,
            existing_secret: ObjectName::default(),
            password_secret: ObjectName::default(),
            password_secret_key: "password".into(),
        }
    }
}
