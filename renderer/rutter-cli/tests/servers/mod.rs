//! Servers that tests talk to: a real registry, and a repository of files.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

use rutter_tests::registry::{Registry as Server, RegistryOptions, programs};
use tempfile::TempDir;

/// How a server is guarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody may do everything.
    Open,
    /// `ann` with the password `secret`.
    Password,
    /// Everybody, over TLS with a certificate that nobody has signed.
    Tls,
}

/// A registry with a storage of its own.
pub struct Registry {
    server: Server,
    /// Host and port.
    pub host: String,
}

impl Registry {
    /// Whether there is a program for it; in CI there must be.
    pub fn is_here() -> bool {
        !programs().is_empty()
    }

    /// Starts one.
    pub fn start(guard: Guard) -> Registry {
        let options = RegistryOptions {
            wants_password: guard == Guard::Password,
            tls: guard == Guard::Tls,
            self_signed: guard == Guard::Tls,
            ..RegistryOptions::default()
        };
        let server = Server::start(programs().first().unwrap(), &options);
        Registry { host: server.host.clone(), server }
    }

    /// The registry's certificate, where it has one.
    pub fn certificate(&self) -> PathBuf {
        self.server.path("ca.crt")
    }

    /// The same address with nothing there.
    pub fn emptied(mut self) -> Registry {
        self.server.empty();
        self
    }
}

/// A directory that is served until the test ends.
pub struct Files {
    /// `http://HOST:PORT`
    pub url: String,
    /// What is served; to be filled.
    pub folder: TempDir,
}

impl Files {
    /// Serves a new directory, to `ann` with `secret` only where `guard` says so.
    pub fn start(guard: Guard) -> Files {
        let folder = TempDir::new().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let root = folder.path().to_path_buf();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let root = root.clone();
                std::thread::spawn(move || answer(stream, &root, guard));
            }
        });
        Files { url, folder }
    }

    /// Takes every file away.
    pub fn empty(&self) {
        for entry in self.folder.path().read_dir().unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
}

fn answer(mut stream: TcpStream, root: &Path, guard: Guard) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let is_known = headers.iter().any(|line| {
        line.to_lowercase().starts_with("authorization: basic ")
            && line.ends_with("YW5uOnNlY3JldA==")
    });
    let path = request.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
    let file: PathBuf = root.join(path.trim_start_matches('/').replace("%2B", "+"));
    let (status, body) = match std::fs::read(file) {
        _ if guard == Guard::Password && !is_known => ("401 Unauthorized", b"no\n".to_vec()),
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", b"no such file\n".to_vec()),
    };
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}
