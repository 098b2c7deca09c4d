//! `snapshots/config.yaml` of a chart: its cases, and how they are rendered.

use std::path::{Path, PathBuf};

use rutter_yaml::{Data, Entry, Node};

use crate::case::{Case, Circumstances, found_in};
use crate::folder::{CONFIG, SNAPSHOTS};
use crate::ignore::Ignored;

/// What a chart's snapshots are of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The cases, each with a name of its own.
    pub cases: Vec<Case>,
    /// Changes that are none in any case.
    pub ignored: Vec<Ignored>,
}

/// Largest configuration that is read.
const MAX_SIZE: u64 = 1 << 20;

impl Config {
    /// Reads `snapshots/config.yaml` below a chart's folder; without it, cases are what the chart
    /// brings: its own values, `presets/*.yaml` and `ci/*-values.yaml`.
    ///
    /// # Errors
    /// What is wrong, with file and line.
    pub fn read(chart: &Path) -> Result<Config, String> {
        let path = chart.join(SNAPSHOTS).join(CONFIG);
        let size = match path.metadata() {
            Ok(found) => found.len(),
            Err(_) => return Config::parse("", chart, &path),
        };
        if size > MAX_SIZE {
            return Err(format!("{}: larger than {MAX_SIZE} bytes", path.display()));
        }
        let text = std::fs::read_to_string(&path);
        let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
        Config::parse(&text, chart, &path)
    }

    fn parse(text: &str, chart: &Path, path: &Path) -> Result<Config, String> {
        let failed = |error| format!("{}: {error}", path.display());
        rutter_yaml::parse_node_strict(text.as_bytes()).map_err(failed)?;
        let node = rutter_yaml::parse_node(text.as_bytes()).map_err(failed)?;
        let reader = Reader { path, chart };
        let mut config = Config::default();
        let mut common = Circumstances::default();
        let (mut finds, mut listed) = (true, None);
        for entry in reader.entries(&node, "the configuration")? {
            match key(entry) {
                "cases" => listed = Some(&entry.value),
                "discover" => finds = reader.truth(entry)?,
                "ignore" => config.ignored = reader.ignored(entry)?,
                _ => reader.circumstance(entry, &mut common, TOP)?,
            }
        }
        if finds {
            config.cases = found_in(chart)?;
        }
        config.cases.iter_mut().for_each(|case| case.circumstances = common.clone());
        for node in
            listed.map(|node| reader.items(node, "cases")).transpose()?.into_iter().flatten()
        {
            let case = reader.case(node, &common)?;
            if config.cases.iter().any(|other| other.name.eq_ignore_ascii_case(&case.name)) {
                let text = format!("the name {:?} is taken by another case", case.name);
                return Err(reader.wrong(node, &text));
            }
            config.cases.push(case);
        }
        Ok(config)
    }
}

/// Keys beside those of circumstances.
const TOP: &[&str] = &["cases", "discover", "ignore"];
const OF_CASE: &[&str] = &["ignore", "name", "set", "setString", "values"];
const OF_BOTH: &[&str] = &[
    "apiVersions",
    "clock",
    "compat",
    "crds",
    "isUpgrade",
    "kubeVersion",
    "namespace",
    "notes",
    "release",
    "seed",
];

struct Reader<'a> {
    path: &'a Path,
    chart: &'a Path,
}

fn key(entry: &Entry) -> &str {
    entry.key.as_str().unwrap_or_default()
}

impl Reader<'_> {
    fn wrong(&self, node: &Node, text: &str) -> String {
        self.wrong_at(node.span.line, text)
    }

    fn wrong_at(&self, line: u32, text: &str) -> String {
        format!("{}:{}: {text}", self.path.display(), line.max(1))
    }

    fn entries<'n>(&self, node: &'n Node, what: &str) -> Result<&'n [Entry], String> {
        match &node.data {
            Data::Null => Ok(&[]),
            Data::Map(entries) => Ok(entries),
            _ => Err(self.wrong(node, &format!("{what} is not a map"))),
        }
    }

    fn items<'n>(&self, node: &'n Node, what: &str) -> Result<&'n [Node], String> {
        match &node.data {
            Data::Null => Ok(&[]),
            Data::List(items) => Ok(items),
            _ => Err(self.wrong(node, &format!("{what} is not a list"))),
        }
    }

    fn text(&self, entry: &Entry) -> Result<String, String> {
        let text = entry.value.as_str().and_then(|text| text.as_str());
        let wrong = || self.wrong(&entry.value, &format!("{} is not a text", key(entry)));
        text.map(str::to_string).ok_or_else(wrong)
    }

    fn texts(&self, entry: &Entry) -> Result<Vec<String>, String> {
        let name = key(entry);
        let text = |node: &Node| {
            let text = node.as_str().and_then(|text| text.as_str()).map(str::to_string);
            text.ok_or_else(|| self.wrong(node, &format!("an entry of {name} is not a text")))
        };
        self.items(&entry.value, name)?.iter().map(text).collect()
    }

    fn truth(&self, entry: &Entry) -> Result<bool, String> {
        match entry.value.data {
            Data::Bool(truth) => Ok(truth),
            _ => Err(self.wrong(&entry.value, &format!("{} is not true or false", key(entry)))),
        }
    }

    fn whole_number(&self, entry: &Entry) -> Result<u64, String> {
        match entry.value.data {
            Data::Number(number) if (0.0..9e15).contains(&number) && number.fract() == 0.0 => {
                Ok(number as u64)
            }
            _ => Err(self.wrong(&entry.value, &format!("{} is not a whole number", key(entry)))),
        }
    }

    fn ignored(&self, entry: &Entry) -> Result<Vec<Ignored>, String> {
        Ok(self.texts(entry)?.iter().map(|text| Ignored::parse(text)).collect())
    }

    fn circumstance(
        &self,
        entry: &Entry,
        found: &mut Circumstances,
        others: &[&str],
    ) -> Result<(), String> {
        match key(entry) {
            "release" => found.release = self.text(entry)?,
            "namespace" => found.namespace = self.text(entry)?,
            "compat" => {
                found.compat = match self.whole_number(entry)? {
                    3 => Some(3),
                    4 => Some(4),
                    _ => return Err(self.wrong(&entry.value, "compat is 3 or 4")),
                }
            }
            "kubeVersion" => found.kube_version = Some(self.text(entry)?),
            "apiVersions" => found.api_versions = self.texts(entry)?,
            "isUpgrade" => found.is_upgrade = self.truth(entry)?,
            "seed" => found.seed = self.whole_number(entry)?,
            "clock" => found.clock = Some(self.text(entry)?),
            "notes" => found.with_notes = self.truth(entry)?,
            "crds" => found.with_crds = self.truth(entry)?,
            unknown => {
                let mut known: Vec<&str> = OF_BOTH.iter().chain(others).copied().collect();
                known.sort_unstable();
                let text = format!("unknown key {unknown:?}; there are {}", known.join(", "));
                return Err(self.wrong_at(entry.key_span.line, &text));
            }
        }
        Ok(())
    }

    fn case(&self, node: &Node, common: &Circumstances) -> Result<Case, String> {
        let mut case = Case { circumstances: common.clone(), ..Case::default() };
        for entry in self.entries(node, "a case")? {
            match key(entry) {
                "name" => case.name = self.name(entry)?,
                "values" => case.values = self.values(entry)?,
                "set" => case.set = self.texts(entry)?,
                "setString" => case.set_string = self.texts(entry)?,
                "ignore" => case.ignored = self.ignored(entry)?,
                _ => self.circumstance(entry, &mut case.circumstances, OF_CASE)?,
            }
        }
        match case.name.is_empty() {
            true => Err(self.wrong(node, "a case has no name")),
            false => Ok(case),
        }
    }

    fn name(&self, entry: &Entry) -> Result<String, String> {
        let name = self.text(entry)?;
        match crate::file_name::safe(&name) == name {
            true => Ok(name),
            false => Err(self.wrong(
                &entry.value,
                &format!(
                    "{name:?} cannot name a folder; use letters, digits, \".\", \"-\" and \"_\""
                ),
            )),
        }
    }

    fn values(&self, entry: &Entry) -> Result<Vec<PathBuf>, String> {
        let nodes = self.items(&entry.value, "values")?;
        let texts = self.texts(entry)?;
        for (node, text) in nodes.iter().zip(&texts) {
            if !self.chart.join(text).is_file() {
                let text = format!("there is no file {text:?} below {}", self.chart.display());
                return Err(self.wrong(node, &text));
            }
        }
        Ok(texts.into_iter().map(PathBuf::from).collect())
    }
}
