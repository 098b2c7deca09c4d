//! `--post-renderer`: a program that the manifests are passed through.
//!
//! Helm: pkg/postrender/exec.go (v3). Helm 4 knows only plugins, which are not supported.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rutter::Compat;

/// Refuses a program that is not there, as Helm does when it reads the flag.
///
/// # Errors
/// Helm's text.
pub fn check(program: &str, compat: Compat) -> Result<(), String> {
    match compat {
        _ if program.is_empty() => Ok(()),
        Compat::V4 => Err(format!("plugin: {{Name:{program} Type:postrenderer/v1}} not found")),
        Compat::V3 => find(program).map(|_| ()),
    }
}

/// The absolute path of a program.
///
/// # Errors
/// Helm's text.
pub fn find(program: &str) -> Result<PathBuf, String> {
    look_up(program).map_err(|reason| {
        let quoted = rutter::quote(program);
        format!("unable to find binary at {program}: exec: {quoted}: {reason}")
    })
}

/// The program's absolute path. Go: os/exec `LookPath`.
fn look_up(program: &str) -> Result<PathBuf, String> {
    if program.contains('/') {
        return executable(PathBuf::from(program));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found = std::env::split_paths(&path).map(|folder| executable(folder.join(program)));
    let not_found = || "executable file not found in $PATH".to_string();
    found.find_map(Result::ok).ok_or_else(not_found)
}

fn executable(path: PathBuf) -> Result<PathBuf, String> {
    let found =
        path.metadata().map_err(|error| rutter::chart::go_path_error("stat", &path, &error))?;
    match found.is_dir() {
        true => Err("is a directory".to_string()),
        false if has_executable_bit(&found) => {
            std::path::absolute(path).map_err(|error| error.to_string())
        }
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
///
/// # Errors
/// Helm's text.
pub fn run(program: &str, arguments: &[String], input: &str) -> Result<String, String> {
    let path = look_up(program)?;
    run_found(&path, arguments, input)
        .map_err(|text| format!("error while running post render on files: {text}"))
}

/// As [`run()`], for a program that was found.
///
/// # Errors
/// Helm's text, without the words of `template` before it.
pub fn run_found(path: &Path, arguments: &[String], input: &str) -> Result<String, String> {
    let shown = path.display();
    let mut child = Command::new(path)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            format!(
                "error while running command {shown}. error output:\n: {}",
                rutter::chart::go_path_error("fork/exec", path, &error)
            )
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
    let result = result.map_err(|e| e.to_string())?;
    if !result.status.success() {
        let code = result.status.code().unwrap_or(-1);
        return Err(format!(
            "error while running command {shown}. error output:\n{}: exit status {code}",
            String::from_utf8_lossy(&result.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&result.stdout).into_owned())
}
