//! `--post-renderer`: a program that the manifests are passed through.
//!
//! Helm: pkg/postrender/exec.go (v3). Helm 4 knows only plugins, which are not supported.

use std::io::Write;
use std::process::{Command, Stdio};

use rutter::Compat;

use crate::failure::Failure;

/// Runs the program with `input` and returns what it prints.
pub fn run(
    program: &str,
    arguments: &[String],
    input: &str,
    compat: Compat,
) -> Result<String, Failure> {
    if compat == Compat::V4 {
        return Err(Failure::text(format!(
            "invalid argument {} for \"--post-renderer\" flag: plugin: {} not found",
            rutter::quote(program),
            rutter::quote(program)
        )));
    }
    let failed =
        |text: String| Failure::text(format!("error while running post render on files: {text}"));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| {
            Failure::text(format!(
                "unable to find binary at {program}: exec: {}: executable file not found in $PATH",
                rutter::quote(program)
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
