//! Reading and writing a document of some thousand lines.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput};
use rutter_yaml::{check_manifest_head, parse_node, to_yaml, unmarshal};

pub fn bench(criterion: &mut Criterion) {
    let text = document(500);
    let value = unmarshal(&text).unwrap();
    let mut group = criterion.benchmark_group("yaml");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read to a value", |bencher| {
        bencher.iter(|| unmarshal(black_box(&text)).unwrap());
    });
    group.bench_function("read with places", |bencher| {
        bencher.iter(|| parse_node(black_box(&text)).unwrap());
    });
    group.bench_function("check a manifest", |bencher| {
        bencher.iter(|| check_manifest_head(black_box(&text), "SimpleHead").unwrap());
    });
    group.bench_function("write", |bencher| {
        bencher.iter(|| to_yaml(black_box(&value)).unwrap());
    });
}

/// A manifest with this many entries of six lines.
pub fn document(entries: usize) -> Vec<u8> {
    let mut text = "apiVersion: v1\nkind: List\nmetadata: {name: list}\nitems:\n".to_string();
    for number in 0..entries {
        let _ = write!(
            text,
            "- name: entry-{number}\n  # a note\n  ports: [80, {number}]\n  labels: {{a: \"x: y\", b: 1.5}}\n  \
             text: |\n    two\n    lines\n"
        );
    }
    text.into_bytes()
}
