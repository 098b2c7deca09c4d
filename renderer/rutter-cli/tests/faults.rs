//! Commands that are stopped, find no room or meet each other: what they write is there as a whole
//! or not at all, what was there before stays, and the next run works and tidies up.
//!
//! `RUTTER_KILLS` says how often each command is killed.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect"
)]

#[allow(dead_code, reason = "the other runners use the rest")]
mod servers;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use servers::{Files, Guard, Registry};
use tempfile::TempDir;

/// Bytes in a chart that do not compress.
const LARGE: usize = 2 << 20;
/// How often each command is killed.
const KILLS: usize = 20;
/// Runs that meet each other.
const TOGETHER: usize = 16;

/// Numbers that look random (xorshift).
struct Random(u64);

impl Random {
    fn new() -> Random {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Random(u64::from(now.subsec_nanos()) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: Duration) -> Duration {
        Duration::from_nanos(self.next() % u64::try_from(end.as_nanos()).unwrap().max(1))
    }
}

/// A directory with a large chart, and homes of its own.
struct Work {
    root: TempDir,
}

impl Work {
    fn new() -> Work {
        let root = TempDir::new().unwrap();
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let work = Work { root };
        for folder in ["tmp", "home", "old", "new"] {
            fs::create_dir(work.path(folder)).unwrap();
        }
        for (folder, seed) in [("old", 7), ("new", 11)] {
            let mut random = Random(seed);
            let chart = work.path(folder).join("demo");
            fs::create_dir_all(chart.join("files")).unwrap();
            let metadata = "apiVersion: v2\nname: demo\nversion: 1.0.0\n";
            fs::write(chart.join("Chart.yaml"), metadata).unwrap();
            let data: Vec<u8> = (0..LARGE / 8).flat_map(|_| random.next().to_le_bytes()).collect();
            fs::write(chart.join("files/data"), data).unwrap();
            work.succeed(&["package", &format!("{folder}/demo"), "-d", folder]);
        }
        work
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_string_lossy().into_owned()
    }

    /// The package of the old or the new chart.
    fn package(&self, which: &str) -> Vec<u8> {
        fs::read(self.path(which).join("demo-1.0.0.tgz")).unwrap()
    }

    fn dress(&self, command: &mut Command) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env_clear().env("PATH", path).env("HOME", self.path("home"));
        command.env("TMPDIR", self.path("tmp")).current_dir(self.root.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
        command.args(arguments);
        self.dress(&mut command);
        command
    }

    /// Runs a shell script; `"$@"` is the program with arguments.
    fn script(&self, script: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new("bash");
        command.args(["-c", script, "bash", env!("CARGO_BIN_EXE_rutter")]).args(arguments);
        self.dress(&mut command);
        command.output().unwrap()
    }

    fn succeed(&self, arguments: &[&str]) {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    /// Files that are on their way, wherever they are.
    fn unfinished(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().into_iter().flatten() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name.starts_with(".rutter-") || name.starts_with("tmpcharts") {
                    found.push(path);
                } else if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        found
    }
}

/// A command that is killed, and what must be true after it.
struct Victim<'a> {
    arguments: Vec<&'a str>,
    /// Makes things as they were before.
    reset: &'a dyn Fn(),
    /// Fails unless what is there is whole; says whether it is the new.
    check: &'a dyn Fn() -> bool,
}

/// Kills a command at random times. After each, what is there is whole, and the command works.
fn kill(work: &Work, victim: &Victim) {
    let kills = std::env::var("RUTTER_KILLS").ok().and_then(|kills| kills.parse().ok());
    let mut random = Random::new();
    (victim.reset)();
    let start = Instant::now();
    work.succeed(&victim.arguments);
    let usual = start.elapsed();
    let (mut stopped, mut done, mut left) = (0, 0, 0);
    for _ in 0..kills.unwrap_or(KILLS) {
        (victim.reset)();
        let mut child = work.command(&victim.arguments).spawn().unwrap();
        std::thread::sleep(random.below(usual + usual / 10));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        stopped += usize::from(!status.success());
        done += usize::from((victim.check)());
        left += work.unfinished().len();
        (victim.reset)();
        work.succeed(&victim.arguments);
        assert!((victim.check)(), "{:?} did nothing", victim.arguments);
        assert_eq!(work.unfinished(), [] as [PathBuf; 0], "{:?}", victim.arguments);
    }
    eprintln!(
        "{}: {usual:?}, {stopped} stopped in time, {done} had done their work, {left} unfinished files were left and removed",
        victim.arguments[0]
    );
}

/// What a file is: nothing, the old or the new. Anything else is a failure.
fn is_new(path: &Path, work: &Work) -> bool {
    match fs::read(path) {
        Err(_) => false,
        Ok(data) if data == work.package("new") => true,
        Ok(data) => {
            assert!(data == work.package("old"), "{} is torn", path.display());
            false
        }
    }
}

/// A registry that has the new chart as `r/demo`.
fn registry_with_new(work: &Work) -> Registry {
    let registry = Registry::start(Guard::Open);
    let place = format!("oci://{}/r", registry.host);
    work.succeed(&["push", "new/demo-1.0.0.tgz", &place, "--plain-http"]);
    registry
}

#[test]
fn a_killed_package_leaves_the_old_or_the_new() {
    let work = Work::new();
    fs::create_dir(work.path("out")).unwrap();
    let file = work.path("out/demo-1.0.0.tgz");
    let reset = || fs::write(&file, work.package("old")).unwrap();
    let check = || is_new(&file, &work);
    let arguments = vec!["package", "new/demo", "-d", "out"];
    kill(&work, &Victim { arguments, reset: &reset, check: &check });
}

#[test]
fn a_killed_push_leaves_the_old_or_the_new() {
    if !Registry::is_here() {
        return;
    }
    let work = Work::new();
    let registry = Registry::start(Guard::Open);
    let place = format!("oci://{}/r", registry.host);
    let chart = format!("{place}/demo");
    let reset = || work.succeed(&["push", "old/demo-1.0.0.tgz", &place, "--plain-http"]);
    let check = || {
        let folder = TempDir::new_in(work.path("tmp")).unwrap();
        let into = folder.path().to_string_lossy().into_owned();
        work.succeed(&["pull", &chart, "--version", "1.0.0", "--plain-http", "-d", &into]);
        is_new(&folder.path().join("demo-1.0.0.tgz"), &work)
    };
    let arguments = vec!["push", "new/demo-1.0.0.tgz", &place, "--plain-http"];
    kill(&work, &Victim { arguments, reset: &reset, check: &check });
}

#[test]
fn a_killed_pull_leaves_the_old_or_the_new() {
    if !Registry::is_here() {
        return;
    }
    let work = Work::new();
    let registry = registry_with_new(&work);
    let chart = format!("oci://{}/r/demo", registry.host);
    fs::create_dir(work.path("out")).unwrap();
    let file = work.path("out/demo-1.0.0.tgz");
    let reset = || fs::write(&file, work.package("old")).unwrap();
    let check = || is_new(&file, &work);
    let arguments = vec!["pull", &chart, "--version", "1.0.0", "--plain-http", "-d", "out"];
    kill(&work, &Victim { arguments, reset: &reset, check: &check });
}

#[test]
fn a_killed_pull_leaves_a_whole_directory_or_none() {
    if !Registry::is_here() {
        return;
    }
    let work = Work::new();
    let registry = registry_with_new(&work);
    let chart = format!("oci://{}/r/demo", registry.host);
    let want = fs::read(work.path("new/demo/files/data")).unwrap();
    let reset = || drop(fs::remove_dir_all(work.path("out/demo")));
    let check = || {
        let found = work.path("out/demo").exists();
        assert!(!found || fs::read(work.path("out/demo/files/data")).unwrap() == want);
        found
    };
    let arguments =
        vec!["pull", &chart, "--version", "1.0.0", "--plain-http", "--untar", "-d", "out"];
    kill(&work, &Victim { arguments, reset: &reset, check: &check });
}

#[test]
fn a_killed_dependency_update_leaves_whole_packages() {
    if !Registry::is_here() {
        return;
    }
    let work = Work::new();
    let registry = registry_with_new(&work);
    let parent = work.path("parent");
    let charts = parent.join("charts");
    fs::create_dir(&parent).unwrap();
    let metadata = format!(
        "apiVersion: v2\nname: parent\nversion: 1.0.0\ndependencies:\n- {{name: demo, version: 1.0.0, repository: \"oci://{}/r\"}}\n",
        registry.host
    );
    fs::write(parent.join("Chart.yaml"), metadata).unwrap();
    let reset = || {
        drop(fs::remove_file(parent.join("Chart.lock")));
        fs::create_dir_all(&charts).unwrap();
        fs::write(charts.join("demo-1.0.0.tgz"), work.package("old")).unwrap();
        fs::write(charts.join("demo-0.9.0.tgz"), work.package("old")).unwrap();
    };
    let check = || {
        is_new(&charts.join("demo-0.9.0.tgz"), &work);
        let lock = fs::read_to_string(parent.join("Chart.lock")).unwrap_or_default();
        assert!(lock.is_empty() || lock.contains("\ngenerated: "), "the lock is torn: {lock}");
        is_new(&charts.join("demo-1.0.0.tgz"), &work)
    };
    let arguments = vec!["dependency", "update", "parent", "--plain-http"];
    kill(&work, &Victim { arguments, reset: &reset, check: &check });
}

#[test]
fn a_killed_repo_add_leaves_whole_files() {
    let work = Work::new();
    let files = served(&work);
    let config = work.path("config/repositories.yaml");
    fs::create_dir(work.path("config")).unwrap();
    let old = "apiVersion: \"\"\ngenerated: \"0001-01-01T00:00:00Z\"\nrepositories: []\n";
    let reset = || fs::write(&config, old).unwrap();
    let check = || {
        let text = fs::read_to_string(&config).unwrap();
        let is_new = text.contains("name: r\n");
        assert!(text == old || (is_new && text.ends_with('\n')), "torn: {text}");
        is_new
    };
    let arguments =
        vec!["repo", "add", "r", &files.url, "--repository-config", "config/repositories.yaml"];
    kill(&work, &Victim { arguments, reset: &reset, check: &check });
}

/// A repository with the new chart.
fn served(work: &Work) -> Files {
    let files = Files::start(Guard::Open);
    fs::write(files.folder.path().join("demo-1.0.0.tgz"), work.package("new")).unwrap();
    work.succeed(&["repo", "index", &files.folder.path().to_string_lossy()]);
    files
}

/// Commands that write into `full`, with the old file beside what they write.
fn writers(files: &Files) -> Vec<Vec<String>> {
    let url = files.url.as_str();
    let lines: [&[&str]; 5] = [
        &["package", "new/demo", "-d", "full"],
        &["pull", "demo", "--repo", url, "-d", "full"],
        &["pull", "demo", "--repo", url, "--untar", "-d", "full"],
        &["template", "a", "large", "--output-dir", "full"],
        &["dependency", "update", "full/parent"],
    ];
    lines.map(|line| line.iter().map(|word| word.to_string()).collect()).to_vec()
}

/// What `writers` need besides.
fn prepare_writers(work: &Work, files: &Files) {
    fs::create_dir_all(work.path("full")).unwrap();
    fs::create_dir_all(work.path("large/templates")).unwrap();
    fs::write(work.path("large/Chart.yaml"), "apiVersion: v2\nname: large\nversion: 1.0.0\n")
        .unwrap();
    let text = format!("a: {}\n", "x".repeat(1 << 20));
    fs::write(work.path("large/templates/a.yaml"), text).unwrap();
    fs::create_dir_all(work.path("parent")).unwrap();
    let metadata = format!(
        "apiVersion: v2\nname: parent\nversion: 1.0.0\ndependencies:\n- {{name: demo, version: 1.0.0, repository: \"{}\"}}\n",
        files.url
    );
    fs::write(work.path("parent/Chart.yaml"), metadata).unwrap();
}

/// Fills the directory `full`, runs the program there and compares what is there before and after.
const TRY: &str = r#"
list() { (cd full && find . -type f -printf '%p %s\n' | sort); }
cp -r parent full/ && echo old > full/demo-1.0.0.tgz || exit 77
list > before
"$@"
code=$?
list > after
diff before after >&2 || exit 78
exit $code"#;

/// Runs a writer where `limit` keeps it from writing, and says what is wrong with what it does.
fn without_room(work: &Work, limit: &str, reason: &str, arguments: &[String]) -> Option<String> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    fs::write(work.path("try"), TRY).unwrap();
    let output = work.script(limit, &arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    drop(fs::remove_dir_all(work.path("full")));
    fs::create_dir(work.path("full")).unwrap();
    match output.status.code() {
        Some(1) if stderr.contains(reason) && stderr.contains("Error: ") => None,
        code => Some(format!("{arguments:?}: {code:?} {stderr}")),
    }
}

#[test]
fn a_full_disk_is_an_error_and_leaves_nothing() {
    let work = Work::new();
    let files = served(&work);
    prepare_writers(&work, &files);
    let small = "unshare -m bash -c 'mount -t tmpfs -o size=64k tmpfs full && . ./try' bash \"$@\"";
    let can = Command::new("unshare").args(["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    let can_mount = can.is_ok_and(|output| output.status.success());
    if !can_mount {
        eprintln!("note: no mount here; a full disk is tried by a limit of files only");
    }
    let limited = "trap '' XFSZ; ulimit -f 64; . ./try";
    let mut problems = Vec::new();
    for arguments in writers(&files) {
        if can_mount {
            problems.extend(without_room(&work, small, "no space left on device", &arguments));
        }
        problems.extend(without_room(&work, limited, "file too large", &arguments));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_directory_without_leave_is_an_error() {
    let work = Work::new();
    let files = served(&work);
    prepare_writers(&work, &files);
    let drop_root = "setpriv --reuid 65534 --regid 65534 --clear-groups";
    let is_root = work.script("[ \"$(id -u)\" = 0 ]", &[]).status.success();
    let prefix = if is_root { drop_root } else { "" };
    if !work.script(&format!("{prefix} \"$@\""), &["version"]).status.success() {
        eprintln!("note: nobody else can run the program here; read-only directories are left out");
        return;
    }
    work.script(
        "chmod -R a+rX . && chmod 777 tmp home . && cp -r parent full/ && chmod -R a-w full",
        &[],
    );
    for arguments in writers(&files) {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = work.script(&format!("{prefix} \"$@\""), &arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {stderr}");
        assert!(stderr.contains("permission denied"), "{arguments:?} {stderr}");
        assert!(stderr.contains("full"), "{arguments:?} {stderr}");
    }
    work.script("chmod -R u+w full", &[]);
}

/// Starts commands at the same time; all must succeed.
fn together(work: &Work, commands: &[Vec<String>]) {
    let children: Vec<_> = commands
        .iter()
        .map(|arguments| {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            work.command(&arguments).spawn().unwrap()
        })
        .collect();
    for (child, arguments) in children.into_iter().zip(commands) {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }
    assert_eq!(work.unfinished(), [] as [PathBuf; 0]);
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_string).collect()
}

#[test]
fn pulls_that_meet_leave_one_whole_file() {
    if !Registry::is_here() {
        return;
    }
    let work = Work::new();
    let registry = registry_with_new(&work);
    let chart = format!("oci://{}/r/demo --version 1.0.0 --plain-http", registry.host);
    together(&work, &vec![words(&format!("pull {chart} -d .")); TOGETHER]);
    assert!(is_new(&work.path("demo-1.0.0.tgz"), &work));
    // The same, into the caches.
    for compat in ["3", "4"] {
        let line = format!("show chart {chart} --compat {compat}");
        together(&work, &vec![words(&line); TOGETHER]);
    }
    let files = served(&work);
    together(&work, &vec![words(&format!("template a demo --repo {}", files.url)); TOGETHER]);
}

#[test]
fn repositories_added_at_once_are_all_there() {
    let work = Work::new();
    let files = served(&work);
    let config = work.text("repositories.yaml");
    let add =
        |index| words(&format!("repo add r{index} {} --repository-config {config}", files.url));
    let commands: Vec<_> = (0..TOGETHER).map(add).collect();
    together(&work, &commands);
    let text = fs::read_to_string(&config).unwrap();
    for index in 0..TOGETHER {
        assert!(text.contains(&format!("name: r{index}\n")), "{text}");
    }
    // Half of them go while others come.
    let change = |index: usize| match index % 2 {
        0 => words(&format!("repo remove r{index} --repository-config {config}")),
        _ => add(index + TOGETHER),
    };
    let commands: Vec<_> = (0..TOGETHER).map(change).collect();
    together(&work, &commands);
    let text = fs::read_to_string(&config).unwrap();
    for index in (1..TOGETHER).step_by(2) {
        assert!(text.contains(&format!("name: r{index}\n")), "{text}");
        assert!(text.contains(&format!("name: r{}\n", index + TOGETHER)), "{text}");
        assert!(!text.contains(&format!("name: r{}\n", index - 1)), "{text}");
    }
}

#[test]
fn updates_that_meet_leave_whole_packages() {
    let work = Work::new();
    let files = served(&work);
    prepare_writers(&work, &files);
    fs::create_dir(work.path("parent/charts")).unwrap();
    fs::write(work.path("parent/charts/demo-0.9.0.tgz"), work.package("old")).unwrap();
    together(&work, &vec![words("dependency update parent"); TOGETHER]);
    let entries = work.path("parent/charts").read_dir().unwrap();
    let names: BTreeMap<_, _> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name(), entry.path()))
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(is_new(&work.path("parent/charts/demo-1.0.0.tgz"), &work));
}
