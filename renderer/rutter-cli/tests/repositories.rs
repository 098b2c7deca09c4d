//! Repositories that are broken or hostile, in `repositories/cases.jsonl`: `index` is what they
//! serve, `add`, `pull`, `update` and `untar` the exit codes of `repo add`, `pull --repo`,
//! `dependency update` and `pull --untar`, and `says` is in the message where one but an update
//! fails. `special`
//! names what cannot be written down, `count` how many there are; `<TEXT * COUNT>` is the text
//! repeated.
//!
//! Whatever they serve: no control character reaches the terminal, no other host gets the
//! password, nothing is written but below the destination, and time and memory have a limit.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rutter_tests::server::{Asked, Reply, Server};
use serde_json::Value;
use tempfile::TempDir;

/// CPU time a command may take, and without optimization.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 5 });
/// What takes longer than this hangs, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(120);
/// Most memory a command may have at once, in KiB.
const MEMORY: u64 = 512 * 1024;
/// As many bytes as an index may have.
const LARGEST: usize = 64 << 20;

/// A repository and another host, and who asked the other.
struct Hosts {
    repository: Server,
    other: Server,
}

impl Hosts {
    fn start(case: &Value) -> Hosts {
        let package = package(case["chart"].as_str().unwrap_or("t"));
        let served = package.clone();
        let other = Server::start(move |_| Reply::ok(served.clone()));
        let host = Arc::new(Mutex::new(String::new()));
        let (case, elsewhere, own) = (case.clone(), other.host(), host.clone());
        let body = body(&case);
        let repository = Server::start(move |asked| {
            let own = own.lock().unwrap().clone();
            answer(&case, asked, &body, &package, &own, &elsewhere)
        });
        *host.lock().unwrap() = repository.host();
        Hosts { repository, other }
    }
}

/// What `index.yaml` is, where it is always the same.
fn body(case: &Value) -> String {
    let entry = |name: &str, version: usize| {
        format!("{{name: {name}, version: 0.{version}.0, apiVersion: v2, urls: [t-0.1.0.tgz]}}")
    };
    let fill = |before: &str, line: &dyn Fn(usize) -> String| {
        let most = case["count"].as_u64().map_or(usize::MAX, |count| count as usize);
        let mut text = before.to_string();
        let lines = (0..most).map(line);
        lines
            .take_while(|line| {
                text.push_str(line);
                text.len() < LARGEST - 100
            })
            .for_each(drop);
        text
    };
    match case["special"].as_str() {
        Some("versions") => {
            let line = |number| format!("  - {}\n", entry("t", number));
            fill("apiVersion: v1\nentries:\n  t:\n", &line)
        }
        Some("charts") => {
            let line = |number| format!("  c{number}: [{}]\n", entry("t", number));
            fill("apiVersion: v1\nentries:\n", &line)
        }
        Some("empty versions") => {
            fill("apiVersion: v1\nentries:\n  t:\n", &|_| "  - {}\n".to_string())
        }
        Some("list") => fill("apiVersion: v1\nannotations:\n", &|_| "- a\n".to_string()),
        _ => repeated(case["index"].as_str().unwrap_or("")),
    }
}

/// The text with its `<TEXT * COUNT>` written out.
fn repeated(text: &str) -> String {
    let parts = text.split_once(" * ").and_then(|(before, after)| {
        let ((before, piece), (count, after)) = (before.rsplit_once('<')?, after.split_once('>')?);
        Some(format!("{before}{}{after}", piece.repeat(count.parse().ok()?)))
    });
    parts.unwrap_or_else(|| text.to_string())
}

fn answer(
    case: &Value,
    asked: &Asked,
    body: &str,
    package: &[u8],
    own: &str,
    other: &str,
) -> Reply {
    if asked.target.starts_with("/redirect/") {
        let place = format!("http://{other}/t-0.1.0.tgz");
        return Reply::new("302 Found", "").header("Location", place);
    }
    if !asked.target.ends_with("index.yaml") {
        return Reply::ok(package);
    }
    match case["special"].as_str() {
        Some("endless") => Reply::ok("# nothing yet\n".repeat(1000)).endless(),
        Some("status") => Reply::new("500 \u{1b}[31mno\u{7}", "no"),
        Some("loop") => {
            Reply::new("302 Found", "").header("Location", format!("http://{own}/index.yaml"))
        }
        Some("cut") => Reply::ok("apiVersion: v1\nentries: {}\n").length(1000).cut_after(20),
        _ => Reply::ok(body.replace("<SELF>", own).replace("<OTHER>", other)),
    }
}

/// A package whose chart has this name.
fn package(name: &str) -> Vec<u8> {
    let name = serde_json::to_string(name).unwrap();
    let data = format!("apiVersion: v2\nname: {name}\nversion: 0.1.0\n");
    let encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut archive = tar::Builder::new(encoder);
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(data.len()).unwrap());
    header.set_mode(0o644);
    archive.append_data(&mut header, "t/Chart.yaml", data.as_bytes()).unwrap();
    archive.into_inner().unwrap().finish().unwrap()
}

/// What a command did.
struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
    time: Duration,
    memory: u64,
}

fn peak_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

fn cpu_time(process: u32) -> Duration {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = line.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum::<u64>();
    Duration::from_millis(ticks * 10)
}

fn run(home: &Path, compat: &str, line: &str) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
    command.args(line.split(' ')).env_clear().env("RUTTER_COMPAT", compat);
    command.env("HOME", home.join("home")).env("TMPDIR", home.join("tmp"));
    let (out, err) = (home.join("stdout"), home.join("stderr"));
    command.current_dir(home.join("w")).stdin(Stdio::null());
    command.stdout(fs::File::create(&out).unwrap()).stderr(fs::File::create(&err).unwrap());
    let start = Instant::now();
    let mut child = command.spawn().unwrap();
    let (mut memory, mut time) = (0, Duration::ZERO);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        memory = memory.max(peak_memory(child.id()));
        time = time.max(cpu_time(child.id()));
        if time > TIME || start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let read = |path: PathBuf| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    let code = status.and_then(|status| status.code());
    Outcome { code, stdout: read(out), stderr: read(err), time, memory }
}

/// What is wrong whatever was asked for.
fn harm(outcome: &Outcome) -> Vec<String> {
    let mut wrong = Vec::new();
    if outcome.code.is_none() {
        wrong.push(format!("was stopped after {:?}", outcome.time));
    }
    if outcome.memory > MEMORY {
        wrong.push(format!("took {} MiB", outcome.memory / 1024));
    }
    let is_harmful = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    if outcome.stdout.contains(is_harmful) || outcome.stderr.contains(is_harmful) {
        wrong.push(format!("writes control characters: {:?}", outcome.stdout));
    }
    if outcome.stderr.contains("panicked") {
        wrong.push("panicked".to_string());
    }
    wrong
}

/// Files below a directory that are not below `w/out`, `w/p` or `home`.
fn astray(home: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![home.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(home).unwrap().to_string_lossy().into_owned();
            let is_known = ["w/out", "w/p", "home", "stdout", "stderr"].contains(&name.as_str());
            match path.is_dir() {
                _ if is_known => {}
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found
}

/// Asks a repository everything; gives what is wrong.
fn try_repository(case: &Value, compat: &str) -> Vec<String> {
    let hosts = Hosts::start(case);
    let url = hosts.repository.url("");
    let root = TempDir::new().unwrap();
    let home = root.path();
    for folder in ["w/out", "w/p", "home", "tmp"] {
        fs::create_dir_all(home.join(folder)).unwrap();
    }
    let parent = format!(
        "apiVersion: v2\nname: p\nversion: 0.1.0\ndependencies:\n- {{name: t, version: 0.1.0, repository: \"{url}\"}}\n"
    );
    fs::write(home.join("w/p/Chart.yaml"), parent).unwrap();
    let commands = [
        ("add", format!("repo add r {url} --username ann --password secret")),
        ("pull", format!("pull t --repo {url} --username ann --password secret -d out")),
        ("untar", format!("pull t --repo {url} --untar -d out")),
        ("update", "dependency update p".to_string()),
        ("any", "repo update".to_string()),
        ("any", "search repo -l".to_string()),
        ("any", "pull r/t -d out".to_string()),
        ("any", "show chart r/t".to_string()),
    ];
    let mut wrong = Vec::new();
    // Large ones are slow without optimization.
    let count = if case["few"] == true { 2 } else { commands.len() };
    for (key, line) in commands.iter().take(count) {
        let outcome = run(home, compat, line);
        let mut problems = harm(&outcome);
        let is_wanted = case.get(*key).is_some_and(|code| !code.is_null());
        if is_wanted && outcome.code.map(i64::from) != case[*key].as_i64() {
            problems.push(format!("ended with {:?}", outcome.code));
        }
        let says = case["says"]
            .as_str()
            .filter(|_| outcome.code == Some(1) && is_wanted && *key != "update");
        if says.is_some_and(|text| !format!("{}{}", outcome.stdout, outcome.stderr).contains(text))
        {
            problems.push("says something else".to_string());
        }
        if outcome.time > TIME / 10 || outcome.memory > MEMORY / 4 {
            eprintln!("{} {line}: {:?}, {} MiB", case["id"], outcome.time, outcome.memory / 1024);
        }
        if !problems.is_empty() {
            let said: String = outcome.stderr.chars().take(500).collect();
            wrong.push(format!(
                "{} {compat} {line}: {}: {said:?}",
                case["id"],
                problems.join(", ")
            ));
        }
    }
    let strays = astray(home);
    if !strays.is_empty() {
        wrong.push(format!("{} {compat}: {strays:?}", case["id"]));
    }
    wrong.extend(other_host(case, &hosts.other));
    wrong
}

/// The other host is asked where the index names it, and never with a password.
fn other_host(case: &Value, other: &Server) -> Option<String> {
    let asked = other.asked();
    let knows = asked.iter().any(|asked| asked.header("authorization").is_some());
    if knows {
        return Some(format!("{}: the other host got the password", case["id"]));
    }
    let is_meant = case["asks_other"].as_bool().unwrap_or(false);
    (is_meant == asked.is_empty()).then(|| format!("{}: asked {}", case["id"], asked.len()))
}

#[test]
fn repositories_do_no_harm() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/repositories/cases.jsonl");
    let only = std::env::var("RUTTER_CASE").ok();
    let mut wrong = Vec::new();
    for line in fs::read_to_string(path).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if only.as_ref().is_some_and(|only| case["id"].as_str() != Some(only)) {
            continue;
        }
        for compat in ["3", "4"] {
            wrong.extend(try_repository(&case, compat));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
