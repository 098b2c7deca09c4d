//! Parsing and executing one large template; with `RUTTER_PARITY_DIR` the recorded one too.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput};
use rutter_go::{Str, Value};
use rutter_template::{Budget, Execution, Options, TemplateSet};

use crate::world::{Nowhere, typed};

/// Repeated until the template has some 2,000 lines.
const PART: &str = r#"---
kind: Deployment
metadata:
  name: {{ template "name" . }}-NUMBER
  labels:
{{- range $key, $value := .Values.labels }}
    {{ $key }}: {{ $value | quote }}
{{- end }}
spec:
  {{- if and .Values.enabled (gt (len .Values.ports) 1) }}
  replicas: {{ .Values.replicas | default 1 }}
  {{- else }}
  replicas: 0
  {{- end }}
  {{- with .Values.image }}
  image: "{{ .repository }}:{{ .tag | default "latest" }}"
  {{- end }}
  text: {{ printf "%s-%d" .Values.image.tag NUMBER | trunc 10 | trimSuffix "-" }}
"#;

pub fn bench(criterion: &mut Criterion) {
    time(criterion, "generated", &generated(), values());
    if let Some(folder) = std::env::var_os("RUTTER_PARITY_DIR") {
        let folder = Path::new(&folder).join("bench");
        let text = std::fs::read(folder.join("big.tpl")).unwrap();
        let data = std::fs::read_to_string(folder.join("bigdata.json")).unwrap();
        let data = typed(&serde_json::from_str(&data).unwrap());
        time(criterion, "recorded", &text, data);
    }
}

fn time(criterion: &mut Criterion, name: &str, text: &[u8], data: Value) {
    let functions = rutter_sprig::func_map();
    let parse = || {
        let mut set = TemplateSet::new("big", functions.clone(), Options::default());
        set.parse("big", black_box(text)).unwrap();
        set
    };
    let mut group = criterion.benchmark_group("template");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(format!("parse {name}"), |bencher| bencher.iter(parse));
    let set = parse();
    let mut out = Vec::new();
    group.bench_function(format!("execute {name}"), |bencher| {
        bencher.iter(|| {
            out.clear();
            let mut execution = Execution::new(&Nowhere, Budget::default(), Box::new(()));
            set.execute("big", data.clone(), &mut execution, &mut out).unwrap();
        });
    });
}

fn generated() -> Vec<u8> {
    let mut text = "{{- define \"name\" }}{{ .Values.name | lower }}{{ end -}}\n".to_string();
    for number in 0..100 {
        let _ = write!(text, "{}", PART.replace("NUMBER", &number.to_string()));
    }
    text.into_bytes()
}

fn values() -> Value {
    let map = |entries: &[(&str, Value)]| {
        Value::map(entries.iter().map(|(key, value)| (Str::from(*key), value.clone())))
    };
    let labels = map(&[("app", "a".into()), ("part-of", "b".into()), ("tier", "c".into())]);
    let image = map(&[("repository", "example/server".into()), ("tag", "1.25".into())]);
    let values = map(&[
        ("name", "Server".into()),
        ("enabled", Value::Bool(true)),
        ("replicas", Value::Float64(2.0)),
        ("ports", Value::list(vec![Value::Int(80), Value::Int(443)])),
        ("labels", labels),
        ("image", image),
    ]);
    map(&[("Values", values)])
}
