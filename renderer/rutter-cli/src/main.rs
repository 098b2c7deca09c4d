//! The `rutter` command line: flags and printing. Everything else is in the libraries.

mod clock;
mod command;
mod commands;
mod content_cache;
mod download;
mod failure;
mod find;
mod flags;
mod help;
mod homes;
mod links;
mod network;
mod output;
mod output_directory;
mod package_options;
mod password;
mod post_render;
mod progress;
mod release;
mod repositories;
mod settings;
mod signing;
mod source;
mod table;
mod temporary;
mod unpack;
mod whole_file;

use std::process::ExitCode;

use command::Command;
use failure::Failure;
use flags::GLOBAL;
use output::{Output, complain};
use rutter::Compat;
use settings::{Settings, compat_of, program, speaks_as_helm};

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let mut output = Output::default();
    let result = run(&arguments, &mut output).and_then(|()| output.flush());
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.text.is_empty() {
                complain(&format!("Error: {}", failure.text));
            }
            ExitCode::from(failure.code)
        }
    }
}

fn run(arguments: &[String], output: &mut Output) -> Result<(), Failure> {
    let compat = compat_of(arguments)?;
    if arguments == ["--version"] && !program().starts_with("helm") {
        output.write(&format!("rutter {}\n", env!("CARGO_PKG_VERSION")));
        return Ok(());
    }
    let found = find::command(arguments, compat);
    if !found.command.has_own_flag("color") {
        check_colour(arguments, compat)?;
    }
    match found.next {
        Some(name) if found.path.is_empty() => {
            let flags = flags::parse_known(arguments, &[GLOBAL], compat);
            Err(command::unknown(&name, !speaks_as_helm(&flags)))
        }
        _ => run_command(found.command, &found.path, &found.arguments, compat, output),
    }
}

/// Helm 4 looks at `--color` before anything else.
fn check_colour(arguments: &[String], compat: Compat) -> Result<(), Failure> {
    if compat == Compat::V3 {
        return Ok(());
    }
    let flags = flags::parse_known(arguments, &[GLOBAL], compat);
    let mode = ["color", "colour"].iter().filter_map(|name| flags.text(name)).next_back();
    match mode {
        None | Some("never" | "auto" | "always") => Ok(()),
        Some(mode) => {
            let text = format!(
                "invalid color mode {}: must be one of: never, auto, always",
                rutter::quote(mode)
            );
            let quoted = rutter::quote(&text);
            complain(&format!("level=WARN msg=\"command failed\" error={quoted}"));
            Err(Failure { text: String::new(), code: 1 })
        }
    }
}

/// Runs a command; a group of commands alone prints its help.
fn run_command(
    command: &Command,
    path: &str,
    arguments: &[String],
    compat: Compat,
    output: &mut Output,
) -> Result<(), Failure> {
    let flags = flags::parse(arguments, &command.tables(), compat)?;
    flags.notices.iter().for_each(|notice| complain(notice));
    if flags.is_set("help") || command.run.is_none() {
        output.write(&help::command(command, path, compat));
        return Ok(());
    }
    command.check_arity(
        &format!("{} {path}", command::program_of(path)),
        flags.arguments.len(),
        compat,
    )?;
    command::check_exclusive(&flags, compat)?;
    let settings = Settings::new(compat, &flags);
    match command.run {
        Some(run) => run(&flags, &settings, output),
        None => Ok(()),
    }
}
