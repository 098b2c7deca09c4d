//! The least any renderer does: reads every file of a chart and writes as many bytes as the
//! rendered chart has. `floor CHART BYTES`; the ratio of a render's time to this one's does not
//! depend on the machine.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [chart, bytes] = arguments.as_slice() else {
        eprintln!("usage: floor CHART BYTES");
        return ExitCode::from(2);
    };
    let done = bytes.parse().map_err(io::Error::other).and_then(|bytes| run(chart.into(), bytes));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("floor: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(chart: PathBuf, bytes: usize) -> io::Result<()> {
    let text = read(&chart)?;
    let mut out = io::stdout().lock();
    let mut left = bytes;
    while left > 0 && !text.is_empty() {
        let part = text.get(..left.min(text.len())).unwrap_or_default();
        out.write_all(part)?;
        left -= part.len();
    }
    out.flush()
}

/// All files below a folder, one after the other.
fn read(folder: &Path) -> io::Result<Vec<u8>> {
    let mut folders = vec![folder.to_path_buf()];
    let mut text = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                text.extend_from_slice(&fs::read(path)?);
            }
        }
    }
    Ok(text)
}
