//! Files of a chart that are made of another file of it: printed, checked or written.

use std::path::{Path, PathBuf};

use rutter::Chart;
use rutter::chart::go_path_error;

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;
use crate::whole_file;

/// The file that says what values there are.
pub const VALUES_FILE: &str = "values.yaml";

/// A chart with the path that the user typed.
pub struct Source {
    /// The chart.
    pub chart: Chart,
    /// What the user typed.
    pub typed: PathBuf,
}

/// Loads the chart that the first argument names.
///
/// # Errors
/// When there is none, or none with values.
pub fn read(verb: &str, flags: &Parsed, settings: &Settings) -> Result<Source, Failure> {
    let [name] = &flags.arguments[..] else {
        return Err(Failure::text(format!(
            "\"rutter {verb}\" requires 1 argument\n\nUsage:  rutter {verb} CHART [flags]"
        )));
    };
    if flags.is_set("check") && flags.is_set("write") {
        return Err(Failure::text("--check and --write do not go together: check or write"));
    }
    if !Path::new(name.trim()).exists() {
        return Err(Failure::text(format!(
            "{name}: there is no such directory or archive with a chart"
        )));
    }
    let path = source::locate_chart(name, flags, settings.compat)?;
    let chart = source::load_chart_of_any_version(&path, settings.compat)?;
    Ok(Source { chart, typed: PathBuf::from(name.trim()) })
}

impl Source {
    /// What comments in values.yaml say.
    ///
    /// # Errors
    /// When there is no such file or something is wrong in it, with every line.
    pub fn values(&self) -> Result<rutter_values_docs::Values, Failure> {
        let path = self.typed.join(VALUES_FILE);
        let Some(file) = self.chart.raw_file(VALUES_FILE) else {
            return Err(Failure::text(format!("{} is missing", path.display())));
        };
        rutter_values_docs::read(file.data.as_bytes())
            .map_err(|problems| Failure::text(problems.in_file(&path.to_string_lossy())))
    }

    /// A file of the chart as text; nothing when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&self, name: &str) -> Result<Option<String>, Failure> {
        let path = self.typed.join(name);
        match std::fs::read(&path) {
            Ok(text) => Ok(Some(String::from_utf8_lossy(&text).into_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::text(go_path_error("open", &path, &error))),
        }
    }

    /// Holds the file against `text`, or writes it, as flags say.
    ///
    /// # Errors
    /// When the file is another, or cannot be written.
    pub fn check_or_write(
        &self,
        verb: &str,
        name: &str,
        text: &str,
        flags: &Parsed,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let path = self.typed.join(name);
        if !self.typed.is_dir() {
            let shown = self.typed.display();
            return Err(Failure::text(format!("{shown} is an archive: unpack it first")));
        }
        if self.file(name)?.as_deref() == Some(text) {
            return Ok(());
        }
        if flags.is_set("check") {
            return Err(Failure::text(format!(
                "{} is not what {VALUES_FILE} says\nhint: rutter {verb} {} --write",
                path.display(),
                self.typed.display()
            )));
        }
        whole_file::write(&path, text.as_bytes())?;
        output.write(&format!("wrote {}\n", path.display()));
        Ok(())
    }
}
