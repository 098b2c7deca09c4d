//! Charts in `load.txt` and what loading them gives.
//!
//! `=== NAME` begins a case, `--- PATH` a file of the chart, `>>> 3`, `>>> 4` or `>>> 3 4` what is
//! expected of those Helms: `error` and its text, else the parts of the chart. A case whose name
//! ends in `(archive)` is loaded from a .tgz, whose entries stand in a folder `c`. `<<TEXT * N>>`
//! stands for the text repeated.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rutter_chart::{Chart, Compat, Notice};
use rutter_go::world::{DirectoryEntry, FileKind, FileMetadata, Instant, OpenFile};
use rutter_go::{Str, World};

#[derive(Default)]
struct Case {
    name: String,
    files: Vec<(String, String)>,
    expected: Vec<(String, String)>,
}

fn expand(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("<<")
        && let Some((inner, after)) = tail.split_once(">>")
        && let Some((piece, count)) = inner.rsplit_once(" * ")
    {
        out.push_str(before);
        out.push_str(&piece.repeat(count.parse().unwrap()));
        rest = after;
    }
    out + rest
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_file = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Case { name: name.to_string(), ..Case::default() });
            continue;
        }
        let case = cases.last_mut().unwrap();
        if let Some(path) = line.strip_prefix("--- ") {
            case.files.push((expand(path), String::new()));
            in_file = true;
        } else if let Some(compat) = line.strip_prefix(">>> ") {
            case.expected.push((compat.to_string(), String::new()));
            in_file = false;
        } else {
            let parts = if in_file { &mut case.files } else { &mut case.expected };
            let text = &mut parts.last_mut().unwrap().1;
            text.push_str(&expand(line));
            text.push('\n');
        }
    }
    cases
}

/// A machine that holds the files of one case below `/c`.
struct Disk<'c>(&'c [(String, String)]);

fn missing() -> io::Error {
    io::Error::from_raw_os_error(2)
}

impl Disk<'_> {
    fn content(&self, path: &Path) -> Option<&str> {
        let inside = path.strip_prefix("/c").ok()?.to_str()?;
        self.0.iter().rev().find(|(name, _)| name == inside).map(|(_, text)| text.as_str())
    }

    /// Names below a directory, and whether each is a file.
    fn names(&self, path: &Path) -> BTreeMap<String, bool> {
        let paths = self.0.iter().map(|(name, _)| Path::new("/c").join(name));
        let below = paths.filter_map(|file| Some(file.strip_prefix(path).ok()?.to_path_buf()));
        let first = |file: PathBuf| {
            let mut parts = file.components();
            let name = parts.next()?.as_os_str().to_str()?.to_string();
            Some((name, parts.next().is_none()))
        };
        below.filter_map(first).collect()
    }
}

impl World for Disk<'_> {
    fn now(&self) -> Instant {
        Instant { seconds: 0, nanoseconds: 0 }
    }
    fn fill_random(&self, _buffer: &mut [u8]) {}
    fn lookup_host(&self, _name: &str) -> Option<String> {
        None
    }
    fn environment(&self, _name: &str) -> Option<String> {
        None
    }
    fn open_file(&self, path: &Path, _limit: u64) -> io::Result<OpenFile> {
        let text = self.content(path).ok_or_else(missing)?.to_string();
        let metadata = self.metadata(path)?;
        Ok(OpenFile { metadata, reader: Box::new(move || Ok(Str::from(text))) })
    }
    fn read_directory(&self, path: &Path) -> io::Result<Vec<DirectoryEntry>> {
        let entry = |(name, is_file): (String, bool)| DirectoryEntry {
            name: name.into(),
            kind: if is_file { FileKind::File } else { FileKind::Directory },
        };
        Ok(self.names(path).into_iter().map(entry).collect())
    }
    fn metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        let (kind, size) = match self.content(path) {
            Some(text) => (FileKind::File, text.len() as u64),
            None if path == Path::new("/c") || !self.names(path).is_empty() => {
                (FileKind::Directory, 0)
            }
            None => return Err(missing()),
        };
        Ok(FileMetadata { kind, size, mode_type: 0, modified: None })
    }
    fn symlink_metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        self.metadata(path)
    }
    fn read_link(&self, _path: &Path) -> Option<PathBuf> {
        None
    }
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_path_buf())
    }
}

fn archive(files: &[(String, String)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        builder.append_data(&mut header, format!("c/{name}"), text.as_bytes()).unwrap();
    }
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&builder.into_inner().unwrap()).unwrap();
    encoder.finish().unwrap()
}

fn list(chart: &Chart, indent: &str, out: &mut String) {
    let metadata = &chart.metadata;
    out.push_str(&format!(
        "{indent}chart {} {} {}",
        metadata.name, metadata.version, metadata.api_version
    ));
    if metadata.is_library() {
        out.push_str(" library");
    }
    out.push('\n');
    for dependency in metadata.dependency_list() {
        out.push_str(&format!("{indent}  needs {} {}\n", dependency.name, dependency.version));
    }
    if let Some(lock) = &chart.lock {
        out.push_str(&format!("{indent}  lock of {}\n", lock.dependencies.len()));
    }
    if !chart.values.is_empty() {
        out.push_str(&format!("{indent}  values in {}\n", chart.values.len()));
    }
    if chart.schema.is_some() {
        out.push_str(&format!("{indent}  schema\n"));
    }
    let names = |kind: &str, files: &[rutter_chart::File], out: &mut String| {
        for file in files {
            out.push_str(&format!("{indent}  {kind} {}\n", file.name));
        }
    };
    names("template", &chart.templates, out);
    names("file", &chart.files, out);
    for below in &chart.dependencies {
        list(below, &format!("{indent}  "), out);
    }
}

fn answer(case: &Case, compat: Compat) -> String {
    let loaded = match case.name.ends_with("(archive)") {
        true => Chart::load_archive(&archive(&case.files), compat),
        false => Chart::load(&Disk(&case.files), Path::new("/c"), compat),
    };
    match loaded {
        Err(error) => format!("error {error}\n"),
        Ok(loaded) => {
            let mut out = String::new();
            for notice in &loaded.notices {
                out.push_str(match notice {
                    Notice::RequirementsYaml => "notice of requirements.yaml\n",
                    Notice::RequirementsLock => "notice of requirements.lock\n",
                    Notice::Symlink { .. } => "notice of a link\n",
                });
            }
            list(&loaded.chart, "", &mut out);
            out
        }
    }
}

#[test]
fn charts_load_as_recorded() {
    let cases = parse(include_str!("load.txt"));
    let mut names = BTreeSet::new();
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(names.insert(&case.name), "{} stands twice", case.name);
        assert!(!case.expected.is_empty(), "{}: nothing is expected", case.name);
        for (compats, expected) in &case.expected {
            for (compat, version) in [("3", Compat::V3), ("4", Compat::V4)] {
                let got = answer(case, version);
                if compats.contains(compat) && got != *expected {
                    wrong.push(format!(
                        "=== {}\n>>> {compat} expected\n{expected}got\n{got}",
                        case.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
