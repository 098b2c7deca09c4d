//! A whole chart of ours, loaded from memory and rendered.

use std::path::{Path, PathBuf};

use criterion::Criterion;
use rutter::chart::BufferedFile;
use rutter::{Chart, Compat, Options, SystemWorld, UserValues, render};

pub fn bench(criterion: &mut Criterion) {
    let files = files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../charts/redis")));
    let load = || Chart::load_files(files.clone(), Compat::V4).unwrap().chart;
    let mut group = criterion.benchmark_group("redis");
    group.bench_function("load", |bencher| bencher.iter(load));
    let chart = load();
    let (values, options) = (UserValues::new(), Options::default());
    group.bench_function("render", |bencher| {
        bencher.iter(|| render(&chart, &values, &options, &SystemWorld).unwrap());
    });
}

/// The files of a chart under their paths in it, in order.
fn files(chart: &Path) -> Vec<BufferedFile> {
    let mut folders = vec![chart.to_path_buf()];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    let file = |path: &PathBuf| {
        let name = path.strip_prefix(chart).unwrap().to_string_lossy().into_owned();
        BufferedFile::new(name, std::fs::read(path).unwrap(), None)
    };
    paths.iter().map(file).collect()
}
