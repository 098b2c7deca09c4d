//! Small answers that command lines need from the engine's building blocks.

use rutter_chart::{Chart, Compat, File};
use rutter_go::World;
use rutter_go::value::Value;
use rutter_template::{Budget, Execution, Options, TemplateSet};

use crate::values::user_values::{SetKind, UserValues};

/// Go's `%q`.
pub fn quote(text: &str) -> String {
    rutter_go::strconv::quote(text.as_bytes())
}

/// Go's `path.Clean`.
pub fn clean_path(path: &str) -> String {
    String::from_utf8_lossy(&rutter_go::path::clean(path.as_bytes())).into_owned()
}

/// Go's `strings.TrimSpace`.
pub(crate) fn trim_space(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Go's `strings.TrimLeftFunc(text, unicode.IsSpace)`.
pub(crate) fn trim_left_space(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

fn is_space(rune: char) -> bool {
    rutter_go::unicode::is_space(rune as u32)
}

/// Checks a Go duration such as `5m0s`.
///
/// # Errors
/// Go's text.
pub fn check_duration(text: &str) -> Result<(), String> {
    rutter_go::time::Duration::parse(text.as_bytes()).map(|_| ())
}

/// Renders `--name-template`: sprig with its environment functions, no data.
///
/// # Errors
/// text/template's text.
pub fn render_name(template: &str, world: &dyn World) -> Result<String, String> {
    execute_text("name-template", template, rutter_sprig::func_map(), Value::Nil, world)
}

/// Renders a template over what a build of Helm says of itself (`helm version --template`).
///
/// # Errors
/// text/template's text.
pub fn render_version(template: &str, compat: Compat, world: &dyn World) -> Result<String, String> {
    let data = crate::context::capabilities::build_info(compat);
    execute_text("_", template, rutter_template::FuncMap::default(), data, world)
}

fn execute_text(
    name: &str,
    template: &str,
    functions: rutter_template::FuncMap,
    data: Value,
    world: &dyn World,
) -> Result<String, String> {
    let mut set = TemplateSet::new(name, functions, Options::default());
    set.parse(name, template).map_err(|e| e.to_string())?;
    let mut execution = Execution::new(world, Budget::default(), Box::new(()));
    let mut text = Vec::new();
    set.execute(name, data, &mut execution, &mut text).map_err(|e| e.to_string())?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The definitions under `crds/` of a chart and its subcharts. Helm: `CRDObjects`.
pub fn crd_files(chart: &Chart) -> Vec<&File> {
    let own = chart.crd_files();
    own.chain(chart.dependencies.iter().flat_map(crd_files)).collect()
}

/// The namespace of a kubeconfig's context (its current one unless another is named).
pub fn kubeconfig_namespace(text: &[u8], context: Option<&str>) -> Option<String> {
    let config = rutter_yaml::unmarshal_map(text).ok()?;
    let string = |value: Option<Value>| match value {
        Some(Value::String(s)) if !s.is_empty() => Some(s.to_str_lossy().into_owned()),
        _ => None,
    };
    let wanted = context.map(str::to_string).or_else(|| string(config.get("current-context")))?;
    let Some(Value::List(contexts)) = config.get("contexts") else { return None };
    contexts.iter().find_map(|entry| {
        let entry = entry.as_map()?.clone();
        if string(entry.get("name"))? != wanted {
            return None;
        }
        string(entry.get("context")?.as_map()?.get("namespace"))
    })
}

impl UserValues {
    /// Reads the files that `--set-file` flags name, so that rendering need not.
    ///
    /// # Errors
    /// Helm's text for a flag that does not parse or a file that cannot be read.
    pub fn read_contents(
        &mut self,
        compat: Compat,
        read: &dyn Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<(), String> {
        if !self.sets().any(|(kind, _)| kind == SetKind::File) {
            return Ok(());
        }
        let contents = std::cell::RefCell::new(Vec::new());
        self.merge_with(compat, &|path| {
            let content = read(path)?;
            contents.borrow_mut().push((path.to_string(), content.clone()));
            Ok(Value::string(content))
        })?;
        for (path, content) in contents.into_inner() {
            self.add_content(path, content);
        }
        Ok(())
    }
}
