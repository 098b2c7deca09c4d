//! Command-line flags with the meaning and the error texts of Helm's (Go: spf13/pflag).
//!
//! One table per command says what exists; parsing, completion and reference pages read it.

mod table;
mod value;

use std::collections::BTreeMap;

use rutter::Compat;

pub use table::{
    CHART_PATH, COMPLETION, CREATE, DEPENDENCIES, DEPENDENCY_LIST, DIFF, DOCS, DOWNLOAD, EXCLUSIVE,
    GLOBAL, GRAPH, IMAGES, LINT, OUTPUT, PACKAGE, PULL, REGISTRY_LOGIN, RELEASE, RENDER, RENDERED,
    REPO_ADD, REPO_INDEX, REPO_LIST, REPO_UPDATE, SCHEMA, SEARCH_OCI, SEARCH_REPO, SHOW_VALUES,
    TEMPLATE, UNITTEST, VALIDATE, VALUES, VALUES_UNUSED, VERIFY, VERSION,
};

/// How a flag's value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `--x`, `--x=false`
    Bool,
    /// `--x text`
    String,
    /// `--x` alone means this text; a value needs `=`.
    Optional(&'static str),
    /// Repeated, each one element.
    StringArray,
    /// Repeated or separated by commas (CSV).
    StringSlice,
    /// Go durations.
    Duration,
    /// Whole numbers.
    Int,
    /// Whole numbers from 0.
    Uint,
    /// `table`, `json` or `yaml`.
    Format,
    /// Fractions.
    Float,
    /// `key=value,…`
    StringToString,
    /// `--wait` of Helm 4.
    Wait,
    /// A program to pass manifests through.
    PostRenderer,
    /// A truth value that Go's `flag` reads.
    PlainBool,
    /// A whole number that Go's `flag` reads.
    PlainUint,
    /// A level of klog.
    Level,
    /// A severity of klog.
    Severity,
}

/// Which Helm has a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Both Helms.
    Both,
    /// Helm 3 only.
    V3,
    /// Helm 4 only.
    V4,
    /// Only this program.
    Ours,
}

/// Whether help lists a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Help lists it.
    Listed,
    /// It is taken and not listed.
    Hidden,
    /// It is taken, and answered with this advice.
    Deprecated(&'static str),
}

/// One flag.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Long name without dashes.
    pub name: &'static str,
    /// One-letter name.
    pub short: Option<char>,
    /// How its value is read.
    pub kind: Kind,
    /// Who has it.
    pub since: Since,
    /// Whether help lists it.
    pub state: State,
    /// One line of help.
    pub help: &'static str,
}

/// What was given.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    values: BTreeMap<&'static str, Vec<String>>,
    /// What is to be said about flags that were given.
    pub notices: Vec<String>,
    /// Arguments that are not flags.
    pub arguments: Vec<String>,
}

impl Parsed {
    /// Whether a boolean flag is on.
    pub fn is_set(&self, name: &str) -> bool {
        self.text(name).is_some_and(|v| v == "true")
    }

    /// The last value of a flag.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).and_then(|v| v.last()).map(String::as_str)
    }

    /// Every value of a repeated flag.
    pub fn list(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the flag was given at all.
    pub fn is_given(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }
}

/// Reads `arguments` by the flags in `tables`.
///
/// # Errors
/// pflag's text for the first argument that is wrong.
pub fn parse(
    arguments: &[String],
    tables: &[&'static [Flag]],
    compat: Compat,
) -> Result<Parsed, String> {
    let mut reader = Reader::new(arguments, tables, compat, Unknown::Refused);
    reader.run()?;
    Ok(reader.parsed)
}

/// What can be read of the flags in `tables`, others left out, up to the first wrong one.
/// Go: pflag with `UnknownFlags` allowed.
pub fn parse_known(arguments: &[String], tables: &[&'static [Flag]], compat: Compat) -> Parsed {
    let mut reader = Reader::new(arguments, tables, compat, Unknown::Skipped);
    // The command will be told what is wrong.
    let _ = reader.run();
    reader.parsed
}

/// Whether this Helm has the flag.
pub fn exists(flag: &Flag, compat: Compat) -> bool {
    match flag.since {
        Since::Both | Since::Ours => true,
        Since::V3 => compat == Compat::V3,
        Since::V4 => compat == Compat::V4,
    }
}

/// Whether this Helm lists the flag in its help.
pub fn is_listed(flag: &Flag, compat: Compat) -> bool {
    exists(flag, compat) && flag.state == State::Listed
}

/// What a flag without a value means; `None` when it needs one.
pub fn default_value(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Bool | Kind::PlainBool => Some("true"),
        Kind::Wait => Some("watcher"),
        Kind::Optional(default) => Some(default),
        _ => None,
    }
}

/// What to do with flags that do not exist.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unknown {
    Refused,
    Skipped,
}

struct Reader<'a> {
    rest: std::slice::Iter<'a, String>,
    tables: &'a [&'static [Flag]],
    compat: Compat,
    unknown: Unknown,
    parsed: Parsed,
}

impl<'a> Reader<'a> {
    fn new(
        arguments: &'a [String],
        tables: &'a [&'static [Flag]],
        compat: Compat,
        unknown: Unknown,
    ) -> Reader<'a> {
        Reader { rest: arguments.iter(), tables, compat, unknown, parsed: Parsed::default() }
    }

    fn run(&mut self) -> Result<(), String> {
        while let Some(argument) = self.rest.next() {
            if argument == "--" {
                self.parsed.arguments.extend(self.rest.by_ref().cloned());
            } else if let Some(long) = argument.strip_prefix("--") {
                self.long(argument, long)?;
            } else if let Some(letters) = argument.strip_prefix('-').filter(|l| !l.is_empty()) {
                self.short(letters)?;
            } else {
                self.parsed.arguments.push(argument.clone());
            }
        }
        Ok(())
    }

    fn find(&self, matches: impl Fn(&Flag) -> bool) -> Option<&'static Flag> {
        let here = |flag: &&Flag| exists(flag, self.compat);
        // A command's own flags come before those of all commands.
        self.tables.iter().rev().copied().flatten().filter(here).find(|f| matches(f))
    }

    /// Go: pflag `parseLongArg`.
    fn long(&mut self, argument: &str, long: &str) -> Result<(), String> {
        if long.starts_with(['-', '=']) {
            return Err(format!("bad flag syntax: {argument}"));
        }
        let (name, value) = match long.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (long, None),
        };
        let Some(flag) = self.find(|f| f.name == name) else {
            return self.skip(value.is_some(), format!("unknown flag: --{name}"));
        };
        match value.or_else(|| default_value(flag.kind)) {
            Some(value) => self.set(flag, value),
            None => self.set_next(flag, format!("flag needs an argument: --{name}")),
        }
    }

    /// Letters behind one dash. Go: pflag `parseSingleShortArg`.
    fn short(&mut self, letters: &str) -> Result<(), String> {
        let mut rest = letters.chars();
        loop {
            let shown = rest.as_str();
            let Some(letter) = rest.next() else { return Ok(()) };
            // Go takes the first byte for a letter.
            let byte = shown.bytes().next().unwrap_or_default();
            let quoted = rutter::go::strconv::quote_rune(u32::from(byte));
            let after = rest.as_str();
            let given = after.strip_prefix('=').filter(|value| !value.is_empty());
            let Some(flag) = self.find(|f| f.short == Some(letter)) else {
                self.skip(
                    given.is_some(),
                    format!("unknown shorthand flag: {quoted} in -{shown}"),
                )?;
                match given {
                    Some(_) => return Ok(()),
                    None => continue,
                }
            };
            if let Some(value) = given {
                return self.set(flag, value);
            }
            if let Some(default) = default_value(flag.kind) {
                self.set(flag, default)?;
                continue;
            }
            return match after {
                "" => self.set_next(flag, format!("flag needs an argument: {quoted} in -{shown}")),
                value => self.set(flag, value),
            };
        }
    }

    /// Leaves out an unknown flag, and what is probably its value.
    fn skip(&mut self, has_value: bool, error: String) -> Result<(), String> {
        if self.unknown == Unknown::Refused {
            return Err(error);
        }
        let next = self.rest.as_slice().first();
        if !has_value && next.is_some_and(|next| !next.starts_with('-')) {
            self.rest.next();
        }
        Ok(())
    }

    fn set_next(&mut self, flag: &'static Flag, missing: String) -> Result<(), String> {
        match self.rest.next() {
            Some(value) => self.set(flag, value),
            None => Err(missing),
        }
    }

    fn set(&mut self, flag: &'static Flag, text: &str) -> Result<(), String> {
        let read = value::read(flag.kind, text, self.compat).map_err(|reason| {
            let quoted = rutter::quote(text);
            let name = match flag.short {
                Some(short) => format!("-{short}, --{}", flag.name),
                None => format!("--{}", flag.name),
            };
            format!("invalid argument {quoted} for \"{name}\" flag: {reason}")
        })?;
        self.parsed.values.entry(flag.name).or_default().extend(read);
        if let State::Deprecated(advice) = flag.state {
            let notice = format!("Flag --{} has been deprecated, {advice}", flag.name);
            self.parsed.notices.push(notice);
        }
        Ok(())
    }
}
