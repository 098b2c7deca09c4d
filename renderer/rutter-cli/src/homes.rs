//! Where Helm keeps things. Helm: pkg/cli/environment.go, pkg/helmpath.

use std::path::PathBuf;

use crate::flags::Parsed;

/// Directories and files, by flags over the environment.
pub struct Homes {
    /// Directory of what can be had again.
    pub cache: String,
    /// Directory of settings.
    pub config: String,
    /// Directory of starters and plugins.
    pub data: String,
    /// Directory of plugins.
    pub plugins: String,
    /// File with credentials of registries.
    pub registry_config: String,
    /// Directory of indexes.
    pub repository_cache: String,
    /// File with the repositories that were added.
    pub repository_config: String,
    /// Directory of packages, in Helm 4.
    pub content_cache: String,
}

impl Homes {
    /// Finds them.
    pub fn new(flags: &Parsed) -> Homes {
        let cache = home("HELM_CACHE_HOME", "XDG_CACHE_HOME", CACHE);
        let config = home("HELM_CONFIG_HOME", "XDG_CONFIG_HOME", CONFIG);
        let data = home("HELM_DATA_HOME", "XDG_DATA_HOME", DATA);
        let below = |flag: &str, name: &str, home: &str, rest: &str| {
            let given = flags.text(flag).map(str::to_string).or_else(|| variable(name));
            given.unwrap_or_else(|| format!("{home}/{rest}"))
        };
        Homes {
            plugins: below("", "HELM_PLUGINS", &data, "plugins"),
            registry_config: below(
                "registry-config",
                "HELM_REGISTRY_CONFIG",
                &config,
                "registry/config.json",
            ),
            repository_cache: below(
                "repository-cache",
                "HELM_REPOSITORY_CACHE",
                &cache,
                "repository",
            ),
            repository_config: below(
                "repository-config",
                "HELM_REPOSITORY_CONFIG",
                &config,
                "repositories.yaml",
            ),
            content_cache: below("content-cache", "HELM_CONTENT_CACHE", &cache, "content"),
            cache,
            config,
            data,
        }
    }
}

/// A variable of the environment that is not empty.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(not(target_os = "macos"))]
const CACHE: &str = ".cache/helm";
#[cfg(not(target_os = "macos"))]
const CONFIG: &str = ".config/helm";
#[cfg(not(target_os = "macos"))]
const DATA: &str = ".local/share/helm";
#[cfg(target_os = "macos")]
const CACHE: &str = "Library/Caches/helm";
#[cfg(target_os = "macos")]
const CONFIG: &str = "Library/Preferences/helm";
#[cfg(target_os = "macos")]
const DATA: &str = "Library/helm";

/// Helm's own variable, else XDG's, else a place below the user's home.
fn home(helm: &str, xdg: &str, default: &str) -> String {
    if let Some(path) = variable(helm) {
        return path;
    }
    let path = match variable(xdg) {
        Some(base) => PathBuf::from(base).join("helm"),
        None => PathBuf::from(variable("HOME").unwrap_or_default()).join(default),
    };
    path.display().to_string()
}
