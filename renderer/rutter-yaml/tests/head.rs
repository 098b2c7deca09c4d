//! The head of a manifest: recorded from sigs.k8s.io/yaml 1.6.0 and Helm's `SimpleHead`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use rutter_yaml::{Head, check_manifest_head};

const MISMATCH: &str = "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ";

/// `Ok` as `apiVersion|kind|name|key=value,…`, or the error.
fn check(text: &str, want: &str) {
    let got = match check_manifest_head(text.as_bytes(), "releaseutil.SimpleHead") {
        Ok(Head { api_version, kind, name, annotations }) => {
            let pairs: Vec<_> = annotations.iter().map(|(k, v)| format!("{k}={v}")).collect();
            format!("{api_version}|{kind}|{name}|{}", pairs.join(","))
        }
        Err(error) => error.to_string(),
    };
    assert_eq!(got, want, "{text}");
}

#[test]
fn scalars_become_strings() {
    check("", "|||");
    check("# nothing", "|||");
    check("~", "|||");
    check("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec: [{a: 1}]\n", "v1|Pod|a|");
    check("kind: 1.10\napiVersion: yes\nmetadata: {name: 010}", "true|1.1|8|");
    check("kind: .inf\napiVersion: 18446744073709551615", "18446744073709551615|+Inf||");
    check("kind: 2001-01-01\napiVersion: -0.0\nmetadata: ~", "-0|2001-01-01||");
    check(
        "metadata:\n  annotations: {b: ~, c: 1.50, d: yes, e: 123456789.123, 1: x}\n",
        "|||1=x,b=,c=1.5,d=true,e=1.2345679e+08",
    );
    check(
        "metadata:\n  annotations:\n    a: |\n      x\n      y\n    b: >-\n      z\n",
        "|||a=x\ny\n,b=z",
    );
    check("metadata: {name: a}\nKind: x\nKIND: y\nmetadata: {annotations: {k: v}}", "|x||k=v");
    check("kind: a\nkind: b\nmetadata: &m {name: x}\nspec: {<<: *m}", "|b|x|");
}

#[test]
fn wrong_types_are_refused() {
    check("[a]", &format!("{MISMATCH}array into Go value of type releaseutil.SimpleHead"));
    check("a", &format!("{MISMATCH}string into Go value of type releaseutil.SimpleHead"));
    check(
        "kind: [a]",
        &format!("{MISMATCH}array into Go struct field SimpleHead.kind of type string"),
    );
    check(
        "metadata: x\nkind: {}\napiVersion: []",
        &format!("{MISMATCH}array into Go struct field SimpleHead.apiVersion of type string"),
    );
    check(
        "metadata: [a]",
        &format!(
            "{MISMATCH}array into Go struct field SimpleHead.metadata of type struct {{ Name string \"json:\\\"name\\\"\"; Annotations map[string]string \"json:\\\"annotations\\\"\" }}"
        ),
    );
    check(
        "metadata: {annotations: [a]}",
        &format!(
            "{MISMATCH}array into Go struct field .metadata.annotations of type map[string]string"
        ),
    );
    check(
        "metadata: {annotations: {a: {b: c}}}",
        &format!("{MISMATCH}object into Go struct field .metadata.annotations of type string"),
    );
    check(
        "metadata:\n  name: [a]",
        &format!("{MISMATCH}array into Go struct field .metadata.name of type string"),
    );
}

#[test]
fn the_rest_is_checked() {
    const CONVERT: &str = "error converting YAML to JSON: ";
    check("kind: a\nspec: .inf", &format!("{CONVERT}json: unsupported value: +Inf"));
    check(
        "kind: a\nspec: {~: 1}",
        &format!("{CONVERT}unsupported map key of type: %!s(<nil>), key: <nil>, value: 1"),
    );
    check(
        "kind: a\nspec: {[b]: 1}",
        &format!("{CONVERT}yaml: invalid map key: []interface {{}}{{\"b\"}}"),
    );
    check("kind: a\nspec: *x", &format!("{CONVERT}yaml: unknown anchor 'x' referenced"));
    check("kind: a\nspec: !!int x", &format!("{CONVERT}yaml: cannot decode !!str `x` as a !!int"));
    check(
        "kind: a\n b: c",
        &format!("{CONVERT}yaml: line 2: mapping values are not allowed in this context"),
    );
    check(
        "kind: a\nspec:\n  <<: x",
        &format!("{CONVERT}yaml: map merge requires map or sequence of maps as the value"),
    );
}
