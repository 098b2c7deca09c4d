//! A real registry for tests: Debian's `docker-registry`, or the module `distribution` v3 built by
//! `tests/oracle/registry.sh`.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How a registry is set up.
#[derive(Debug, Clone, Default)]
pub struct RegistryOptions {
    /// Wants `ann` with `secret`.
    pub wants_password: bool,
    /// Speaks TLS with a certificate for `localhost` of an authority of its own.
    pub tls: bool,
    /// Wants a certificate of that authority from clients.
    pub wants_certificate: bool,
    /// Shows a certificate that no authority signed; it stands in `ca.crt` too.
    pub self_signed: bool,
}

/// A registry on a free port. It ends when it is dropped.
pub struct Registry {
    process: Child,
    program: PathBuf,
    folder: TempDir,
    /// `localhost:PORT` with TLS, else `127.0.0.1:PORT`.
    pub host: String,
}

/// The programs that are there; a note for those that are not.
///
/// # Panics
/// When none is there and `CI` is `true`.
#[allow(clippy::panic, clippy::print_stderr, reason = "tests say what they leave out")]
pub fn programs() -> Vec<PathBuf> {
    let built = root().join("tests/oracle/bin/registry");
    let debian = which("docker-registry");
    let found: Vec<PathBuf> =
        debian.into_iter().chain(Some(built).filter(|path| path.is_file())).collect();
    if found.is_empty() {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "CI has a registry: the package docker-registry, or tests/oracle/registry.sh"
        );
        eprintln!("note: neither docker-registry nor tests/oracle/bin/registry is there");
    }
    found
}

/// A program on `PATH`.
pub fn which(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

impl Registry {
    /// Starts a registry and waits until it listens.
    ///
    /// # Panics
    /// When it does not start.
    #[allow(clippy::expect_used, clippy::panic, reason = "a test without a registry stops")]
    pub fn start(program: &Path, options: &RegistryOptions) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let host =
            if options.tls { format!("localhost:{port}") } else { format!("127.0.0.1:{port}") };
        fs::write(folder.path().join("config.yml"), configuration(folder.path(), &host, options))
            .expect("its configuration is written");
        if options.tls {
            certificates(folder.path(), options.self_signed);
        }
        let process = serve(program, folder.path());
        let registry = Registry { process, program: program.to_path_buf(), folder, host };
        registry.wait(port);
        registry
    }

    /// Takes everything out of it; the address stays.
    ///
    /// # Panics
    /// When it does not start again.
    pub fn empty(&mut self) {
        self.stop();
        drop(fs::remove_dir_all(self.path("storage")));
        self.process = serve(&self.program, self.folder.path());
        let port = self.host.rsplit(':').next().and_then(|port| port.parse().ok());
        self.wait(port.unwrap_or_default());
    }

    fn stop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }

    #[allow(clippy::panic, reason = "a test without a registry stops")]
    fn wait(&self, port: u16) {
        let end = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > end {
                panic!("{}", fs::read_to_string(self.path("log")).unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// A file of it: `ca.crt`, `client.crt`, `client.key`, `log`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        self.stop();
    }
}

#[allow(clippy::expect_used, reason = "a test without a registry stops")]
fn serve(program: &Path, folder: &Path) -> Child {
    let log = fs::File::create(folder.join("log")).expect("its log is made");
    Command::new(program)
        .args(["serve", "config.yml"])
        .current_dir(folder)
        .env("OTEL_TRACES_EXPORTER", "none")
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("the registry starts")
}

#[allow(clippy::expect_used, reason = "a test without a port stops")]
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn configuration(folder: &Path, host: &str, options: &RegistryOptions) -> String {
    let mut text = format!(
        "version: 0.1\nlog:\n  level: info\nstorage:\n  filesystem:\n    rootdirectory: {}\n  delete:\n    enabled: true\nhttp:\n  addr: {host}\n",
        folder.join("storage").display()
    );
    if options.tls {
        text.push_str("  tls:\n    certificate: server.crt\n    key: server.key\n");
    }
    if options.wants_certificate {
        text.push_str("    clientcas: [ca.crt]\n");
    }
    if options.wants_password {
        // The password is `secret`.
        let line = "ann:$2y$05$aaaaaaaaaaaaaaaaaaaaaufF5ln6hkSmsXQlUal7F4e6KigLYzXK6\n";
        drop(fs::write(folder.join("htpasswd"), line));
        text.push_str("auth:\n  htpasswd:\n    realm: test\n    path: htpasswd\n");
    }
    text
}

#[allow(clippy::expect_used, reason = "a test without certificates stops")]
fn certificates(folder: &Path, self_signed: bool) {
    let script = r#"
set -e
if [ "$1" = true ]; then
  exec openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=alone -addext subjectAltName=DNS:localhost -keyout server.key -out ca.crt
fi
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt
for name in server client; do
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout $name.key -out $name.csr
  printf 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n' > $name.ext
  openssl x509 -req -in $name.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile $name.ext -out $name.crt
done
"#;
    let alone = if self_signed { "true" } else { "false" };
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh", alone]).current_dir(folder);
    let done = command.output().expect("sh runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    if self_signed {
        fs::copy(folder.join("ca.crt"), folder.join("server.crt")).expect("a copy is made");
    }
}
