//! A document into a suite. The names and types are those of the plugin's structs.

use super::fields::{Cursor, Fields};
use super::{ApiVersions, Capabilities, PostRenderer, Release, Suite, Test, Versions};
use crate::assertion::Assertion;
use crate::cluster::{Cluster, Resource};
use crate::selector::DocumentSelector;
use crate::value::Value;

const RELEASE: &str =
    r#"struct { Name string; Namespace string; Revision int; IsUpgrade bool "yaml:\"upgrade\"" }"#;
const CHART: &str = r#"struct { Version string; AppVersion string "yaml:\"appVersion\"" }"#;
const CAPABILITIES: &str = r#"struct { MajorVersion string "yaml:\"majorVersion\""; MinorVersion string "yaml:\"minorVersion\""; APIVersions []string "yaml:\"apiVersions\"" }"#;
const SUITE_SKIP: &str = r#"struct { Reason string "yaml:\"reason\""; MinimumVersion string "yaml:\"minimumVersion\"" }"#;
const TEST_SKIP: &str = r#"struct { Reason string "yaml:\"reason\"" }"#;

/// # Errors
/// What the plugin stops at: an assertion that it cannot make.
pub(super) fn decode(at: Cursor<'_>, fields: &mut Fields) -> Result<Suite, String> {
    let mut suite = Suite::default();
    let known = [
        "suite",
        "values",
        "set",
        "templates",
        "excludeTemplates",
        "includeCrds",
        "release",
        "chart",
        "capabilities",
        "kubernetesProvider",
        "postRenderer",
        "tests",
        "snapshotId",
        "skip",
    ];
    if !fields.is_struct(at, "unittest.TestSuite", &known) {
        return Ok(suite);
    }
    suite.name = text(at, "suite", fields);
    suite.values = texts(at, "values", fields);
    suite.set = at.field("set").map(|at| fields.map(at)).unwrap_or_default();
    suite.templates = texts(at, "templates", fields);
    suite.excluded_templates = texts(at, "excludeTemplates", fields);
    suite.include_crds = at.field("includeCrds").is_some_and(|at| fields.bool(at));
    suite.release = release(at, fields);
    suite.chart = chart(at, fields);
    suite.capabilities = suite_capabilities(at, fields);
    suite.cluster = cluster(at, fields);
    suite.post_renderer = post_renderer(at, fields);
    suite.snapshot_id = text(at, "snapshotId", fields);
    if let Some(at) = at.field("skip")
        && fields.is_struct(at, SUITE_SKIP, &["reason", "minimumVersion"])
    {
        suite.skip_reason = text(at, "reason", fields);
        suite.minimum_version = text(at, "minimumVersion", fields);
    }
    if let Some(at) = at.field("tests") {
        suite.tests = tests(at, fields)?;
    }
    Ok(suite)
}

fn tests(at: Cursor<'_>, fields: &mut Fields) -> Result<Vec<Test>, String> {
    match at.value {
        Value::List(_) => at.items().map(|item| test(item, fields)).collect(),
        _ => {
            fields.refuse(at, "[]*unittest.TestJob");
            Ok(Vec::new())
        }
    }
}

fn test(at: Cursor<'_>, fields: &mut Fields) -> Result<Test, String> {
    let mut test = Test::default();
    let known = [
        "it",
        "values",
        "set",
        "template",
        "templates",
        "documentIndex",
        "documentindices",
        "documentSelector",
        "release",
        "chart",
        "capabilities",
        "asserts",
        "skip",
        "kubernetesProvider",
        "postRenderer",
    ];
    if *at.value == Value::Null || !fields.is_struct(at, "unittest.TestJob", &known) {
        return Ok(test);
    }
    test.name = text(at, "it", fields);
    test.values = texts(at, "values", fields);
    test.set = at.field("set").map(|at| fields.map(at)).unwrap_or_default();
    test.template = text(at, "template", fields);
    test.templates = texts(at, "templates", fields);
    test.document_index = at.field("documentIndex").map(|at| fields.int(at));
    test.document_selector = at.field("documentSelector").and_then(|at| selector(at, fields));
    test.release = release(at, fields);
    test.chart = chart(at, fields);
    test.capabilities = test_capabilities(at, fields);
    test.cluster = cluster(at, fields);
    test.post_renderer = post_renderer(at, fields);
    if let Some(at) = at.field("skip")
        && fields.is_struct(at, TEST_SKIP, &["reason"])
    {
        test.skip_reason = text(at, "reason", fields);
    }
    if let Some(at) = at.field("asserts") {
        test.assertions = assertions(at, fields)?;
    }
    Ok(test)
}

fn assertions(at: Cursor<'_>, fields: &mut Fields) -> Result<Vec<Option<Assertion>>, String> {
    let Value::List(_) = at.value else {
        fields.refuse(at, "[]*unittest.Assertion");
        return Ok(Vec::new());
    };
    let mut assertions = Vec::new();
    for item in at.items() {
        assertions.push(match item.value {
            Value::Null => None,
            Value::Map(entries) => Some(Assertion::parse(entries)?),
            _ => {
                fields.refuse(item, "map[string]interface {}");
                None
            }
        });
    }
    Ok(assertions)
}

fn selector(at: Cursor<'_>, fields: &mut Fields) -> Option<DocumentSelector> {
    let known = ["skipEmptyTemplates", "matchMany", "path", "value"];
    if !fields.is_struct(at, "valueutils.DocumentSelector", &known) {
        return None;
    }
    let is_set = |name: &str, fields: &mut Fields| at.field(name).is_some_and(|at| fields.bool(at));
    Some(DocumentSelector {
        skip_empty_templates: is_set("skipEmptyTemplates", fields),
        match_many: is_set("matchMany", fields),
        path: text(at, "path", fields).into(),
        value: at.field("value").map(|at| at.value.clone()).unwrap_or_default(),
    })
}

fn release(at: Cursor<'_>, fields: &mut Fields) -> Release {
    let known = ["name", "namespace", "revision", "upgrade"];
    let Some(at) = at.field("release").filter(|at| fields.is_struct(*at, RELEASE, &known)) else {
        return Release::default();
    };
    Release {
        name: text(at, "name", fields),
        namespace: text(at, "namespace", fields),
        revision: at.field("revision").map_or(0, |at| fields.int(at)),
        is_upgrade: at.field("upgrade").is_some_and(|at| fields.bool(at)),
    }
}

fn chart(at: Cursor<'_>, fields: &mut Fields) -> Versions {
    let known = ["version", "appVersion"];
    let Some(at) = at.field("chart").filter(|at| fields.is_struct(*at, CHART, &known)) else {
        return Versions::default();
    };
    Versions { version: text(at, "version", fields), app_version: text(at, "appVersion", fields) }
}

fn suite_capabilities(at: Cursor<'_>, fields: &mut Fields) -> Capabilities {
    let known = ["majorVersion", "minorVersion", "apiVersions"];
    let field = at.field("capabilities");
    let Some(at) = field.filter(|at| fields.is_struct(*at, CAPABILITIES, &known)) else {
        return Capabilities::default();
    };
    Capabilities {
        major_version: text(at, "majorVersion", fields),
        minor_version: text(at, "minorVersion", fields),
        api_versions: ApiVersions::List(texts(at, "apiVersions", fields)),
    }
}

/// A test's are a map without types: what is no text or whole number counts as empty.
fn test_capabilities(at: Cursor<'_>, fields: &mut Fields) -> Capabilities {
    let Some(at) = at.field("capabilities") else { return Capabilities::default() };
    let Value::Map(entries) = at.value else {
        fields.refuse(at, "unittest.CapabilitiesFields");
        return Capabilities::default();
    };
    let version = |name: &str| match entries.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Int(number)) => number.to_string(),
        _ => String::new(),
    };
    let api_versions = match entries.get("apiVersions") {
        None => ApiVersions::Unset,
        Some(Value::List(items)) => {
            let texts = items.iter().filter_map(Value::as_str);
            ApiVersions::List(texts.map(str::to_string).collect())
        }
        Some(_) => ApiVersions::Null,
    };
    Capabilities {
        major_version: version("majorVersion"),
        minor_version: version("minorVersion"),
        api_versions,
    }
}

fn post_renderer(at: Cursor<'_>, fields: &mut Fields) -> PostRenderer {
    let field = at.field("postRenderer");
    let is_struct =
        |at: &Cursor<'_>| fields.is_struct(*at, "unittest.PostRendererConfig", &["cmd", "args"]);
    let Some(at) = field.filter(is_struct) else { return PostRenderer::default() };
    PostRenderer { program: text(at, "cmd", fields), arguments: texts(at, "args", fields) }
}

fn cluster(at: Cursor<'_>, fields: &mut Fields) -> Cluster {
    let mut cluster = Cluster::default();
    let type_name = "unittest.KubernetesFakeClientProvider";
    let field = at.field("kubernetesProvider");
    let Some(at) = field.filter(|at| fields.is_struct(*at, type_name, &["scheme", "objects"]))
    else {
        return cluster;
    };
    if let Some(at) = at.field("objects") {
        match at.value {
            Value::List(_) => {
                cluster.objects = at.items().map(|item| fields.map(item)).collect();
            }
            _ => fields.refuse(at, "[]map[string]interface {}"),
        }
    }
    if let Some(scheme) = at.field("scheme") {
        if scheme.value.as_map().is_none() {
            fields.refuse(scheme, "map[string]unittest.KubernetesFakeKindProps");
        }
        for kind in scheme.value.as_map().into_iter().flat_map(|entries| entries.keys()) {
            if let Some(at) = scheme.field(kind) {
                cluster.scheme.insert(kind.clone(), resource(at, fields));
            }
        }
    }
    cluster
}

fn resource(at: Cursor<'_>, fields: &mut Fields) -> Resource {
    let known = ["should_err", "gvr", "namespaced"];
    if !fields.is_struct(at, "unittest.KubernetesFakeKindProps", &known) {
        return Resource::default();
    }
    if let Some(at) = at.field("should_err") {
        fields.refuse(at, "error");
    }
    let namespaced = at.field("namespaced").is_some_and(|at| fields.bool(at));
    let known = ["group", "version", "resource"];
    let is_struct = |at: &Cursor<'_>| fields.is_struct(*at, "schema.GroupVersionResource", &known);
    let Some(at) = at.field("gvr").filter(is_struct) else {
        return Resource { namespaced, ..Resource::default() };
    };
    Resource {
        namespaced,
        group: text(at, "group", fields),
        version: text(at, "version", fields),
        name: text(at, "resource", fields),
    }
}

fn text(at: Cursor<'_>, name: &str, fields: &mut Fields) -> String {
    at.field(name).map(|at| fields.text(at)).unwrap_or_default()
}

fn texts(at: Cursor<'_>, name: &str, fields: &mut Fields) -> Vec<String> {
    at.field(name).map(|at| fields.texts(at)).unwrap_or_default()
}
