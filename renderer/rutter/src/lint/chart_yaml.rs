//! Rules for Chart.yaml. Helm: lint/rules/chartfile.go.

use rutter_chart::{Compat, DEPENDENCY_FIELDS, MAINTAINER_FIELDS, METADATA_FIELDS, Metadata};
use rutter_go::semver::{Constraints, Version};
use rutter_go::strconv::quote;
use rutter_yaml::{Data, Node};

use super::{Linter, Severity, address};

const FILE: &str = "Chart.yaml";

type Finding = Result<(), String>;

pub(super) fn lint(linter: &mut Linter<'_>) {
    linter.error(FILE, not_directory(linter.is_directory(FILE)));
    let compat = linter.compat();
    let parsed = linter.read(FILE).and_then(|text| {
        let metadata = Metadata::parse(&text, compat).map_err(|e| e.to_string())?;
        Ok((text, metadata))
    });
    let (text, metadata) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            linter.error(FILE, Err(format!("unable to parse YAML\n\t{error}")));
            return;
        }
    };
    if compat == Compat::V4 {
        let strict = strict_format(&text);
        linter.warning(
            FILE,
            strict.map_err(|e| format!("failed to strictly parse chart metadata file\n\t{e}")),
        );
    }
    let plain = rutter_yaml::parse_node(&text).unwrap_or_default();
    linter.error(FILE, name(&metadata));
    linter.error(FILE, api_version(&metadata));
    linter.error(FILE, is_string(&plain, "version"));
    linter.error(FILE, version(&metadata));
    linter.error(FILE, is_string(&plain, "appVersion"));
    linter.error(FILE, maintainers(&metadata));
    linter.error(FILE, sources(&metadata));
    linter.check(Severity::Info, FILE, icon_presence(&metadata));
    linter.error(FILE, icon_address(&metadata));
    linter.error(FILE, chart_type(&metadata));
    linter.error(FILE, dependencies(&metadata));
    if compat == Compat::V4 {
        linter.warning(FILE, strict_version(&metadata));
    }
}

fn not_directory(is_directory: bool) -> Finding {
    fail_if(is_directory, || "should be a file, not a directory".to_string())
}

fn fail_if(wrong: bool, text: impl FnOnce() -> String) -> Finding {
    if wrong { Err(text()) } else { Ok(()) }
}

fn name(metadata: &Metadata) -> Finding {
    let name = metadata.name.as_bytes();
    if name.is_empty() {
        return Err("name is required".to_string());
    }
    fail_if(rutter_go::path::base(name) != name, || {
        format!("chart name {} is invalid", quote(name))
    })
}

fn api_version(metadata: &Metadata) -> Finding {
    match metadata.api_version.as_str() {
        "v1" | "v2" => Ok(()),
        "" => Err("apiVersion is required. The value must be either \"v1\" or \"v2\"".to_string()),
        other => Err(format!(
            "apiVersion '{other}' is not valid. The value must be either \"v1\" or \"v2\""
        )),
    }
}

/// Unquoted versions such as `1.10` are numbers, and lose digits.
fn is_string(plain: &Node, key: &str) -> Finding {
    let go_type = match plain.get(key).map(|node| &node.data) {
        None | Some(Data::String(_)) => return Ok(()),
        Some(Data::Null) => "<nil>",
        Some(Data::Bool(_)) => "bool",
        Some(Data::Number(_)) => "float64",
        Some(Data::List(_)) => "[]interface {}",
        Some(Data::Map(_)) => "map[string]interface {}",
    };
    Err(format!("{key} should be of type string but it's of type {go_type}"))
}

fn version(metadata: &Metadata) -> Finding {
    let text = &metadata.version;
    if text.is_empty() {
        return Err("version is required".to_string());
    }
    let version = Version::parse(text.as_bytes())
        .map_err(|_| format!("version '{text}' is not a valid SemVer"))?;
    let positive = Constraints::parse(b">0.0.0-0")?;
    match positive.validate(&version) {
        Ok(()) => Ok(()),
        Err(reasons) => match reasons.first() {
            Some(reason) => Err(format!("version {reason}")),
            None => Ok(()),
        },
    }
}

fn strict_version(metadata: &Metadata) -> Finding {
    let text = &metadata.version;
    fail_if(Version::parse_strict(text.as_bytes()).is_err(), || {
        format!("version '{text}' is not a valid SemVerV2")
    })
}

fn maintainers(metadata: &Metadata) -> Finding {
    for maintainer in &metadata.maintainers {
        let Some(maintainer) = maintainer else {
            return Err("a maintainer entry is empty".to_string());
        };
        let (name, email, url) = (&maintainer.name, &maintainer.email, &maintainer.url);
        if name.is_empty() {
            return Err("each maintainer requires a name".to_string());
        }
        if !email.is_empty() && !address::is_email(email) {
            return Err(format!("invalid email '{email}' for maintainer '{name}'"));
        }
        if !url.is_empty() && !address::is_url(url) {
            return Err(format!("invalid url '{url}' for maintainer '{name}'"));
        }
    }
    Ok(())
}

fn sources(metadata: &Metadata) -> Finding {
    match metadata.sources.iter().find(|s| !address::is_request_url(s)) {
        Some(source) => Err(format!("invalid source URL '{source}'")),
        None => Ok(()),
    }
}

fn icon_presence(metadata: &Metadata) -> Finding {
    fail_if(metadata.icon.is_empty(), || "icon is recommended".to_string())
}

fn icon_address(metadata: &Metadata) -> Finding {
    let icon = &metadata.icon;
    let wrong = !icon.is_empty() && !address::is_request_url(icon);
    fail_if(wrong, || format!("invalid icon URL '{icon}'"))
}

fn chart_type(metadata: &Metadata) -> Finding {
    let version = &metadata.api_version;
    fail_if(!metadata.chart_type.is_empty() && version != "v2", || {
        format!("chart type is not valid in apiVersion '{version}'. It is valid in apiVersion 'v2'")
    })
}

fn dependencies(metadata: &Metadata) -> Finding {
    let version = &metadata.api_version;
    let given = metadata.dependencies.as_ref().is_some_and(|list| !list.is_empty());
    fail_if(given && version != "v2", || {
        format!(
            "dependencies are not valid in the Chart file with apiVersion '{version}'. They are valid in apiVersion 'v2'"
        )
    })
}

/// Keys set twice, and keys nobody knows. Helm: `StrictLoadChartfile`.
fn strict_format(text: &[u8]) -> Finding {
    let root = rutter_yaml::parse_node_strict(text).map_err(|e| e.to_string())?;
    match unknown_field(&root) {
        None => Ok(()),
        Some(key) => Err(format!(
            "error unmarshaling JSON: while decoding JSON: json: unknown field {}",
            quote(&key)
        )),
    }
}

/// The first unknown key in the order of the JSON that the file becomes.
fn unknown_field(root: &Node) -> Option<Vec<u8>> {
    for entry in root.entries()? {
        let key = entry.key.as_bytes();
        let Some(field) = known(METADATA_FIELDS, key) else { return Some(key.to_vec()) };
        let inner = match field {
            "maintainers" => MAINTAINER_FIELDS,
            "dependencies" => DEPENDENCY_FIELDS,
            _ => continue,
        };
        let items = entry.value.items().unwrap_or_default();
        let mut entries = items.iter().filter_map(Node::entries).flatten();
        if let Some(entry) = entries.find(|e| known(inner, e.key.as_bytes()).is_none()) {
            return Some(entry.key.as_bytes().to_vec());
        }
    }
    None
}

/// encoding/json takes names in any case.
fn known(fields: &'static [&'static str], key: &[u8]) -> Option<&'static str> {
    fields.iter().copied().find(|field| field.as_bytes().eq_ignore_ascii_case(key))
}
