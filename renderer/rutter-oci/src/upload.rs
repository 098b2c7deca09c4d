//! Sending blobs.

use rutter_http::{Body, ErrorKind, Method, Part, Progress, Request, Response, Url};

use crate::{Client, Descriptor, Error, Reference, scope};

impl Client {
    /// Sends a blob: as one body, as Helm does, or in parts when it is large. After a cut the
    /// registry is asked what it has, and the rest is sent.
    ///
    /// # Errors
    /// When the registry does not take it.
    pub fn push_blob(
        &self,
        repository: &Reference,
        descriptor: &Descriptor,
        body: &dyn Body,
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        if i64::try_from(body.length()).ok() != Some(descriptor.size) {
            let (found, expected) = (body.length(), descriptor.size);
            return Err(Error::Content(format!(
                "mismatch content length {found}: expect {expected}"
            )));
        }
        let mut cuts = 0;
        loop {
            let result = if body.length() < self.options.limits.monolithic {
                self.push_whole(repository, descriptor, body, progress)
            } else {
                self.push_parts(repository, descriptor, body, progress)
            };
            match result {
                Err(error) if was_cut(&error) && cuts < self.options.limits.resumptions => {
                    cuts += 1
                }
                result => return result,
            }
            // What broke may have been the answer only.
            if self.blob_exists_for(repository, &descriptor.digest, "pull,push")? {
                return Ok(());
            }
        }
    }

    fn push_whole(
        &self,
        repository: &Reference,
        descriptor: &Descriptor,
        body: &dyn Body,
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        let (location, _) = self.begin_upload(repository)?;
        let url = location.with_query(&[("digest", descriptor.digest.as_str())]);
        let request = Request::new(Method::Put, url)
            .header("Content-Type", "application/octet-stream")
            .body(body)
            .progress(progress)
            .not_repeated();
        let response = self.send(request, &scope_of(repository))?;
        if response.status() == 201 { Ok(()) } else { Err(self.refused(response)) }
    }

    /// Where to send a blob to, and the smallest part the registry wants.
    fn begin_upload(&self, repository: &Reference) -> Result<(Url, u64), Error> {
        let url = self.url(repository, "blobs/uploads/")?;
        let response = self.send(Request::new(Method::Post, url.clone()), &scope_of(repository))?;
        if response.status() != 202 {
            return Err(self.refused(response));
        }
        let least =
            response.headers().get("OCI-Chunk-Min-Length").and_then(|l| l.trim().parse().ok());
        Ok((location(&url, &response)?, least.unwrap_or(0)))
    }

    fn push_parts(
        &self,
        repository: &Reference,
        descriptor: &Descriptor,
        body: &dyn Body,
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        let (mut url, least) = self.begin_upload(repository)?;
        let size = body.length();
        let part = self.options.limits.part.max(least).max(1);
        let (mut done, mut cuts) = (0, 0);
        while done < size {
            let length = part.min(size - done);
            match self.push_part(
                repository,
                &url,
                Part { body, start: done, length },
                size,
                progress,
            ) {
                Ok(next) => {
                    url = next;
                    done += length;
                }
                Err(error) if was_cut(&error) && cuts < self.options.limits.resumptions => {
                    cuts += 1;
                    (url, done) = self.upload_status(repository, &url)?;
                }
                Err(error) => return Err(error),
            }
            if done > size {
                return Err(Error::Content(format!("the registry has {done} of {size} bytes")));
            }
        }
        let url = url.with_query(&[("digest", descriptor.digest.as_str())]);
        let response =
            self.send(Request::new(Method::Put, url).not_repeated(), &scope_of(repository))?;
        if response.status() == 201 { Ok(()) } else { Err(self.refused(response)) }
    }

    fn push_part(
        &self,
        repository: &Reference,
        url: &Url,
        part: Part<'_>,
        size: u64,
        progress: Progress<'_>,
    ) -> Result<Url, Error> {
        let told = |done: u64, _: Option<u64>| progress(part.start + done, Some(size));
        let last = part.start + part.length - 1;
        let request = Request::new(Method::Patch, url.clone())
            .header("Content-Type", "application/octet-stream")
            .header("Content-Range", format!("{}-{last}", part.start))
            .body(&part)
            .progress(&told);
        let response = self.send(request, &scope_of(repository))?;
        if response.status() != 202 {
            return Err(self.refused(response));
        }
        location(url, &response)
    }

    /// Where to go on with an upload, and how many bytes of it the registry has.
    fn upload_status(&self, repository: &Reference, url: &Url) -> Result<(Url, u64), Error> {
        let response = self.send(Request::new(Method::Get, url.clone()), &scope_of(repository))?;
        if response.status() != 204 {
            return Err(self.refused(response));
        }
        let range = response.headers().get("Range").unwrap_or_default();
        let last = range.split('-').nth(1).and_then(|last| last.trim().parse::<u64>().ok());
        let next = if response.headers().get("Location").is_some() {
            location(url, &response)?
        } else {
            url.clone()
        };
        // A registry that has nothing says 0-0 too: sending the first byte again would not fit, so
        // only more than one byte counts.
        Ok((next, last.filter(|last| *last > 0).map_or(0, |last| last + 1)))
    }
}

fn scope_of(repository: &Reference) -> String {
    scope::of_repository(&repository.repository, "pull,push")
}

fn was_cut(error: &Error) -> bool {
    matches!(error, Error::Http(error) if error.kind() == ErrorKind::Cut)
}

/// Where an upload goes on: on the same host, and not without TLS when it began with it.
fn location(asked: &Url, response: &Response) -> Result<Url, Error> {
    let Some(header) = response.headers().get("Location").filter(|l| !l.is_empty()) else {
        return Err(Error::Content("http: no Location header in response".to_string()));
    };
    let mut url = response.url().join(header).map_err(|reason| {
        Error::Content(format!("invalid Location {}: {reason}", rutter_http::quote(header)))
    })?;
    // Some registries leave out the port 443 they were asked at.
    if asked.port() == Some(443) && url.port().is_none() && url.hostname() == asked.hostname() {
        url = url.with_host(asked.host());
    }
    let (there, here) = (rutter_http::quote(url.host()), rutter_http::quote(asked.host()));
    if !url.same_host(asked) {
        return Err(Error::Content(format!(
            "blob upload Location {there} is on a different host than the registry {here}"
        )));
    }
    if asked.scheme() == "https" && url.scheme() != "https" {
        return Err(Error::Content(format!(
            "blob upload Location {there} downgrades scheme from https"
        )));
    }
    Ok(url)
}
