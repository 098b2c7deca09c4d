//! Pulling a manifest with what is wanted of what it names.

use std::collections::HashSet;

use rutter_http::Progress;
use serde::de::DeserializeOwned;

use crate::{
    Client, Descriptor, Error, Index, Manifest, Origin, Reference, json, media_type, parallel,
};

/// What a manifest must have, by media types.
#[derive(Debug, Clone)]
pub struct PullRules<'a> {
    /// The configuration, which must be there.
    pub config: &'a str,
    /// The layers that are wanted.
    pub layers: &'a [LayerRule<'a>],
}

/// A layer that is wanted.
#[derive(Debug, Clone)]
pub struct LayerRule<'a> {
    /// Its media types; errors name the first.
    pub media_types: &'a [&'a str],
    /// Whether the manifest must have it.
    pub required: bool,
}

/// What was pulled.
#[derive(Debug, Clone)]
pub struct Pulled {
    /// From where.
    pub reference: Reference,
    /// The manifest, or the index, that the reference stands for.
    pub descriptor: Descriptor,
    /// Its bytes.
    pub manifest: Vec<u8>,
    /// The configuration and the layers that were wanted, in the order of the manifest.
    pub blobs: Vec<PulledBlob>,
}

/// A blob that was pulled.
#[derive(Debug, Clone)]
pub struct PulledBlob {
    /// What it is.
    pub descriptor: Descriptor,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Pulled {
    /// The first blob of a media type.
    pub fn blob(&self, media_type: &str) -> Option<&PulledBlob> {
        self.blobs.iter().find(|blob| blob.descriptor.media_type == media_type)
    }
}

/// How deep indexes may name indexes.
const DEEPEST: usize = 8;

/// What a walk has found.
#[derive(Default)]
struct Found {
    manifests: Vec<Descriptor>,
    blobs: Vec<Descriptor>,
    seen: HashSet<(String, String, i64)>,
}

impl Found {
    fn is_new(&mut self, descriptor: &Descriptor) -> bool {
        let key = (descriptor.media_type.clone(), descriptor.digest.to_string(), descriptor.size);
        self.seen.insert(key)
    }
}

impl Client {
    /// Pulls what a reference stands for: the manifest, or those of an index, then the blobs that
    /// are wanted, several at a time. Blobs of other media types are not asked for.
    ///
    /// # Errors
    /// When something is missing or not what it should be, in the words of Helm.
    pub fn pull(
        &self,
        reference: &Reference,
        rules: &PullRules<'_>,
        progress: Progress<'_>,
    ) -> Result<Pulled, Error> {
        let begun = self.begin_manifest(reference);
        let (response, root) = begun.map_err(|error| error.at("FetchReference", Origin::Source))?;
        let read = self.finish_manifest(response, root);
        let (manifest, root) = read.map_err(|error| error.at("Successors", Origin::Source))?;
        let mut found = Found::default();
        self.walk(reference, &root, &manifest, "Successors", &mut found, 0)?;
        let wanted = |blob: &Descriptor| {
            let kind = blob.media_type.as_str();
            kind == rules.config || rules.layers.iter().any(|l| l.media_types.contains(&kind))
        };
        found.blobs.retain(wanted);
        check(&found, rules, &root)?;
        let blobs = self.fetch(reference, found.blobs, progress)?;
        Ok(Pulled { reference: reference.clone(), descriptor: root, manifest, blobs })
    }

    fn walk(
        &self,
        reference: &Reference,
        descriptor: &Descriptor,
        bytes: &[u8],
        step: &'static str,
        found: &mut Found,
        depth: usize,
    ) -> Result<(), Error> {
        if !found.is_new(descriptor) {
            return Ok(());
        }
        found.manifests.push(descriptor.clone());
        if found.manifests.len() > self.options.limits.manifests || depth > DEEPEST {
            let text = "the index names too many manifests".to_string();
            return Err(Error::Content(text).at(step, Origin::Source));
        }
        match descriptor.media_type.as_str() {
            media_type::MANIFEST | media_type::DOCKER_MANIFEST => {
                let manifest: Manifest = parse(bytes, step)?;
                for blob in std::iter::once(manifest.config).chain(manifest.layers) {
                    if found.is_new(&blob) {
                        found.blobs.push(blob);
                    }
                }
                Ok(())
            }
            media_type::INDEX | media_type::DOCKER_LIST => {
                let index: Index = parse(bytes, step)?;
                index
                    .manifests
                    .iter()
                    .try_for_each(|child| self.visit(reference, child, found, depth))
            }
            _ => Ok(()),
        }
    }

    fn visit(
        &self,
        reference: &Reference,
        child: &Descriptor,
        found: &mut Found,
        depth: usize,
    ) -> Result<(), Error> {
        const STEP: &str = "FindSuccessors";
        if !media_type::MANIFESTS.contains(&child.media_type.as_str()) {
            if found.is_new(child) {
                found.blobs.push(child.clone());
            }
            return Ok(());
        }
        let bytes = self.manifest_of(reference, child, "pull");
        let bytes = bytes.map_err(|error| error.at(STEP, Origin::Source))?;
        self.walk(reference, child, &bytes, STEP, found, depth + 1)
    }

    fn fetch(
        &self,
        reference: &Reference,
        blobs: Vec<Descriptor>,
        progress: Progress<'_>,
    ) -> Result<Vec<PulledBlob>, Error> {
        let limit = self.options.limits.blob;
        let sizes = blobs.iter().map(|blob| u64::try_from(blob.size).unwrap_or(0));
        let total = sizes.fold(0u64, u64::saturating_add);
        parallel::each(&blobs, self.options.limits.at_once, &|descriptor| {
            let mut bytes = Vec::new();
            let fetched = if total > limit {
                Err(Error::Content(format!("content size {total} exceeds the limit {limit}")))
            } else {
                self.blob_to(reference, descriptor, &mut bytes, progress)
            };
            match fetched {
                Ok(()) => Ok(PulledBlob { descriptor: descriptor.clone(), bytes }),
                Err(error @ Error::Content(_)) => Err(error.at("Push", Origin::Destination)),
                Err(error) => Err(error.at("Fetch", Origin::Source)),
            }
        })
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8], step: &'static str) -> Result<T, Error> {
    json::read(bytes).map_err(|reason| Error::Content(reason).at(step, Origin::Source))
}

/// Whether everything required is there.
fn check(found: &Found, rules: &PullRules<'_>, root: &Descriptor) -> Result<(), Error> {
    let fail = |text: String| Err(Error::Content(text));
    let counts = |kind: &str| kind == media_type::INDEX || kind == media_type::MANIFEST;
    let manifests = found.manifests.iter().filter(|m| counts(&m.media_type)).count();
    let number = manifests + found.blobs.len();
    let least = 1 + rules.layers.iter().filter(|layer| layer.required).count();
    if number < least {
        return fail(format!(
            "manifest does not contain minimum number of descriptors ({least}), descriptors found: {number}"
        ));
    }
    let has = |kinds: &[&str]| found.blobs.iter().any(|b| kinds.contains(&b.media_type.as_str()));
    if !has(&[rules.config]) {
        return fail(format!("could not load config with mediatype {}", rules.config));
    }
    for layer in rules.layers.iter().filter(|layer| layer.required) {
        if !has(layer.media_types) {
            let kind = layer.media_types.first().copied().unwrap_or_default();
            return fail(format!("manifest does not contain a layer with mediatype {kind}"));
        }
    }
    if !counts(&root.media_type) {
        let Descriptor { media_type, digest, .. } = root;
        return fail(format!(
            "unable to retrieve blob with digest {digest}: {digest}: {media_type}: not found"
        ));
    }
    Ok(())
}
