//! Blobs of a repository.

use std::io::Write;

use rutter_http::{ErrorKind, Method, Progress, Request, Response};

use crate::client::about;
use crate::digest::HashingWriter;
use crate::manifests::check_digest;
use crate::{Client, Descriptor, Digest, Error, Hasher, Reference, scope};

impl Client {
    /// Whether a repository has a blob.
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn blob_exists(&self, repository: &Reference, digest: &Digest) -> Result<bool, Error> {
        self.blob_exists_for(repository, digest, "pull")
    }

    pub(crate) fn blob_exists_for(
        &self,
        repository: &Reference,
        digest: &Digest,
        actions: &str,
    ) -> Result<bool, Error> {
        digest.check().map_err(|reason| invalid(digest, reason))?;
        let url = self.url(repository, &format!("blobs/{digest}"))?;
        let scope = scope::of_repository(&repository.repository, actions);
        let response = self.send(Request::new(Method::Head, url), &scope)?;
        match response.status() {
            200 => check_digest(&response, digest).map(|()| true),
            404 => Ok(false),
            _ => Err(self.refused(response)),
        }
    }

    /// The bytes of a blob. They have the size and the digest of the descriptor.
    ///
    /// # Errors
    /// When there is none, it is larger than the limit, or it is not what it should be.
    pub fn blob(&self, repository: &Reference, descriptor: &Descriptor) -> Result<Vec<u8>, Error> {
        let limit = self.options.limits.blob;
        if descriptor.size > i64::try_from(limit).unwrap_or(i64::MAX) {
            let size = descriptor.size;
            return Err(Error::Content(format!("content size {size} exceeds the limit {limit}")));
        }
        let mut bytes = Vec::new();
        self.blob_to(repository, descriptor, &mut bytes, &|_, _| ())?;
        Ok(bytes)
    }

    /// Writes a blob. When the connection breaks and the registry can send parts, the transfer goes
    /// on where it was. After an error, what was written is not the blob.
    ///
    /// # Errors
    /// When there is none, or it is not what it should be.
    pub fn blob_to(
        &self,
        repository: &Reference,
        descriptor: &Descriptor,
        writer: &mut dyn Write,
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        let digest = &descriptor.digest;
        digest.check().map_err(|reason| invalid(digest, reason))?;
        let mut target = HashingWriter { writer, hasher: Hasher::new(digest), written: 0 };
        let mut cuts = 0;
        let size = u64::try_from(descriptor.size).unwrap_or(u64::MAX);
        loop {
            let response = self.ask_blob(repository, descriptor, target.written)?;
            let parts = response.headers().get("Accept-Ranges") == Some("bytes")
                || response.status() == 206;
            let before = target.written;
            let told = |done: u64, _| progress(before + done, Some(size));
            let error = match response.copy_to(&mut target, size.saturating_sub(before), &told) {
                Ok(_) => None,
                Err((_, error)) => Some(error),
            };
            if target.written == size && error.is_none() {
                break;
            }
            match error {
                Some(error) if error.kind() == ErrorKind::TooLarge => {
                    return Err(Error::Content("trailing data".to_string()));
                }
                Some(error) if error.kind() != ErrorKind::Cut => return Err(error.into()),
                _ if !parts || cuts == self.options.limits.resumptions || target.written == 0 => {
                    return Err(cut(descriptor, target.written));
                }
                _ => cuts += 1,
            }
        }
        if target.hasher.finish() {
            Ok(())
        } else {
            Err(Error::Content("mismatched digest".to_string()))
        }
    }

    fn ask_blob(
        &self,
        repository: &Reference,
        descriptor: &Descriptor,
        from: u64,
    ) -> Result<Response, Error> {
        let url = self.url(repository, &format!("blobs/{}", descriptor.digest))?;
        let mut request = Request::new(Method::Get, url).as_stored();
        if from > 0 {
            request = request.header("Range", format!("bytes={from}-"));
        }
        let scope = scope::of_repository(&repository.repository, "pull");
        let response = self.send(request, &scope)?;
        match response.status() {
            200 if from == 0 => {
                let size = u64::try_from(descriptor.size).ok();
                if response.length().is_some_and(|length| Some(length) != size) {
                    let text = format!("{}: mismatch Content-Length", about(&response));
                    return Err(Error::Invalid(text));
                }
                check_digest(&response, &descriptor.digest)?;
                Ok(response)
            }
            206 if from > 0 && starts_at(&response, from) => Ok(response),
            200 | 206 => Err(cut(descriptor, from)),
            404 => Err(Error::NotFound(descriptor.digest.to_string())),
            _ => Err(self.refused(response)),
        }
    }
}

fn starts_at(response: &Response, from: u64) -> bool {
    let range = response.headers().get("Content-Range").unwrap_or_default();
    range.strip_prefix("bytes ").and_then(|r| r.split('-').next())
        == Some(from.to_string().as_str())
}

fn cut(descriptor: &Descriptor, got: u64) -> Error {
    let Descriptor { size, digest, .. } = descriptor;
    Error::Content(format!(
        "read failed: expected content size of {size}, got {got}, for digest {digest}: unexpected EOF"
    ))
}

fn invalid(digest: &Digest, reason: &str) -> Error {
    Error::Content(format!("read failed: failed to validate {digest}: {reason}"))
}
