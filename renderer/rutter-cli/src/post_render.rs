//! `--post-renderer`: a program that the manifests are passed through.
//!
//! Helm: pkg/postrender/exec.go (v3). Helm 4 knows only plugins, which are not supported.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use rutter::Compat;

use crate::failure::Failure;

/// Refuses a program that is not there, as Helm does when it reads the flag.
///
/// # Errors
/// Helm's text.
pub fn check(program: &str, compat: Compat) -> Result<(), String> {
    match compat {
        _ if program.is_empty() => Ok(()),
        Compat::V4 => Err(format!("plugin: {{Name:{program} Type:postrenderer/v1}} not found")),
        Compat::V3 => look_up(program).map_err(|reason| {
            let quoted = rutter::quote(program);
            format!("unable to find binary at {program}: exec: {quoted}: {reason}")
        }),
    }
}

/// Go: os/exec `LookPath`.
fn look_up(program: &str) -> Result<(), String> {
    if program.contains('/') {
        return is_executable(Path::new(program));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|p| is_executable(&p.join(program)).is_ok());
    match found {
        true => Ok(()),
        false => Err("executable file not found in $PATH".to_string()),
    }
}

fn is_executable(path: &Path) -> Result<(), String> {
    let found =
        path.metadata().map_err(|error| rutter::chart::go_path_error("stat", path, &error))?;
    match found.is_dir() {
        true => Err("is a directory".to_string()),
        false if has_executable_bit(&found) => Ok(()),
        false => Err("permission denied".to_string()),
    }
}

#[cfg(unix)]
fn has_executable_bit(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn has_executable_bit(_: &std::fs::Metadata) -> bool {
    true
}

/// Runs the program with `input` and returns what it prints.
pub fn run(program: &str, arguments: &[String], input: &str) -> Result<String, Failure> {
    let failed =
        |text: String| Failure::text(format!("error while running post render on files: {text}"));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            let path = Path::new(program);
            failed(format!(
                "error while running command {program}. error output:\n: {}",
                rutter::chart::go_path_error("fork/exec", path, &error)
            ))
        })?;
    let stdin = child.stdin.take();
    let text = input.to_string();
    let writer = std::thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            // A program that reads nothing may still answer.
            let _ = stdin.write_all(text.as_bytes());
        }
    });
    let result = child.wait_with_output();
    let _ = writer.join();
    let result = result.map_err(|e| failed(e.to_string()))?;
    if !result.status.success() {
        let code = result.status.code().unwrap_or(-1);
        return Err(failed(format!(
            "error while running command {program}. error output:\n{}: exit status {code}",
            String::from_utf8_lossy(&result.stderr)
        )));
    }
    let rendered = String::from_utf8_lossy(&result.stdout).into_owned();
    if rendered.trim().is_empty() {
        return Err(failed(format!(
            "post-renderer {} produced empty output",
            rutter::quote(program)
        )));
    }
    Ok(rendered)
}
