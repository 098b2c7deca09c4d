//! A chart as a .tgz. Helm: pkg/chart/v2/util/save.go.

use std::io::Write;

use flate2::{Compression, GzBuilder};
use rutter_go::json;
use tar::{EntryType, Header};

use crate::chart::{Chart, File};
use crate::compat::Compat;
use crate::error::Error;

/// Helm marks its packages with these bytes; those of Helm 4 are a valid sub-field.
const MARK: &[u8] = b"+aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo=";
const SUBFIELD: &[u8] = b"rr\x28\x00";
/// Go's value for an operating system that is not said.
const NO_SYSTEM: u8 = 255;
/// Longest name in the header of an entry.
const MAX_NAME: usize = 100;
/// Longest directory before such a name.
const MAX_PREFIX: usize = 155;

/// The modification times in a package, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTimes {
    /// The same for every entry, so that the same chart gives the same bytes everywhere.
    Fixed(u64),
    /// Those of the files; this one where there is none.
    Source(u64),
}

impl Chart {
    /// What the package is called: `NAME-VERSION.tgz`.
    pub fn package_name(&self) -> String {
        format!("{}-{}.tgz", self.metadata.name, self.metadata.version)
    }

    /// The chart with its subcharts as a .tgz: Chart.yaml written anew, every other file as it is.
    ///
    /// # Errors
    /// Helm's text for a schema that is no JSON; a file that cannot be read.
    pub fn package(&self, times: FileTimes, compat: Compat) -> Result<Vec<u8>, Error> {
        let extra = match compat {
            Compat::V3 => MARK.to_vec(),
            Compat::V4 => [SUBFIELD, &MARK[1..]].concat(),
        };
        let gzip = GzBuilder::new().extra(extra).comment("Helm").operating_system(NO_SYSTEM);
        let gzip = gzip.write(Vec::new(), Compression::default());
        let mut archive = Archive { builder: tar::Builder::new(gzip), times, compat };
        archive.chart(self, self.name())?;
        let gzip = archive.builder.into_inner().map_err(write_error)?;
        gzip.finish().map_err(write_error)
    }
}

fn write_error(error: std::io::Error) -> Error {
    Error::new(crate::go_io_error(&error))
}

struct Archive<W: Write> {
    builder: tar::Builder<W>,
    times: FileTimes,
    compat: Compat,
}

impl<W: Write> Archive<W> {
    /// Helm: `writeTarContents`.
    fn chart(&mut self, chart: &Chart, base: &str) -> Result<(), Error> {
        let is_v1 = chart.metadata.api_version == "v1";
        let mut metadata = chart.metadata.clone();
        if is_v1 {
            metadata.dependencies = None;
        }
        let written = chart.raw_file("Chart.yaml").and_then(|file| self.time_of(file));
        self.entry(&format!("{base}/Chart.yaml"), &metadata.to_yaml()?, written)?;
        if let Some(lock) = chart.lock.as_ref().filter(|_| chart.metadata.api_version == "v2") {
            let generated = lock.time()?.unix_seconds();
            let text = lock.to_yaml()?;
            self.entry(&format!("{base}/Chart.lock"), &text, u64::try_from(generated).ok())?;
        }
        for file in chart.raw.iter().filter(|file| file.name == "values.yaml") {
            self.file(file, base)?;
        }
        self.schema(chart, base)?;
        for file in chart.templates.iter().chain(&chart.files) {
            self.file(file, base)?;
        }
        for subchart in &chart.dependencies {
            self.chart(subchart, &format!("{base}/charts/{}", subchart.name()))?;
        }
        Ok(())
    }

    fn schema(&mut self, chart: &Chart, base: &str) -> Result<(), Error> {
        let Some(schema) = &chart.schema else { return Ok(()) };
        if !json::valid(schema.as_bytes()) {
            return Err(Error::new(match self.compat {
                Compat::V3 => "Invalid JSON in values.schema.json",
                Compat::V4 => "invalid JSON in values.schema.json",
            }));
        }
        let written = chart.raw_file("values.schema.json").and_then(|file| self.time_of(file));
        self.entry(&format!("{base}/values.schema.json"), schema.as_bytes(), written)
    }

    fn file(&mut self, file: &File, base: &str) -> Result<(), Error> {
        let data = file.data.as_bytes();
        if let Some(failure) = file.data.failure() {
            let text = crate::go_io_error(failure);
            return Err(Error::new(format!("error reading {}: {text}", file.name)));
        }
        self.entry(&format!("{base}/{}", file.name), data, self.time_of(file))
    }

    /// Seconds since 1970; what is older than that has no place in a header.
    fn time_of(&self, file: &File) -> Option<u64> {
        file.modified.and_then(|time| u64::try_from(time.seconds).ok())
    }

    fn entry(&mut self, path: &str, data: &[u8], written: Option<u64>) -> Result<(), Error> {
        let time = match self.times {
            FileTimes::Fixed(time) => time,
            FileTimes::Source(fallback) => written.unwrap_or(fallback),
        };
        let mut header = header(data.len() as u64, time);
        match split(path) {
            Some((prefix, name)) => set_path(&mut header, prefix, name),
            None => {
                let long = [("path", path.as_bytes())];
                self.builder.append_pax_extensions(long).map_err(write_error)?;
                let ascii: String = path.chars().filter(char::is_ascii).take(MAX_NAME).collect();
                set_path(&mut header, "", ascii.trim_end_matches('/'));
            }
        }
        header.set_cksum();
        self.builder.append(&header, data).map_err(write_error)
    }
}

/// The header of a file with mode 0644 of nobody.
fn header(size: u64, time: u64) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(size);
    header.set_mtime(time);
    header
}

/// A path as directory and name where they fit into a header. Go: archive/tar `splitUSTARPath`.
fn split(path: &str) -> Option<(&str, &str)> {
    if !path.is_ascii() {
        return None;
    }
    if path.len() <= MAX_NAME {
        return Some(("", path));
    }
    let end = path.len().min(MAX_PREFIX + 1);
    let slash = path.get(..end)?.rfind('/')?;
    let (prefix, name) = (path.get(..slash)?, path.get(slash + 1..)?);
    let fits = !prefix.is_empty() && !name.is_empty() && name.len() <= MAX_NAME;
    fits.then_some((prefix, name))
}

fn set_path(header: &mut Header, prefix: &str, name: &str) {
    if let Some(fields) = header.as_ustar_mut() {
        fields.prefix = [0; 155];
        fields.name = [0; 100];
        fields.prefix.iter_mut().zip(prefix.bytes()).for_each(|(place, byte)| *place = byte);
        fields.name.iter_mut().zip(name.bytes()).for_each(|(place, byte)| *place = byte);
    }
}
