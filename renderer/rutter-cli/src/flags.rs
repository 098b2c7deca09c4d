//! Command-line flags with the meaning and the error texts of Helm's (Go: spf13/pflag).
//!
//! One table per command says what exists; parsing, completion and reference pages read it.

use std::collections::BTreeMap;

use rutter::Compat;

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
    /// Fractions.
    Float,
    /// `key=value,…`
    StringToString,
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
    /// One line of help.
    pub help: &'static str,
}

/// What was given.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    values: BTreeMap<&'static str, Vec<String>>,
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
    let mut reader = Reader { rest: arguments.iter(), tables, compat, parsed: Parsed::default() };
    reader.run()?;
    Ok(reader.parsed)
}

/// Whether this Helm has the flag.
pub fn exists(flag: &Flag, compat: Compat) -> bool {
    match flag.since {
        Since::Both | Since::Ours => true,
        Since::V3 => compat == Compat::V3,
        Since::V4 => compat == Compat::V4,
    }
}

struct Reader<'a> {
    rest: std::slice::Iter<'a, String>,
    tables: &'a [&'static [Flag]],
    compat: Compat,
    parsed: Parsed,
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), String> {
        while let Some(argument) = self.rest.next() {
            if argument == "--" {
                self.parsed.arguments.extend(self.rest.by_ref().cloned());
            } else if let Some(long) = argument.strip_prefix("--") {
                self.long(argument, long)?;
            } else if argument.len() > 1 && argument.starts_with('-') {
                self.short(argument)?;
            } else {
                self.parsed.arguments.push(argument.clone());
            }
        }
        Ok(())
    }

    fn find(&self, matches: impl Fn(&Flag) -> bool) -> Option<&'static Flag> {
        let here = |flag: &&Flag| exists(flag, self.compat);
        self.tables.iter().copied().flatten().filter(here).find(|f| matches(f))
    }

    fn long(&mut self, argument: &str, long: &str) -> Result<(), String> {
        let (name, value) = match long.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (long, None),
        };
        if name.is_empty() || name.starts_with('-') {
            return Err(format!("bad flag syntax: {argument}"));
        }
        let Some(flag) = self.find(|f| f.name == name) else {
            return Err(format!("unknown flag: --{name}"));
        };
        let shown = format!("--{name}");
        match (value, default_value(flag.kind)) {
            (Some(value), _) => self.set(flag, value),
            (None, Some(default)) => self.set(flag, default),
            (None, None) => match self.rest.next() {
                Some(value) => self.set(flag, value),
                None => Err(format!("flag needs an argument: {shown}")),
            },
        }
    }

    fn short(&mut self, argument: &str) -> Result<(), String> {
        let mut letters = argument[1..].chars();
        while let Some(letter) = letters.next() {
            let Some(flag) = self.find(|f| f.short == Some(letter)) else {
                return Err(format!("unknown shorthand flag: '{letter}' in {argument}"));
            };
            let rest = letters.as_str();
            if let Some(value) = rest.strip_prefix('=') {
                return self.set(flag, value);
            }
            if let Some(default) = default_value(flag.kind) {
                self.set(flag, default)?;
                continue;
            }
            if !rest.is_empty() {
                return self.set(flag, rest);
            }
            return match self.rest.next() {
                Some(value) => self.set(flag, value),
                None => Err(format!("flag needs an argument: '{letter}' in {argument}")),
            };
        }
        Ok(())
    }

    fn set(&mut self, flag: &'static Flag, value: &str) -> Result<(), String> {
        let invalid = |reason: String| {
            let quoted = rutter::quote(value);
            let name = match flag.short {
                Some(short) => format!("-{short}, --{}", flag.name),
                None => format!("--{}", flag.name),
            };
            format!("invalid argument {quoted} for \"{name}\" flag: {reason}")
        };
        let values = self.parsed.values.entry(flag.name).or_default();
        match flag.kind {
            Kind::Bool => values.push(parse_bool(value).map_err(invalid)?.to_string()),
            Kind::String | Kind::Optional(_) | Kind::StringArray => values.push(value.to_string()),
            Kind::StringSlice => values.extend(parse_csv(value).map_err(invalid)?),
            Kind::Duration => {
                rutter::check_duration(value).map_err(invalid)?;
                values.push(value.to_string());
            }
            Kind::Int => {
                let reason = || {
                    format!("strconv.ParseInt: parsing {}: invalid syntax", rutter::quote(value))
                };
                value.parse::<i64>().map_err(|_| invalid(reason()))?;
                values.push(value.to_string());
            }
            Kind::Float => {
                let reason = || {
                    format!("strconv.ParseFloat: parsing {}: invalid syntax", rutter::quote(value))
                };
                value.parse::<f64>().map_err(|_| invalid(reason()))?;
                values.push(value.to_string());
            }
            Kind::StringToString => {
                for pair in parse_csv(value).map_err(invalid)? {
                    if !pair.contains('=') {
                        return Err(invalid(format!("{pair} must be formatted as key=value")));
                    }
                    values.push(pair);
                }
            }
        }
        Ok(())
    }
}

/// What a flag without a value means; `None` when it needs one.
fn default_value(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Bool => Some("true"),
        Kind::Optional(default) => Some(default),
        _ => None,
    }
}

/// Go: `strconv.ParseBool`.
fn parse_bool(text: &str) -> Result<bool, String> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(format!("strconv.ParseBool: parsing {}: invalid syntax", rutter::quote(text))),
    }
}

/// One line of CSV: fields in quotes may hold commas and doubled quotes (Go: encoding/csv).
fn parse_csv(text: &str) -> Result<Vec<String>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => csv_quoted(quoted)?,
            None => csv_plain(rest)?,
        };
        fields.push(field);
        match after {
            Some(after) => rest = after,
            None => return Ok(fields),
        }
    }
}

fn csv_plain(text: &str) -> Result<(String, Option<&str>), String> {
    let (field, after) = match text.split_once(',') {
        Some((field, after)) => (field, Some(after)),
        None => (text, None),
    };
    if let Some(at) = field.find('"') {
        return Err(format!(
            "parse error on line 1, column {}: bare \" in non-quoted-field",
            at + 1
        ));
    }
    Ok((field.to_string(), after))
}

fn csv_quoted(text: &str) -> Result<(String, Option<&str>), String> {
    let mut field = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        field.push_str(before);
        if let Some(doubled) = after.strip_prefix('"') {
            field.push('"');
            rest = doubled;
        } else if let Some(next) = after.strip_prefix(',') {
            return Ok((field, Some(next)));
        } else if after.is_empty() {
            return Ok((field, None));
        } else {
            let column = text.len() - after.len() + 1;
            return Err(format!(
                "parse error on line 1, column {column}: extraneous or missing \" in quoted-field"
            ));
        }
    }
    Err("parse error on line 1, column 1: extraneous or missing \" in quoted-field".to_string())
}

/// Shorthand for table entries.
pub const fn flag(name: &'static str, kind: Kind, help: &'static str) -> Flag {
    Flag { name, short: None, kind, since: Since::Both, help }
}

impl Flag {
    /// With a one-letter name.
    pub const fn short(self, letter: char) -> Flag {
        Flag { short: Some(letter), ..self }
    }

    /// In one Helm only.
    pub const fn since(self, since: Since) -> Flag {
        Flag { since, ..self }
    }
}

/// Flags that every command takes.
pub const GLOBAL: &[Flag] = &[
    flag("help", Kind::Bool, "help for the command").short('h'),
    flag("burst-limit", Kind::Int, "client-side default throttling limit"),
    flag("debug", Kind::Bool, "enable verbose output"),
    flag("kube-apiserver", Kind::String, "address and port of the Kubernetes API server"),
    flag("kube-as-group", Kind::StringArray, "group to impersonate, can be repeated"),
    flag("kube-as-user", Kind::String, "username to impersonate"),
    flag("kube-ca-file", Kind::String, "certificate authority file of the Kubernetes API server"),
    flag("kube-context", Kind::String, "name of the kubeconfig context to use"),
    flag("kube-insecure-skip-tls-verify", Kind::Bool, "do not check the API server's certificate"),
    flag("kube-tls-server-name", Kind::String, "server name in the API server's certificate"),
    flag("kube-token", Kind::String, "bearer token for the Kubernetes API server"),
    flag("kubeconfig", Kind::String, "path to the kubeconfig file"),
    flag("namespace", Kind::String, "namespace scope for this request").short('n'),
    flag("qps", Kind::Float, "queries per second to the Kubernetes API"),
    flag("registry-config", Kind::String, "path to the registry config file"),
    flag("repository-cache", Kind::String, "directory with cached repository indexes"),
    flag("repository-config", Kind::String, "file with repository names and URLs"),
    flag("color", Kind::String, "use coloured output: never, auto, always").since(Since::V4),
    flag("colour", Kind::String, "use coloured output: never, auto, always").since(Since::V4),
    flag("content-cache", Kind::String, "directory with cached content").since(Since::V4),
    flag("compat", Kind::String, "the Helm to equal: 3 or 4").since(Since::Ours),
];

/// Flags that set values.
pub const VALUES: &[Flag] = &[
    flag("values", Kind::StringSlice, "values in a YAML file or a URL, can be repeated").short('f'),
    flag("set", Kind::StringArray, "values: key1=val1,key2=val2, can be repeated"),
    flag("set-file", Kind::StringArray, "values from files: key1=path1,key2=path2"),
    flag("set-json", Kind::StringArray, "JSON values: key1=json1,key2=json2"),
    flag("set-literal", Kind::StringArray, "a literal string value: key=value"),
    flag("set-string", Kind::StringArray, "string values: key1=val1,key2=val2"),
];

/// Flags that say where a chart is.
pub const CHART_PATH: &[Flag] = &[
    flag("ca-file", Kind::String, "check HTTPS certificates with this CA bundle"),
    flag("cert-file", Kind::String, "identify to HTTPS servers by this certificate"),
    flag("insecure-skip-tls-verify", Kind::Bool, "do not check certificates for the download"),
    flag("key-file", Kind::String, "identify to HTTPS servers by this key"),
    flag("keyring", Kind::String, "public keys for verification"),
    flag("pass-credentials", Kind::Bool, "pass credentials to all domains"),
    flag("password", Kind::String, "chart repository password"),
    flag("plain-http", Kind::Bool, "use plain HTTP for the download"),
    flag("repo", Kind::String, "chart repository URL"),
    flag("username", Kind::String, "chart repository username"),
    flag("verify", Kind::Bool, "verify the package before using it"),
    flag("version", Kind::String, "version or version range of the chart"),
    flag("devel", Kind::Bool, "use development versions too"),
];

/// Flags of `template` beyond values and chart path.
pub const TEMPLATE: &[Flag] = &[
    flag(
        "api-versions",
        Kind::StringSlice,
        "Kubernetes API versions for .Capabilities.APIVersions",
    )
    .short('a'),
    flag("create-namespace", Kind::Bool, "accepted for install"),
    flag("dependency-update", Kind::Bool, "update missing dependencies first"),
    flag("description", Kind::String, "accepted for install"),
    flag("disable-openapi-validation", Kind::Bool, "accepted for install"),
    flag("dry-run", Kind::Optional("client"), "accepted; rendering never contacts a cluster")
        .since(Since::V3),
    flag("dry-run", Kind::Optional("unset"), "accepted; rendering never contacts a cluster")
        .since(Since::V4),
    flag("enable-dns", Kind::Bool, "let getHostByName ask the network"),
    flag("generate-name", Kind::Bool, "generate the name").short('g'),
    flag("include-crds", Kind::Bool, "include CRDs in the output"),
    flag("is-upgrade", Kind::Bool, "set .Release.IsUpgrade instead of .Release.IsInstall"),
    flag("kube-version", Kind::String, "Kubernetes version for .Capabilities.KubeVersion"),
    flag("labels", Kind::StringToString, "accepted for install").short('l'),
    flag("name-template", Kind::String, "template that names the release"),
    flag("no-hooks", Kind::Bool, "leave out hooks"),
    flag("output-dir", Kind::String, "write files below this directory instead of standard output"),
    flag("post-renderer", Kind::String, "program that the manifests are passed through"),
    flag("post-renderer-args", Kind::StringArray, "argument of the post-renderer, can be repeated"),
    flag("release-name", Kind::Bool, "use the release name in the output directory"),
    flag("replace", Kind::Bool, "accepted for install"),
    flag("show-only", Kind::StringArray, "only show these templates, can be repeated").short('s'),
    flag("skip-crds", Kind::Bool, "accepted for install"),
    flag("skip-schema-validation", Kind::Bool, "do not validate values by JSON schema"),
    flag("skip-tests", Kind::Bool, "leave out tests"),
    flag("take-ownership", Kind::Bool, "accepted for install"),
    flag("timeout", Kind::Duration, "accepted for install"),
    flag("wait", Kind::Bool, "accepted for install").since(Since::V3),
    flag("wait", Kind::Optional("watcher"), "accepted for install").since(Since::V4),
    flag("wait-for-jobs", Kind::Bool, "accepted for install"),
    flag("atomic", Kind::Bool, "accepted for install").since(Since::V3),
    flag("force", Kind::Bool, "accepted for install").since(Since::V3),
    flag("hide-notes", Kind::Bool, "accepted for install").since(Since::V3),
    flag("render-subchart-notes", Kind::Bool, "accepted for install"),
    flag("validate", Kind::Bool, "accepted; rendering never contacts a cluster"),
    flag("force-conflicts", Kind::Bool, "accepted for install").since(Since::V4),
    flag("force-replace", Kind::Bool, "accepted for install").since(Since::V4),
    flag("rollback-on-failure", Kind::Bool, "accepted for install").since(Since::V4),
    flag("server-side", Kind::Optional("true"), "accepted for install").since(Since::V4),
];

/// Flags of `lint` beyond values.
pub const LINT: &[Flag] = &[
    flag("kube-version", Kind::String, "Kubernetes version for capabilities and deprecations"),
    flag("quiet", Kind::Bool, "print only warnings and errors"),
    flag("skip-schema-validation", Kind::Bool, "do not validate values by JSON schema"),
    flag("strict", Kind::Bool, "fail on warnings too"),
    flag("with-subcharts", Kind::Bool, "lint the charts below charts/ too"),
];

/// Flags of `show values` beyond the chart path.
pub const SHOW_VALUES: &[Flag] =
    &[flag("jsonpath", Kind::String, "accepted by Helm; not supported here")];

/// Flags of `version`.
pub const VERSION: &[Flag] = &[
    flag("client", Kind::Bool, "has no effect").short('c').since(Since::V3),
    flag("short", Kind::Bool, "print only the version number"),
    flag("template", Kind::String, "template for the version, such as {{.Version}}"),
];

/// Flags of `completion`.
pub const COMPLETION: &[Flag] = &[flag("no-descriptions", Kind::Bool, "leave out descriptions")];

/// Flags of `render` beyond those of `template`.
pub const RENDER: &[Flag] = &[
    flag("clock", Kind::String, "the time that templates see, such as 2024-05-06T07:08:09Z")
        .since(Since::Ours),
    flag("dir", Kind::String, "directory for -o dir").since(Since::Ours),
    flag(
        "explain",
        Kind::Optional(""),
        "say where output comes from: all, KIND/NAME or KIND/NAME:PATH",
    )
    .since(Since::Ours),
    flag("output", Kind::String, "output format: yaml, json, ndjson or dir")
        .short('o')
        .since(Since::Ours),
    flag("seed", Kind::Int, "make randomness, keys and certificates follow from this number")
        .since(Since::Ours),
    flag("strict", Kind::Bool, "make missing map keys an error").since(Since::Ours),
];
