//! A client for registries that follow the OCI distribution specification.
//!
//! It knows bytes, digests and media types. What they mean, and how a version becomes a tag, is the
//! caller's. Errors are worded as ORAS words them, because that is what users of Helm see.

mod answer;
mod auth;
mod blobs;
mod challenge;
mod client;
mod credential;
pub mod credentials;
mod descriptor;
mod digest;
mod error;
mod go_json;
mod json;
mod limits;
mod manifest;
mod manifests;
pub mod media_type;
mod parallel;
mod pull;
mod push;
mod reference;
mod referrers;
mod scope;
mod tags;
mod token;
mod upload;

pub use answer::{Answer, RegistryError};
pub use client::{Client, ClientOptions, PlainHttp};
pub use credential::{Credential, CredentialSource, Fixed, NoCredentials};
pub use descriptor::Descriptor;
pub use digest::{Digest, Hasher};
pub use error::{Error, Origin};
pub use go_json::to_go_json;
pub use limits::Limits;
pub use manifest::{Index, Manifest};
pub use pull::{LayerRule, PullRules, Pulled, PulledBlob};
pub use push::{Content, Pushed};
pub use reference::Reference;
pub use rutter_http::{Progress, SetupError, Transport, TransportOptions};
