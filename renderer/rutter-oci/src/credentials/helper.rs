//! Programs that keep credentials: `docker-credential-NAME`.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::{Credential, json, to_go_json};

/// How long a helper may take: a person may have to unlock something.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The most bytes a helper may answer.
const MOST: u64 = 1 << 20;

/// The name that stands for a token.
const TOKEN: &str = "<token>";

/// A program that keeps credentials.
#[derive(Debug, Clone)]
pub struct Helper {
    program: String,
    patience: Duration,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Kept {
    #[serde(rename = "ServerURL")]
    server_url: String,
    username: String,
    secret: String,
}

impl Helper {
    /// The helper of a name.
    pub fn new(name: &str, patience: Duration) -> Self {
        Helper { program: format!("docker-credential-{name}"), patience }
    }

    /// The helper of this system, where its program is there.
    pub(crate) fn of_system() -> Option<&'static str> {
        let name = match std::env::consts::OS {
            "macos" => "osxkeychain",
            "windows" => "wincred",
            "linux" if is_on_path("pass") => "pass",
            _ => "secretservice",
        };
        is_on_path(&format!("docker-credential-{name}")).then_some(name)
    }

    /// The credential for a server; an empty one when it has none.
    ///
    /// # Errors
    /// When the program fails.
    pub fn get(&self, server: &str) -> Result<Credential, String> {
        let answer = match self.run("get", server.as_bytes()) {
            Err(reason) if reason == "credentials not found in native keychain" => {
                return Ok(Credential::default());
            }
            result => result?,
        };
        let kept: Kept = json::read(&answer)?;
        Ok(if kept.username == TOKEN {
            Credential { refresh_token: kept.secret, ..Credential::default() }
        } else {
            Credential::new(&kept.username, &kept.secret)
        })
    }

    /// Keeps a credential.
    ///
    /// # Errors
    /// When the program fails.
    pub fn store(&self, server: &str, credential: &Credential) -> Result<(), String> {
        let token = !credential.refresh_token.is_empty();
        let (username, secret) = if token {
            (TOKEN, &credential.refresh_token)
        } else {
            (credential.username.as_str(), &credential.password)
        };
        let kept = Kept {
            server_url: server.to_string(),
            username: username.to_string(),
            secret: secret.clone(),
        };
        self.run("store", &to_go_json(&kept)).map(|_| ())
    }

    /// Forgets a credential.
    ///
    /// # Errors
    /// When the program fails.
    pub fn erase(&self, server: &str) -> Result<(), String> {
        self.run("erase", server.as_bytes()).map(|_| ())
    }

    fn run(&self, action: &str, input: &[u8]) -> Result<Vec<u8>, String> {
        let program = &self.program;
        if program.contains(['/', '\\']) {
            return Err(format!(
                "{} is no name of a credential helper",
                rutter_http::quote(program)
            ));
        }
        let mut child = Command::new(program)
            .arg(action)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(program, &error))?;
        let input = input.to_vec();
        let stdin = child.stdin.take();
        thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
        let stdout = child.stdout.take();
        let (send, answer) = mpsc::channel();
        thread::spawn(move || {
            let mut answer = Vec::new();
            stdout.map(|stdout| stdout.take(MOST).read_to_end(&mut answer));
            send.send(answer)
        });
        let success = self.wait(&mut child)?;
        // What the helper started may hold its output open.
        let answer = answer.recv_timeout(self.patience).unwrap_or_default();
        if success.success() {
            return Ok(answer);
        }
        let text = String::from_utf8_lossy(&answer).trim().to_string();
        let status =
            success.code().map_or_else(|| success.to_string(), |c| format!("exit status {c}"));
        Err(if text.is_empty() { status } else { text })
    }

    fn wait(&self, child: &mut Child) -> Result<std::process::ExitStatus, String> {
        let program = &self.program;
        let end = Instant::now() + self.patience;
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(3)),
                Ok(None) => {
                    // Nothing more can be done about a program that does not end.
                    drop(child.kill());
                    drop(child.wait());
                    return Err(format!("{program} did not end within {:?}", self.patience));
                }
                Err(error) => return Err(format!("{program}: {error}")),
            }
        }
    }
}

fn not_started(program: &str, error: &io::Error) -> String {
    let quoted = rutter_http::quote(program);
    match error.kind() {
        io::ErrorKind::NotFound => format!("exec: {quoted}: executable file not found in $PATH"),
        _ => format!("exec: {quoted}: {error}"),
    }
}

fn is_on_path(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| {
        let path = folder.join(program);
        path.is_file() || (cfg!(windows) && path.with_extension("exe").is_file())
    })
}
