//! What is rendered: a chart under values and circumstances of its own.

use std::path::{Path, PathBuf};

use crate::file_name::safe;
use crate::ignore::Ignored;

/// One render of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// Its name, that of its folder.
    pub name: String,
    /// Values files below the chart's folder, each over those before.
    pub values: Vec<PathBuf>,
    /// As `--set` takes them.
    pub set: Vec<String>,
    /// As `--set-string` takes them.
    pub set_string: Vec<String>,
    /// How it is rendered.
    pub circumstances: Circumstances,
    /// Changes that are no change here.
    pub ignored: Vec<Ignored>,
}

/// How a case is rendered, beyond its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Circumstances {
    /// `.Release.Name`
    pub release: String,
    /// `.Release.Namespace`
    pub namespace: String,
    /// The Helm to equal, 3 or 4; that of the command where none is named.
    pub compat: Option<u8>,
    /// `.Capabilities.KubeVersion`
    pub kube_version: Option<String>,
    /// More of `.Capabilities.APIVersions`
    pub api_versions: Vec<String>,
    /// `.Release.IsUpgrade`
    pub is_upgrade: bool,
    /// Where randomness begins.
    pub seed: u64,
    /// The time that templates see, as RFC 3339 writes it.
    pub clock: Option<String>,
    /// Whether NOTES.txt has a snapshot.
    pub with_notes: bool,
    /// Whether the definitions below `crds/` have snapshots.
    pub with_crds: bool,
}

impl Default for Circumstances {
    fn default() -> Self {
        Circumstances {
            release: "release-name".to_string(),
            namespace: "default".to_string(),
            compat: None,
            kube_version: None,
            api_versions: Vec::new(),
            is_upgrade: false,
            seed: 1,
            clock: None,
            with_notes: true,
            with_crds: true,
        }
    }
}

/// Folders of a chart whose values files are cases, with how such a file's name ends.
const FOLDERS: &[(&str, &str)] = &[("presets", ".yaml"), ("ci", "-values.yaml")];

/// The name of the case without values files.
pub const DEFAULT: &str = "default";

/// The cases that a chart has without being told: `default`, one for each `presets/*.yaml` and one
/// for each `ci/*-values.yaml`, by name.
///
/// # Errors
/// When a folder cannot be read.
pub fn found_in(chart: &Path) -> Result<Vec<Case>, String> {
    let mut cases = vec![Case { name: DEFAULT.to_string(), ..Case::default() }];
    for (folder, ending) in FOLDERS {
        for file in file_names(&chart.join(folder))? {
            let Some(stem) = file.strip_suffix(ending).filter(|stem| !stem.is_empty()) else {
                continue;
            };
            let name = safe(&format!("{folder}-{stem}"));
            let values = vec![Path::new(folder).join(&file)];
            cases.push(Case { name, values, ..Case::default() });
        }
    }
    Ok(cases)
}

/// Names of files in a folder, sorted; none where there is no folder.
fn file_names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("{}: {error}", folder.display())),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", folder.display()))?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
