//! An HTTP server for tests that does what servers should not do.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A request that came in.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its number, from 0.
    pub number: usize,
    /// Its method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Its headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Asked {
    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// `METHOD /target`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    status: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    length: Option<i64>,
    cut_after: Option<usize>,
    pause: Option<Duration>,
    silent: bool,
    endless: bool,
    raw: bool,
}

impl Reply {
    /// An answer with a status line such as `404 Not Found`.
    pub fn new(status: &str, body: impl Into<Vec<u8>>) -> Self {
        Reply { status: status.to_string(), body: body.into(), ..Reply::default() }
    }

    /// `200 OK`.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Reply::new("200 OK", body)
    }

    /// No answer at all, until the client goes away.
    pub fn silent() -> Self {
        Reply { silent: true, ..Reply::default() }
    }

    /// These bytes, which need not be HTTP.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Reply { body: bytes.into(), raw: true, ..Reply::default() }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_string(), value.into()));
        self
    }

    /// Announces another length; a negative one announces none.
    #[must_use]
    pub fn length(mut self, length: i64) -> Self {
        self.length = Some(length);
        self
    }

    /// Breaks the connection after so many bytes of the body.
    #[must_use]
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.cut_after = Some(bytes);
        self
    }

    /// Sends the body byte by byte with a pause between them.
    #[must_use]
    pub fn slowly(mut self, pause: Duration) -> Self {
        self.pause = Some(pause);
        self
    }

    /// Sends the body again and again.
    #[must_use]
    pub fn endless(mut self) -> Self {
        self.endless = true;
        self
    }

    fn send(&self, stream: &mut TcpStream, head: bool) -> std::io::Result<()> {
        if self.silent {
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest)?;
            return Ok(());
        }
        if !self.raw {
            let mut text = format!("HTTP/1.1 {}\r\nConnection: close\r\n", self.status);
            for (name, value) in &self.headers {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
            let length = self.length.unwrap_or(i64::try_from(self.body.len()).unwrap_or(0));
            if length >= 0 && !self.endless {
                text.push_str(&format!("Content-Length: {length}\r\n"));
            }
            text.push_str("\r\n");
            stream.write_all(text.as_bytes())?;
        }
        if head {
            return Ok(());
        }
        let body = &self.body[..self.cut_after.unwrap_or(self.body.len()).min(self.body.len())];
        if let Some(pause) = self.pause {
            for byte in body {
                stream.write_all(&[*byte])?;
                std::thread::sleep(pause);
            }
            return Ok(());
        }
        stream.write_all(body)?;
        if self.endless {
            loop {
                stream.write_all(body)?;
            }
        }
        Ok(())
    }
}

/// A server on a free port of the loopback address. It ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    ends: Arc<AtomicBool>,
}

impl Server {
    /// Starts a server.
    ///
    /// # Panics
    /// When there is no free port.
    #[allow(clippy::expect_used, reason = "a test without a server stops")]
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let ends = Arc::new(AtomicBool::new(false));
        let (known, end, answer) = (asked.clone(), ends.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if end.load(Ordering::Relaxed) {
                    break;
                }
                let (known, answer) = (known.clone(), answer.clone());
                std::thread::spawn(move || serve(stream, &known, &*answer));
            }
        });
        Server { address, asked, ends }
    }

    /// `127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// `http://127.0.0.1:PORT` and what comes after it.
    pub fn url(&self, target: &str) -> String {
        format!("http://{}{target}", self.address)
    }

    /// The requests up to now.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Methods and targets of the requests up to now.
    pub fn lines(&self) -> Vec<String> {
        self.asked().iter().map(Asked::line).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        // The thread that waits for connections wakes up for one.
        drop(TcpStream::connect(self.address));
    }
}

fn serve(mut stream: TcpStream, known: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Reply) {
    let Some(mut asked) = read(&stream) else { return };
    {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        asked.number = known.len();
        known.push(asked.clone());
    }
    let reply = answer(&asked);
    // A client that goes away early is part of many tests.
    drop(reply.send(&mut stream, asked.method == "HEAD"));
    drop(stream.shutdown(Shutdown::Write));
    let mut rest = [0; 4096];
    drop(stream.set_read_timeout(Some(Duration::from_millis(200))));
    while stream.read(&mut rest).is_ok_and(|read| read > 0) {}
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut parts = line.split_whitespace();
    let (method, target) = (parts.next()?.to_string(), parts.next()?.to_string());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_string()));
    }
    let length = headers.iter().find(|(n, _)| n == "content-length").map(|(_, v)| v.parse().ok());
    let mut body = vec![0; length.flatten().unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { number: 0, method, target, headers, body })
}
