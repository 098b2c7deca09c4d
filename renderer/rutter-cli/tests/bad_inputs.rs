//! Inputs that are broken or hostile: each must end in a clear answer, in time and in memory.
//!
//! The cases lie in `bad-inputs/*.txt`. `=== NAME` begins one; lines `key: value` say what to make
//! and to expect, `--- PATH` begins a file. `<<TEXT * COUNT>>` stands for the text repeated. The
//! keys are those of `Case::directive`. Without a `chart: none` there is a chart in `c`.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// CPU time a case may take, and without optimization.
const TIME: Duration = Duration::from_secs(5);
const UNOPTIMIZED_TIME: Duration = Duration::from_secs(30);
/// What takes longer than this hangs, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);
/// Most memory a case may have at once, in KiB.
const MEMORY: u64 = 512 * 1024;
const OWN: &str = env!("CARGO_BIN_EXE_rutter");
const CHART: &str = "apiVersion: v2\nname: c\nversion: 0.1.0\n";

#[derive(Clone, Default)]
struct Case {
    name: String,
    arguments: Vec<String>,
    only: Option<String>,
    code: i32,
    errors: Vec<(Option<String>, String)>,
    outputs: Vec<String>,
    files: Vec<(String, Vec<u8>)>,
    chart: bool,
    /// Too slow without optimization.
    heavy: bool,
    full_output: bool,
    special: Vec<(String, String)>,
    /// `NAME=VALUE`
    environment: Vec<String>,
}

/// The text with every `<<TEXT * COUNT>>` written out.
fn expand(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("<<")
        && let Some((inner, after)) = tail.split_once(">>")
        && let Some((piece, count)) = inner.rsplit_once(" * ")
    {
        out.push_str(before);
        out.push_str(&piece.replace("\\n", "\n").repeat(count.parse().unwrap()));
        rest = after;
    }
    out.push_str(rest);
    out
}

impl Case {
    fn new(name: &str) -> Case {
        let arguments = ["template", "r", "c"].map(String::from).to_vec();
        let name = name.trim().to_string();
        Case { name, arguments, code: 1, chart: true, ..Case::default() }
    }

    fn directive(&mut self, key: &str, value: &str) {
        match key {
            "args" => self.arguments = expand(value).split(' ').map(String::from).collect(),
            "compat" => self.only = Some(value.to_string()),
            "exit" => self.code = value.parse().unwrap(),
            "error" => self.errors.push((None, value.to_string())),
            "error3" => self.errors.push((Some("3".to_string()), value.to_string())),
            "error4" => self.errors.push((Some("4".to_string()), value.to_string())),
            "output" => self.outputs.push(value.to_string()),
            "chart" => self.chart = value != "none",
            "heavy" => self.heavy = true,
            "stdout" => self.full_output = value == "full",
            "template" => {
                let text = format!("{}\n", expand(value));
                self.files.push(("c/templates/a.yaml".to_string(), text.into_bytes()));
            }
            "env" => self.environment.push(expand(value)),
            "link" | "fifo" | "directory" | "unreadable" | "entry" | "hex" | "odd" | "levels"
            | "archives" | "doubling" | "behind" | "cut" => {
                self.special.push((key.to_string(), expand(value)));
            }
            other => panic!("{}: what is {other}?", self.name),
        }
    }

    fn prepare(&self, home: &Path) -> Option<()> {
        if self.chart {
            write(home, "c/Chart.yaml", CHART.as_bytes());
        }
        for (path, content) in &self.files {
            write(home, path, content);
        }
        let mut made: Vec<(String, tar::Builder<Vec<u8>>)> = Vec::new();
        let mut later = Vec::new();
        for (kind, value) in &self.special {
            let (path, rest) = value.split_once(' ').unwrap_or((value, ""));
            let full = home.join(path);
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            match kind.as_str() {
                "link" => std::os::unix::fs::symlink(rest, full).unwrap(),
                "fifo" => assert!(Command::new("mkfifo").arg(full).status().unwrap().success()),
                "directory" => fs::create_dir_all(full).unwrap(),
                "hex" => write(home, path, &hex(rest)),
                "odd" => fs::write(home.join(odd_name(path)), rest).unwrap(),
                "levels" => levels(home, path, rest.parse().unwrap()),
                "archives" => write(home, path, &archives(rest.parse().unwrap())),
                "doubling" => write(home, path, doubling(rest).as_bytes()),
                "behind" | "cut" => later.push((kind.as_str(), path, rest)),
                "unreadable" => {
                    use std::os::unix::fs::PermissionsExt;
                    write(home, path, b"a: 1\n");
                    fs::set_permissions(&full, fs::Permissions::from_mode(0o000)).unwrap();
                    // Root reads everything.
                    if fs::read(full).is_ok() {
                        return None;
                    }
                }
                _ => {
                    if made.last().is_none_or(|(name, _)| name != path) {
                        made.push((path.to_string(), tar::Builder::new(Vec::new())));
                    }
                    entry(&mut made.last_mut().unwrap().1, rest);
                }
            }
        }
        for (name, builder) in made {
            write(home, &name, &compressed(&builder.into_inner().unwrap()));
        }
        for (kind, path, value) in later {
            let mut data = fs::read(home.join(path)).unwrap();
            match kind {
                "behind" => data.extend_from_slice(value.as_bytes()),
                _ => data.truncate(data.len() - value.parse::<usize>().unwrap()),
            }
            write(home, path, &data);
        }
        Some(())
    }
}

fn compressed(content: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A name with bytes written as `\\xNN`.
fn odd_name(text: &str) -> std::ffi::OsString {
    use std::os::unix::ffi::OsStringExt;
    let mut parts = text.split("\\x");
    let mut name = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                name.push(byte);
                name.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => name.extend_from_slice(format!("\\x{part}").as_bytes()),
        }
    }
    std::ffi::OsString::from_vec(name)
}

fn chart_yaml(level: usize) -> String {
    CHART.replace("name: c", &format!("name: c{level}"))
}

/// Charts in charts, as folders.
fn levels(home: &Path, path: &str, count: usize) {
    for level in 0..count {
        let folder = format!("{path}{}", "/charts/c".repeat(level));
        write(home, &format!("{folder}/Chart.yaml"), chart_yaml(level).as_bytes());
    }
}

/// Archives in archives.
fn archives(count: usize) -> Vec<u8> {
    let mut inner: Option<Vec<u8>> = None;
    for level in (0..count).rev() {
        let mut builder = tar::Builder::new(Vec::new());
        entry(&mut builder, &format!("c/Chart.yaml file {}", chart_yaml(level)));
        if let Some(inner) = inner {
            let mut header = tar::Header::new_ustar();
            header.set_size(inner.len() as u64);
            builder.append_data(&mut header, "c/charts/x.tgz", inner.as_slice()).unwrap();
        }
        inner = Some(compressed(&builder.into_inner().unwrap()));
    }
    inner.unwrap()
}

/// `KEYWORD COUNT TYPE`: definitions that each name the next one twice, the last one a type.
fn doubling(text: &str) -> String {
    let parts: Vec<&str> = text.split(' ').collect();
    let [keyword, count, kind] = parts[..] else { panic!("{text}") };
    let count: usize = count.parse().unwrap();
    let twice = |level: usize| {
        let next = format!("{{\"$ref\": \"#/$defs/d{}\"}}", level + 1);
        format!("\"d{level}\": {{\"{keyword}\": [{next}, {next}]}},")
    };
    let definitions: String = (0..count).map(twice).collect();
    format!(
        "{{\"$ref\": \"#/$defs/d0\", \"$defs\": {{{definitions} \"d{count}\": {{\"type\": \"{kind}\"}}}}}}"
    )
}

/// Adds `NAME file TEXT`, `NAME zeros SIZE`, `NAME link TARGET`, `NAME fifo`, `NAME size FIELD`
/// (without content), `NAME checksum` (a wrong one) or `NAME record KEY=VALUE` as written, which
/// the builder itself would refuse.
fn entry(builder: &mut tar::Builder<Vec<u8>>, text: &str) {
    let mut parts = text.splitn(3, ' ');
    let mut part = || parts.next().unwrap_or_default();
    let (name, kind, value) = (part(), part(), part());
    let mut header = tar::Header::new_ustar();
    let name = odd_name(name).into_encoded_bytes();
    if kind == "record" {
        let (key, value) = value.split_once('=').unwrap();
        builder.append_pax_extensions([(key, value.as_bytes())]).unwrap();
    }
    if name.len() > 100 {
        let mut header = tar::Header::new_gnu();
        header.set_size(0);
        builder.append_data(&mut header, String::from_utf8(name).unwrap(), [].as_slice()).unwrap();
        return;
    }
    let bytes = name.as_slice();
    header.as_old_mut().name[..bytes.len()].copy_from_slice(bytes);
    header.set_mode(0o644);
    let mut content = Vec::new();
    header.set_entry_type(match kind {
        "link" => tar::EntryType::Symlink,
        "hardlink" => tar::EntryType::Link,
        "fifo" => tar::EntryType::Fifo,
        _ => tar::EntryType::Regular,
    });
    match kind {
        "file" => content = value.replace("\\n", "\n").into_bytes(),
        "zeros" => content = vec![0; value.parse().unwrap()],
        "link" | "hardlink" => header.set_link_name_literal(value).unwrap(),
        _ => {}
    }
    header.set_size(content.len() as u64);
    if kind == "size" {
        header.as_old_mut().size[..value.len()].copy_from_slice(value.as_bytes());
    }
    header.set_cksum();
    if kind == "checksum" {
        header.as_old_mut().cksum = *b"0000001\0";
    }
    builder.append(&header, content.as_slice()).unwrap();
}

fn hex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|d| u8::from_str_radix(std::str::from_utf8(d).unwrap(), 16).unwrap()).collect()
}

fn write(home: &Path, path: &str, content: &[u8]) {
    let path = home.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut file: Option<String> = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Case::new(name));
            file = None;
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(path) = line.strip_prefix("--- ") {
            case.files.push((expand(path), Vec::new()));
            file = Some(path.to_string());
        } else if file.is_some() {
            let content = &mut case.files.last_mut().unwrap().1;
            content.extend_from_slice(expand(line).as_bytes());
            content.push(b'\n');
        } else if let Some((key, value)) = line.split_once(": ") {
            case.directive(key, value);
        }
    }
    cases
}

struct Outcome {
    code: Option<i32>,
    signal: Option<i32>,
    /// CPU time, where the system tells.
    time: Duration,
    /// Peak memory in KiB, where the system tells.
    memory: u64,
    output: String,
    error: String,
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

/// The program to try and how long it may take.
fn program(compat: &str) -> (String, Duration) {
    match std::env::var("RUTTER_BAD_PROGRAM") {
        Ok(program) => (program.replace('%', compat), TIME),
        Err(_) if cfg!(debug_assertions) => (OWN.to_string(), UNOPTIMIZED_TIME),
        Err(_) => (OWN.to_string(), TIME),
    }
}

fn is_slow() -> bool {
    cfg!(debug_assertions) && std::env::var_os("RUTTER_BAD_PROGRAM").is_none()
}

fn run(case: &Case, compat: &str, home: &Path) -> Outcome {
    let (out, err) = (home.join("stdout"), home.join("stderr"));
    let mut command = Command::new("sh");
    // More than the limit, so that the test and not the system says what went wrong.
    let script = match case.full_output {
        true => "ulimit -v 4000000; exec \"$0\" \"$@\" >/dev/full",
        false => "ulimit -v 4000000; exec \"$0\" \"$@\"",
    };
    let (program, limit) = program(compat);
    command.args(["-c", script, &program]).args(&case.arguments);
    command.current_dir(home).env("RUTTER_COMPAT", compat).env("HOME", home);
    for (name, value) in case.environment.iter().filter_map(|text| text.split_once('=')) {
        command.env(name, value);
    }
    command.stdin(Stdio::null());
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
        if time > limit || start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let read = |path: PathBuf| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    Outcome {
        code: status.and_then(|status| status.code()),
        signal: status.and_then(|status| status.signal()),
        time,
        memory,
        output: read(out),
        error: read(err),
    }
}

fn problems(case: &Case, compat: &str, outcome: &Outcome) -> Vec<String> {
    let mut wrong = Vec::new();
    match (outcome.code, outcome.signal) {
        (Some(code), _) if code == case.code => {}
        (Some(code), _) => wrong.push(format!("ended with code {code}, not {}", case.code)),
        (None, Some(signal)) => wrong.push(format!("ended by signal {signal}")),
        (None, None) => wrong.push(format!("was stopped after {:?} of CPU time", outcome.time)),
    }
    if outcome.memory > MEMORY {
        wrong.push(format!("took {} MiB", outcome.memory / 1024));
    }
    if outcome.error.contains("panicked") {
        wrong.push("panicked".to_string());
    }
    for (only, text) in &case.errors {
        if only.as_deref().is_none_or(|only| only == compat) && !outcome.error.contains(text) {
            wrong.push(format!("does not say {text:?}"));
        }
    }
    for text in &case.outputs {
        if !outcome.output.contains(text) {
            wrong.push(format!("does not write {text:?}"));
        }
    }
    wrong
}

fn beginning(text: &str) -> String {
    text.chars().take(600).collect()
}

/// Runs the cases of a file; `RUTTER_BAD_INPUT` chooses those whose names contain it, and
/// `RUTTER_BAD_PROGRAM` another program to try, `%` standing for Helm's major version.
fn check(text: &str) {
    let chosen = std::env::var("RUTTER_BAD_INPUT").unwrap_or_default();
    let cases = parse(text).into_iter().filter(|case| case.name.contains(&chosen));
    let (mut failed, mut count) = (Vec::new(), 0);
    for case in cases.filter(|case| !(case.heavy && is_slow())) {
        for compat in ["3", "4"] {
            if case.only.as_deref().is_some_and(|only| only != compat) {
                continue;
            }
            let home = tempfile::tempdir().unwrap();
            if case.prepare(home.path()).is_none() {
                continue;
            }
            let outcome = run(&case, compat, home.path());
            let wrong = problems(&case, compat, &outcome);
            let (time, memory) = (outcome.time.as_millis(), outcome.memory / 1024);
            println!("{time:>6} ms {memory:>4} MiB  {compat} {}", case.name);
            count += 1;
            if !wrong.is_empty() {
                let (said, out) = (beginning(&outcome.error), beginning(&outcome.output));
                failed.push(format!(
                    "{} (Helm {compat}) {}\n  stderr: {said}\n  stdout: {out}",
                    case.name,
                    wrong.join(", ")
                ));
            }
        }
    }
    println!("{count} runs");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn values() {
    check(include_str!("bad-inputs/values.txt"));
}

#[test]
fn templates() {
    check(include_str!("bad-inputs/templates.txt"));
}

#[test]
fn charts() {
    check(include_str!("bad-inputs/charts.txt"));
}

#[test]
fn schemas() {
    check(include_str!("bad-inputs/schemas.txt"));
}

#[test]
fn archives_of_all_kinds() {
    check(include_str!("bad-inputs/archives.txt"));
}
