//! The presets of our charts render what those they were made for rely on (`tests/pins`).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::Path;

use rutter_tests::pin::{Renders, pin_files, read_pins};

#[test]
fn presets_render_what_is_pinned() {
    let mut renders = Renders::new(Path::new(env!("CARGO_BIN_EXE_rutter")));
    let mut checked = 0;
    let mut failures = Vec::new();
    for path in pin_files().unwrap() {
        let preset = path.file_stem().unwrap().to_string_lossy().into_owned();
        for pin in read_pins(&path).unwrap() {
            checked += 1;
            failures.extend(pin.failure(&mut renders, &preset).unwrap());
        }
    }
    assert!(checked > 0, "no pin was found");
    assert!(failures.is_empty(), "{} of {checked}:\n{}", failures.len(), failures.join("\n"));
}
