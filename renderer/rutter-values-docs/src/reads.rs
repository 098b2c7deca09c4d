//! Which values templates read, as far as their text shows: values that values.yaml does not have,
//! and maps that templates write out whole.

use std::collections::BTreeSet;

/// What a map is given to that is written out, gone through, or looked into by a name from elsewhere.
const BEFORE: &[&str] = &[
    "deepCopy",
    "dig",
    "get",
    "index",
    "merge",
    "mergeOverwrite",
    "omit",
    "pick",
    "range",
    "toJson",
    "toYaml",
    "toYamlPretty",
];

/// What writes the map of a `with`.
const WRITTEN: &[&str] = &["toYaml", "toJson", "toYamlPretty"];

/// How far behind `with` its map is looked for.
const NEAR: usize = 200;

/// What templates read of the values.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    /// Paths that are read.
    pub(crate) paths: BTreeSet<Vec<String>>,
    /// Paths of what is written out, or gone through, whatever is in it.
    pub(crate) whole: BTreeSet<Vec<String>>,
}

impl Reads {
    /// Adds what a template reads.
    pub fn add(&mut self, template: &str) {
        for (start, found) in template.match_indices(".Values.") {
            let (Some(before), Some(rest)) =
                (template.get(..start), template.get(start + found.len()..))
            else {
                continue;
            };
            let length = rest.find(|c: char| !is_name(c) && c != '.').unwrap_or(rest.len());
            let (path, behind) = rest.split_at(length);
            let path: Vec<String> =
                path.split('.').filter(|name| !name.is_empty()).map(str::to_string).collect();
            if is_whole(before, behind) {
                self.whole.insert(path.clone());
            }
            self.paths.insert(path);
        }
    }

    /// Whether templates take the map whole.
    pub(crate) fn takes_whole(&self, path: &[String]) -> bool {
        self.whole.contains(path)
    }

    /// Names below a path that templates read.
    pub(crate) fn below<'a>(&'a self, path: &'a [String]) -> BTreeSet<&'a str> {
        let longer = self.paths.iter().filter(|read| read.starts_with(path));
        longer.filter_map(|read| read.get(path.len())).map(String::as_str).collect()
    }
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether what stands around a path says that all of it is taken.
fn is_whole(before: &str, behind: &str) -> bool {
    let inside = before.rsplit("{{").next().unwrap_or_default();
    // What the path hangs on: `$`, `.root`, a parenthesis.
    let words = inside.trim_end_matches(|c: char| is_name(c) || "$.(".contains(c)).trim_end();
    let word = words.rsplit(|c: char| !is_name(c)).next().unwrap_or_default();
    let action = behind.split("}}").next().unwrap_or_default();
    let is_piped = action
        .split('|')
        .skip(1)
        .any(|part| BEFORE.contains(&part.split_whitespace().next().unwrap_or_default()));
    let is_ranged = inside.trim_start_matches('-').trim_start().starts_with("range");
    let near = behind.char_indices().nth(NEAR).map_or(behind.len(), |(at, _)| at);
    let body = behind.get(..near).unwrap_or_default();
    let is_written = word == "with"
        && WRITTEN.iter().any(|name| {
            body.split(name).skip(1).any(|rest| rest.starts_with(" . ") || rest.starts_with(" .)"))
        });
    BEFORE.contains(&word) || is_piped || is_ranged || is_written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, paths: &[&str], whole: &[&str]) {
        let mut reads = Reads::default();
        reads.add(template);
        let joined = |set: &BTreeSet<Vec<String>>| -> Vec<String> {
            set.iter().map(|path| path.join(".")).collect()
        };
        assert_eq!(joined(&reads.paths), paths, "{template}");
        assert_eq!(joined(&reads.whole), whole, "{template}");
    }

    #[test]
    fn templates_say_what_they_read() {
        check("{{ .Values.a.b }} {{- $.Values.c -}}", &["a.b", "c"], &[]);
        check("{{ toYaml .Values.a | nindent 2 }}", &["a"], &["a"]);
        check("{{ .Values.a | toYaml }}", &["a"], &["a"]);
        check("{{ tpl (toYaml $.root.Values.a) . }}", &["a"], &["a"]);
        check("{{- range $k, $v := .Values.a }}", &["a"], &["a"]);
        check("{{- with .Values.a }}\nx:\n{{ toYaml . | indent 2 }}{{ end }}", &["a"], &["a"]);
        check("{{- with .Values.a }}{{ .b }}{{ end }}", &["a"], &[]);
        check("{{ if .Values.a }}{{ end }}", &["a"], &[]);
        check("{{ index .Values.a $name }}{{ merge dict .Values.b }}", &["a", "b"], &["a"]);
        check("no values", &[], &[]);
    }
}
