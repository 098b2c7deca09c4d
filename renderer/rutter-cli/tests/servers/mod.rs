//! Servers that tests talk to: a real registry, and a repository of files.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a registry may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// A port that nobody listens on.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// How a registry is guarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody may do everything.
    Open,
    /// `ann` with the password `secret`.
    Password,
    /// Everybody, over TLS with a certificate that nobody has signed.
    Tls,
}

/// Debian's docker-registry with a storage of its own.
pub struct Registry {
    child: Child,
    guard: Guard,
    /// Host and port.
    pub host: String,
    folder: TempDir,
}

impl Registry {
    /// Whether the program is there; in CI it must be.
    pub fn is_here() -> bool {
        let found = Command::new("docker-registry").arg("--version").output().is_ok();
        assert!(found || std::env::var_os("CI").is_none(), "docker-registry is not installed");
        if !found {
            eprintln!("note: docker-registry is not installed; nothing was asked of a registry");
        }
        found
    }

    /// Starts one.
    pub fn start(guard: Guard) -> Registry {
        Registry::start_at(format!("127.0.0.1:{}", free_port()), guard)
    }

    /// The registry's certificate, where it has one.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    /// Starts again at the same place, with nothing in it.
    pub fn emptied(mut self) -> Registry {
        self.stop();
        Registry::start_at(self.host.clone(), self.guard)
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn start_at(host: String, guard: Guard) -> Registry {
        let folder = TempDir::new().unwrap();
        let path = folder.path().display();
        let mut config = format!(
            "version: 0.1\nlog:\n  level: error\n  accesslog:\n    disabled: true\nstorage:\n  delete:\n    enabled: true\n  filesystem:\n    rootdirectory: {path}/data\nhttp:\n  addr: {host}\n"
        );
        if guard == Guard::Password {
            let hash = bcrypt_of_secret();
            std::fs::write(folder.path().join("users"), format!("ann:{hash}\n")).unwrap();
            config += &format!("auth:\n  htpasswd:\n    realm: tests\n    path: {path}/users\n");
        }
        if guard == Guard::Tls {
            config +=
                &format!("  tls:\n    certificate: {path}/cert.pem\n    key: {path}/key.pem\n");
            write_certificate(folder.path());
        }
        let file = folder.path().join("config.yml");
        std::fs::write(&file, config).unwrap();
        let mut command = Command::new("docker-registry");
        command.arg("serve").arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        wait_for(&host);
        Registry { child, guard, host, folder }
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What a template makes.
fn rendered(template: &str) -> String {
    let folder = TempDir::new().unwrap();
    let templates = folder.path().join("templates");
    std::fs::create_dir(&templates).unwrap();
    std::fs::write(folder.path().join("Chart.yaml"), "apiVersion: v2\nname: a\nversion: 1.0.0\n")
        .unwrap();
    std::fs::write(templates.join("a.yaml"), format!("a: |\n{template}")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
    let output = command.arg("template").arg("a").arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The bcrypt hash of `secret`.
fn bcrypt_of_secret() -> String {
    let text = rendered("  {{ htpasswd \"ann\" \"secret\" }}\n");
    text.trim().rsplit_once("ann:").unwrap().1.to_string()
}

/// Makes a key and a certificate for this machine.
fn write_certificate(folder: &Path) {
    let template = "{{- $c := genSelfSignedCert \"127.0.0.1\" (list \"127.0.0.1\") nil 30 }}\n{{ $c.Cert | indent 2 }}\n{{ $c.Key | indent 2 }}\n";
    let text = rendered(template);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let key = lines.iter().position(|line| line.contains("PRIVATE KEY")).unwrap();
    let from = lines.iter().position(|line| line.contains("BEGIN CERT")).unwrap();
    std::fs::write(folder.join("cert.pem"), lines[from..key].join("\n") + "\n").unwrap();
    std::fs::write(folder.join("key.pem"), lines[key..].join("\n") + "\n").unwrap();
}

fn wait_for(host: &str) {
    let start = Instant::now();
    while TcpStream::connect(host).is_err() {
        assert!(start.elapsed() < PATIENCE, "the registry does not start");
        std::thread::sleep(Duration::from_millis(10));
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
