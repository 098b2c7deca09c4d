//! Registries: versions, packages and signatures. Helm: pkg/registry/client.go.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rutter::Compat;
use rutter::go::semver::{Constraints, Version};
use rutter_oci::credentials::Stores;
use rutter_oci::media_type::{EMPTY, MANIFEST};
use rutter_oci::{
    Client, ClientOptions, Content, Credential, CredentialSource, Descriptor, Error, Fixed,
    LayerRule, Manifest, PlainHttp, PullRules, Pushed, Reference, TransportOptions,
};

use super::artifact::{Artifact, CHART, CONFIG, OLD_CHART, PROVENANCE};
use super::http::USER_AGENT;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::homes::{Homes, variable};
use crate::progress::Bar;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The package.
    Chart,
    /// The signature.
    Provenance,
}

/// A manifest that documents are attached to.
pub struct Subject {
    reference: Reference,
    descriptor: Descriptor,
}

impl Subject {
    /// Its digest.
    pub fn digest(&self) -> String {
        self.descriptor.digest.to_string()
    }
}

/// Asks registries; threads may share it.
pub struct Registry {
    client: Client,
    /// For registries that an index names: without the credentials of flags.
    others: Option<Client>,
    compat: Compat,
}

/// Which credentials are used.
enum Credentials {
    /// Those of flags.
    Given(Fixed),
    /// Those that were kept.
    Kept(Stores),
}

impl CredentialSource for Credentials {
    fn get(&self, host: &str) -> Result<Credential, String> {
        match self {
            Credentials::Given(fixed) => fixed.get(host),
            Credentials::Kept(stores) => stores.get(host),
        }
    }
}

/// Docker's file with credentials.
pub fn docker_config() -> Option<PathBuf> {
    let folder = variable("DOCKER_CONFIG").map(PathBuf::from);
    let folder =
        folder.or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".docker")));
    Some(folder?.join("config.json"))
}

fn credentials(flags: &Parsed) -> Result<Credentials, String> {
    let text = |name: &str| flags.text(name).unwrap_or_default();
    if !text("username").is_empty() && !text("password").is_empty() {
        let given = Credential::new(text("username"), text("password"));
        return Ok(Credentials::Given(Fixed(given)));
    }
    Ok(Credentials::Kept(kept(flags)?))
}

/// Helm's credentials, and Docker's.
fn kept(flags: &Parsed) -> Result<Stores, String> {
    let own = PathBuf::from(Homes::new(flags).registry_config);
    Stores::open(&own, docker_config().as_deref())
}

fn transport_options(flags: &Parsed) -> TransportOptions {
    let path = |name: &str| flags.text(name).filter(|text| !text.is_empty()).map(PathBuf::from);
    TransportOptions {
        user_agent: USER_AGENT.to_string(),
        ca_file: path("ca-file"),
        cert_file: path("cert-file"),
        key_file: path("key-file"),
        insecure_skip_tls_verify: flags.is_set("insecure-skip-tls-verify")
            || flags.is_set("insecure"),
        ..TransportOptions::default()
    }
}

/// A client with these credentials, otherwise as flags want it.
///
/// # Errors
/// When a certificate cannot be used.
pub fn client(
    flags: &Parsed,
    compat: Compat,
    credentials: impl CredentialSource + 'static,
) -> Result<Client, Failure> {
    let plain_http = match (flags.is_set("plain-http"), compat) {
        (true, _) => PlainHttp::Always,
        (false, Compat::V3) => PlainHttp::Fallback,
        (false, Compat::V4) => PlainHttp::Never,
    };
    let options = ClientOptions { plain_http, ..ClientOptions::default() };
    if let Some(missing) = half_pair(flags).filter(|_| compat == Compat::V4) {
        return Err(Failure::text(format!(
            "missing registry client: can't create TLS config for client: unable to read {missing} file: \"\": open : no such file or directory"
        )));
    }
    Client::new(transport_options(flags), credentials, options).map_err(|error| {
        let error = match compat {
            Compat::V3 => error.in_words_of_helm_3(),
            Compat::V4 => error.to_string(),
        };
        let text = format!("missing registry client: can't create TLS config for client: {error}");
        Failure::text(text)
    })
}

/// What lacks of certificate and key. Helm 4 minds when it sets TLS up for another reason.
fn half_pair(flags: &Parsed) -> Option<&'static str> {
    let is_given = |name: &str| flags.text(name).is_some_and(|text| !text.is_empty());
    let sets_up = is_given("ca-file") || flags.is_set("insecure-skip-tls-verify");
    match (is_given("cert-file"), is_given("key-file")) {
        (true, false) if sets_up => Some("key"),
        (false, true) if sets_up => Some("cert"),
        _ => None,
    }
}

impl Registry {
    /// From flags.
    ///
    /// # Errors
    /// When a certificate cannot be used or credentials cannot be read.
    pub fn new(flags: &Parsed, compat: Compat) -> Result<Registry, Failure> {
        let credentials = credentials(flags).map_err(|error| unreadable(&error, compat))?;
        let others = match &credentials {
            Credentials::Kept(_) => None,
            Credentials::Given(_) => {
                let kept = kept(flags).map_err(|error| unreadable(&error, compat))?;
                Some(client(flags, compat, kept)?)
            }
        };
        Ok(Registry { client: client(flags, compat, credentials)?, others, compat })
    }

    /// The versions of a chart, newest first. `_` in a tag stands for `+`. Helm: `Client.Tags`.
    ///
    /// # Errors
    /// ORAS's text.
    pub fn versions(&self, reference: &str) -> Result<Vec<String>, String> {
        let reference = parse(reference)?;
        let tags = self.client.tags(&reference).map_err(|error| error.to_string())?;
        let mut versions: Vec<(Version, String)> = tags
            .iter()
            .map(|tag| tag.replace('_', "+"))
            .filter_map(|text| Some((Version::parse_strict(text.as_bytes()).ok()?, text)))
            .collect();
        versions.sort_by(|one, other| other.0.compare(&one.0));
        Ok(versions.into_iter().map(|(_, text)| text).collect())
    }

    /// As [`Registry::versions`]; none of a repository that is not there yet.
    ///
    /// # Errors
    /// ORAS's text.
    pub fn known_versions(&self, reference: &str) -> Result<Vec<String>, String> {
        let parsed = parse(reference)?;
        match self.client.tags(&parsed) {
            Err(error) if error.status() == Some(404) || error.is_not_found() => Ok(Vec::new()),
            _ => self.versions(reference),
        }
    }

    /// Attaches a document to what was pushed. Distribution: "Pushing manifests with a subject".
    ///
    /// # Errors
    /// ORAS's text.
    pub fn attach(&self, subject: &Subject, media_type: &str, data: &[u8]) -> Result<(), String> {
        let empty = b"{}".to_vec();
        let data = data.to_vec();
        let config = Content::new(EMPTY, &empty);
        let layer = Content::new(media_type, &data);
        let manifest = Manifest {
            media_type: MANIFEST.to_string(),
            artifact_type: media_type.to_string(),
            subject: Some(subject.descriptor.clone()),
            ..Manifest::new(
                config.descriptor.clone(),
                vec![layer.descriptor.clone()],
                BTreeMap::new(),
            )
        };
        let attached = self.client.push_referrer(&subject.reference, &manifest, &[config, layer]);
        attached.map(|_| ()).map_err(|error| error.to_string())
    }

    /// The tag that a version or a range of versions means. Helm: `ValidateReference`.
    ///
    /// # Errors
    /// Helm's text.
    pub fn tag(&self, place: &str, version: &str) -> Result<String, String> {
        if Version::parse(version.as_bytes()).is_ok() {
            return Ok(version.to_string());
        }
        let versions = self.versions(place)?;
        if versions.is_empty() {
            let unable = if self.compat == Compat::V3 { "Unable" } else { "unable" };
            return Err(format!(
                "{unable} to locate any tags in provided repository: oci://{place}"
            ));
        }
        if versions.iter().any(|found| found == version) {
            return Ok(version.to_string());
        }
        let range = if version.is_empty() { "*" } else { version };
        let range = Constraints::parse(range.as_bytes())?;
        let satisfies = |found: &&String| {
            Version::parse(found.as_bytes()).is_ok_and(|found| range.check(&found))
        };
        versions.iter().find(satisfies).cloned().ok_or_else(|| {
            let could = if self.compat == Compat::V3 { "Could" } else { "could" };
            format!("{could} not locate a version matching provided version string {version}")
        })
    }

    /// The digest of the manifest of a tag; nothing when there is no such tag.
    pub fn digest(&self, reference: &str) -> Option<String> {
        let reference = parse(reference).ok()?;
        self.client.resolve(&reference).ok().map(|found| found.digest.to_string())
    }

    /// What a tag stands for.
    ///
    /// # Errors
    /// ORAS's text.
    pub fn subject(&self, reference: &str) -> Result<Subject, String> {
        let reference = parse(reference)?;
        let descriptor = self.client.resolve(&reference).map_err(|error| error.to_string())?;
        Ok(Subject { reference, descriptor })
    }

    /// Pulls a package or a signature; tells lines to print.
    ///
    /// # Errors
    /// ORAS's or Helm's text.
    pub fn pull(
        &self,
        reference: &str,
        wanted: Wanted,
        tell: &mut dyn FnMut(String),
    ) -> Result<Vec<u8>, String> {
        self.pull_by(&self.client, reference, wanted, tell)
    }

    /// As [`Registry::pull`], from where an index leads: credentials of flags are not for it.
    ///
    /// # Errors
    /// ORAS's or Helm's text.
    pub fn pull_named(
        &self,
        reference: &str,
        wanted: Wanted,
        tell: &mut dyn FnMut(String),
    ) -> Result<Vec<u8>, String> {
        self.pull_by(self.others.as_ref().unwrap_or(&self.client), reference, wanted, tell)
    }

    fn pull_by(
        &self,
        client: &Client,
        reference: &str,
        wanted: Wanted,
        tell: &mut dyn FnMut(String),
    ) -> Result<Vec<u8>, String> {
        let reference = parse(reference)?;
        let chart = [LayerRule { media_types: &[CHART, OLD_CHART], required: true }];
        let provenance = [LayerRule { media_types: &[PROVENANCE], required: true }];
        let layers = match wanted {
            Wanted::Chart => &chart,
            Wanted::Provenance => &provenance,
        };
        let bar = Bar::new("Pulling", &reference.to_string());
        let rules = PullRules { config: CONFIG, layers };
        let pulled = client.pull(&reference, &rules, &|done, total| bar.set(done, total));
        bar.clear();
        let pulled = pulled.map_err(|error| error.to_string())?;
        check_config(&pulled)?;
        let types: &[&str] =
            if wanted == Wanted::Chart { &[CHART, OLD_CHART] } else { &[PROVENANCE] };
        let blob = types.iter().find_map(|media_type| pulled.blob(media_type));
        let blob = blob.ok_or("the manifest names no such layer")?;
        if blob.descriptor.media_type == OLD_CHART {
            tell(format!("Warning: chart media type {OLD_CHART} is deprecated"));
        }
        tell(format!("Pulled: {reference}"));
        tell(format!("Digest: {}", pulled.descriptor.digest));
        underscore_notice(&reference).into_iter().for_each(tell);
        Ok(blob.bytes.clone())
    }

    /// Pushes a package with its signature; gives lines to print.
    ///
    /// # Errors
    /// ORAS's text.
    pub fn push(&self, place: &str, artifact: &Artifact) -> Result<(Subject, Vec<String>), String> {
        let tag = artifact.version.replace('+', "_");
        let reference = parse(&format!("{place}/{}:{tag}", artifact.name))?;
        let bar = Bar::new("Pushing", &reference.to_string());
        let progress = |done, total| bar.set(done, total);
        let pushed = artifact.push(&self.client, &reference, &progress);
        bar.clear();
        let pushed = pushed.map_err(|error| error.to_string())?;
        let mut messages =
            vec![format!("Pushed: {reference}"), format!("Digest: {}", pushed.descriptor.digest)];
        messages.extend(underscore_notice(&reference));
        let Pushed { reference, descriptor, .. } = pushed;
        Ok((Subject { reference, descriptor }, messages))
    }
}

/// A reference, `+` of its tag as `_`.
fn parse(text: &str) -> Result<Reference, String> {
    let text = match text.rsplit_once(':') {
        Some((place, tag)) if !tag.contains('/') => format!("{place}:{}", tag.replace('+', "_")),
        _ => text.to_string(),
    };
    Reference::parse(&text).map_err(|error: Error| error.to_string())
}

/// The config must be JSON, as Helm reads it.
fn check_config(pulled: &rutter_oci::Pulled) -> Result<(), String> {
    let Some(config) = pulled.blob(CONFIG) else { return Ok(()) };
    rutter::go::json::unmarshal(&config.bytes).map(|_| ())
}

fn underscore_notice(reference: &Reference) -> Vec<String> {
    if !reference.reference.contains('_') {
        return Vec::new();
    }
    vec![
        format!("{reference} contains an underscore."),
        String::new(),
        "OCI artifact references (e.g. tags) do not support the plus sign (+). To support".into(),
        "storing semantic versions, Helm adopts the convention of changing plus (+) to".into(),
        "an underscore (_) in chart version tags when pushing to a registry and back to".into(),
        "a plus (+) when pulling from a registry.".into(),
    ]
}

/// Helm dies of a broken file of credentials before it does anything else.
pub fn unreadable(error: &str, compat: Compat) -> Failure {
    match compat {
        Compat::V3 => crate::output::complain(&format!("WARNING: {error}")),
        Compat::V4 => crate::output::complain(&format!(
            "level=WARN msg=\"command failed\" error={}",
            rutter::slog_quote(error)
        )),
    }
    Failure { text: String::new(), code: 1 }
}
