//! The `rutter` command line: flags and printing. Everything else is in the libraries.

mod command;
mod commands;
mod download;
mod failure;
mod flags;
mod help;
mod output;
mod output_directory;
mod post_render;
mod settings;
mod source;

use std::process::ExitCode;

use command::{COMMANDS, Command};
use failure::Failure;
use flags::GLOBAL;
use output::{Output, complain};
use rutter::Compat;
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
                complain(&format!("Error: {}", failure.text));
            }
            ExitCode::from(failure.code)
        }
    }
}

fn run(arguments: &[String], output: &mut Output) -> Result<(), Failure> {
    let compat = compat_of(arguments)?;
    if arguments == ["--version"] {
        output.write(&format!("rutter {}\n", env!("CARGO_PKG_VERSION")));
        return Ok(());
    }
    let Some((name, rest)) = split_command(arguments) else {
        flags::parse(arguments, &[GLOBAL], compat)?;
        output.write(&help::root(compat));
        return Ok(());
    };
    if name == "help" {
        output.write(&help_for(&rest, compat));
        return Ok(());
    }
    match COMMANDS.iter().find(|command| command.is_named(&name)) {
        Some(command) if command.commands.is_empty() => {
            run_command(command, command.name, &rest, compat, output)
        }
        Some(command) => run_below(command, &rest, compat, output),
        None => Err(command::unknown(&name)),
    }
}

/// Runs a command of a group, such as `show chart`; the group alone prints its help.
fn run_below(
    group: &Command,
    arguments: &[String],
    compat: Compat,
    output: &mut Output,
) -> Result<(), Failure> {
    let below = split_command(arguments)
        .and_then(|(name, rest)| Some((group.commands.iter().find(|c| c.is_named(&name))?, rest)));
    let Some((command, rest)) = below else {
        flags::parse(arguments, &group.tables(), compat)?;
        output.write(&help::command(group, group.name, compat));
        return Ok(());
    };
    let path = format!("{} {}", group.name, command.name);
    run_command(command, &path, &rest, compat, output)
}

fn run_command(
    command: &Command,
    path: &str,
    arguments: &[String],
    compat: Compat,
    output: &mut Output,
) -> Result<(), Failure> {
    let flags = flags::parse(arguments, &command.tables(), compat)?;
    if flags.is_set("help") {
        output.write(&help::command(command, path, compat));
        return Ok(());
    }
    command.check_arity(&format!("helm {path}"), flags.arguments.len(), compat)?;
    let settings = Settings::new(compat, &flags);
    match command.run {
        Some(run) => run(&flags, &settings, output),
        None => Ok(()),
    }
}

/// `help`, `help show`, `help show chart`
fn help_for(arguments: &[String], compat: Compat) -> String {
    let mut commands = COMMANDS;
    let mut path = String::new();
    let mut found = None;
    for name in arguments.iter().filter(|a| !a.starts_with('-')) {
        let Some(command) = commands.iter().find(|command| command.is_named(name)) else { break };
        path = format!("{path} {}", command.name);
        commands = command.commands;
        found = Some(command);
    }
    match found {
        Some(command) => help::command(command, path.trim_start(), compat),
        None => help::root(compat),
    }
}

/// The name of the command, and the arguments without it.
fn split_command(arguments: &[String]) -> Option<(String, Vec<String>)> {
    let at = command_index(arguments)?;
    let mut rest = arguments.to_vec();
    let name = rest.remove(at);
    Some((name, rest))
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
