//! What Helm writes to standard error while it renders, without stopping.

use std::cell::RefCell;

use rutter_chart::{Compat, Notice};

use crate::rules::{Answers, Rule};

/// One line for standard error, as this Helm prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The whole line without its newline.
    pub text: String,
}

/// Collects warnings; Helm 3 prints them with the line of its own source, Helm 4 by slog.
#[derive(Debug)]
pub struct Warnings {
    answers: Answers,
    compat: Compat,
    collected: RefCell<Vec<Warning>>,
}

impl Warnings {
    /// An empty collection for this Helm.
    pub fn new(answers: impl Into<Answers>) -> Warnings {
        let answers = answers.into();
        Warnings { answers, compat: answers.compat(), collected: RefCell::default() }
    }

    /// The Helm whose form the warnings take.
    pub fn compat(&self) -> Compat {
        self.compat
    }

    /// The Helm that answers a rule in the render whose warnings these are.
    pub fn compat_of(&self, rule: Rule) -> Compat {
        self.answers.of(rule)
    }

    /// Picks the source line of the Helm at hand.
    pub fn line(&self, v3: u32, v4: u32) -> u32 {
        match self.compat {
            Compat::V3 => v3,
            Compat::V4 => v4,
        }
    }

    /// Go's `log.Printf`: with file and line in Helm 3, through slog in Helm 4.
    pub fn log(&self, file: &str, line: u32, message: String) {
        let text = match self.compat {
            Compat::V3 => format!("{file}:{line}: {message}"),
            Compat::V4 => format!("level=INFO msg={}", slog_quote(&message)),
        };
        self.push(text);
    }

    /// slog with attributes (Helm 4): `level=WARN msg=… key=value`.
    pub fn slog(&self, level: &str, message: &str, attributes: &[(&str, String)]) {
        let mut text = format!("level={level} msg={}", slog_quote(message));
        for (key, value) in attributes {
            text.push_str(&format!(" {key}={}", slog_quote(value)));
        }
        self.push(text);
    }

    /// What loading a chart had to say.
    pub fn notice(&self, notice: &Notice) {
        match (notice, self.compat) {
            (Notice::Symlink { path, resolved }, Compat::V3) => self.log(
                "walk.go",
                75,
                format!(
                    "found symbolic link in path: {} resolves to {}. Contents of linked file included and used",
                    path.display(),
                    resolved.display()
                ),
            ),
            (Notice::Symlink { path, resolved }, Compat::V4) => self.slog(
                "INFO",
                "found symbolic link in path. Contents of linked file included and used",
                &[
                    ("path", path.display().to_string()),
                    ("resolved", resolved.display().to_string()),
                ],
            ),
            (Notice::RequirementsYaml, _) => self.log("load.go", self.line(120, 123), "Warning: Dependencies are handled in Chart.yaml since apiVersion \"v2\". We recommend migrating dependencies to Chart.yaml.".to_string()),
            (Notice::RequirementsLock, _) => self.log("load.go", self.line(138, 141), "Warning: Dependency locking is handled in Chart.lock since apiVersion \"v2\". We recommend migrating to Chart.lock.".to_string()),
        }
    }

    /// A line as it is.
    pub fn push(&self, text: String) {
        self.collected.borrow_mut().push(Warning { text });
    }

    /// Everything collected so far.
    pub fn take(&self) -> Vec<Warning> {
        self.collected.take()
    }
}

/// slog's text handler quotes a value that is empty or holds a space, `"`, `=` or a
/// non-printable character (Go: log/slog/text_handler.go needsQuoting).
pub fn slog_quote(value: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && c != '"' && c != '=' && !c.is_control();
    match !value.is_empty() && value.chars().all(plain) {
        true => value.to_string(),
        false => rutter_go::strconv::quote(value.as_bytes()),
    }
}
