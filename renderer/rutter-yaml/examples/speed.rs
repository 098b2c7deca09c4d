//! How fast Kubernetes YAML is read and written: `cargo run --release --example speed [FILE]`.

use rutter_yaml::{
    Input, Parser, Version, check_manifest_head, parse_node, to_yaml, to_yaml_pretty, unmarshal,
};
use std::time::Instant;

const DEPLOYMENT: &str = r#"apiVersion: apps/v1
kind: Deployment
metadata:
  name: release-name-app
  namespace: default
  labels:
    app.kubernetes.io/name: app
    app.kubernetes.io/instance: release-name
    helm.sh/chart: app-1.2.3
    app.kubernetes.io/version: "1.16.0"
  annotations:
    checksum/config: 01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: app
      app.kubernetes.io/instance: release-name
  template:
    spec:
      serviceAccountName: release-name-app
      securityContext: {}
      containers:
        - name: app
          image: "registry.example.com/team/app:1.16.0"
          imagePullPolicy: IfNotPresent
          args: ["--config", "/etc/app/config.yaml", "--verbose"]
          env:
            - name: LOG_LEVEL
              value: "info"
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            initialDelaySeconds: 30
            periodSeconds: 10
          resources:
            limits:
              cpu: 500m
              memory: 512Mi
            requests:
              cpu: 100m
              memory: 128Mi
          volumeMounts:
            - name: config
              mountPath: /etc/app
              readOnly: true
      # the volumes
      volumes:
        - name: config
          configMap:
            name: release-name-app
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => DEPLOYMENT.as_bytes().to_vec(),
    };
    let rounds = 20_000_000 / text.len().max(1);
    let value = unmarshal(&text)?;
    let run = |name: &str, work: &dyn Fn() -> usize| {
        let start = Instant::now();
        let bytes: usize = (0..rounds).map(|_| work()).sum();
        let seconds = start.elapsed().as_secs_f64();
        let each = seconds / rounds as f64 * 1e6;
        println!("{name:10} {:7.1} MB/s {each:9.1} us each", bytes as f64 / seconds / 1e6);
    };
    run("events", &|| {
        let input = Input::new(&text);
        let mut parser = Parser::new(&input, Version::V2);
        while let Ok(Some(_)) = parser.next_event() {}
        text.len()
    });
    run("head", &|| check_manifest_head(&text, "releaseutil.SimpleHead").map_or(0, |_| text.len()));
    run("value", &|| unmarshal(&text).map_or(0, |_| text.len()));
    run("node", &|| parse_node(&text).map_or(0, |_| text.len()));
    run("to_yaml", &|| to_yaml(&value).map_or(0, |out| out.len()));
    run("pretty", &|| to_yaml_pretty(&value).map_or(0, |out| out.len()));
    Ok(())
}
