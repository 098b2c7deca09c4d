//! Schemas that refer to schemas of other places: left alone unless `--fetch-schemas` is given.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

const TEXT: &str = r#"{"type": "integer"}"#;

fn chart(folder: &Path, reference: &str) {
    fs::create_dir(folder.join("templates")).unwrap();
    fs::write(folder.join("Chart.yaml"), "apiVersion: v2\nname: c\nversion: 1.0.0\n").unwrap();
    fs::write(folder.join("templates/a.yaml"), "kind: A\n").unwrap();
    let schema = format!(r#"{{"properties": {{"replicas": {{"$ref": "{reference}"}}}}}}"#);
    fs::write(folder.join("values.schema.json"), schema).unwrap();
}

fn template(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
    command.env_remove("RUTTER_FETCH_SCHEMAS").args(["template", "r"]).arg(folder);
    command.args(arguments).output().unwrap()
}

#[test]
fn a_reference_by_url_is_an_error_that_names_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    chart(folder.path(), "https://example.invalid/s.json");
    let output = template(folder.path(), &["--set", "replicas=1"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("failing loading \"https://example.invalid/s.json\": "), "{text}");
    assert!(text.contains("--fetch-schemas"), "{text}");
    assert!(template(folder.path(), &["--skip-schema-validation"]).status.success());
}

#[test]
fn a_file_is_read_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("other.json");
    fs::write(&schema, TEXT).unwrap();
    chart(folder.path(), &format!("file://{}", schema.display()));
    let run = |value: &str| template(folder.path(), &["--fetch-schemas", "--set", value]);
    assert!(run("replicas=1").status.success());
    let wrong = String::from_utf8(run("replicas=x").stderr).unwrap();
    assert!(wrong.contains("at '/replicas': got string, want integer"), "{wrong}");
}

#[test]
fn a_server_is_asked_once_when_asked_for() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    chart(folder.path(), &format!("http://{}/s.json", server.local_addr().unwrap()));
    let answering = std::thread::spawn(move || {
        let (mut client, _) = server.accept().unwrap();
        let mut request = [0; 1024];
        let length = client.read(&mut request).unwrap();
        write!(client, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{TEXT}", TEXT.len()).unwrap();
        String::from_utf8_lossy(&request[..length]).into_owned()
    });
    let output = template(folder.path(), &["--fetch-schemas", "--set", "replicas=1"]);
    assert!(output.status.success(), "{output:?}");
    assert!(answering.join().unwrap().starts_with("GET /s.json "));
}
