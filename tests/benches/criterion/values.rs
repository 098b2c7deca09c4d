//! Values laid over values, and through `toYaml` and `fromYaml` in a template.

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use rutter::chart::BufferedFile;
use rutter::values::coalesce::{Nulls, coalesce_tables};
use rutter::{Chart, Compat, Options, SystemWorld, UserValues, Warnings, render};
use rutter_go::{Map, Value};

/// Deep enough for the values here.
const DEPTH: usize = 100;

const TEMPLATE: &str = "{{ range until 100 }}{{ len ($.Values | toYaml | fromYaml) }}{{ end }}\n";

pub fn bench(criterion: &mut Criterion) {
    let (defaults, user) = (tables("default", 10), tables("user", 5));
    let copy = |map: &Map| match Value::Map(map.clone()).deep_copy(DEPTH) {
        Some(Value::Map(copy)) => copy,
        other => panic!("no copy of a map: {}", other.is_some()),
    };
    criterion.bench_function("values/coalesce 1,000 keys", |bencher| {
        let copies = || (copy(&user), copy(&defaults));
        let coalesce = |(user, defaults): (Map, Map)| {
            coalesce_tables(&user, &defaults, Nulls::Delete, &Warnings::new(Compat::V4));
            user
        };
        bencher.iter_batched(copies, coalesce, BatchSize::SmallInput);
    });
    let chart = round_trips();
    let (values, options) = (UserValues::new(), Options::default());
    criterion.bench_function("values/toYaml | fromYaml 100 times", |bencher| {
        bencher.iter(|| render(black_box(&chart), &values, &options, &SystemWorld).unwrap());
    });
}

/// Ten tables of ten tables of `keys` keys.
fn tables(text: &str, keys: usize) -> Map {
    let table = |entry: &dyn Fn(usize) -> Value, count: usize| {
        Value::map((0..count).map(|number| (format!("key{number}").into(), entry(number))))
    };
    let leaf = |number: usize| Value::from(format!("{text}-{number}"));
    let value = table(&|_| table(&|_| table(&leaf, keys), 10), 10);
    value.as_map().cloned().unwrap_or_default()
}

fn round_trips() -> Chart {
    let values = crate::yaml::document(30);
    let files = [
        ("Chart.yaml", b"apiVersion: v2\nname: values\nversion: 0.1.0\n".to_vec()),
        ("values.yaml", values),
        ("templates/NOTES.txt", TEMPLATE.as_bytes().to_vec()),
    ];
    let files = files.map(|(name, data)| BufferedFile::new(name.to_string(), data, None));
    Chart::load_files(files.into(), Compat::V4).unwrap().chart
}
