//! Why a render gives no release.

use std::fmt;

use rutter_go::Str;
use rutter_template::Position;

use crate::release::Release;

/// Where on the way a render failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The chart is not one that can be installed, or a dependency is missing.
    Chart,
    /// The real Helm crashes here, with exit code 2.
    Crash,
    /// The release name.
    Name,
    /// User values, dependencies or coalescing.
    Values,
    /// values.schema.json.
    Schema,
    /// Chart.yaml's kubeVersion.
    KubeVersion,
    /// A template does not parse.
    Parse,
    /// A template fails.
    Execute,
    /// What was rendered is not YAML that Helm can read.
    Manifest,
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Helm's text.
    pub message: String,
    /// The template file, or the file whose output is not YAML.
    pub file: Option<String>,
    /// Position in the template: the innermost one, if templates include each other.
    pub position: Option<Position>,
    /// Where the template of `position` was included from, innermost first.
    pub includes: Vec<Position>,
    /// The text that `position` is in, unless it was made at run time.
    pub source: Option<Str>,
    /// The document that could not be read, with the line of the error in it.
    pub document: Option<(String, Option<usize>)>,
    /// What wrote that line, if [`crate::explain()`] was asked.
    pub origin: Option<crate::explain::Origin>,
}

impl Problem {
    pub(crate) fn text(message: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            file: None,
            position: None,
            includes: Vec::new(),
            source: None,
            document: None,
            origin: None,
        }
    }
}

/// A failed render. Its text is Helm's for the first problem.
#[derive(Clone, Debug)]
pub struct Error(Box<Repr>);

#[derive(Clone, Debug)]
struct Repr {
    stage: Stage,
    problems: Vec<Problem>,
    warnings: Vec<crate::warning::Warning>,
    partial: Option<Release>,
}

impl Error {
    pub(crate) fn new(stage: Stage, message: impl Into<String>) -> Error {
        Error::from_problems(stage, vec![Problem::text(message)])
    }

    pub(crate) fn from_problems(stage: Stage, problems: Vec<Problem>) -> Error {
        Error(Box::new(Repr { stage, problems, warnings: Vec::new(), partial: None }))
    }

    pub(crate) fn with_warnings(mut self, warnings: Vec<crate::warning::Warning>) -> Error {
        self.0.warnings = warnings;
        self
    }

    /// This error with the problems of another one behind its own.
    pub(crate) fn followed_by(mut self, mut other: Error) -> Error {
        self.0.problems.append(&mut other.0.problems);
        self
    }

    pub(crate) fn with_partial(mut self, partial: Release) -> Error {
        self.0.partial = Some(partial);
        self
    }

    /// What there is of the release, where Helm has one already: with documents that are no YAML,
    /// every rendered file as it is. Helm prints it when told to `--debug`.
    pub fn partial(&self) -> Option<&Release> {
        self.0.partial.as_ref()
    }

    /// Where it failed.
    pub fn stage(&self) -> Stage {
        self.0.stage
    }

    /// Everything that is wrong: one entry unless all errors were asked for.
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// What Helm would have said on standard error before it failed.
    pub fn warnings(&self) -> &[crate::warning::Warning] {
        &self.0.warnings
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.problems.first() {
            Some(problem) => f.write_str(&problem.message),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
