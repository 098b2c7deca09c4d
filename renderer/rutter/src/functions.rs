//! The functions that Helm adds to Go's and sprig's. Helm: pkg/engine/funcs.go, engine.go.

mod convert;
mod duration;
pub(crate) mod toml;

use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_chart::Compat;
use rutter_go::strconv::quote;
use rutter_go::value::{Map, Str, Value};
use rutter_template::{Call, Error, ExecuteTextError, FuncMap, Function, Parameter, Signature};

use crate::warning::Warnings;

pub(crate) use convert::to_yaml_text;

/// How often one template name may be active inside itself. Helm: `recursionMaxNums`.
const MAX_NESTED_REFERENCES: u32 = 1000;

/// Marks the message of `fail` and `required` inside an error chain.
pub(crate) const WARN_START: &str = "HELM_ERR_START";
/// Ends the message that [`WARN_START`] begins.
pub(crate) const WARN_END: &str = "HELM_ERR_END";

/// What `lookup` finds: `(apiVersion, kind, namespace, name)` to an object or a list.
pub type Lookup = dyn Fn(&str, &str, &str, &str) -> Result<Map, String>;

/// The state that Helm's functions keep during one render.
pub(crate) struct HelmHost {
    pub(crate) compat: Compat,
    pub(crate) lint: bool,
    pub(crate) enable_dns: bool,
    pub(crate) warnings: Rc<Warnings>,
    pub(crate) lookup: Option<Rc<Lookup>>,
    included: BTreeMap<Str, u32>,
}

impl HelmHost {
    pub(crate) fn new(compat: Compat, warnings: Rc<Warnings>) -> HelmHost {
        HelmHost {
            compat,
            lint: false,
            enable_dns: false,
            warnings,
            lookup: None,
            included: BTreeMap::new(),
        }
    }
}

/// Everything a chart's templates may call.
pub fn func_map(compat: Compat) -> FuncMap {
    use Parameter::{Any, String as Text};
    let mut map = rutter_sprig::func_map();
    map.remove("env");
    map.remove("expandenv");
    let mut add = |name: &str, fixed: &'static [Parameter], body| {
        map.insert(name, Function { signature: Signature { fixed, variadic: None }, body });
    };
    add("include", &[Text, Any], include);
    add("tpl", &[Text, Any], tpl);
    add("required", &[Text, Any], required);
    add("fail", &[Text], fail);
    add("lookup", &[Text, Text, Text, Text], lookup);
    add("getHostByName", &[Text], get_host_by_name);
    convert::add_functions(&mut add, compat);
    if compat == Compat::V4 {
        duration::add_functions(&mut add);
    }
    map
}

fn text(arguments: &[Value], index: usize) -> Str {
    arguments.get(index).and_then(Value::as_string).cloned().unwrap_or_default()
}

fn argument(arguments: &[Value], index: usize) -> Value {
    arguments.get(index).cloned().unwrap_or_default()
}

/// Helm: `includeFun`.
fn include(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let name = text(arguments, 0);
    enter(call, &name)?;
    let result = call.execute_template(name.as_bytes(), argument(arguments, 1));
    leave(call, &name);
    Ok(Value::String(Str::from(result?)))
}

fn enter(call: &mut Call<'_, '_>, name: &Str) -> Result<(), Error> {
    let Some(host) = call.host::<HelmHost>() else { return Ok(()) };
    let active = host.included.entry(name.clone()).or_insert(0);
    if *active > MAX_NESTED_REFERENCES {
        return Err(Error::wrap(
            format!("rendering template has a nested reference name: {}", name.to_str_lossy()),
            Error::new("unable to execute template"),
        ));
    }
    *active += 1;
    Ok(())
}

fn leave(call: &mut Call<'_, '_>, name: &Str) {
    if let Some(active) = call.host::<HelmHost>().and_then(|h| h.included.get_mut(name)) {
        *active -= 1;
    }
}

/// Helm: `tplFun`.
fn tpl(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let template = text(arguments, 0);
    match call.execute_text(&template, argument(arguments, 1)) {
        Ok(output) => Ok(Value::String(Str::from(remove_no_value(output)))),
        Err(ExecuteTextError::Parse(error)) => {
            let prefix = format!("cannot parse template {}", quote(template.as_bytes()));
            Err(Error::wrap(prefix, Error::new(error.message)))
        }
        Err(ExecuteTextError::Exec(error)) => {
            let quoted = quote(template.as_bytes());
            Err(Error::wrap(format!("error during tpl function execution for {quoted}"), error))
        }
    }
}

/// Go writes `<no value>` for what is missing; Helm takes it out again, wherever it comes from.
pub(crate) fn remove_no_value(output: Vec<u8>) -> Vec<u8> {
    const NO_VALUE: &[u8] = b"<no value>";
    let finder = memchr::memmem::Finder::new(NO_VALUE);
    if finder.find(&output).is_none() {
        return output;
    }
    let mut cleaned = Vec::with_capacity(output.len());
    let mut rest = output.as_slice();
    while let Some(at) = finder.find(rest) {
        cleaned.extend_from_slice(&rest[..at]);
        rest = &rest[at + NO_VALUE.len()..];
    }
    cleaned.extend_from_slice(rest);
    cleaned
}

fn required(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let value = argument(arguments, 1);
    let missing = match &value {
        Value::Nil => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    if !missing {
        return Ok(value);
    }
    let message = text(arguments, 0);
    let message = message.to_str_lossy();
    if let Some(host) = call.host::<HelmHost>().filter(|h| h.lint) {
        let empty_text = !value.is_nil();
        lint_required(host, &message, empty_text);
        return Ok(Value::string(""));
    }
    Err(Error::new(format!("{WARN_START}{message}{WARN_END}")))
}

fn lint_required(host: &HelmHost, message: &str, empty_text: bool) {
    match (host.compat, empty_text) {
        (Compat::V3, false) => {
            host.warnings.log("engine.go", 206, format!("[INFO] Missing required value: {message}"))
        }
        (Compat::V3, true) => {
            host.warnings.log("engine.go", 214, format!("[INFO] Missing required value: {message}"))
        }
        (Compat::V4, false) => host.warnings.slog(
            "WARN",
            "missing required value",
            &[("message", message.to_string())],
        ),
        (Compat::V4, true) => host.warnings.slog(
            "WARN",
            "missing required values",
            &[("message", message.to_string())],
        ),
    }
}

fn fail(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let message = text(arguments, 0);
    let message = message.to_str_lossy();
    if let Some(host) = call.host::<HelmHost>().filter(|h| h.lint) {
        match host.compat {
            Compat::V3 => host.warnings.log("engine.go", 227, format!("[INFO] Fail: {message}")),
            Compat::V4 => {
                host.warnings.slog("INFO", "funcMap fail", &[("message", message.to_string())]);
            }
        }
        return Ok(Value::string(""));
    }
    Err(Error::new(format!("{WARN_START}{message}{WARN_END}")))
}

/// Without a cluster there is nothing to find: an empty map.
fn lookup(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let lookup = call.host::<HelmHost>().and_then(|h| h.lookup.clone());
    let Some(lookup) = lookup else { return Ok(Value::Map(Map::new())) };
    let texts: Vec<_> = (0..4).map(|i| text(arguments, i).to_str_lossy().into_owned()).collect();
    lookup(&texts[0], &texts[1], &texts[2], &texts[3]).map(Value::Map).map_err(Error::new)
}

/// Empty unless DNS is allowed: names in a chart must not leave the machine unasked.
fn get_host_by_name(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let allowed = call.host::<HelmHost>().is_some_and(|h| h.enable_dns);
    if !allowed {
        return Ok(Value::string(""));
    }
    let name = text(arguments, 0);
    match call.world().lookup_host(&name.to_str_lossy()) {
        Some(address) => Ok(Value::from(address)),
        None => Err(Error::panic("runtime error: index out of range [0] with length 0")),
    }
}
