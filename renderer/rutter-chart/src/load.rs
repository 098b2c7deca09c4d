//! From files to a chart. Helm: pkg/chart/loader/load.go (v3), pkg/chart/loader and
//! pkg/chart/v2/loader (v4).

use std::io;
use std::path::{Path, PathBuf};

use rutter_go::world::{FileKind, Instant, OpenFile, World};
use rutter_go::{Content, Str};
use rutter_yaml::{Data, Node};

use crate::archive::{LoadBudget, is_gzip, not_an_archive, read_archive};
use crate::chart::{Chart, File};
use crate::compat::Compat;
use crate::decode::{decode_lock, decode_metadata};
use crate::directory::{go_io_error, go_path_error, irregular_file, read_directory};
use crate::error::Error;

/// Deepest nesting of charts inside charts; Helm has no such limit.
pub const MAX_CHART_NESTING: usize = 64;
/// Largest archive file read, packed.
const MAX_ARCHIVE_FILE: u64 = 100 * 1024 * 1024;

/// A file before it is known what part of a chart it is.
#[derive(Clone, Debug)]
pub struct BufferedFile {
    pub(crate) name: String,
    pub(crate) data: Content,
    pub(crate) modified: Option<Instant>,
}

impl BufferedFile {
    /// A file under its path in the chart; a UTF-8 byte order mark is dropped.
    pub fn new(name: String, data: impl Into<Str>, modified: Option<Instant>) -> BufferedFile {
        BufferedFile { name, data: without_mark(data.into()).into(), modified }
    }

    /// A file of a directory that has been opened. What no part of loading looks at is read when
    /// it is asked for.
    pub(crate) fn opened(name: String, file: OpenFile, defer: bool) -> io::Result<BufferedFile> {
        let OpenFile { metadata, reader } = file;
        let data = match defer {
            true => Content::deferred(Box::new(|| Ok(without_mark(reader()?)))),
            false => without_mark(reader()?).into(),
        };
        Ok(BufferedFile { name, data, modified: metadata.modified })
    }

    /// The files of a .tgz under their paths in the chart. Helm: `LoadArchiveFiles`.
    ///
    /// # Errors
    /// Helm's text for an archive that cannot be read, or that reaches out of its directory.
    pub fn read_archive(data: &[u8], compat: Compat) -> Result<Vec<BufferedFile>, Error> {
        read_archive(data, compat, &mut LoadBudget::default())
    }

    /// Path in the chart.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The content.
    pub fn data(&self) -> &[u8] {
        self.data.as_bytes()
    }

    fn to_file(&self) -> File {
        File { name: self.name.clone(), data: self.data.clone(), modified: self.modified }
    }
}

fn without_mark(data: Str) -> Str {
    match data.as_bytes().strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => Str::from(rest),
        None => data,
    }
}

/// Whether loading looks at what is in a file: not at those for `.Files` and `crds/`.
pub(crate) fn is_loaded(name: &str) -> bool {
    let mut name = name;
    while let Some((_, rest)) = name.strip_prefix("charts/").and_then(|n| n.split_once('/')) {
        name = rest;
    }
    name.starts_with("templates/")
        || name.starts_with("charts/")
        || matches!(
            name,
            "Chart.yaml"
                | "Chart.lock"
                | "values.yaml"
                | "values.schema.json"
                | "requirements.yaml"
                | "requirements.lock"
        )
}

/// Something worth a line on standard error while a chart is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A link was followed.
    Symlink {
        /// The link.
        path: PathBuf,
        /// What it resolves to.
        resolved: PathBuf,
    },
    /// requirements.yaml in a chart that is not v1.
    RequirementsYaml,
    /// requirements.lock in a chart that is not v1.
    RequirementsLock,
}

/// A chart with what loading had to say.
#[derive(Debug)]
pub struct Loaded {
    /// The chart.
    pub chart: Chart,
    /// Notices in the order they came up.
    pub notices: Vec<Notice>,
}

impl Chart {
    /// Loads a chart directory or a .tgz.
    ///
    /// # Errors
    /// Helm's texts; limits that Helm does not have name themselves.
    pub fn load(world: &dyn World, path: &Path, compat: Compat) -> Result<Loaded, Error> {
        Loader::new(compat).detecting(compat == Compat::V4).load(world, path)
    }

    /// Loads a chart directory or a .tgz without a look at its API version before everything
    /// else, as `lint` and `show` do.
    ///
    /// Helm: pkg/chart/v2/loader (v4); the same as [`Chart::load`] in v3.
    ///
    /// # Errors
    /// As [`Chart::load`].
    pub fn load_any_version(
        world: &dyn World,
        path: &Path,
        compat: Compat,
    ) -> Result<Loaded, Error> {
        Loader::new(compat).load(world, path)
    }

    /// Loads a chart from the bytes of a .tgz.
    pub fn load_archive(data: &[u8], compat: Compat) -> Result<Loaded, Error> {
        let mut loader = Loader::new(compat);
        let files = read_archive(data, compat, &mut loader.budget)?;
        let chart = loader.load_files(files, 0)?;
        Ok(Loaded { chart, notices: loader.notices })
    }

    /// Loads a chart from files in memory, in the given order.
    pub fn load_files(files: Vec<BufferedFile>, compat: Compat) -> Result<Loaded, Error> {
        let mut loader = Loader::new(compat);
        let chart = loader.load_files(files, 0)?;
        Ok(Loaded { chart, notices: loader.notices })
    }
}

/// Reading a pipe or a device may never end.
fn refuse_irregular(world: &dyn World, path: &Path) -> Result<(), Error> {
    match world.metadata(path).map(|metadata| metadata.kind) {
        Ok(FileKind::Irregular) => Err(irregular_file(path)),
        _ => Ok(()),
    }
}

struct Loader {
    compat: Compat,
    /// Whether the API version is looked at before everything else.
    detects: bool,
    budget: LoadBudget,
    notices: Vec<Notice>,
}

impl Loader {
    fn new(compat: Compat) -> Loader {
        Loader { compat, detects: false, budget: LoadBudget::default(), notices: Vec::new() }
    }

    fn detecting(mut self, detects: bool) -> Loader {
        self.detects = detects;
        self
    }

    fn load(mut self, world: &dyn World, path: &Path) -> Result<Loaded, Error> {
        let metadata =
            world.metadata(path).map_err(|e| Error::new(go_path_error("stat", path, &e)))?;
        let chart = match metadata.kind {
            FileKind::Directory => self.load_directory(world, path),
            _ => self.load_archive_file(world, path),
        };
        match chart {
            Ok(chart) => Ok(Loaded { chart, notices: self.notices }),
            Err(error) => Err(error.with_notices(self.notices)),
        }
    }

    fn load_directory(&mut self, world: &dyn World, path: &Path) -> Result<Chart, Error> {
        if self.detects {
            let file = path.join("Chart.yaml");
            refuse_irregular(world, &file)?;
            let data = world.read_file(&file, MAX_ARCHIVE_FILE).map_err(|e| {
                let shown = file.display();
                Error::new(format!(
                    "unable to detect chart at {shown}: open {shown}: {}",
                    go_io_error(&e)
                ))
            })?;
            check_api_version(data.as_bytes())?;
        }
        let (compat, budget, notices) = (self.compat, &mut self.budget, &mut self.notices);
        let files = read_directory(world, path, compat, budget, notices)?;
        self.load_files(files, 0)
    }

    fn load_archive_file(&mut self, world: &dyn World, path: &Path) -> Result<Chart, Error> {
        let shown = path.display().to_string();
        let data = world
            .read_file(path, MAX_ARCHIVE_FILE)
            .map_err(|e| Error::new(go_path_error("open", path, &e)))?;
        if !is_gzip(data.as_bytes()) {
            return Err(not_an_archive(&shown, data.as_bytes()));
        }
        let read = read_archive(data.as_bytes(), self.compat, &mut self.budget);
        let files = read.map_err(|e| self.archive_failure(&shown, e))?;
        if self.detects {
            let Some(file) = files.iter().find(|f| f.name == "Chart.yaml") else {
                return Err(Error::new("unable to detect chart version, no Chart.yaml found"));
            };
            check_api_version(file.data.as_bytes())?;
        }
        self.load_files(files, 0)
    }

    fn archive_failure(&self, path: &str, error: Error) -> Error {
        if let Some(error) = invalid_header(path, &error) {
            return error;
        }
        // Helm has no such limit, and so no words for it.
        match !self.detects || error.to_string().ends_with("(limit)") {
            true => error,
            false => Error::new("unable to load chart archive"),
        }
    }

    /// Helm: `LoadFiles`.
    fn load_files(&mut self, files: Vec<BufferedFile>, depth: usize) -> Result<Chart, Error> {
        if depth > MAX_CHART_NESTING {
            return Err(Error::new(format!(
                "charts nest deeper than {MAX_CHART_NESTING} levels; move inner charts up (limit)"
            )));
        }
        let mut chart = Chart::default();
        let mut found = false;
        for file in files.iter().filter(|f| f.name == "Chart.yaml") {
            found = true;
            decode_metadata(file.data.text(), &mut chart.metadata, self.compat)
                .map_err(|e| e.context("cannot load Chart.yaml"))?;
            if chart.metadata.api_version.is_empty() {
                chart.metadata.api_version = "v1".to_string();
            }
        }
        let mut subcharts: Vec<(String, Vec<BufferedFile>)> = Vec::new();
        for file in files {
            chart.raw.push(file.to_file());
            found |= matches!(file.name.as_str(), "requirements.yaml" | "requirements.lock");
            self.sort_file(&mut chart, file, &mut subcharts)?;
        }
        if !found {
            return Err(Error::new("Chart.yaml file is missing"));
        }
        chart.metadata.validate()?;
        for (name, files) in subcharts {
            if let Some(subchart) = self.load_subchart(&chart, &name, files, depth)? {
                chart.dependencies.push(subchart);
            }
        }
        Ok(chart)
    }

    /// Puts a file where it belongs.
    fn sort_file(
        &mut self,
        chart: &mut Chart,
        file: BufferedFile,
        subcharts: &mut Vec<(String, Vec<BufferedFile>)>,
    ) -> Result<(), Error> {
        let compat = self.compat;
        match file.name.as_str() {
            "Chart.yaml" => {}
            "Chart.lock" => {
                let lock = decode_lock(file.data.text(), compat);
                chart.lock = Some(lock.map_err(|e| e.context("cannot load Chart.lock"))?);
            }
            "values.yaml" => {
                let values = parse_values(file.data.text(), compat);
                chart.values = values.map_err(|e| e.context("cannot load values.yaml"))?;
            }
            "values.schema.json" => chart.schema = Some(file.data.text().clone()),
            "requirements.yaml" => {
                self.notice_unless_v1(chart, Notice::RequirementsYaml);
                decode_metadata(file.data.text(), &mut chart.metadata, compat)
                    .map_err(|e| e.context("cannot load requirements.yaml"))?;
                keep_in_v1(chart, &file);
            }
            "requirements.lock" => {
                let lock = decode_lock(file.data.text(), compat);
                chart.lock = Some(lock.map_err(|e| e.context("cannot load requirements.lock"))?);
                self.notice_unless_v1(chart, Notice::RequirementsLock);
                keep_in_v1(chart, &file);
            }
            name if name.starts_with("templates/") => chart.templates.push(file.to_file()),
            name if name.starts_with("charts/") => {
                if name.ends_with(".prov") {
                    chart.files.push(file.to_file());
                    return Ok(());
                }
                add_to_subchart(file, subcharts);
            }
            _ => chart.files.push(file.to_file()),
        }
        Ok(())
    }

    fn notice_unless_v1(&mut self, chart: &Chart, notice: Notice) {
        if chart.metadata.api_version != "v1" {
            self.notices.push(notice);
        }
    }

    fn load_subchart(
        &mut self,
        parent: &Chart,
        name: &str,
        files: Vec<BufferedFile>,
        depth: usize,
    ) -> Result<Option<Chart>, Error> {
        if name.starts_with(['_', '.']) {
            return Ok(None);
        }
        let loaded = if name.ends_with(".tgz") {
            let Some(file) = files.first() else { return Ok(None) };
            if file.name != name {
                return Err(Error::new(format!(
                    "error unpacking subchart tar in {}: expected {name}, got {}",
                    parent.name(),
                    file.name
                )));
            }
            read_archive(file.data.as_bytes(), self.compat, &mut self.budget)
                .and_then(|files| self.load_files(files, depth + 1))
        } else {
            self.load_files(without_first_element(files), depth + 1)
        };
        loaded
            .map(Some)
            .map_err(|e| e.context(format!("error unpacking subchart {name} in {}", parent.name())))
    }
}

fn invalid_header(path: &str, error: &Error) -> Option<Error> {
    (error.to_string() == "gzip: invalid header").then(|| {
        Error::new(format!(
            "file '{path}' does not appear to be a valid chart file (details: {error})"
        ))
    })
}

fn add_to_subchart(mut file: BufferedFile, subcharts: &mut Vec<(String, Vec<BufferedFile>)>) {
    file.name = file.name.strip_prefix("charts/").unwrap_or(&file.name).to_string();
    let name = file.name.split('/').next().unwrap_or_default().to_string();
    match subcharts.iter_mut().rev().find(|(n, _)| *n == name) {
        Some((_, files)) => files.push(file),
        None => subcharts.push((name, vec![file])),
    }
}

fn without_first_element(files: Vec<BufferedFile>) -> Vec<BufferedFile> {
    files
        .into_iter()
        .filter_map(|mut file| {
            file.name = file.name.split_once('/')?.1.to_string();
            Some(file)
        })
        .collect()
}

fn keep_in_v1(chart: &mut Chart, file: &BufferedFile) {
    if chart.metadata.api_version == "v1" {
        chart.files.push(file.to_file());
    }
}

/// Helm 4 looks at the API version before it loads anything else.
fn check_api_version(chart_yaml: &[u8]) -> Result<(), Error> {
    let version = crate::decode::decode_api_version(chart_yaml)
        .map_err(|e| e.context("cannot load Chart.yaml"))?;
    match version.as_str() {
        "" | "v1" | "v2" | "v3" => Ok(()),
        _ => Err(Error::new("unsupported chart version")),
    }
}

/// The documents of a values file: the first in Helm 3, every one in Helm 4.
///
/// # Errors
/// Helm's text, without the name of the file.
pub fn parse_values(data: &Str, compat: Compat) -> Result<Vec<Node>, Error> {
    match compat {
        Compat::V3 => Ok(vec![parse_map(data.as_bytes()).map_err(|e| Error::new(e.to_string()))?]),
        Compat::V4 => rutter_yaml::split_documents(data.as_bytes())
            .map(|document| {
                let document = document
                    .map_err(|e| Error::new(format!("error reading yaml document: {e}")))?;
                parse_map(&document)
                    .map_err(|e| Error::new(format!("cannot unmarshal yaml document: {e}")))
            })
            .collect(),
    }
}

/// A document whose top level is a map, or nothing.
fn parse_map(text: &[u8]) -> Result<Node, rutter_yaml::Error> {
    let node = rutter_yaml::parse_node(text)?;
    match node.data {
        Data::Map(_) | Data::Null => Ok(node),
        _ => Err(rutter_yaml::Error::mismatch(node.json_type(), "map[string]interface {}")),
    }
}
