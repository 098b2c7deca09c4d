//! What a program answered, without what changes from run to run.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::case::root;

/// Exit code and output of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Answer {
    /// Exit code; -1 after a signal.
    pub rc: i32,
    /// Standard output, with Go addresses masked.
    pub stdout: String,
    /// Standard error, with addresses, times and folders masked.
    pub stderr: String,
}

impl Answer {
    /// Runs a program in `folder` with nothing in its environment but `environment`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn of(
        program: &Path,
        arguments: &[String],
        environment: &[(&str, &str)],
        folder: &Path,
    ) -> io::Result<Answer> {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .env("HOME", folder)
            .env("PATH", "/usr/bin:/bin")
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .output()?;
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let text = text.replace(&folder.display().to_string(), "@DIR@");
            mask_addresses(&text.replace(&root().display().to_string(), crate::case::ROOT))
        };
        Ok(Answer {
            rc: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr).split_inclusive('\n').map(without_time).collect(),
        })
    }

    /// Whether both say the same. Lines of standard error may change places, since Helm prints
    /// warnings in the order of Go's maps.
    pub fn agrees(&self, other: &Answer) -> bool {
        self.rc == other.rc
            && self.stdout == other.stdout
            && same_lines(&self.stderr, &other.stderr)
    }
}

fn same_lines(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        lines.sort();
        lines
    };
    a == b || sorted(a) == sorted(b)
}

/// A log line without its time: `time=… ` of Helm 4, `2006/01/02 15:04:05 ` of Helm 3.
fn without_time(line: &str) -> &str {
    if line.starts_with("time=") {
        return line.split_once(' ').map_or(line, |(_, rest)| rest);
    }
    let digits = |range: &str| range.bytes().all(|b| b.is_ascii_digit() || b"/: ".contains(&b));
    match line.get(..20) {
        Some(head) if line.get(4..5) == Some("/") && digits(head) => line.get(20..).unwrap_or(line),
        _ => line,
    }
}

/// `0x` with eight or more digits becomes `0xADDRESS`.
fn mask_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("0x") {
        let (before, number) = rest.split_at(at + 2);
        let digits = number.bytes().take_while(u8::is_ascii_hexdigit).count();
        out.push_str(before);
        match digits {
            0..8 => out.push_str(&number[..digits]),
            _ => out.push_str("ADDRESS"),
        }
        rest = &number[digits..];
    }
    out + rest
}
