//! Which command a line of arguments means, wherever its flags stand. Go: cobra `Command.Find`.

use rutter::Compat;

use crate::command::{Command, HELP, ROOT};
use crate::flags::{self, Flag};

/// The command that was found.
pub struct Found {
    /// The command; [`ROOT`] when none is named.
    pub command: &'static Command,
    /// Its name with those of the commands above it, such as `show chart`.
    pub path: String,
    /// The arguments without those names.
    pub arguments: Vec<String>,
    /// The first argument that looks like the name of a command below.
    pub next: Option<String>,
}

/// Follows the names in `arguments` as far as there are commands of that name.
pub fn command(arguments: &[String], compat: Compat) -> Found {
    let none = String::new();
    let mut found = Found { command: &ROOT, path: none, arguments: arguments.to_vec(), next: None };
    loop {
        let line = Line { command: found.command, compat };
        found.next = line.words(&found.arguments).into_iter().next();
        let below = found.next.as_ref().and_then(|name| line.below(name));
        let (Some(name), Some(below)) = (&found.next, below) else { return found };
        line.remove(&mut found.arguments, name);
        found.path = format!("{} {}", found.path, below.name).trim_start().to_string();
        found.command = below;
    }
}

/// The arguments as one command sees them: it knows its own flags only.
struct Line {
    command: &'static Command,
    compat: Compat,
}

impl Line {
    fn below(&self, name: &str) -> Option<&'static Command> {
        let help = Some(&HELP).filter(|_| std::ptr::eq(self.command, &ROOT));
        self.command.commands.iter().chain(help).find(|command| command.is_named(name))
    }

    /// Whether the argument after this one belongs to it.
    fn takes_next(&self, argument: &str) -> bool {
        if argument.contains('=') {
            return false;
        }
        let needs_value = |matches: &dyn Fn(&Flag) -> bool| {
            let tables = self.command.tables();
            let mut flags = tables.iter().rev().copied().flatten();
            let flag = flags.find(|flag| flags::exists(flag, self.compat) && matches(flag));
            flag.is_none_or(|flag| flags::default_value(flag.kind).is_none())
        };
        if let Some(name) = argument.strip_prefix("--") {
            return needs_value(&|flag| flag.name == name);
        }
        let mut letters = argument.strip_prefix('-').unwrap_or_default().chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => needs_value(&|flag| flag.short == Some(letter)),
            _ => false,
        }
    }

    /// What is no flag nor the value of one. Go: cobra `stripFlags`.
    fn words(&self, arguments: &[String]) -> Vec<String> {
        let mut words = Vec::new();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next().filter(|argument| *argument != "--") {
            if self.takes_next(argument) {
                // Nothing is left behind the value of the last flag.
                if rest.as_slice().len() <= 1 {
                    break;
                }
                rest.next();
            } else if !argument.is_empty() && !argument.starts_with('-') {
                words.push(argument.clone());
            }
        }
        words
    }

    /// Takes the name of the command out. Go: cobra `argsMinusFirstX`.
    fn remove(&self, arguments: &mut Vec<String>, name: &str) {
        let mut index = 0;
        while let Some(argument) = arguments.get(index).filter(|argument| *argument != "--") {
            if self.takes_next(argument) {
                index += 2;
                continue;
            }
            if argument == name {
                arguments.remove(index);
                return;
            }
            index += 1;
        }
    }
}
