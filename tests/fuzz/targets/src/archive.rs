//! Charts as .tgz: gzip'd bytes as they are, others are packed first and stand for the tar.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rutter::chart::BufferedFile;
use rutter::{Chart, Compat};

/// Most bytes of an unpacked chart.
const LARGEST: usize = 100 << 20;

/// No file has a path out of the chart; a chart is the same from its archive and from its files.
pub fn run(data: &[u8]) {
    let packed = if data.starts_with(b"\x1f\x8b") { data.to_vec() } else { pack(data) };
    for compat in [Compat::V3, Compat::V4] {
        let chart = Chart::load_archive(&packed, compat);
        let Ok(files) = BufferedFile::read_archive(&packed, compat) else {
            assert!(chart.is_err());
            continue;
        };
        assert!(files.iter().map(|file| file.data().len()).sum::<usize>() <= LARGEST);
        for file in &files {
            check_name(file.name());
        }
        let from_files = Chart::load_files(files, compat);
        let text = |loaded: Result<rutter::chart::Loaded, _>| match loaded {
            Ok(loaded) => format!("{:?}", loaded.chart.metadata),
            Err(error) => format!("{error}"),
        };
        assert_eq!(text(chart), text(from_files));
    }
}

fn check_name(name: &str) {
    assert!(!name.is_empty() && !name.starts_with('/'), "{name:?}");
    assert!(name.split('/').all(|part| part != ".."), "{name:?}");
}

fn pack(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}
