//! The restricted level: hardened.

use serde_json::Value;

use super::{Check, texts};

const VOLUMES: &[&str] = &[
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

pub(super) fn check(check: &mut Check<'_, '_>) {
    volumes(check);
    proc_mount(check);
    run_as_user(check);
    run_as_non_root(check);
    if !check.is_windows() {
        privilege_escalation(check);
        capabilities(check);
        seccomp(check);
    }
}

fn volumes(check: &mut Check<'_, '_>) {
    let volumes = check.pod.spec["volumes"].as_array();
    for (index, volume) in volumes.into_iter().flatten().enumerate() {
        let Value::Object(fields) = volume else { continue };
        let kinds: Vec<&String> = fields.keys().filter(|key| *key != "name").collect();
        for kind in kinds {
            // A volume of the node is told by the looser level.
            if !VOLUMES.contains(&kind.as_str()) && kind != "hostPath" {
                let message = format!("volumes of type {kind} are not allowed");
                check.add("restrictedVolumes", &["volumes", &index.to_string(), kind], message);
            }
        }
    }
}

fn proc_mount(check: &mut Check<'_, '_>) {
    // With a user namespace, only the looser level lets other mounts pass.
    if !check.is_relaxed() {
        return;
    }
    for (place, container) in check.pod.containers() {
        let proc_mount = container["securityContext"]["procMount"].as_str().unwrap_or("Default");
        if proc_mount != "Default" {
            let message = format!("procMount must not be {proc_mount}");
            check.add_in(
                "procMount_restricted",
                &place,
                &["securityContext", "procMount"],
                message,
            );
        }
    }
}

fn run_as_user(check: &mut Check<'_, '_>) {
    if check.is_relaxed() {
        return;
    }
    for (place, context) in check.contexts() {
        if context["runAsUser"] == 0 {
            let message = "runAsUser must not be 0".to_string();
            check.add_in("runAsUser", &place, &["securityContext", "runAsUser"], message);
        }
    }
}

fn run_as_non_root(check: &mut Check<'_, '_>) {
    if check.is_relaxed() {
        return;
    }
    let of_pod = check.pod.spec["securityContext"]["runAsNonRoot"].as_bool();
    if of_pod == Some(false) {
        let message = "runAsNonRoot must be true".to_string();
        check.add("runAsNonRoot", &["securityContext", "runAsNonRoot"], message);
    }
    for (place, container) in check.pod.containers() {
        let own = container["securityContext"]["runAsNonRoot"].as_bool();
        if own == Some(false) || own.is_none() && of_pod.is_none() {
            let message = "runAsNonRoot must be true, for the pod or the container".to_string();
            check.add_in("runAsNonRoot", &place, &["securityContext", "runAsNonRoot"], message);
        }
    }
}

fn privilege_escalation(check: &mut Check<'_, '_>) {
    for (place, container) in check.pod.containers() {
        if container["securityContext"]["allowPrivilegeEscalation"] != Value::Bool(false) {
            let message = "allowPrivilegeEscalation must be false".to_string();
            let below = ["securityContext", "allowPrivilegeEscalation"];
            check.add_in("allowPrivilegeEscalation", &place, &below, message);
        }
    }
}

fn capabilities(check: &mut Check<'_, '_>) {
    for (place, container) in check.pod.containers() {
        let capabilities = &container["securityContext"]["capabilities"];
        if !texts(&capabilities["drop"]).contains(&"ALL") {
            let message = "capabilities.drop must hold ALL".to_string();
            let below = ["securityContext", "capabilities", "drop"];
            check.add_in("capabilities_restricted", &place, &below, message);
        }
        for capability in texts(&capabilities["add"]) {
            if capability != "NET_BIND_SERVICE" {
                let message = format!("the capability {capability} must not be added");
                let below = ["securityContext", "capabilities", "add"];
                check.add_in("capabilities_restricted", &place, &below, message);
            }
        }
    }
}

fn seccomp(check: &mut Check<'_, '_>) {
    let fits = |context: &Value| {
        let kind = context["seccompProfile"]["type"].as_str();
        kind.map(|kind| matches!(kind, "RuntimeDefault" | "Localhost"))
    };
    let of_pod = fits(&check.pod.spec["securityContext"]);
    for (place, container) in check.pod.containers() {
        if !fits(&container["securityContext"]).or(of_pod).unwrap_or(false) {
            let message = "seccompProfile.type must be RuntimeDefault or Localhost, for the pod or the container";
            let below = ["securityContext", "seccompProfile"];
            check.add_in("seccompProfile_restricted", &place, &below, message.to_string());
        }
    }
}
