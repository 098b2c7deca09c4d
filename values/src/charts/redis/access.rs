//! Who may use the servers, and over what.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
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

block! {
    /// The password that clients are asked for.
    Auth {
        /// Ask clients for a password.
        enabled: bool,
        /// Password that the chart puts into a Secret; better is a Secret of your own.
        password: Password,
        /// Secret that holds the password, in place of auth.password.
        existing_secret: ObjectName,
        /// Key in that Secret.
        existing_secret_key: DataKey = "redis-password".into(),
    }
}

block! {
    /// Users beside the one whose password auth has.
    Acl {
        /// More users by name, each with rules and a password or an existingSecret.
        users: BTreeMap<UserName, User>,
        /// Secret with whole lines of an ACL file, for users beside these.
        existing_secret: ObjectName,
        /// Key in that Secret.
        existing_secret_key: DataKey = "users.acl".into(),
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

block! {
    /// Encryption.
    Tls {
        /// Speak TLS only, among the servers too.
        enabled: bool,
        /// Secret with ca.crt, tls.crt and tls.key.
        existing_secret: ObjectName,
        /// Ask clients for a certificate of the same authority.
        require_client_certificate: bool,
        /// A certificate of cert-manager's.
        cert_manager: CertManager,
    }
}

block! {
    /// A certificate of cert-manager's.
    CertManager {
        /// Have cert-manager make the Secret.
        enabled: bool,
        /// Who signs it.
        issuer: Issuer,
        /// How long a certificate holds.
        duration: CertificateTime = "2160h".into(),
        /// How long before its end it is renewed.
        renew_before: CertificateTime = "720h".into(),
    }
}

block! {
    /// Who signs a certificate.
    Issuer {
        /// Name of the issuer.
        name: ObjectName,
        /// Kind of the issuer: Issuer or ClusterIssuer.
        kind: IssuerKind,
    }
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
