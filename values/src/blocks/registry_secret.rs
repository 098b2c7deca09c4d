//! A pull secret that a chart makes.

use serde_json::{Value, json};

use crate::blocks::block::block;
use crate::blocks::text::ObjectName;

block! {
    /// A pull secret that the chart makes.
    RegistrySecret {
        /// Make a Secret for pulling images, which every pod takes.
        create: bool,
        /// Name of the Secret; the full name with -registry behind it when empty.
        name: ObjectName,
        /// Address of the registry.
        server: String,
        /// User of the registry.
        username: String,
        /// Password of that user.
        password: String,
        /// Mail address of that user.
        email: String,
    }
}

impl RegistrySecret {
    /// What a Secret that is made must have.
    pub fn rule() -> Value {
        json!({
            "if": {"properties": {"create": {"const": true}}, "required": ["create"]},
            "then": {"properties": {
                "server": {"minLength": 1},
                "username": {"minLength": 1},
                "password": {"minLength": 1},
            }},
        })
    }
}
