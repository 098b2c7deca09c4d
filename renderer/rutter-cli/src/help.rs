//! Help texts, made from the tables of commands and flags.

use rutter::Compat;

use crate::command::{COMMANDS, Command, ROOT};
use crate::failure::Failure;
use crate::find;
use crate::flags::{Flag, GLOBAL, Kind, Parsed, is_listed};
use crate::output::{Output, complain};
use crate::settings::{Settings, program};

/// `help`, `help show`, `help show chart`
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let found = find::command(&flags.arguments, settings.compat);
    if found.next.is_some() && found.path.is_empty() {
        complain(&format!("Unknown help topic [`{}`]", flags.arguments.join("` `")));
        complain(root(settings.compat).trim_end());
        return Ok(());
    }
    output.write(&command(found.command, &found.path, settings.compat));
    Ok(())
}

/// Help for the program as a whole.
fn root(compat: Compat) -> String {
    let program = program();
    let mut text = format!(
        "Renders Helm charts to the bytes Helm renders.\n\nUsage:\n  {program} [command]\n\nCommands:\n"
    );
    add_commands(COMMANDS, &mut text);
    add_flags("Flags", &[GLOBAL], compat, &mut text);
    text.push_str(&format!(
        "\nUse \"{program} [command] --help\" for more information about a command.\n"
    ));
    text
}

/// Help for one command; `path` is its name with those of the commands above it.
pub fn command(command: &Command, path: &str, compat: Compat) -> String {
    if std::ptr::eq(command, &ROOT) {
        return root(compat);
    }
    let program = program();
    let path = format!("{program} {path}");
    let mut text = format!("{}{}\n", capital(command.about), "");
    if !command.details.is_empty() {
        text.push_str(&format!("\n{}\n", command.details.replace("PROGRAM", &program)));
    }
    if command.commands.is_empty() {
        text.push_str(&format!("\nUsage:\n  {}\n", command.usage_line(&path)));
    } else {
        text.push_str(&format!("\nUsage:\n  {path} [command]\n"));
    }
    if !command.aliases.is_empty() {
        let names = [&[command.name], command.aliases].concat();
        text.push_str(&format!("\nAliases:\n  {}\n", names.join(", ")));
    }
    if !command.commands.is_empty() {
        text.push_str("\nCommands:\n");
        add_commands(command.commands, &mut text);
    }
    add_flags("Flags", command.flags, compat, &mut text);
    let is_own = |flag: &&Flag| command.has_own_flag(flag.name);
    let global: Vec<Flag> = GLOBAL.iter().filter(|flag| !is_own(flag)).copied().collect();
    add_flags("Global flags", &[&global], compat, &mut text);
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn add_commands(commands: &[Command], text: &mut String) {
    let mut sorted: Vec<&Command> = commands.iter().collect();
    sorted.sort_by_key(|command| command.name);
    for command in sorted {
        text.push_str(&format!("  {:<12}{}\n", command.name, command.about));
    }
}

fn add_flags(title: &str, tables: &[&[Flag]], compat: Compat, text: &mut String) {
    let mut flags: Vec<&Flag> =
        tables.iter().copied().flatten().filter(|flag| is_listed(flag, compat)).collect();
    if flags.is_empty() {
        return;
    }
    flags.sort_by_key(|flag| flag.name);
    let names: Vec<String> = flags.iter().map(|flag| flag_name(flag)).collect();
    let width = names.iter().map(String::len).max().unwrap_or(0);
    text.push_str(&format!("\n{title}:\n"));
    for (flag, name) in flags.iter().zip(names) {
        text.push_str(&format!("{name:<width$}   {}\n", flag.help));
    }
}

fn flag_name(flag: &Flag) -> String {
    let short = match flag.short {
        Some(short) => format!("  -{short}, "),
        None => "      ".to_string(),
    };
    let value = match flag.kind {
        Kind::Bool | Kind::PlainBool => "",
        Kind::String | Kind::PostRenderer => " string",
        Kind::Wait => " WaitStrategy",
        Kind::Optional(_) => "[=string]",
        Kind::StringArray => " stringArray",
        Kind::StringSlice => " strings",
        Kind::Duration => " duration",
        Kind::Int | Kind::Uint | Kind::PlainUint | Kind::Level | Kind::Severity => " int",
        Kind::Float => " float",
        Kind::Format => " format",
        Kind::StringToString => " key=value",
    };
    format!("{short}--{}{value}", flag.name)
}
