//! An answer.

use std::fmt;
use std::io::{self, Read, Write};

use crate::{Error, ErrorKind, Headers, Limits, Method, Url, reason};

/// An answer whose body is still to be read.
pub struct Response {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) phrase: String,
    pub(crate) headers: Headers,
    pub(crate) body: Box<dyn Read + Send>,
    pub(crate) limits: Limits,
}

impl Response {
    /// Its status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The status with the server's own words: `404 File not found`.
    pub fn status_line(&self) -> String {
        format!("{} {}", self.status, self.phrase)
    }

    /// Its headers.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The method it answers, after redirects.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The address it comes from, after redirects.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The length it announces.
    pub fn length(&self) -> Option<u64> {
        self.headers.get("Content-Length")?.trim().parse().ok()
    }

    /// Its body, read up to a limit.
    ///
    /// # Errors
    /// When the connection breaks or a limit is passed.
    pub fn bytes(self, limit: u64) -> Result<Vec<u8>, Error> {
        let announced = self.length().unwrap_or(0).min(limit).min(1 << 20);
        let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
        self.copy_to(&mut bytes, limit, &|_, _| ()).map_err(|(_, error)| error)?;
        Ok(bytes)
    }

    /// As much of the body as fits into a limit; what comes after is not read.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn beginning(mut self, limit: u64) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let read = (&mut self.body).take(limit).read_to_end(&mut bytes);
        read.map_err(|error| self.error(&error))?;
        Ok(bytes)
    }

    /// Copies the body and says how much of it there is.
    ///
    /// # Errors
    /// When the connection breaks, a limit is passed or the writer fails; how much came before is
    /// said too.
    pub fn copy_to(
        mut self,
        writer: &mut dyn Write,
        limit: u64,
        progress: crate::Progress<'_>,
    ) -> Result<u64, (u64, Error)> {
        let total = self.length();
        let mut buffer = vec![0; 64 * 1024];
        let mut done = 0u64;
        loop {
            let read = match self.body.read(&mut buffer) {
                Ok(0) => return Ok(done),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err((done, self.error(&error))),
            };
            if done + read as u64 > limit {
                let reason = format!("the answer is larger than {limit} bytes");
                return Err((done, self.fail(ErrorKind::TooLarge, reason)));
            }
            if let Err(error) = writer.write_all(&buffer[..read]) {
                return Err((done, self.fail(ErrorKind::Local, error.to_string())));
            }
            done += read as u64;
            progress(done, total);
        }
    }

    /// The body as a reader. What goes wrong is an [`Error`] within.
    pub fn into_reader(self) -> impl Read {
        Reader(self)
    }

    fn error(&self, error: &io::Error) -> Error {
        let (kind, reason) = reason::of_io(error, &self.url, &self.limits);
        self.fail(kind, reason)
    }

    fn fail(&self, kind: ErrorKind, reason: String) -> Error {
        Error::new(kind, self.method, &self.url, reason)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

struct Reader(Response);

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.body.read(buffer).map_err(|error| io::Error::other(self.0.error(&error)))
    }
}
