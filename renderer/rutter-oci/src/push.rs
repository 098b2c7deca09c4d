//! Pushing a manifest with everything it names.

use std::collections::BTreeMap;

use rutter_http::{Body, Progress};

use crate::manifests::by_digest;
use crate::{Client, Descriptor, Error, Manifest, Origin, Reference, media_type, parallel};

/// Something to be pushed.
#[derive(Clone)]
pub struct Content<'a> {
    /// What it is.
    pub descriptor: Descriptor,
    /// Its bytes.
    pub body: &'a dyn Body,
}

impl<'a> Content<'a> {
    /// Bytes of a media type.
    pub fn new(media_type: &str, bytes: &'a Vec<u8>) -> Self {
        Content { descriptor: Descriptor::of(media_type, bytes), body: bytes }
    }
}

/// What was pushed.
#[derive(Debug, Clone)]
pub struct Pushed {
    /// Where to.
    pub reference: Reference,
    /// The manifest.
    pub descriptor: Descriptor,
    /// Its bytes.
    pub manifest: Vec<u8>,
}

impl Client {
    /// Pushes a manifest with its configuration and layers, in the order of Helm's requests: is the
    /// manifest there, are the blobs, the blobs that are not, the manifest by its digest, then by
    /// the tag of the reference. Layers are put in the order of their digests.
    ///
    /// # Errors
    /// When the registry does not take something.
    pub fn push(
        &self,
        reference: &Reference,
        config: &Content<'_>,
        layers: &[Content<'_>],
        annotations: BTreeMap<String, String>,
        progress: Progress<'_>,
    ) -> Result<Pushed, Error> {
        let mut layers = layers.to_vec();
        layers.sort_by(|a, b| a.descriptor.digest.cmp(&b.descriptor.digest));
        let descriptors = layers.iter().map(|layer| layer.descriptor.clone()).collect();
        let manifest =
            Manifest::new(config.descriptor.clone(), descriptors, annotations).to_bytes();
        let descriptor = Descriptor::of(media_type::MANIFEST, &manifest);
        let digest = by_digest(reference, &descriptor.digest)?;
        if !self.manifest_exists(&digest)? {
            let mut blobs = vec![config.clone()];
            blobs.extend(layers);
            self.push_missing(reference, &blobs, progress)?;
            let put = self.put_manifest(&digest, &descriptor, &manifest);
            put.map_err(|error| error.at("Push", Origin::Destination))?;
        }
        if !reference.reference.is_empty() && reference.digest().is_none() {
            let tag = || {
                self.manifest_of(reference, &descriptor, "pull,push")?;
                self.put_manifest(reference, &descriptor, &manifest)
            };
            tag().map_err(|error| error.at("Tag", Origin::Destination))?;
        }
        Ok(Pushed { reference: reference.clone(), descriptor, manifest })
    }

    fn manifest_exists(&self, digest: &Reference) -> Result<bool, Error> {
        match self.resolve_for(digest, "pull,push") {
            Ok(_) => Ok(true),
            Err(Error::NotFound(_)) => Ok(false),
            Err(error) => Err(error.at("Exists", Origin::Destination)),
        }
    }

    /// Sends the blobs that the repository does not have.
    pub(crate) fn push_missing(
        &self,
        repository: &Reference,
        blobs: &[Content<'_>],
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        let mut distinct: Vec<&Content<'_>> = Vec::new();
        for blob in blobs {
            if !distinct.iter().any(|known| known.descriptor.digest == blob.descriptor.digest) {
                distinct.push(blob);
            }
        }
        let at_once = self.options.limits.at_once;
        let missing = parallel::each(&distinct, at_once, &|blob| {
            let digest = &blob.descriptor.digest;
            let exists = self.blob_exists_for(repository, digest, "pull,push");
            exists.map(|exists| !exists).map_err(|error| error.at("Exists", Origin::Destination))
        })?;
        let missing: Vec<&Content<'_>> = distinct
            .into_iter()
            .zip(missing)
            .filter(|(_, missing)| *missing)
            .map(|(b, _)| b)
            .collect();
        parallel::each(&missing, at_once, &|blob| {
            let pushed = self.push_blob(repository, &blob.descriptor, blob.body, progress);
            pushed.map_err(|error| error.at("Push", Origin::Destination))
        })?;
        Ok(())
    }
}
