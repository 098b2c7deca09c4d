//! Credentials that users keep: in a file of Helm or Docker, or in a program beside it.

mod auth_entry;
mod config_file;
mod helper;
mod indent;
mod store;

pub use helper::{Helper, PATIENCE};
pub use store::{Store, Stores};

/// Under which key a registry's credentials are kept.
pub fn server_address(registry: &str) -> &str {
    match registry {
        "docker.io" | "registry-1.docker.io" => "https://index.docker.io/v1/",
        other => other,
    }
}
