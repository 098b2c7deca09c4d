//! Who may use the servers, and over what.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::{DataKey, ObjectName};

crate::blocks::text::texts! {
    /// A password, which is one line, or none.
    Password, r"^[^\n\r]*$";
    /// Name of an ACL user.
    UserName, "^[a-zA-Z0-9][-_a-zA-Z0-9]*$";
    /// Rules of an ACL user, on one line.
    AclRules, r"^[^\n\r]+$", "minLength" = 1;
    /// How long a certificate holds.
    CertificateTime, "^([0-9]+(s|m|h))+$";
}

/// The password that clients are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Auth {
    /// Ask clients for a password.
    pub enabled: bool,
    /// Password that the chart puts into a Secret; better is a Secret of your own.
    pub password: Password,
    /// Secret that holds the password, in place of auth.password.
    pub existing_secret: String,
    /// Key in that Secret.
    pub existing_secret_key: DataKey,
}

impl Default for Auth {
    fn default() -> Auth {
        Auth {
            enabled: false,
            password: Password::default(),
            existing_secret: String::new(),
            existing_secret_key: "redis-password".into(),
        }
    }
}

/// Users beside the one whose password auth has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Acl {
    /// More users by name, each with rules and a password or an existingSecret.
    pub users: BTreeMap<UserName, User>,
    /// Secret with whole lines of an ACL file, for users beside these.
    pub existing_secret: ObjectName,
    /// Key in that Secret.
    pub existing_secret_key: DataKey,
}

impl Default for Acl {
    fn default() -> Acl {
        Acl {
            users: BTreeMap::new(),
            existing_secret: ObjectName::default(),
            existing_secret_key: "users.acl".into(),
        }
    }
}

/// An ACL user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// ACL rules of the user, such as `~app:* +@read`.
    pub rules: AclRules,
    /// Password that the chart puts into a Secret; better is a Secret of your own.
    pub password: Option<String>,
    /// Secret that holds the password, in place of password.
    pub existing_secret: Option<ObjectName>,
    /// Key in that Secret, password when left out.
    pub existing_secret_key: Option<DataKey>,
}

/// Encryption.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Tls {
    /// Speak TLS only, among the servers too.
    pub enabled: bool,
    /// Secret with ca.crt, tls.crt and tls.key.
    pub existing_secret: ObjectName,
    /// Ask clients for a certificate of the same authority.
    pub require_client_certificate: bool,
    /// A certificate of cert-manager's.
    pub cert_manager: CertManager,
}

/// A certificate of cert-manager's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct CertManager {
    /// Have cert-manager make the Secret.
    pub enabled: bool,
    /// Who signs it.
    pub issuer: Issuer,
    /// How long a certificate holds.
    pub duration: CertificateTime,
    /// How long before its end it is renewed.
    pub renew_before: CertificateTime,
}

impl Default for CertManager {
    fn default() -> CertManager {
        CertManager {
            enabled: false,
            issuer: Issuer::default(),
            duration: "2160h".into(),
            renew_before: "720h".into(),
        }
    }
}

/// Who signs a certificate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Issuer {
    /// Name of the issuer.
    pub name: String,
    /// Kind of the issuer: Issuer or ClusterIssuer.
    pub kind: IssuerKind,
}

/// Kind of an issuer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum IssuerKind {
    /// Of the namespace.
    #[default]
    Issuer,
    /// Of the cluster.
    ClusterIssuer,
}
