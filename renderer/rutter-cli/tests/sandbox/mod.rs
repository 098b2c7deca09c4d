//! A directory in which a command runs, and what it leaves there.

mod package;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Files longer than this are compared by digest.
const MAX_TEXT: usize = 6000;

/// A program that is asked.
pub struct Program {
    path: PathBuf,
    /// The Helm it equals, where nothing but a variable says so.
    compat: Option<&'static str>,
    /// Holds what calls this program as Helm.
    folder: Option<TempDir>,
}

impl Program {
    /// A real Helm.
    pub fn helm(path: &Path) -> Program {
        Program { path: path.to_path_buf(), compat: None, folder: None }
    }

    /// A program that is the first `helm` on `PATH`; `name` is the Helm it is or equals.
    pub fn as_helm(path: &Path, name: &str) -> Program {
        let folder = TempDir::new().unwrap();
        let link = folder.path().join("helm");
        std::os::unix::fs::symlink(path.canonicalize().unwrap(), &link).unwrap();
        // Without a variable it is Helm 4.
        let compat = (name == "helm3").then_some("3");
        Program { path: link, compat, folder: Some(folder) }
    }

    /// This program under the name of a Helm, with the times and links of Helm's packages.
    pub fn rutter(path: &Path, name: &str) -> Program {
        let folder = TempDir::new().unwrap();
        let times = if name == "helm3" { "now" } else { "source" };
        let script = format!(
            "#!/bin/bash\nif [ \"$1\" = package ]; then set -- \"$@\" --file-times {times} --follow-links; fi\nif [[ \"$1 $2\" =~ ^dependency\\ (build|update) ]]; then set -- \"$@\" --file-times source --follow-links; fi\nexec -a {name} {} \"$@\"\n",
            path.display()
        );
        let path = folder.path().join(name);
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        Program { path, compat: None, folder: Some(folder) }
    }
}

impl Program {
    /// `PATH` with the folder of this program first, where it has one.
    fn search_path(&self) -> std::ffi::OsString {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let own = self.folder.iter().map(|folder| folder.path().to_path_buf());
        std::env::join_paths(own.chain(std::env::split_paths(&path))).unwrap()
    }
}

/// What a path is, as far as a change of it matters.
#[derive(PartialEq)]
enum Found {
    Link(PathBuf),
    Directory(u32),
    File(u32, Vec<u8>),
}

/// A directory with the files of a case.
pub struct Sandbox<'a> {
    case: &'a Value,
    root: TempDir,
    /// Names of addresses and what they stand for; variables of the same names hold them.
    places: Vec<(&'static str, String)>,
}

/// What is in a file; lists whose order is as it comes with Helm are sorted.
fn content_of(path: &Path) -> Vec<u8> {
    let data = std::fs::read(path).unwrap();
    if !path.to_string_lossy().ends_with("-charts.txt") {
        return data;
    }
    let mut lines: Vec<&[u8]> = data.split_inclusive(|byte| *byte == b'\n').collect();
    lines.sort_unstable();
    lines.concat()
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

impl<'a> Sandbox<'a> {
    /// Writes the files.
    pub fn new(case: &'a Value) -> Sandbox<'a> {
        Sandbox::with_places(case, Vec::new())
    }

    /// Writes the files; arguments and scripts may name places as `<NAME>` and `$NAME`.
    pub fn with_places(case: &'a Value, places: Vec<(&'static str, String)>) -> Sandbox<'a> {
        let root = tempfile::Builder::new().prefix("rcase").tempdir().unwrap();
        for folder in ["w", "home", "tmp"] {
            std::fs::create_dir(root.path().join(folder)).unwrap();
        }
        for (name, text) in case["files"].as_object().into_iter().flatten() {
            let path = root.path().join("w").join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let data = match text.as_str() {
                Some(text) => text.as_bytes().to_vec(),
                None => {
                    rutter_go::base64::decode(text["b64"].as_str().unwrap().as_bytes()).unwrap()
                }
            };
            std::fs::write(path, data).unwrap();
        }
        Sandbox { case, root, places }
    }

    /// Runs the command of the case.
    pub fn run(&self, program: &Program) -> Value {
        self.set_up(program);
        let stdin = self.case["stdin"].as_str().unwrap_or("");
        let mut answer = self.step(program, &self.case["argv"], stdin);
        if let Some(script) = self.case["post"].as_str() {
            let output = self.shell(program, script);
            let both = [output.stdout, output.stderr].concat();
            answer["post"] = self.hidden(&String::from_utf8_lossy(&both)).into();
        }
        answer
    }

    /// Runs the lines of `setup`.
    pub fn set_up(&self, program: &Program) {
        let setup: Vec<&str> = strings(&self.case["setup"]).collect();
        if !setup.is_empty() {
            let script = format!("umask 022\n{}", setup.join("\n"));
            let output = self.shell(program, &script);
            assert!(output.status.success(), "{}: {output:?}", self.case["id"]);
        }
    }

    /// Runs a shell line; its streams are the answer.
    pub fn line(&self, program: &Program, line: &str) -> Value {
        let before = self.snapshot();
        let output = self.shell(program, line);
        json!({
            "rc": output.status.code(),
            "stdout": self.stream("stdout", &output.stdout),
            "stderr": self.stream("stderr", &output.stderr),
            "changed": self.changed(&before),
        })
    }

    /// Runs one command and says what it answers and leaves.
    pub fn step(&self, program: &Program, argv: &Value, stdin: &str) -> Value {
        let before = self.snapshot();
        let arguments = strings(argv).map(|argument| self.place(argument));
        let mut command = Command::new(&program.path);
        command.args(arguments);
        let output = self.output(command, program, stdin);
        let changed = self.changed(&before);
        json!({
            "rc": output.status.code(),
            "stdout": self.stream("stdout", &output.stdout),
            "stderr": self.stream("stderr", &output.stderr),
            "changed": changed,
        })
    }

    fn place(&self, text: &str) -> String {
        let mut text = text.replace("<R>", &self.root.path().to_string_lossy());
        for (name, value) in &self.places {
            text = text.replace(&format!("<{name}>"), value);
        }
        text
    }

    fn shell(&self, program: &Program, script: &str) -> Output {
        let mut command = Command::new("bash");
        command.args(["-c", &self.place(script)]);
        self.output(command, program, "")
    }

    fn output(&self, mut command: Command, program: &Program, input: &str) -> Output {
        use std::io::Write;
        let root = self.root.path();
        command.env_clear().env("PATH", program.search_path());
        command.env("R", root).env("HELM", &program.path);
        if let Some(compat) = program.compat {
            command.env("RUTTER_COMPAT", compat);
        }
        command.env("HOME", root.join("home")).env("TMPDIR", root.join("tmp"));
        command.env("RUTTER", env!("CARGO_BIN_EXE_rutter"));
        for (name, value) in &self.places {
            command.env(name, value);
        }
        command.env("TZ", "UTC").env("LANG", "C.UTF-8").current_dir(root.join("w"));
        for part in ["config", "cache", "data"] {
            let name = format!("HELM_{}_HOME", part.to_uppercase());
            command.env(name, root.join(part));
        }
        for (name, value) in self.case["env"].as_object().into_iter().flatten() {
            match value.as_str() {
                Some(value) => command.env(name, self.place(value)),
                None => command.env_remove(name),
            };
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // The program may end without reading.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// A stream; long ones of some cases by their digest.
    fn stream(&self, name: &str, bytes: &[u8]) -> Value {
        let text = self.hidden(&String::from_utf8_lossy(bytes));
        match self.case["hashout"].as_bool().unwrap_or(false) && text.len() > 1000 {
            true => json!({ "stream": name, "sha256": package::sha256(text.as_bytes()) }),
            false => text.into(),
        }
    }

    fn snapshot(&self) -> BTreeMap<String, Found> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.root.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().unwrap() {
                let path = entry.unwrap().path();
                let metadata = path.symlink_metadata().unwrap();
                let mode = metadata.permissions().mode() & 0o7777;
                let value = match metadata {
                    m if m.is_symlink() => Found::Link(path.read_link().unwrap()),
                    m if m.is_dir() => {
                        folders.push(path.clone());
                        Found::Directory(mode)
                    }
                    m if m.is_file() => Found::File(mode, content_of(&path)),
                    _ => continue,
                };
                let name = path.strip_prefix(self.root.path()).unwrap().to_string_lossy();
                found.insert(name.into_owned(), value);
            }
        }
        found
    }

    fn changed(&self, before: &BTreeMap<String, Found>) -> Vec<Value> {
        let after = self.snapshot();
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let names = names.into_iter().filter(|name| !name.starts_with("tmp/"));
        let names = names.filter(|name| before.get(*name) != after.get(*name));
        names.map(|name| self.describe(name, after.get(name))).collect()
    }

    fn describe(&self, name: &str, found: Option<&Found>) -> Value {
        let path = self.hidden(name);
        match found {
            None => json!({ "path": path, "gone": true }),
            Some(Found::Link(to)) => {
                json!({ "path": path, "kind": "l", "to": self.hidden(&to.to_string_lossy()) })
            }
            Some(Found::Directory(mode)) => {
                json!({ "path": path, "kind": "d", "mode": format!("0o{mode:o}") })
            }
            Some(Found::File(mode, data)) => {
                let mut entry = json!({ "path": path, "kind": "f", "mode": format!("0o{mode:o}") });
                let content = self.content(data);
                entry.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
                entry
            }
        }
    }

    fn content(&self, data: &[u8]) -> Value {
        if let Some(package) = package::describe(data) {
            return json!({ "tgz": package });
        }
        let is_text = !self.case["notext"].as_bool().unwrap_or(false);
        match std::str::from_utf8(data) {
            Ok(text) if is_text && text.len() < MAX_TEXT => json!({ "text": self.hidden(text) }),
            _ => json!({ "size": data.len(), "sha256": package::sha256(data) }),
        }
    }

    /// A text without what differs from run to run.
    fn hidden(&self, text: &str) -> String {
        let mut text = text.replace(&*self.root.path().to_string_lossy(), "<R>");
        for (name, value) in &self.places {
            text = text.replace(value, &format!("<{name}>"));
        }
        for (sum, name) in self.package_sums() {
            text = text.replace(&sum, &format!("<SHA256 {name}>"));
        }
        package::without_moments(&text)
    }

    fn package_sums(&self) -> Vec<(String, String)> {
        let is_package = |name: &str| name.ends_with(".tgz");
        let found = self.snapshot().into_iter().filter(|(name, _)| is_package(name));
        found
            .filter_map(|(name, found)| match found {
                Found::File(_, data) => Some((package::sha256(&data), name)),
                _ => None,
            })
            .map(|(sum, name)| (sum, name.rsplit('/').next().unwrap_or_default().to_string()))
            .collect()
    }
}
