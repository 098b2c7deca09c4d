//! The `rutter` command line: flags and printing. Everything else is in the libraries.

mod commands;
mod download;
mod failure;
mod flags;
mod output;
mod output_directory;
mod post_render;
mod settings;
mod source;

use std::process::ExitCode;

use failure::Failure;
use flags::{CHART_PATH, GLOBAL, RENDER, TEMPLATE, VALUES};
use output::Output;
use settings::{Settings, compat_of};

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let mut output = Output::default();
    let result = run(&arguments, &mut output).and_then(|()| output.flush());
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.text.is_empty() {
                eprintln!("Error: {}", failure.text);
            }
            ExitCode::from(failure.code)
        }
    }
}

fn run(arguments: &[String], output: &mut Output) -> Result<(), Failure> {
    let compat = compat_of(arguments)?;
    let Some(at) = command_index(arguments) else {
        return Err(Failure::text("no command given; try: rutter template NAME CHART"));
    };
    let rest: Vec<String> =
        arguments[..at].iter().chain(&arguments[at + 1..]).cloned().collect();
    match arguments[at].as_str() {
        "template" => {
            let flags = flags::parse(&rest, &[GLOBAL, VALUES, CHART_PATH, TEMPLATE], compat)?;
            let settings = Settings::new(compat, &flags);
            commands::template::run(&flags, &settings, output)
        }
        "render" => {
            let tables = [GLOBAL, VALUES, CHART_PATH, TEMPLATE, RENDER];
            let flags = flags::parse(&rest, &tables, compat)?;
            let settings = Settings::new(compat, &flags);
            commands::render::run(&flags, &settings, output)
        }
        other => Err(Failure::text(format!(
            "unknown command {} for \"helm\"\n\nRun 'helm --help' for usage.",
            rutter::quote(other)
        ))),
    }
}

/// The first argument that is neither a flag nor the value of a global one.
fn command_index(arguments: &[String]) -> Option<usize> {
    let mut index = 0;
    while index < arguments.len() {
        let argument = arguments[index].as_str();
        if !argument.starts_with('-') {
            return Some(index);
        }
        let name = argument.trim_start_matches('-');
        let takes_value = GLOBAL.iter().any(|f| {
            let short = f.short.is_some_and(|s| argument == format!("-{s}"));
            (f.name == name || short) && f.kind != flags::Kind::Bool
        });
        index += if takes_value { 2 } else { 1 };
    }
    None
}
