//! Credentials that users keep, in files as Helm writes them and in helpers.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::time::Duration;

use rutter_oci::credentials::{Helper, Store, Stores};
use rutter_oci::{Credential, CredentialSource};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn store(path: &Path) -> Store {
    Store::open(path).unwrap().patience(Duration::from_secs(5))
}

fn ann() -> Credential {
    Credential::new("ann", "s<e>cret")
}

#[test]
fn files_are_written_as_helm_writes_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config/registry/config.json");
    let store = store(&path);
    assert!(store.get("h:5").unwrap().is_empty());
    store.put("h:5", &ann()).unwrap();
    let expected =
        "{\n\t\"auths\": {\n\t\t\"h:5\": {\n\t\t\t\"auth\": \"YW5uOnM8ZT5jcmV0\"\n\t\t}\n\t}\n}";
    assert_eq!(read(&path), expected);
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(store.get("h:5").unwrap(), ann());
    assert!(!format!("{:?}", ann()).contains("cret"));
    store.remove("nowhere").unwrap();
    assert_eq!(read(&path), expected);
    store.remove("h:5").unwrap();
    assert_eq!(read(&path), "{\n\t\"auths\": {}\n}");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn what_is_not_ours_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.json");
    fs::write(
        &path,
        "{\"psFormat\": 1.50, \"auths\":{\"z\":{\"auth\":\"YTpi\",\"new\":[ 1,2]}},\"HttpHeaders\":{\"b\":\"x\",\"a\":{}}}\n",
    )
    .unwrap();
    store(&path)
        .put("a.example", &Credential { refresh_token: "R".into(), ..Credential::default() })
        .unwrap();
    let expected = "{\n\t\"HttpHeaders\": {\n\t\t\"b\": \"x\",\n\t\t\"a\": {}\n\t},\n\t\"auths\": {\n\t\t\"a.example\": {\n\t\t\t\"identitytoken\": \"R\"\n\t\t},\n\t\t\"z\": {\n\t\t\t\"auth\": \"YTpi\",\n\t\t\t\"new\": [\n\t\t\t\t1,\n\t\t\t\t2\n\t\t\t]\n\t\t}\n\t},\n\t\"psFormat\": 1.50\n}";
    assert_eq!(read(&path), expected);
    assert_eq!(store(&path).get("a.example").unwrap().refresh_token, "R");
}

#[test]
fn what_does_not_change_is_not_written_and_links_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("real.json"), folder.path().join("config.json"));
    store(&path).put("h", &ann()).unwrap();
    symlink(&path, &link).unwrap();
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    store(&link).put("h", &ann()).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    store(&link).put("i", &ann()).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
    assert!(read(&path).contains("\"i\""));
}

#[test]
fn files_that_are_not_what_they_should_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.json");
    let open = |text: &str| {
        fs::write(&path, text).unwrap();
        Store::open(&path).map(|_| ()).map_err(|e| e.replace(&path.display().to_string(), "FILE"))
    };
    assert_eq!(
        open("{bad").unwrap_err(),
        "failed to decode config file FILE: invalid config format: invalid character 'b' looking for beginning of object key string"
    );
    assert!(open("{\"auths\":[]}").unwrap_err().starts_with("failed to unmarshal auths field"));
    for text in ["", " \n", "{}", "null", "{\"auths\":null,\"credsStore\":null}"] {
        assert_eq!(open(text), Ok(()), "{text}");
    }
    open("{\"auths\":{\"h\":{\"auth\":\"c2VjcmV0\"}}}").unwrap();
    let error = store(&path).get("h").unwrap_err();
    assert!(error.starts_with("failed to decode auth field: invalid config format"), "{error}");
    assert!(!error.contains("secret"), "{error}");
    let colon = Credential::new("a:b", "c");
    assert!(store(&path).put("h", &colon).unwrap_err().contains("colons(:) are not allowed"));
}

#[test]
fn old_names_of_servers_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.json");
    fs::write(&path, "{\"auths\":{\"https://h.example/v1/\":{\"username\":\"a\",\"password\":\"b\"},\"https://index.docker.io/v1/\":{\"auth\":\"YzpkAA==\"}}}").unwrap();
    assert_eq!(store(&path).get("h.example").unwrap(), Credential::new("a", "b"));
    for name in ["docker.io", "registry-1.docker.io"] {
        assert_eq!(store(&path).get(name).unwrap(), Credential::new("c", "d"));
    }
}

#[test]
fn helms_own_file_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let (own, docker) = (folder.path().join("own.json"), folder.path().join("docker.json"));
    store(&docker).put("h", &Credential::new("docker", "x")).unwrap();
    store(&docker).put("i", &Credential::new("docker", "y")).unwrap();
    store(&own).put("h", &ann()).unwrap();
    let stores = Stores::open(&own, Some(&docker)).unwrap();
    assert_eq!(stores.get("h").unwrap(), ann());
    assert_eq!(stores.get("i").unwrap(), Credential::new("docker", "y"));
    stores.own().remove("h").unwrap();
    assert_eq!(stores.get("h").unwrap(), Credential::new("docker", "x"));
    fs::write(&docker, "{bad").unwrap();
    assert!(Stores::open(&own, Some(&docker)).unwrap().get("i").unwrap().is_empty());
}

/// A helper in a folder that comes first on `PATH` of this process.
fn helper(folder: &Path, name: &str, script: &str) {
    let path = folder.join(format!("docker-credential-{name}"));
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Runs this test program again with another `PATH`: the environment of a process with threads is
/// not changed.
fn with_helpers(test: &str, folder: &Path) -> bool {
    if std::env::var_os("RUTTER_TEST_HELPERS").is_some() {
        return true;
    }
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env("RUTTER_TEST_HELPERS", folder)
        .env("PATH", path)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    false
}

#[test]
fn helpers_keep_credentials() {
    let folder = tempfile::tempdir().unwrap();
    helper(
        folder.path(),
        "good",
        "cat > \"$(dirname \"$0\")/in-$1\"; [ \"$1\" != get ] || echo '{\"ServerURL\":\"h\",\"Username\":\"ann\",\"Secret\":\"s\"}'",
    );
    helper(
        folder.path(),
        "token",
        "echo '{\"ServerURL\":\"h\",\"Username\":\"<token>\",\"Secret\":\"t\"}'",
    );
    helper(folder.path(), "none", "echo 'credentials not found in native keychain'; exit 1");
    helper(folder.path(), "sad", "echo ' it broke '; exit 3");
    helper(folder.path(), "mute", "exit 3");
    helper(folder.path(), "junk", "echo junk");
    helper(folder.path(), "slow", "exec sleep 60");
    helper(folder.path(), "deaf", "exec < /dev/null; exit 0");
    if !with_helpers("helpers_keep_credentials", folder.path()) {
        return;
    }
    let folder = std::path::PathBuf::from(std::env::var_os("RUTTER_TEST_HELPERS").unwrap());
    let of = |name: &str| Helper::new(name, Duration::from_secs(5));
    assert_eq!(of("good").get("h:5").unwrap(), Credential::new("ann", "s"));
    assert_eq!(read(&folder.join("in-get")), "h:5");
    of("good").store("h:5", &ann()).unwrap();
    assert_eq!(
        read(&folder.join("in-store")),
        "{\"ServerURL\":\"h:5\",\"Username\":\"ann\",\"Secret\":\"s\\u003ce\\u003ecret\"}"
    );
    of("good").erase("h:5").unwrap();
    assert_eq!(read(&folder.join("in-erase")), "h:5");
    assert_eq!(of("token").get("h").unwrap().refresh_token, "t");
    assert!(of("none").get("h").unwrap().is_empty());
    assert_eq!(of("sad").get("h").unwrap_err(), "it broke");
    assert_eq!(of("mute").get("h").unwrap_err(), "exit status 3");
    assert_eq!(
        of("junk").get("h").unwrap_err(),
        "invalid character 'j' looking for beginning of value"
    );
    assert_eq!(
        of("missing").get("h").unwrap_err(),
        "exec: \"docker-credential-missing\": executable file not found in $PATH"
    );
    assert!(of("../evil").get("h").unwrap_err().contains("is no name of a credential helper"));
    let slow = Helper::new("slow", Duration::from_millis(200)).get("h").unwrap_err();
    assert_eq!(slow, "docker-credential-slow did not end within 200ms");
    of("deaf").store("h", &Credential::new("a", &"x".repeat(1 << 20))).unwrap();

    let file = folder.join("config.json");
    fs::write(&file, "{\"credsStore\":\"good\",\"credHelpers\":{\"special\":\"token\"}}").unwrap();
    let store = store(&file);
    assert_eq!(store.get("h").unwrap(), Credential::new("ann", "s"));
    assert_eq!(store.get("special").unwrap().refresh_token, "t");
    store.put("h", &ann()).unwrap();
    assert!(!read(&file).contains("auths"), "no password beside a helper");
}
