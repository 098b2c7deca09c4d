//! What every command knows: which Helm, which namespace, where things are kept.
//!
//! Helm: pkg/cli/environment.go.

use std::path::{Path, PathBuf};

use rutter::Compat;

use crate::flags::Parsed;

/// Largest kubeconfig that is looked at.
const MAX_KUBECONFIG: u64 = 16 * 1024 * 1024;

/// Settings from flags, environment and the program's name.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The Helm to equal.
    pub compat: Compat,
    /// `--debug` or `HELM_DEBUG`.
    pub debug: bool,
    namespace: Option<String>,
    kubeconfig: Option<String>,
    kube_context: Option<String>,
}

impl Settings {
    /// From the flags given, over the environment.
    pub fn new(compat: Compat, flags: &Parsed) -> Settings {
        let environment = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let text = |flag: &str, name: &str| {
            flags.text(flag).map(str::to_string).or_else(|| environment(name))
        };
        Settings {
            compat,
            debug: match flags.is_given("debug") {
                true => flags.is_set("debug"),
                false => environment("HELM_DEBUG").is_some_and(|v| {
                    matches!(v.as_str(), "1" | "t" | "T" | "true" | "TRUE" | "True")
                }),
            },
            namespace: text("namespace", "HELM_NAMESPACE"),
            kubeconfig: text("kubeconfig", "KUBECONFIG"),
            kube_context: text("kube-context", "HELM_KUBECONTEXT"),
        }
    }

    /// The namespace given, else that of the kubeconfig's context, else `default`.
    pub fn namespace(&self) -> String {
        if let Some(namespace) = self.namespace.as_ref().filter(|n| !n.is_empty()) {
            return namespace.clone();
        }
        let namespace = self.kubeconfig_paths().iter().find_map(|path| {
            let text = read_kubeconfig(path)?;
            rutter::kubeconfig_namespace(&text, self.kube_context.as_deref())
        });
        namespace.unwrap_or_else(|| "default".to_string())
    }

    fn kubeconfig_paths(&self) -> Vec<PathBuf> {
        match &self.kubeconfig {
            Some(list) => std::env::split_paths(list).collect(),
            None => std::env::var_os("HOME")
                .map(|home| PathBuf::from(home).join(".kube/config"))
                .into_iter()
                .collect(),
        }
    }
}

/// A kubeconfig, unless it is no file (a device or a pipe may have no end) or far too large.
fn read_kubeconfig(path: &Path) -> Option<Vec<u8>> {
    let found = path.metadata().ok()?;
    let fits = found.is_file() && found.len() <= MAX_KUBECONFIG;
    fits.then(|| std::fs::read(path).ok()).flatten()
}

/// The name this program was called by, without its directory.
pub fn program() -> String {
    let called = std::env::args_os().next().map(PathBuf::from);
    let name = called.as_ref().and_then(|path| path.file_stem());
    match name.map(|name| name.to_string_lossy().into_owned()) {
        Some(name) if name.starts_with("helm") => name,
        _ => "rutter".to_string(),
    }
}

/// Whether to speak as Helm does where this program has words of its own.
pub fn speaks_as_helm(flags: &Parsed) -> bool {
    flags.is_given("compat")
        || std::env::var("RUTTER_COMPAT").is_ok_and(|value| !value.is_empty())
        || program().starts_with("helm")
}

/// The Helm to equal: `--compat`, `RUTTER_COMPAT`, a name such as `helm3`, else Helm 4.
///
/// # Errors
/// For any value but 3 and 4.
pub fn compat_of(arguments: &[String]) -> Result<Compat, String> {
    let given = arguments.iter().enumerate().find_map(|(index, argument)| {
        match argument.strip_prefix("--compat")? {
            "" => arguments.get(index + 1).cloned(),
            value => value.strip_prefix('=').map(str::to_string),
        }
    });
    let given = given
        .or_else(|| std::env::var("RUTTER_COMPAT").ok())
        .filter(|value| !value.is_empty())
        .or_else(|| program().strip_prefix("helm").map(str::to_string));
    match given.as_deref() {
        Some("3" | "v3") => Ok(Compat::V3),
        Some(other) if !matches!(other, "" | "4" | "v4") && program() == "rutter" => {
            Err(format!("--compat is 3 or 4, not {other}"))
        }
        _ => Ok(Compat::V4),
    }
}
