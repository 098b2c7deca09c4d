//! An index as a text. Helm: `IndexFile.WriteFile` and `WriteJSONFile`.

use rutter_chart::Error;
use rutter_go::json::{self, Options};
use rutter_go::time::{RFC3339, RFC3339_NANO, Time, Zone};
use rutter_go::value::Value;

use crate::index::{ChartVersion, IndexFile};

impl IndexFile {
    /// The index as YAML, keys sorted; `generated` as [`ChartVersion::created`].
    ///
    /// # Errors
    /// Text that YAML cannot hold.
    pub fn to_yaml(&self, generated: &str) -> Result<Vec<u8>, Error> {
        let entries = self.entries.iter().map(|(name, versions)| {
            let versions = versions.iter().map(version_value).collect();
            (name.as_str().into(), Value::list(versions))
        });
        let mut fields = vec![
            ("apiVersion".into(), Value::string("v1")),
            ("entries".into(), Value::map(entries)),
            ("generated".into(), Value::string(moment(generated))),
        ];
        if !self.annotations.is_empty() {
            let pairs = self.annotations.iter();
            let pairs = pairs.map(|(key, text)| (key.as_str().into(), Value::from(text.as_str())));
            fields.push(("annotations".into(), Value::map(pairs)));
        }
        if !self.public_keys.is_empty() {
            let keys = self.public_keys.iter().map(String::as_str);
            fields.push(("publicKeys".into(), Value::string_list(keys)));
        }
        let text =
            rutter_yaml::to_yaml(&Value::map(fields)).map_err(|e| Error::new(e.to_string()))?;
        Ok(text.as_bytes().to_vec())
    }

    /// The index as JSON in the order of Go's structs, indented by two blanks.
    ///
    /// # Errors
    /// An import that JSON cannot hold.
    pub fn to_json(&self, generated: &str) -> Result<Vec<u8>, Error> {
        let mut text = b"{\"apiVersion\":\"v1\",\"generated\":".to_vec();
        append(&mut text, &Value::string(moment(generated)))?;
        text.extend(b",\"entries\":{");
        for (index, (name, versions)) in self.entries.iter().enumerate() {
            text.extend(if index > 0 { "," } else { "" }.as_bytes());
            append(&mut text, &Value::from(name.as_str()))?;
            text.extend(b":[");
            for (index, version) in versions.iter().enumerate() {
                text.extend(if index > 0 { "," } else { "" }.as_bytes());
                append_version(&mut text, version)?;
            }
            text.push(b']');
        }
        text.extend(b"}}");
        Ok(json::indent(&text, "", "  "))
    }
}

/// Go's text of a time; the zero time for what is none.
fn moment(text: &str) -> String {
    let utc = Zone::utc();
    let time = Time::parse(RFC3339.as_bytes(), text.as_bytes(), &utc).unwrap_or(Time::zero());
    String::from_utf8_lossy(&time.format(RFC3339_NANO.as_bytes())).into_owned()
}

/// The fields of an entry beyond those of Chart.yaml, in Go's order.
fn own_fields(version: &ChartVersion) -> Vec<(&'static str, Value)> {
    let urls = match version.urls.is_empty() {
        true => Value::Nil,
        false => Value::string_list(version.urls.iter().map(String::as_str)),
    };
    let mut fields = vec![("urls", urls), ("created", Value::string(moment(&version.created)))];
    if version.removed {
        fields.push(("removed", Value::Bool(true)));
    }
    if !version.digest.is_empty() {
        fields.push(("digest", Value::string(version.digest.as_str())));
    }
    fields
}

fn version_value(version: &ChartVersion) -> Value {
    let metadata = version.metadata.to_value();
    let map = metadata.as_map().cloned().unwrap_or_default();
    for (name, value) in own_fields(version) {
        map.insert(name, value);
    }
    Value::Map(map)
}

/// An entry as JSON: the fields of Chart.yaml, then its own.
fn append_version(text: &mut Vec<u8>, version: &ChartVersion) -> Result<(), Error> {
    text.extend(version.metadata.to_json()?);
    text.pop();
    for (name, value) in own_fields(version) {
        text.extend(format!(",\"{name}\":").as_bytes());
        append(text, &value)?;
    }
    text.push(b'}');
    Ok(())
}

fn append(text: &mut Vec<u8>, value: &Value) -> Result<(), Error> {
    json::append(text, value, &Options::default()).map_err(|e| Error::new(e.to_string()))
}
