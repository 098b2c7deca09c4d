//! `rutter snap`. Each file of `snap/` is a session: after a first line that names a chart of
//! `snap/charts`, commands behind `$ `, each followed by what it prints on both streams, and by `? CODE`
//! where it fails. `RUTTER_RECORD=1` writes what they print now.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snap")
}

/// A folder with a copy of a chart.
struct Place {
    folder: TempDir,
}

impl Place {
    fn with(chart: &str) -> Place {
        let place = Place { folder: TempDir::new().unwrap() };
        copy(&folder().join("charts").join(chart), &place.folder.path().join(chart));
        place
    }

    fn command(&self, line: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_rutter")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = [program.to_path_buf()].into_iter().chain(std::env::split_paths(&path));
        let mut command = Command::new("bash");
        command.args(["-c", &format!("exec 2>&1\n{line}")]).current_dir(self.folder.path());
        command.env_clear().env("PATH", std::env::join_paths(paths).unwrap());
        command.env("HOME", "/nonexistent").env("LC_ALL", "C").stdin(Stdio::null());
        command
    }

    /// What a line prints, and its exit code.
    fn run(&self, line: &str) -> (String, i32) {
        let output = self.command(line).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let text = text.replace(&*self.folder.path().to_string_lossy(), "FOLDER");
        (text, output.status.code().unwrap_or(-1))
    }

    /// As [`Place::run`], for what has to succeed.
    fn done(&self, line: &str) -> String {
        let (text, code) = self.run(line);
        assert_eq!(code, 0, "{line}\n{text}");
        text
    }

    fn start(&self, line: &str) -> Child {
        self.command(&format!("exec {line}")).stdout(Stdio::null()).spawn().unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(fs::copy(&path, &target).unwrap()),
        }
    }
}

#[test]
fn sessions_print_what_is_recorded() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    assert!(files.len() >= 10, "only {} sessions", files.len());
    let mut wrong = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).unwrap();
        let (chart, _) = text.split_once('\n').unwrap();
        let place = Place::with(chart);
        let mut got = format!("{chart}\n");
        for line in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let (said, code) = place.run(line);
            let end = if said.is_empty() || said.ends_with('\n') { "" } else { "\n" };
            got.push_str(&format!("$ {line}\n{said}{end}"));
            if code != 0 {
                got.push_str(&format!("? {code}\n"));
            }
        }
        if std::env::var_os("RUTTER_RECORD").is_some() {
            fs::write(path, got).unwrap();
        } else if got != text {
            wrong.push(format!("{}\n-- expected\n{text}\n-- got\n{got}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every file below a folder with its text, but for what is pending.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut open = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                // What is pending, and files that are not finished.
                _ if path.file_name().unwrap().to_string_lossy().starts_with('.') => {}
                true => open.push(path),
                false => found.push((path.clone(), fs::read_to_string(path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

/// A run that is killed at any moment leaves each snapshot as it was or as it shall be, and the same
/// command finishes the work.
#[test]
fn killed_at_any_moment_an_accept_loses_nothing() {
    let place = Place::with("many");
    place.run("rutter snap test many");
    place.done("rutter snap accept --all many");
    let snapshots = place.folder.path().join("many/snapshots");
    let old = texts(&snapshots);
    assert!(old.len() > 300, "only {} snapshots", old.len());
    let change = "sed -i 's/^tag:.*/tag: \"2\"/; s/^replicas:.*/replicas: 9/' many/values.yaml";
    place.done(change);
    let (_, code) = place.run("rutter snap test many");
    assert_eq!(code, 1);
    let listed = place.done("rutter snap pending -o json many");
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let groups: Vec<&str> =
        listed["groups"].as_array().unwrap().iter().map(|g| g["id"].as_str().unwrap()).collect();
    assert_eq!(groups.len(), 2, "{groups:?}");
    let (mut kills, mut torn) = (0, 0);
    for group in &groups {
        let accept = format!("rutter snap accept --group {group} many");
        for delay in (0..40).map(|step| Duration::from_millis(2 + step * 7)) {
            let mut child = place.start(&accept);
            std::thread::sleep(delay);
            let is_running = child.try_wait().unwrap().is_none();
            child.kill().unwrap();
            child.wait().unwrap();
            kills += usize::from(is_running);
            let between = texts(&snapshots);
            assert_eq!(between.len(), old.len(), "snapshots came or went");
            torn += between.iter().filter(|(_, text)| !is_whole(text)).count();
            if !is_running {
                break;
            }
        }
        // Finishes, or has nothing left to do.
        let (said, code) = place.run(&accept);
        assert!(code == 0 || said.contains("no group"), "{said}");
    }
    assert!(kills > 2, "only {kills} runs were killed");
    assert_eq!(torn, 0, "snapshots were written in part");
    assert!(place.done("rutter snap pending many").contains("Nothing is pending"));
    assert!(place.done("rutter snap test --ci many").contains("as accepted"));
    let left = place.done("find many/snapshots -name '.rutter-*' | head");
    assert_eq!(left, "", "files of killed runs are left");
}

/// Either value of each of the two, and all lines.
fn is_whole(text: &str) -> bool {
    let has = |options: [&str; 2]| options.iter().any(|option| text.contains(option));
    has(["replicas: 1\n", "replicas: 9\n"])
        && has(["/app:1\n", "/app:2\n"])
        && text.ends_with("# the end\n")
}

#[test]
fn two_at_once_do_not_undo_each_other() {
    let place = Place::with("many");
    place.run("rutter snap test many");
    place.done("rutter snap accept --all many");
    place.done("sed -i 's/^tag:.*/tag: \"2\"/; s/^replicas:.*/replicas: 9/' many/values.yaml");
    place.run("rutter snap test many");
    let listed = place.done("rutter snap pending -o json many");
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let accepts: Vec<Child> = listed["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            let id = group["id"].as_str().unwrap();
            place.start(&format!("rutter snap accept --group {id} many"))
        })
        .collect();
    for mut accept in accepts {
        assert!(accept.wait().unwrap().success());
    }
    assert!(place.done("rutter snap test --ci many").contains("as accepted"));
}

/// A terminal that a script types into: tmux on a socket of its own, which goes with the value.
struct Tmux {
    socket: String,
}

impl Tmux {
    fn run(&self, args: &[&str]) -> String {
        let output = Command::new("tmux").args(["-L", &self.socket]).args(args).output();
        let output = output.expect("this test types into tmux: install it (apt-get install tmux)");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs a line in a terminal of 80 columns and 24 lines; what is typed then goes to it.
    fn start(place: &Place, line: &str) -> Tmux {
        static NEXT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let tmux = Tmux { socket: format!("rutter-{}-{number}", std::process::id()) };
        let program = Path::new(env!("CARGO_BIN_EXE_rutter")).parent().unwrap();
        let folder = place.folder.path().to_string_lossy().into_owned();
        let line = format!(
            "cd {folder}; unset CI NO_COLOR; export PATH={}:$PATH; {line}; echo ENDED $?; stty -a | grep -o -e ' icanon' -e ' echo '; sleep 600",
            program.display()
        );
        let session = ["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", &line];
        tmux.run(&session);
        tmux
    }

    fn type_keys(&self, keys: &[&str]) {
        self.run(&[&["send-keys"], keys].concat());
    }

    /// The screen, once all of it is there.
    fn shows(&self, wanted: &[&str]) -> String {
        let mut screen = String::new();
        for _ in 0..600 {
            screen = self.run(&["capture-pane", "-p"]);
            if wanted.iter().all(|text| screen.contains(text)) {
                return screen;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{wanted:?} did not come up\n{screen}");
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = Command::new("tmux").args(["-L", &self.socket, "kill-server"]).output();
    }
}

/// Whether a screen with its escape sequences sets a colour.
fn has_colors(screen: &str) -> bool {
    let codes = screen.split("\u{1b}[").skip(1).filter_map(|rest| rest.split('m').next());
    codes.flat_map(|code| code.split(';')).any(|code| {
        code.parse().is_ok_and(|code: u32| (30..39).contains(&code) || (90..98).contains(&code))
    })
}

/// A shop in which an image, a number of replicas and a Service change.
fn changed_shop() -> Place {
    let place = Place::with("shop");
    place.run("rutter snap test shop");
    place.done("rutter snap accept --all shop");
    place.done("sed -i 's/tag: \"1\"/tag: \"2\"/; s/^replicas: 1/replicas: 2/; s/ClusterIP/NodePort/' shop/values.yaml");
    place.run("rutter snap test shop");
    place
}

#[test]
fn a_review_in_a_terminal_accepts_and_rejects() {
    let place = changed_shop();
    let tmux = Tmux::start(&place, "rutter snap review shop");
    tmux.shows(&[
        "3 decisions",
        "! security",
        "- ClusterIP",
        "+ NodePort",
        "serviceType (values.yaml:5)",
    ]);
    tmux.type_keys(&["r"]);
    tmux.shows(&["2 decisions", "rejected 1 group in 3 files", "image.tag (values.yaml:3)"]);
    tmux.type_keys(&["j", "k", "t"]);
    tmux.shows(&["-               image: mirror.example.com"]);
    tmux.run(&["resize-window", "-x", "132", "-y", "40"]);
    tmux.shows(&["image shop:1 -> shop:2"]);
    tmux.type_keys(&["a"]);
    tmux.shows(&["1 decision", "accepted 1 group in 6 files", "1 group "]);
    tmux.type_keys(&["q"]);
    tmux.shows(&["1 group accepted, 1 rejected, 1 left", "ENDED 0", "icanon", "echo"]);
    let left = place.done("rutter snap pending shop");
    assert!(left.contains("spec.replicas: 1 -> 2") && !left.contains("image"), "{left}");
    let accepted = place.done("grep -rl shop:2 shop/snapshots --exclude-dir=.pending | wc -l");
    assert_eq!(accepted.trim(), "6");
    assert_eq!(place.run("grep -rl NodePort shop/snapshots").1, 1);
}

#[test]
fn a_review_gives_the_terminal_back_when_it_is_interrupted() {
    let place = changed_shop();
    let tmux = Tmux::start(&place, "rutter snap review shop");
    tmux.shows(&["3 decisions"]);
    assert!(has_colors(&tmux.run(&["capture-pane", "-p", "-e"])), "no colours");
    tmux.type_keys(&["C-c"]);
    tmux.shows(&["0 groups accepted, 0 rejected, 3 left", "ENDED 0", "icanon", "echo"]);
    assert!(place.done("rutter snap pending shop").contains("3 decisions"));
}

#[test]
fn a_review_without_colours_has_none() {
    let place = changed_shop();
    place.done("echo 'echo $1 > edited' > edit.sh");
    let tmux = Tmux::start(&place, "NO_COLOR=1 EDITOR='bash edit.sh' rutter snap review shop");
    tmux.shows(&["3 decisions"]);
    tmux.type_keys(&["/", "i", "m", "a", "g", "e", "Enter"]);
    tmux.shows(&["1 group with \"image\""]);
    let screen = tmux.run(&["capture-pane", "-p", "-e"]);
    assert!(!has_colors(&screen), "{screen:?}");
    tmux.type_keys(&["e"]);
    tmux.shows(&["shop/templates/backup.yaml:15", "1 group with"]);
    assert_eq!(place.done("cat edited"), "shop/templates/backup.yaml\n");
    tmux.type_keys(&["A", "y"]);
    tmux.shows(&["accepted 1 group in 6 files"]);
    tmux.type_keys(&["q"]);
    tmux.shows(&["ENDED 0"]);
}
