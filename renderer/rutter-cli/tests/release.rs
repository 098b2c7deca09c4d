//! `rutter release` against a real registry: what is new is published, whole, once, and can be had
//! by the real Helms.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "another test uses the rest")]
mod servers;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use servers::{Guard, Registry};
use tempfile::TempDir;

struct Place {
    registry: Registry,
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        let place =
            Place { registry: Registry::start(Guard::Open), folder: TempDir::new().unwrap() };
        place.write("charts/base/Chart.yaml", "apiVersion: v2\nname: base\nversion: 0.1.0\ntype: library\nicon: https://example.com/i.png\n");
        place.write("charts/base/templates/_a.tpl", "{{- define \"base.a\" }}a{{ end }}\n");
        place.write("charts/app/Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\nicon: https://example.com/i.png\ndependencies:\n- {name: base, version: 0.1.0, repository: \"file://../base\"}\n");
        place.write("charts/app/values.yaml", "image: registry.example.com/app:1.2\n");
        place.write("charts/app/templates/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - {name: a, image: {{ .Values.image | quote }}}\n");
        place
            .write("charts/app/ci/other-values.yaml", "image: example.com:5000/other@sha256:abc\n");
        std::fs::create_dir(place.path("charts/app/charts")).unwrap();
        std::os::unix::fs::symlink("../../base", place.path("charts/app/charts/base")).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        std::fs::write(self.path(name), text).unwrap();
    }

    fn shell(&self, script: &str) -> Output {
        let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/bin");
        let mut command = Command::new("bash");
        command.args(["-c", script]).current_dir(self.folder.path());
        command.env("RUTTER", env!("CARGO_BIN_EXE_rutter")).env("ORACLE", oracle);
        command.env("REGISTRY", &self.registry.host).env("HOME", self.folder.path());
        command.output().unwrap()
    }

    fn release(&self, flags: &str) -> Output {
        self.shell(&format!(
            "\"$RUTTER\" release charts --to oci://$REGISTRY/lib --plain-http {flags}"
        ))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn assert_fine(output: &Output) -> String {
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn what_is_new_is_published_once() {
    if !Registry::is_here() {
        return;
    }
    let place = Place::new();
    let listed = assert_fine(&place.release("--dry-run"));
    assert_eq!(
        listed,
        "CHART\tVERSION\tPUBLISHED\tSTATE\nbase \t0.1.0  \t-        \tnew  \napp  \t1.0.0  \t-        \tnew  \n"
    );
    assert!(text(&place.shell("curl -s http://$REGISTRY/v2/_catalog").stdout).contains("[]"));
    let published = assert_fine(&place.release("-d out --index-url https://example.com/charts"));
    assert!(published.contains("published app 1.0.0: sha256:"), "{published}");
    assert!(published.contains("(2 images)"), "{published}");
    let index = std::fs::read_to_string(place.path("out/index.yaml")).unwrap();
    assert!(index.contains("- https://example.com/charts/app-1.0.0.tgz"), "{index}");
    let again = assert_fine(&place.release("-d out --index-url https://example.com/charts"));
    assert!(again.contains("unchanged") && !again.contains("published "), "{again}");
    let created = |text: &str| {
        text.lines()
            .filter(|line| line.contains("created:"))
            .map(str::to_string)
            .collect::<Vec<_>>()
    };
    let kept = std::fs::read_to_string(place.path("out/index.yaml")).unwrap();
    assert_eq!(created(&kept), created(&index));
}

#[test]
fn both_helms_have_what_was_published() {
    if !Registry::is_here() {
        return;
    }
    let place = Place::new();
    assert_fine(&place.release(""));
    for helm in ["helm3", "helm4"] {
        if !Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/bin").join(helm).exists()
        {
            assert!(std::env::var_os("CI").is_none(), "{helm}: run tests/run first");
            continue;
        }
        let output = place.shell(&format!(
            "\"$ORACLE/{helm}\" template x oci://$REGISTRY/lib/app --plain-http > {helm}.yaml && \"$RUTTER\" template x charts/app > rutter.yaml && cmp {helm}.yaml rutter.yaml"
        ));
        assert_fine(&output);
    }
    let versions = place.shell("\"$RUTTER\" search oci oci://$REGISTRY/lib/app --plain-http");
    assert!(assert_fine(&versions).contains("/lib/app\t1.0.0"));
}

#[test]
fn the_images_of_a_chart_are_attached() {
    if !Registry::is_here() {
        return;
    }
    let place = Place::new();
    assert_fine(&place.release(""));
    // The registry keeps no list of referrers: the index under the digest's tag has it.
    let script = r#"
        set -e
        accept='Accept: application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json'
        get() { curl -sf -H "$accept" "http://$REGISTRY/v2/lib/app/$1"; }
        digest="$(curl -sfI -H "$accept" "http://$REGISTRY/v2/lib/app/manifests/1.0.0" | tr -d '\r' | sed -n 's/^Docker-Content-Digest: //p')"
        index="$(get "manifests/${digest/:/-}")"
        grep -o '"artifactType":"[^"]*"' <<< "$index"
        bill="$(grep -o 'sha256:[0-9a-f]*' <<< "$index" | head -n 1)"
        layer="$(get "manifests/$bill" | grep -o '"digest":"sha256:[0-9a-f]*"' | sed -n 2p | cut -d'"' -f4)"
        get "blobs/$layer"
    "#;
    let printed = assert_fine(&place.shell(script));
    assert!(
        printed.starts_with("\"artifactType\":\"application/vnd.cyclonedx+json\""),
        "{printed}"
    );
    for part in
        ["\"registry.example.com/app\"", "\"1.2\"", "\"example.com:5000/other\"", "CycloneDX"]
    {
        assert!(printed.contains(part), "{part}: {printed}");
    }
}

#[test]
fn a_change_without_a_new_version_stops_everything() {
    if !Registry::is_here() {
        return;
    }
    let place = Place::new();
    assert_fine(&place.release(""));
    place.write("charts/base/templates/_a.tpl", "{{- define \"base.a\" }}b{{ end }}\n");
    place.write(
        "charts/new/Chart.yaml",
        "apiVersion: v2\nname: new\nversion: 1.0.0\nicon: https://example.com/i.png\n",
    );
    place.write("charts/new/templates/a.yaml", "");
    let refused = place.release("");
    assert_eq!(refused.status.code(), Some(1));
    let stderr = text(&refused.stderr);
    assert!(stderr.contains("Error: nothing was published:\ncharts/base: version 0.1.0 is published with other content; raise the version in Chart.yaml\ncharts/app: version 1.0.0 is published with other content"), "{stderr}");
    assert!(!text(&place.shell("curl -s http://$REGISTRY/v2/_catalog").stdout).contains("lib/new"));
    // Older than what is there.
    place.write("charts/base/Chart.yaml", "apiVersion: v2\nname: base\nversion: 0.0.9\ntype: library\nicon: https://example.com/i.png\n");
    let older = text(&place.release("--dry-run").stderr);
    assert!(older.contains("version 0.0.9 is older than 0.1.0, which is published"), "{older}");
}

#[test]
fn a_chart_with_faults_is_not_published() {
    if !Registry::is_here() {
        return;
    }
    let place = Place::new();
    place.write("charts/app/ci/bad-values.yaml", "image: \"a\\n  b: {\"\n");
    place.write("charts/app/templates/bad.yaml", "a: {{ .Values.image }}\n");
    let refused = place.release("");
    let stderr = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("bad-values.yaml: [ERROR] templates/"), "{stderr}");
    assert!(text(&place.shell("curl -s http://$REGISTRY/v2/_catalog").stdout).contains("[]"));
}
