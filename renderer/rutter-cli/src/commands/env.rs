//! `rutter env`: the settings that come from the environment. Helm: cmd/helm/env.go,
//! pkg/cli/environment.go, pkg/helmpath.

use std::collections::BTreeMap;

use rutter::Compat;

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::homes::{Homes, variable};
use crate::output::Output;
use crate::settings::Settings;

/// Runs the command: all names with values, or the value of one.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let variables = variables(flags, settings);
    match flags.arguments.first() {
        Some(name) => {
            let value = variables.get(name.as_str()).map(String::as_str).unwrap_or_default();
            output.write(&format!("{value}\n"));
        }
        None => {
            for (name, value) in &variables {
                output.write(&format!("{name}=\"{value}\"\n"));
            }
        }
    }
    Ok(())
}

fn variables(flags: &Parsed, settings: &Settings) -> BTreeMap<&'static str, String> {
    let text =
        |flag: &str, name: &str| flags.text(flag).map(str::to_string).or_else(|| variable(name));
    let plain = |flag: &str, name: &str| text(flag, name).unwrap_or_default();
    let homes = Homes::new(flags);
    let insecure = text("kube-insecure-skip-tls-verify", "HELM_KUBEINSECURE_SKIP_TLS_VERIFY");
    let mut variables = BTreeMap::from([
        ("HELM_BIN", std::env::args().next().unwrap_or_default()),
        ("HELM_DEBUG", settings.debug.to_string()),
        ("HELM_PLUGINS", homes.plugins),
        ("HELM_REGISTRY_CONFIG", homes.registry_config),
        ("HELM_REPOSITORY_CACHE", homes.repository_cache),
        ("HELM_REPOSITORY_CONFIG", homes.repository_config),
        ("HELM_NAMESPACE", settings.namespace()),
        ("HELM_MAX_HISTORY", number("HELM_MAX_HISTORY").unwrap_or(10).to_string()),
        (
            "HELM_BURST_LIMIT",
            text("burst-limit", "HELM_BURST_LIMIT")
                .and_then(|value| value.parse::<i64>().ok())
                .unwrap_or(100)
                .to_string(),
        ),
        (
            "HELM_QPS",
            format!(
                "{:.2}",
                text("qps", "HELM_QPS").and_then(|v| v.parse::<f32>().ok()).unwrap_or(0.0)
            ),
        ),
        ("HELM_KUBECONTEXT", plain("kube-context", "HELM_KUBECONTEXT")),
        ("HELM_KUBETOKEN", plain("kube-token", "HELM_KUBETOKEN")),
        ("HELM_KUBEASUSER", plain("kube-as-user", "HELM_KUBEASUSER")),
        ("HELM_KUBEASGROUPS", groups(flags)),
        ("HELM_KUBEAPISERVER", plain("kube-apiserver", "HELM_KUBEAPISERVER")),
        ("HELM_KUBECAFILE", plain("kube-ca-file", "HELM_KUBECAFILE")),
        ("HELM_KUBEINSECURE_SKIP_TLS_VERIFY", is_true(insecure.as_deref()).to_string()),
        ("HELM_KUBETLS_SERVER_NAME", plain("kube-tls-server-name", "HELM_KUBETLS_SERVER_NAME")),
    ]);
    if settings.compat == Compat::V4 {
        variables.insert("HELM_CONTENT_CACHE", homes.content_cache);
    }
    variables.insert("HELM_CACHE_HOME", homes.cache);
    variables.insert("HELM_CONFIG_HOME", homes.config);
    variables.insert("HELM_DATA_HOME", homes.data);
    if let Some(kubeconfig) = text("kubeconfig", "KUBECONFIG").filter(|path| !path.is_empty()) {
        variables.insert("KUBECONFIG", kubeconfig);
    }
    variables
}

fn number(name: &str) -> Option<i64> {
    variable(name)?.parse().ok()
}

fn is_true(text: Option<&str>) -> bool {
    matches!(text, Some("1" | "t" | "T" | "true" | "TRUE" | "True"))
}

fn groups(flags: &Parsed) -> String {
    match flags.list("kube-as-group") {
        [] => variable("HELM_KUBEASGROUPS").unwrap_or_default(),
        groups => groups.join(","),
    }
}
