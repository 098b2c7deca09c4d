//! Manifests of a repository.

use rutter_http::{Method, Request, Response};

use crate::client::about;
use crate::{Client, Descriptor, Digest, Error, Reference, media_type, scope};

/// The header with which a registry says what it sends.
const CONTENT_DIGEST: &str = "Docker-Content-Digest";

impl Client {
    /// What a tag or digest stands for, without its bytes.
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn resolve(&self, reference: &Reference) -> Result<Descriptor, Error> {
        self.resolve_for(reference, "pull")
    }

    pub(crate) fn resolve_for(
        &self,
        reference: &Reference,
        actions: &str,
    ) -> Result<Descriptor, Error> {
        let response = self.ask(Method::Head, reference, &media_type::accept(), actions)?;
        let size = response.length().and_then(|length| i64::try_from(length).ok());
        let about = about(&response);
        let (media_type, digest) = said(reference, &response)?;
        let digest = digest.or_else(|| reference.digest()).ok_or_else(|| {
            let header = rutter_http::quote(CONTENT_DIGEST);
            Error::Content(format!("HTTP HEAD request missing required header {header}"))
        })?;
        let size = size
            .ok_or_else(|| Error::Content(format!("{about}: unknown response Content-Length")))?;
        Ok(Descriptor { media_type, digest, size, ..Descriptor::default() })
    }

    /// The bytes of a manifest. They have the digest asked for and that which the registry says.
    ///
    /// # Errors
    /// When there is none, or it is not what it should be.
    pub fn manifest(&self, reference: &Reference) -> Result<(Vec<u8>, Descriptor), Error> {
        let (response, descriptor) = self.begin_manifest(reference)?;
        self.finish_manifest(response, descriptor)
    }

    /// Asks for a manifest and looks at the head of the answer.
    pub(crate) fn begin_manifest(
        &self,
        reference: &Reference,
    ) -> Result<(Response, Descriptor), Error> {
        let response = self.ask(Method::Get, reference, &media_type::accept(), "pull")?;
        let (media_type, digest) = said(reference, &response)?;
        let digest = digest.or_else(|| reference.digest()).unwrap_or_default();
        let size = response.length().and_then(|length| i64::try_from(length).ok()).unwrap_or(-1);
        Ok((response, Descriptor { media_type, digest, size, ..Descriptor::default() }))
    }

    /// Reads the manifest. The descriptor then says what was not said before.
    pub(crate) fn finish_manifest(
        &self,
        response: Response,
        mut descriptor: Descriptor,
    ) -> Result<(Vec<u8>, Descriptor), Error> {
        let limit = self.options.limits.manifest;
        let size = u64::try_from(descriptor.size).ok();
        if size.is_some_and(|size| size > limit) {
            return Err(too_large(descriptor.size, limit));
        }
        let bytes = response.bytes(limit).map_err(|error| match (error.kind(), size) {
            (rutter_http::ErrorKind::TooLarge, _) => too_large(descriptor.size, limit),
            _ => Error::Http(error),
        })?;
        if descriptor.digest.as_str().is_empty() {
            descriptor.digest = Digest::of(&bytes);
        } else if !descriptor.digest.matches(&bytes) {
            return Err(Error::Content("mismatched digest".to_string()));
        }
        descriptor.size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        Ok((bytes, descriptor))
    }

    /// The bytes of a manifest that another one or an index names.
    pub(crate) fn manifest_of(
        &self,
        repository: &Reference,
        descriptor: &Descriptor,
        actions: &str,
    ) -> Result<Vec<u8>, Error> {
        let limit = self.options.limits.manifest;
        let reference = by_digest(repository, &descriptor.digest)?;
        let response = match self.ask(Method::Get, &reference, &descriptor.media_type, actions) {
            Err(Error::NotFound(_)) => return Err(Error::NotFound(descriptor.digest.to_string())),
            result => result?,
        };
        let about = about(&response);
        let (found, _) = said(&reference, &response)?;
        if found != descriptor.media_type {
            let (found, expected) =
                (rutter_http::quote(&found), rutter_http::quote(&descriptor.media_type));
            return Err(Error::Content(format!(
                "{about}: mismatch response Content-Type {found}: expect {expected}"
            )));
        }
        let size = u64::try_from(descriptor.size).unwrap_or(u64::MAX);
        if response.length().is_some_and(|length| length != size) {
            return Err(Error::Content(format!("{about}: mismatch Content-Length")));
        }
        if size > limit {
            return Err(too_large(descriptor.size, limit));
        }
        let bytes = response.bytes(limit)?;
        if bytes.len() as u64 != size || !descriptor.digest.matches(&bytes) {
            return Err(Error::Content("mismatched digest".to_string()));
        }
        Ok(bytes)
    }

    /// Stores a manifest under a digest or a tag. True when the registry listed it as a referrer.
    pub(crate) fn put_manifest(
        &self,
        reference: &Reference,
        descriptor: &Descriptor,
        bytes: &[u8],
    ) -> Result<bool, Error> {
        let url = self.url(reference, &format!("manifests/{}", reference.reference))?;
        let request = Request::new(Method::Put, url)
            .header("Content-Type", &descriptor.media_type)
            .body(&bytes);
        let scope = scope::of_repository(&reference.repository, "pull,push");
        let response = self.send(request, &scope)?;
        if response.status() != 201 {
            return Err(self.refused(response));
        }
        check_digest(&response, &descriptor.digest)?;
        Ok(response.headers().get("OCI-Subject").is_some())
    }

    /// Stores a manifest under its digest and, where one is given, under a tag.
    ///
    /// # Errors
    /// When the registry does not take it.
    pub fn push_manifest(
        &self,
        repository: &Reference,
        media_type: &str,
        bytes: &[u8],
        tag: Option<&str>,
    ) -> Result<Descriptor, Error> {
        let descriptor = Descriptor::of(media_type, bytes);
        self.put_manifest(&by_digest(repository, &descriptor.digest)?, &descriptor, bytes)?;
        if let Some(tag) = tag {
            self.put_manifest(&repository.with_tag(tag)?, &descriptor, bytes)?;
        }
        Ok(descriptor)
    }

    fn ask(
        &self,
        method: Method,
        reference: &Reference,
        accept: &str,
        actions: &str,
    ) -> Result<Response, Error> {
        let url = self.url(reference, &format!("manifests/{}", reference.reference))?;
        let request = Request::new(method, url).header("Accept", accept);
        let scope = scope::of_repository(&reference.repository, actions);
        let response = self.send(request, &scope)?;
        match response.status() {
            200 => Ok(response),
            404 => Err(Error::NotFound(reference.to_string())),
            _ => Err(self.refused(response)),
        }
    }
}

/// The same repository with a digest.
pub(crate) fn by_digest(repository: &Reference, digest: &Digest) -> Result<Reference, Error> {
    repository.with_digest(digest.as_str())
}

/// What the head of an answer says it is: media type and digest.
fn said(reference: &Reference, response: &Response) -> Result<(String, Option<Digest>), Error> {
    let about = about(response);
    let content_type = response.headers().get("Content-Type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media_type.is_empty() {
        let text = "invalid response `Content-Type` header; mime: no media type";
        return Err(Error::Content(format!("{about}: {text}")));
    }
    let Some(header) = response.headers().get(CONTENT_DIGEST).filter(|header| !header.is_empty())
    else {
        return Ok((media_type, None));
    };
    let digest = Digest::parse(header).map_err(|reason| {
        let text = format!("invalid response header value: `{CONTENT_DIGEST}: {header}`; {reason}");
        Error::Content(format!("{about}: {text}"))
    })?;
    match reference.digest() {
        Some(asked) if asked != digest => Err(other_digest(response, &digest, &asked)),
        _ => Ok((media_type, Some(digest))),
    }
}

/// Whether an answer says it is content of this digest, or says nothing.
pub(crate) fn check_digest(response: &Response, expected: &Digest) -> Result<(), Error> {
    let Some(header) = response.headers().get(CONTENT_DIGEST).filter(|header| !header.is_empty())
    else {
        return Ok(());
    };
    match Digest::parse(header) {
        Err(_) => Err(Error::Content(format!(
            "{}: invalid response header: `{CONTENT_DIGEST}: {header}`",
            about(response)
        ))),
        Ok(found) if found != *expected => Err(other_digest(response, &found, expected)),
        Ok(_) => Ok(()),
    }
}

fn other_digest(response: &Response, found: &Digest, expected: &Digest) -> Error {
    let (found, expected) =
        (rutter_http::quote(found.as_str()), rutter_http::quote(expected.as_str()));
    Error::Content(format!(
        "{}: invalid response; digest mismatch in {CONTENT_DIGEST}: received {found} when expecting {expected}",
        about(response)
    ))
}

fn too_large(size: i64, limit: u64) -> Error {
    let size = if size < 0 { "of unknown length".to_string() } else { size.to_string() };
    Error::Content(format!(
        "read failed: content size {size} exceeds push size limit {limit}: size exceeds limit"
    ))
}
