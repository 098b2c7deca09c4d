//! What says something about a manifest: signatures, lists of contents.

use rutter_http::{Method, Request};

use crate::client::lock;
use crate::manifests::by_digest;
use crate::tags::next_page;
use crate::{
    Client, Content, Descriptor, Digest, Error, Index, Manifest, Reference, json, media_type, scope,
};

impl Client {
    /// The manifests whose subject is a digest, of one artifact type or of all. A registry without
    /// that list is asked for the index whose tag is made of the digest.
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn referrers(
        &self,
        repository: &Reference,
        subject: &Digest,
        artifact_type: &str,
    ) -> Result<Vec<Descriptor>, Error> {
        let key = format!("{}/{}", repository.registry, repository.repository);
        let known = lock(&self.keeps_referrers).get(&key).copied();
        let mut found = match known {
            Some(false) => None,
            _ => self.referrers_listed(repository, subject, artifact_type)?,
        };
        if known.is_none() {
            lock(&self.keeps_referrers).insert(key, found.is_some());
        }
        if found.is_none() {
            found = Some(self.referrers_tagged(repository, subject)?.1.manifests);
        }
        let mut found = found.unwrap_or_default();
        found.retain(|d| artifact_type.is_empty() || d.artifact_type == artifact_type);
        Ok(found)
    }

    /// The registry's own list; nothing when it keeps none.
    fn referrers_listed(
        &self,
        repository: &Reference,
        subject: &Digest,
        artifact_type: &str,
    ) -> Result<Option<Vec<Descriptor>>, Error> {
        let limits = &self.options.limits;
        let scope = scope::of_repository(&repository.repository, "pull");
        let mut url = self.url(repository, &format!("referrers/{subject}"))?;
        if !artifact_type.is_empty() {
            url = url.with_query(&[("artifactType", artifact_type)]);
        }
        let mut found = Vec::new();
        for _ in 0..limits.pages {
            let response = self.send(Request::new(Method::Get, url.clone()), &scope)?;
            match response.status() {
                200 => {}
                404 => {
                    let error = self.refused(response);
                    let unknown = matches!(&error, Error::Answer(a) if a.is("NAME_UNKNOWN"));
                    return if unknown { Err(error) } else { Ok(None) };
                }
                _ => return Err(self.refused(response)),
            }
            if response.headers().get("Content-Type") != Some(media_type::INDEX) {
                return Ok(None);
            }
            let next = next_page(&response, &url)?;
            let index: Index = json::read_first(&response.bytes(limits.manifest)?)
                .map_err(|reason| Error::Content(format!("failed to decode response: {reason}")))?;
            found.extend(index.manifests);
            if found.len() > limits.entries {
                return Err(Error::Content(format!("more than {} referrers", limits.entries)));
            }
            match next {
                Some(next) => url = next,
                None => return Ok(Some(found)),
            }
        }
        let text = format!("referrer listing exceeded {} pages: too many pages", limits.pages);
        Err(Error::Content(text))
    }

    /// The index that is kept under a tag, with that tag.
    fn referrers_tagged(
        &self,
        repository: &Reference,
        subject: &Digest,
    ) -> Result<(Reference, Index), Error> {
        let tag = repository.with_tag(&subject.as_str().replacen(':', "-", 1))?;
        let bytes = match self.manifest(&tag) {
            Ok((bytes, _)) => bytes,
            Err(error) if error.is_not_found() => return Ok((tag, Index::default())),
            Err(error) => return Err(error),
        };
        let index = json::read(&bytes).map_err(|reason| {
            let tag = &tag.reference;
            Error::Content(format!(
                "failed to decode referrers index from referrers tag {tag}: {reason}"
            ))
        })?;
        Ok((tag, index))
    }

    /// Pushes a manifest that says something about another: blobs, then the manifest by its digest.
    /// Where the registry keeps no list, the index under the subject's tag gets it too.
    ///
    /// # Errors
    /// When the registry does not take something, or the manifest has no subject.
    pub fn push_referrer(
        &self,
        repository: &Reference,
        manifest: &Manifest,
        blobs: &[Content<'_>],
    ) -> Result<Descriptor, Error> {
        let Some(subject) = &manifest.subject else {
            return Err(Error::Invalid("the manifest has no subject".to_string()));
        };
        self.push_missing(repository, blobs, &|_, _| ())?;
        let bytes = manifest.to_bytes();
        let mut descriptor = Descriptor::of(media_type::MANIFEST, &bytes);
        let digest = by_digest(repository, &descriptor.digest)?;
        let listed = self.put_manifest(&digest, &descriptor, &bytes)?;
        descriptor.artifact_type = if manifest.artifact_type.is_empty() {
            manifest.config.media_type.clone()
        } else {
            manifest.artifact_type.clone()
        };
        descriptor.annotations.clone_from(&manifest.annotations);
        if !listed {
            self.add_to_tagged(repository, &subject.digest, &descriptor)?;
        }
        Ok(descriptor)
    }

    fn add_to_tagged(
        &self,
        repository: &Reference,
        subject: &Digest,
        descriptor: &Descriptor,
    ) -> Result<(), Error> {
        let (tag, mut index) = self.referrers_tagged(repository, subject)?;
        if index.manifests.iter().any(|known| known.is_same(descriptor)) {
            return Ok(());
        }
        index.schema_version = 2;
        index.media_type = media_type::INDEX.to_string();
        index.manifests.push(descriptor.clone());
        let bytes = index.to_bytes();
        let listed = self.put_manifest(&tag, &Descriptor::of(media_type::INDEX, &bytes), &bytes);
        listed.map(|_| ()).map_err(|error| {
            let tag = &tag.reference;
            Error::Invalid(format!("failed to push referrers index tagged by {tag}: {error}"))
        })
    }
}
