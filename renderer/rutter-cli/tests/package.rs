//! Packages are the same bytes everywhere, whole or not there, and hold nothing from outside.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn charts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charts").canonicalize().unwrap()
}

fn shell(folder: &Path, script: &str) -> Output {
    let mut command = Command::new("bash");
    command.args(["-ec", script]).current_dir(folder);
    command.env("RUTTER", env!("CARGO_BIN_EXE_rutter")).env("CHARTS", charts());
    command.env_remove("SOURCE_DATE_EPOCH").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn files(folder: &Path) -> Vec<String> {
    let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_chart_gives_the_same_bytes_everywhere() {
    let folder = TempDir::new().unwrap();
    let script = r#"
        mkdir a b
        cp -r "$CHARTS/redis" "$CHARTS/rutter-common" a
        cp -r "$CHARTS/rutter-common" "$CHARTS/redis" b
        find b -exec touch -h -d 2001-02-03T04:05:06Z {} +
        chmod -R go-rwx b
        (umask 022; TZ=UTC; "$RUTTER" package a/redis -d one)
        (umask 077; TZ=Asia/Tokyo; cd b; LC_ALL=de_DE.UTF-8 "$RUTTER" package redis -d ../two)
        cmp one/*.tgz two/*.tgz
        SOURCE_DATE_EPOCH=1000000000 "$RUTTER" package a/redis -d three
        ! cmp -s one/*.tgz three/*.tgz
    "#;
    let output = shell(folder.path(), script);
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn every_chart_of_the_library_is_packed_with_its_subcharts() {
    let folder = TempDir::new().unwrap();
    for chart in files(&charts()) {
        if !charts().join(&chart).join("Chart.yaml").exists() {
            continue;
        }
        let script = format!(
            r#""$RUTTER" package "$CHARTS/{chart}" -d out
               tar -tzvf out/{chart}-*.tgz > list
               ! grep -v '^-rw-r--r-- 0/0 ' list
               "$RUTTER" template x out/{chart}-*.tgz > packed || grep -q 'type: library' "$CHARTS/{chart}/Chart.yaml"
               "$RUTTER" template x "$CHARTS/{chart}" > plain || true
               cmp packed plain"#
        );
        let output = shell(folder.path(), &script);
        assert!(output.status.success(), "{chart}: {output:?}");
    }
}

#[test]
fn links_out_of_the_chart_are_refused() {
    let folder = TempDir::new().unwrap();
    let script = r#"
        mkdir -p demo/templates
        printf 'apiVersion: v2\nname: demo\nversion: 1.0.0\n' > demo/Chart.yaml
        echo inside > demo/inside; ln -s inside demo/also-inside
        "$RUTTER" package demo -d inside
        ln -s /etc/passwd demo/templates/p.yaml
        ! "$RUTTER" package demo -d out
        test ! -e out
        "$RUTTER" package demo -d out --follow-links
    "#;
    let output = shell(folder.path(), script);
    let stderr = text(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let refusal = "demo/templates/p.yaml is a symbolic link to /etc/passwd, outside of the chart";
    assert!(stderr.contains(refusal), "{stderr}");
}

#[test]
fn a_package_that_cannot_be_written_leaves_what_was_there() {
    let folder = TempDir::new().unwrap();
    let script = r#"
        mkdir out; echo old > out/redis.tgz
        cp -r "$CHARTS/redis" "$CHARTS/rutter-common" .
        version="$(awk '$1 == "version:" { print $2 }' redis/Chart.yaml)"
        mv out/redis.tgz "out/redis-$version.tgz"
        trap '' XFSZ; ulimit -f 8
        ! "$RUTTER" package redis -d out
        test "$(cat out/*)" = old
    "#;
    let output = shell(folder.path(), script);
    assert!(output.status.success(), "{output:?}");
    let stderr = text(&output.stderr);
    assert!(stderr.contains("Error: failed to save: write "), "{stderr}");
    assert_eq!(files(&folder.path().join("out")).len(), 1);
}

#[test]
fn a_directory_that_may_not_be_written_is_named() {
    let folder = TempDir::new().unwrap();
    let script = r#"! "$RUTTER" package "$CHARTS/nfs" -d /proc"#;
    let output = shell(folder.path(), script);
    assert!(output.status.success(), "{output:?}");
    let stderr = text(&output.stderr);
    assert!(stderr.contains("Error: failed to save: open /proc/nfs-"), "{stderr}");
}
