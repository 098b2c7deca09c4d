//! YAML as Helm reads and writes it: go-yaml v2 and v3 under sigs.k8s.io/yaml.
