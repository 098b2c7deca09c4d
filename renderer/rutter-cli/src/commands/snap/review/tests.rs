//! The review as it looks, on a terminal of 80 columns and 24 lines and on others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rutter::chart::Compat;
use rutter_snapshot::{Pending, Place, Review};

use super::app::{App, Next};
use super::draw::draw;
use crate::commands::snap::cause::Causes;

const CHART: &[(&str, &str)] = &[
    ("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 0.1.0\n"),
    ("values.yaml", "tag: \"2\"\nreplicas: 3\n"),
    (
        "templates/parts.yaml",
        "{{- range list \"web\" \"api\" \"jobs\" }}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ . }}\n  labels:\n    helm.sh/chart: shop-0.1.0\nspec:\n  replicas: {{ $.Values.replicas }}\n  template:\n    spec:\n      containers:\n        - name: {{ . }}\n          image: registry.example.com/shop:{{ $.Values.tag }}\n{{- end }}\n",
    ),
    (
        "templates/service.yaml",
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: NodePort\n",
    ),
];

/// A chart with a changed image, chart labels, a number of replicas of one, a dangerous Service and an
/// obsolete ConfigMap.
fn chart(folder: &Path) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    CHART.iter().for_each(|(name, text)| write(name, text));
    let mut differences = Vec::new();
    let mut add = |file: &str, old: Option<String>, new: Option<String>| {
        let place =
            Place { chart: folder.to_path_buf(), case: "default".into(), file: file.to_string() };
        if let Some(old) = &old {
            write(&format!("snapshots/default/{file}"), old);
        }
        differences.push(rutter_snapshot::Difference { place, old, new, is_whole_case: false });
    };
    for name in ["web", "api", "jobs"] {
        let text = |version: &str, replicas: &str, tag: &str| {
            Some(format!(
                "# Source: shop/templates/parts.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\n  labels:\n    helm.sh/chart: shop-{version}\nspec:\n  replicas: {replicas}\n  template:\n    spec:\n      containers:\n        - name: {name}\n          image: registry.example.com/shop:{tag}\n"
            ))
        };
        let replicas = if name == "web" { "1" } else { "3" };
        add(
            &format!("Deployment.{name}.yaml"),
            text("0.0.9", replicas, "1"),
            text("0.1.0", "3", "2"),
        );
    }
    let service = |kind: &str| {
        Some(format!(
            "# Source: shop/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: {kind}\n"
        ))
    };
    add("Service.web.yaml", service("ClusterIP"), service("NodePort"));
    let map = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: old\n".to_string();
    add("ConfigMap.old.yaml", Some(map), None);
    Pending::of(folder).write(&differences).unwrap();
}

fn app(folder: &Path) -> App {
    let charts = vec![folder.to_path_buf()];
    let mut review = Review::pending(&charts).unwrap();
    let causes = Causes::of(&review, Compat::V4);
    causes.explain(&mut review);
    App::new(charts, review, causes)
}

fn press(app: &mut App, keys: &str) -> Next {
    let mut next = Next::Go;
    for key in keys.split_whitespace() {
        let code = match key {
            "enter" => KeyCode::Enter,
            "tab" => KeyCode::Tab,
            "esc" => KeyCode::Esc,
            "down" => KeyCode::Down,
            "pagedown" => KeyCode::PageDown,
            "space" => KeyCode::Char(' '),
            letter => KeyCode::Char(letter.chars().next().unwrap()),
        };
        next = app.key(KeyEvent::new(code, KeyModifiers::NONE));
    }
    next
}

fn screen(app: &mut App, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(frame, app)).unwrap();
    let shown = terminal.backend().to_string();
    let lines = shown.lines().map(|line| line.trim_matches('"').trim_end().to_string());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// Screens by name: columns, lines, and the keys before. They stand in `tests/NAME.snap`.
const SCREENS: &[(&str, u16, u16, &str)] = &[
    ("accepted", 80, 24, "j a"),
    ("all", 80, 24, "A y"),
    ("confirm", 80, 24, "A"),
    ("filtered", 80, 24, "/ c o n f"),
    ("help", 80, 24, "?"),
    ("narrow", 40, 12, "j"),
    ("narrow_detail", 40, 12, "j tab"),
    ("no_noise", 80, 24, "n"),
    ("other_file", 80, 24, "j ]"),
    ("rejected", 80, 24, "a r"),
    ("removed", 80, 24, "/ o l d enter"),
    ("scrolled", 80, 10, "j t tab j j j"),
    ("second", 80, 24, "j"),
    ("skipped", 80, 24, "s s"),
    ("start", 80, 24, ""),
    ("text", 80, 24, "j t"),
    ("wide", 140, 20, "j"),
];

#[test]
fn screens_are_as_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("tests");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, width, height, keys) in SCREENS {
        let place = tempfile::tempdir().unwrap();
        chart(place.path());
        let mut app = app(place.path());
        app.theme.has_colors = false;
        press(&mut app, keys);
        let screen = screen(&mut app, *width, *height);
        settings.bind(|| insta::assert_snapshot!(*name, screen));
    }
}

#[test]
fn e_opens_the_template_line_behind_a_change() {
    let place = tempfile::tempdir().unwrap();
    chart(place.path());
    let mut app = app(place.path());
    let Next::Edit(found) = press(&mut app, "/ i m a g e enter e") else { panic!("no place") };
    assert_eq!(found.path, place.path().join("templates/parts.yaml"));
    assert_eq!(found.line, 15);
    assert_eq!(press(&mut app, "q"), Next::Quit);
}

#[test]
fn no_size_of_a_terminal_is_too_small() {
    let place = tempfile::tempdir().unwrap();
    chart(place.path());
    let mut app = app(place.path());
    for (width, height) in [(1, 1), (2, 3), (10, 2), (59, 5), (300, 100)] {
        for keys in ["", "?", "?", "t"] {
            press(&mut app, keys);
            screen(&mut app, width, height);
        }
    }
}
