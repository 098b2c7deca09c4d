//! The baseline level: nothing that reaches the node.

use serde_json::Value;

use super::{Check, texts};

const CAPABILITIES: &[&str] = &[
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];
const SELINUX_TYPES: &[&str] = &["", "container_t", "container_init_t", "container_kvm_t"];
/// Sysctls with the minor version that allows them.
const SYSCTLS: &[(&str, u32)] = &[
    ("kernel.shm_rmid_forced", 0),
    ("net.ipv4.ip_local_port_range", 0),
    ("net.ipv4.tcp_syncookies", 0),
    ("net.ipv4.ping_group_range", 0),
    ("net.ipv4.ip_unprivileged_port_start", 0),
    ("net.ipv4.ip_local_reserved_ports", 27),
    ("net.ipv4.tcp_keepalive_time", 29),
    ("net.ipv4.tcp_fin_timeout", 29),
    ("net.ipv4.tcp_keepalive_intvl", 29),
    ("net.ipv4.tcp_keepalive_probes", 29),
    ("net.ipv4.tcp_rmem", 32),
    ("net.ipv4.tcp_wmem", 32),
];
const APPARMOR_ANNOTATION: &str = "container.apparmor.security.beta.kubernetes.io/";

pub(super) fn check(check: &mut Check<'_, '_>) {
    host_namespaces(check);
    volumes(check);
    sysctls(check);
    app_armor_annotations(check);
    contexts(check);
    containers(check);
}

fn host_namespaces(check: &mut Check<'_, '_>) {
    for field in ["hostNetwork", "hostPID", "hostIPC"] {
        if check.pod.spec[field] == Value::Bool(true) {
            check.add("hostNamespaces", &[field], format!("{field} must not be true"));
        }
    }
}

fn volumes(check: &mut Check<'_, '_>) {
    let volumes = check.pod.spec["volumes"].as_array();
    for (index, volume) in volumes.into_iter().flatten().enumerate() {
        if volume.get("hostPath").is_some() {
            let message = "volumes of the node (hostPath) are not allowed".to_string();
            check.add("hostPathVolumes", &["volumes", &index.to_string(), "hostPath"], message);
        }
    }
}

fn sysctls(check: &mut Check<'_, '_>) {
    let sysctls = check.pod.spec["securityContext"]["sysctls"].as_array();
    for (index, sysctl) in sysctls.into_iter().flatten().enumerate() {
        let name = sysctl["name"].as_str().unwrap_or_default();
        if !SYSCTLS.iter().any(|(known, minor)| *known == name && check.since(*minor)) {
            let place = ["securityContext", "sysctls", &index.to_string()];
            check.add("sysctls", &place, format!("the sysctl {name} is not allowed"));
        }
    }
}

fn app_armor_annotations(check: &mut Check<'_, '_>) {
    let annotations = check.pod.metadata.and_then(|metadata| metadata["annotations"].as_object());
    for (key, value) in annotations.into_iter().flatten() {
        let value = value.as_str().unwrap_or_default();
        let fits = matches!(value, "" | "runtime/default") || value.starts_with("localhost/");
        if key.starts_with(APPARMOR_ANNOTATION) && !fits {
            check.add("appArmorProfile", &[], format!("the annotation {key} must not be {value}"));
        }
    }
}

/// What pods and containers both have.
fn contexts(check: &mut Check<'_, '_>) {
    for (place, context) in check.contexts() {
        let text = |field: &str, inner: &str| context[field][inner].as_str().unwrap_or_default();
        let profile = text("appArmorProfile", "type");
        if profile == "Unconfined" {
            let message = "appArmorProfile.type must not be Unconfined".to_string();
            check.add_in(
                "appArmorProfile",
                &place,
                &["securityContext", "appArmorProfile", "type"],
                message,
            );
        }
        if text("seccompProfile", "type") == "Unconfined" {
            let message = "seccompProfile.type must not be Unconfined".to_string();
            check.add_in(
                "seccompProfile_baseline",
                &place,
                &["securityContext", "seccompProfile", "type"],
                message,
            );
        }
        let kind = text("seLinuxOptions", "type");
        let is_allowed =
            SELINUX_TYPES.contains(&kind) || kind == "container_engine_t" && check.since(31);
        if !is_allowed {
            let message = format!("seLinuxOptions.type must not be {kind}");
            check.add_in(
                "seLinuxOptions",
                &place,
                &["securityContext", "seLinuxOptions", "type"],
                message,
            );
        }
        for field in ["user", "role"] {
            if !text("seLinuxOptions", field).is_empty() {
                let message = format!("seLinuxOptions.{field} must not be set");
                check.add_in(
                    "seLinuxOptions",
                    &place,
                    &["securityContext", "seLinuxOptions", field],
                    message,
                );
            }
        }
        if context["windowsOptions"]["hostProcess"] == Value::Bool(true) {
            let message = "windowsOptions.hostProcess must not be true".to_string();
            check.add_in(
                "windowsHostProcess",
                &place,
                &["securityContext", "windowsOptions", "hostProcess"],
                message,
            );
        }
    }
}

fn containers(check: &mut Check<'_, '_>) {
    for (place, container) in check.pod.containers() {
        let context = &container["securityContext"];
        if context["privileged"] == Value::Bool(true) {
            let message = "privileged must not be true".to_string();
            check.add_in("privileged", &place, &["securityContext", "privileged"], message);
        }
        for capability in texts(&context["capabilities"]["add"]) {
            if !CAPABILITIES.contains(&capability) {
                let message = format!("the capability {capability} must not be added");
                check.add_in(
                    "capabilities_baseline",
                    &place,
                    &["securityContext", "capabilities", "add"],
                    message,
                );
            }
        }
        let proc_mount = context["procMount"].as_str().unwrap_or("Default");
        if proc_mount != "Default" && !check.is_relaxed() {
            let message = format!("procMount must not be {proc_mount}");
            check.add_in("procMount", &place, &["securityContext", "procMount"], message);
        }
        let ports = container["ports"].as_array();
        for (index, port) in ports.into_iter().flatten().enumerate() {
            if port["hostPort"].as_i64().is_some_and(|number| number != 0) {
                let message = format!("hostPort {} is not allowed", port["hostPort"]);
                check.add_in(
                    "hostPorts",
                    &place,
                    &["ports", &index.to_string(), "hostPort"],
                    message,
                );
            }
        }
        if check.since(34) {
            hosts_of_probes(check, &place, container);
        }
    }
}

fn hosts_of_probes(check: &mut Check<'_, '_>, place: &[String], container: &Value) {
    let handlers: [&[&str]; 5] = [
        &["livenessProbe"],
        &["readinessProbe"],
        &["startupProbe"],
        &["lifecycle", "postStart"],
        &["lifecycle", "preStop"],
    ];
    for handler in handlers {
        for action in ["httpGet", "tcpSocket"] {
            let path: Vec<&str> = handler.iter().copied().chain([action, "host"]).collect();
            let host = path.iter().try_fold(container, |value, token| value.get(token));
            if let Some(host) = host.and_then(Value::as_str).filter(|host| !host.is_empty()) {
                let message = format!("the host {host} of a probe or hook must not be set");
                check.add_in("hostProbesAndHostLifecycle", place, &path, message);
            }
        }
    }
}
