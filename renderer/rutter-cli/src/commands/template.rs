//! `rutter template`: Helm's `template`, argument by argument and byte by byte.
//!
//! Helm: cmd/helm/template.go (v3), pkg/cmd/template.go (v4).

use std::path::{Path, PathBuf};

use rutter::{
    Chart, Compat, KubeVersion, Options, Parts, Release, SystemWorld, UserValues, World, render,
};

use crate::commands::dependency::update_path;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::{Output, complain};
use crate::output_directory::Files;
use crate::settings::Settings;
use crate::source;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    if flags.arguments.is_empty() {
        return Err(Failure::text(
            "\"helm template\" requires at least 1 argument\n\nUsage:  helm template [NAME] [CHART] [flags]",
        ));
    }
    let request = read_request(flags, settings, &SystemWorld)?;
    let release = match render(&request.chart, &request.values, &request.options, &SystemWorld) {
        Ok(release) => release,
        Err(error) => return Err(failure(&error, flags, settings, output)),
    };
    print_warnings(&release.warnings);
    read_crds(&request.chart, &release, flags)?;
    print_release(&release, flags, output)?;
    // The process ends here: taking everything apart first would only cost time.
    std::mem::forget((request, release));
    Ok(())
}

/// Reads the definitions that are to be printed.
pub(super) fn read_crds(chart: &Chart, release: &Release, flags: &Parsed) -> Result<(), Failure> {
    if parts(flags).crds {
        release.crds.iter().for_each(|crd| {
            crd.data.text();
        });
    }
    Ok(source::check_reads(chart)?)
}

/// What a render is asked for on the command line.
pub(super) struct Request {
    /// The chart.
    pub chart: Chart,
    /// What the value flags say.
    pub values: UserValues,
    /// All else.
    pub options: Options,
}

/// Reads everything that the flags name, in Helm's order.
pub(super) fn read_request(
    flags: &Parsed,
    settings: &Settings,
    world: &dyn World,
) -> Result<Request, Failure> {
    let kube_version = kube_version(flags, settings.compat)?;
    check_dry_run(flags, settings)?;
    let (name, chart) = name_and_chart(flags, world)?;
    let path = source::locate_chart(&chart, flags, settings.compat)?;
    let values = source::user_values(flags, settings.compat)?;
    // Flags that do not parse come before the chart is looked at.
    values.merge(settings.compat)?;
    let chart = load(&path, flags, settings)?;
    let options = Options {
        compat: settings.compat,
        release_name: name,
        namespace: settings.namespace(),
        is_upgrade: flags.is_set("is-upgrade"),
        kube_version,
        api_versions: flags.list("api-versions").to_vec(),
        skip_schema_validation: flags.is_set("skip-schema-validation"),
        schema_reader: source::schema_reader(flags),
        budget: source::budget(flags)?,
        enable_dns: flags.is_set("enable-dns"),
        leave_memory: true,
        ..Options::default()
    };
    Ok(Request { chart, values, options })
}

/// The chart, with the dependencies it lacks where a flag says so.
fn load(path: &Path, flags: &Parsed, settings: &Settings) -> Result<Chart, Failure> {
    let chart = source::load_chart(path, settings.compat)?;
    let lacks = rutter::missing_dependencies(&chart).is_err();
    if !lacks || !flags.is_set("dependency-update") {
        return Ok(chart);
    }
    let mut output = Output::default();
    update_path(&path.to_string_lossy(), flags, settings, &mut output)?;
    let reloaded = source::load_chart(path, settings.compat);
    Ok(reloaded.map_err(|error| format!("failed reloading chart after repo update: {error}"))?)
}

/// Says on standard error what Helm says there.
pub(super) fn print_warnings(warnings: &[rutter::Warning]) {
    for warning in warnings {
        complain(&warning.text);
    }
}

/// Reports what went wrong; with `--debug`, what there is of the release is printed before.
fn failure(
    error: &rutter::Error,
    flags: &Parsed,
    settings: &Settings,
    output: &mut Output,
) -> Failure {
    let failure = render_failure(error, settings);
    let Some(partial) = error.partial().filter(|_| settings.debug) else { return failure };
    let printed = print_partial(partial, flags, output).and_then(|()| output.flush());
    // What is asked for by --show-only may be missing because of the error.
    match (printed, settings.compat) {
        (Err(missing), Compat::V3) => missing,
        _ => failure,
    }
}

fn print_partial(release: &Release, flags: &Parsed, output: &mut Output) -> Result<(), Failure> {
    let parts = parts(flags);
    let mut text = release.manifest_text(Parts { crds: false, ..parts });
    match flags.text("output-dir").filter(|directory| !directory.is_empty()) {
        None => release.push_hooks(&mut text, parts),
        Some(directory) => {
            let mut files = Files::default();
            let named = named_directory(release, Path::new(directory), flags);
            add_hooks(&mut files, release, &named, flags);
            files.write(output)?;
        }
    }
    output.write(&shown_text(text, release, flags)?);
    Ok(())
}

fn render_failure(error: &rutter::Error, settings: &Settings) -> Failure {
    print_warnings(error.warnings());
    if error.stage() == rutter::Stage::Crash {
        return Failure { text: error.to_string(), code: 2 };
    }
    let text = error.to_string();
    let name_error = text.strip_prefix("release name check failed: ");
    if let Some(reason) = name_error.filter(|_| settings.compat == Compat::V4) {
        let reason = rutter::quote(reason);
        complain(&format!("level=ERROR msg=\"release name check failed\" error={reason}"));
    }
    match error.partial().is_some() {
        true => Failure::text(with_hint(&text, settings)),
        false => Failure::text(text),
    }
}

fn with_hint(text: &str, settings: &Settings) -> String {
    match settings.debug {
        true => text.to_string(),
        false => format!("{text}\n\nUse --debug flag to render out invalid YAML"),
    }
}

pub(super) fn kube_version(flags: &Parsed, compat: Compat) -> Result<Option<KubeVersion>, Failure> {
    let Some(text) = flags.text("kube-version").filter(|t| !t.is_empty()) else {
        return Ok(None);
    };
    KubeVersion::parse(text, compat)
        .map(Some)
        .map_err(|e| Failure::text(format!("invalid kube version '{text}': {e}")))
}

fn check_dry_run(flags: &Parsed, settings: &Settings) -> Result<(), Failure> {
    let Some(value) = flags.text("dry-run") else { return Ok(()) };
    match settings.compat {
        Compat::V3 if !["", "false", "true", "none", "client", "server"].contains(&value) => {
            Err(Failure::text(
                "Invalid dry-run flag. Flag must one of the following: false, true, none, client, server",
            ))
        }
        Compat::V3 => Ok(()),
        Compat::V4 => check_dry_run_v4(value),
    }
}

/// Helm: `cmdGetDryRunFlagStrategy` (v4).
fn check_dry_run_v4(value: &str) -> Result<(), Failure> {
    let invalid = |allowed: &str| {
        let value = rutter::quote(value);
        Err(Failure::text(format!("invalid dry-run value ({value}). Must be {allowed}")))
    };
    let notice = match value {
        "client" | "server" => return Ok(()),
        "unset" => "--dry-run is deprecated and should be replaced with '--dry-run=client'".into(),
        "1" | "t" | "T" | "true" | "TRUE" | "True" => format!(
            "boolean '--dry-run={value}' flag is deprecated and must be replaced with '--dry-run=client'"
        ),
        "none" | "0" | "f" | "F" | "false" | "FALSE" | "False" => {
            return invalid("\"server\" or \"client\"");
        }
        _ => return invalid("\"none\", \"server\", or \"client\""),
    };
    complain(&format!("level=WARN msg={}", rutter::quote(&notice)));
    Ok(())
}

/// Helm: `NameAndChart`.
fn name_and_chart(flags: &Parsed, world: &dyn World) -> Result<(String, String), Failure> {
    match flags.arguments.as_slice() {
        [name, chart] => {
            if flags.is_set("generate-name") {
                return Err(Failure::text("cannot set --generate-name and also specify a name"));
            }
            if flags.text("name-template").is_some_and(|t| !t.is_empty()) {
                return Err(Failure::text("cannot set --name-template and also specify a name"));
            }
            Ok((name.clone(), chart.clone()))
        }
        [chart] => match flags.text("name-template").filter(|t| !t.is_empty()) {
            Some(template) => {
                let name = rutter::render_name(template, world).map_err(Failure::text)?;
                Ok((name, chart.clone()))
            }
            None => Ok(("release-name".to_string(), chart.clone())),
        },
        [_, _, rest @ ..] => Err(Failure::text(format!(
            "expected at most two arguments, unexpected arguments: {}",
            rest.join(", ")
        ))),
        [] => Err(Failure::text("no chart given")),
    }
}

/// Which documents the flags ask for.
pub(super) fn parts(flags: &Parsed) -> Parts {
    Parts {
        crds: flags.is_set("include-crds"),
        hooks: !flags.is_set("no-hooks"),
        tests: !flags.is_set("skip-tests"),
    }
}

fn print_release(release: &Release, flags: &Parsed, output: &mut Output) -> Result<(), Failure> {
    match flags.text("output-dir").filter(|d| !d.is_empty()) {
        None => output.write_owned(release_text(release, flags)?),
        Some(directory) => write_files(release, Path::new(directory), flags, output)?,
    }
    Ok(())
}

/// What is printed of a release, `--show-only` and the post-renderer obeyed.
pub(super) fn release_text(release: &Release, flags: &Parsed) -> Result<String, Failure> {
    let parts = parts(flags);
    let mut text = manifest_text(release, parts, flags)?;
    release.push_hooks(&mut text, parts);
    shown_text(text, release, flags)
}

fn shown_text(text: String, release: &Release, flags: &Parsed) -> Result<String, Failure> {
    match flags.list("show-only") {
        [] => Ok(text),
        patterns => rutter::show_only(&text, patterns, release.compat).map_err(Failure::text),
    }
}

fn manifest_text(release: &Release, parts: Parts, flags: &Parsed) -> Result<String, Failure> {
    let input = || release.untrimmed_manifest_text(parts);
    let rendered = post_rendered(input, flags, release.compat)?;
    Ok(rendered.unwrap_or_else(|| release.manifest_text(parts)))
}

/// What the post-renderer makes of the input, if there is one.
fn post_rendered(
    input: impl Fn() -> String,
    flags: &Parsed,
    compat: Compat,
) -> Result<Option<String>, Failure> {
    let Some(program) = flags.text("post-renderer").filter(|program| !program.is_empty()) else {
        return Ok(None);
    };
    let arguments = flags.list("post-renderer-args");
    let rendered = crate::post_render::run(program, arguments, &input())
        .map_err(|text| Failure::text(with_hint(&text, &Settings::new(compat, flags))))?;
    Ok(Some(format!("{}\n", rendered.trim())))
}

/// `--release-name` puts the files of a release into a directory of its own.
fn named_directory(release: &Release, directory: &Path, flags: &Parsed) -> PathBuf {
    match flags.is_set("release-name") {
        true => directory.join(&release.name),
        false => directory.to_path_buf(),
    }
}

fn add_hooks(files: &mut Files, release: &Release, directory: &Path, flags: &Parsed) {
    let parts = parts(flags);
    for hook in release.hooks.iter().filter(|h| parts.hooks && (parts.tests || !h.is_test())) {
        files.add(directory, &hook.path, &hook.content);
    }
}

/// `--output-dir`: one file per template, written whole.
pub(super) fn write_files(
    release: &Release,
    directory: &Path,
    flags: &Parsed,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut files = Files::default();
    for crd in release.crds.iter().filter(|_| parts(flags).crds) {
        files.add(directory, &crd.path, &crd.content());
    }
    let named = named_directory(release, directory, flags);
    for manifest in &release.manifests {
        files.add(&named, &manifest.path, &manifest.content);
    }
    add_hooks(&mut files, release, &named, flags);
    let settings = Settings::new(release.compat, flags);
    files.write(output).map_err(|text| Failure::text(with_hint(&text, &settings)))?;
    // The manifests are in files: nothing is left for the post-renderer to read.
    let text = post_rendered(String::new, flags, release.compat)?;
    output.write(&shown_text(text.unwrap_or_else(|| "\n".to_string()), release, flags)?);
    Ok(())
}
