//! The table of commands: what exists, what it takes, and what runs it. Dispatch, help and
//! completion all read it.

mod table;

use rutter::Compat;

pub use table::COMMANDS;

use crate::failure::Failure;
use crate::flags::{EXCLUSIVE, Flag, GLOBAL, Parsed};
use crate::output::Output;
use crate::settings::Settings;

/// How a command is run.
pub type Run = fn(&Parsed, &Settings, &mut Output) -> Result<(), Failure>;

/// How many arguments a command takes. Helm: cmd/require.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// The command looks itself.
    Any,
    /// So many arguments.
    Exactly(usize),
    /// At most so many arguments.
    AtMost(usize),
    /// At least so many arguments.
    AtLeast(usize),
    /// One or more arguments, in Helm 4 only.
    SomeSinceV4,
}

/// A verb of the command line.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// What stands behind the name in the usage line.
    pub usage: &'static str,
    /// One line about it.
    pub about: &'static str,
    /// More about it, for its own help.
    pub details: &'static str,
    /// Its flags beyond the global ones.
    pub flags: &'static [&'static [Flag]],
    /// How many arguments it takes.
    pub arity: Arity,
    /// Commands below it; then it does nothing itself.
    pub commands: &'static [Command],
    /// What it does.
    pub run: Option<Run>,
}

const COMMAND: Command = Command {
    name: "",
    aliases: &[],
    usage: "",
    about: "",
    details: "",
    flags: &[],
    arity: Arity::Any,
    commands: &[],
    run: None,
};

/// The program itself, which holds the commands.
pub static ROOT: Command = Command { commands: COMMANDS, ..COMMAND };

/// The command that explains others; no list shows it.
pub static HELP: Command = Command { name: "help", run: Some(crate::help::run), ..COMMAND };

/// Helm's commands in Helm's order, for suggestions; those that are here and those that are not.
const HELM_COMMANDS: &[&str] = &[
    "create",
    "dependency",
    "pull",
    "show",
    "lint",
    "package",
    "repo",
    "search",
    "verify",
    "get",
    "history",
    "install",
    "list",
    "test",
    "rollback",
    "status",
    "template",
    "uninstall",
    "upgrade",
    "completion",
    "env",
    "plugin",
    "version",
    "registry",
    "push",
];

/// Other names of Helm's commands that are not here.
const HELM_ALIASES: &[&str] =
    &["dep", "dependencies", "fetch", "hist", "ls", "del", "delete", "un"];

impl Command {
    /// Whether the name is one of this command's.
    pub fn is_named(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// Every flag table, the global one first.
    pub fn tables(&self) -> Vec<&'static [Flag]> {
        [GLOBAL].iter().chain(self.flags).copied().collect()
    }

    /// Whether it has a flag of this name beside the global ones.
    pub fn has_own_flag(&self, name: &str) -> bool {
        self.flags.iter().copied().flatten().any(|flag| flag.name == name)
    }

    /// `helm show chart [CHART] [flags]`
    pub fn usage_line(&self, path: &str) -> String {
        match self.usage {
            "" => format!("{path} [flags]"),
            usage => format!("{path} {usage} [flags]"),
        }
    }

    /// Refuses a wrong number of arguments as Helm does.
    pub fn check_arity(&self, path: &str, count: usize, compat: Compat) -> Result<(), Failure> {
        let wrong = match self.arity {
            Arity::Exactly(0) if count > 0 => "accepts no arguments".to_string(),
            Arity::Exactly(wanted) if count != wanted => format!("requires {}", arguments(wanted)),
            Arity::AtMost(most) if count > most => {
                format!("accepts at most {}", arguments(most))
            }
            Arity::AtLeast(least) if count < least => {
                format!("requires at least {}", arguments(least))
            }
            Arity::SomeSinceV4 if count == 0 && compat == Compat::V4 => {
                "requires at least 1 argument".to_string()
            }
            _ => return Ok(()),
        };
        let usage = self.usage_line(path);
        Err(Failure::text(format!("\"{path}\" {wrong}\n\nUsage:  {usage}")))
    }
}

fn arguments(count: usize) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} argument{ending}")
}

/// Refuses flags that Helm 4 does not take together. Go: cobra flag_groups.go.
pub fn check_exclusive(flags: &Parsed, compat: Compat) -> Result<(), Failure> {
    let all_given = |group: &&[&str; 2]| group.iter().all(|name| flags.is_given(name));
    let Some(group) = EXCLUSIVE.iter().find(all_given).filter(|_| compat == Compat::V4) else {
        return Ok(());
    };
    let mut sorted = *group;
    sorted.sort_unstable();
    Err(Failure::text(format!(
        "if any flags in the group [{}] are set none of the others can be; [{}] were all set",
        group.join(" "),
        sorted.join(" ")
    )))
}

/// The program that has a command: Helm, or only this one.
pub fn program_of(path: &str) -> &'static str {
    let name = path.split(' ').next().unwrap_or_default();
    if HELM_COMMANDS.contains(&name) { "helm" } else { "rutter" }
}

/// Says that there is no such command, and which may be meant, `own` ones of this program among
/// them. Go: spf13/cobra.
pub fn unknown(name: &str, own: bool) -> Failure {
    if HELM_COMMANDS.contains(&name) || HELM_ALIASES.contains(&name) {
        return Failure::text(format!(
            "{} is a command of Helm that works on clusters; use the regular helm for it",
            rutter::quote(name)
        ));
    }
    let is_ours = |command: &&str| own && !HELM_COMMANDS.contains(command);
    let ours = COMMANDS.iter().map(|command| command.name).filter(is_ours);
    let similar: String = HELM_COMMANDS
        .iter()
        .copied()
        .chain(ours)
        .filter(|command| is_similar(name, command))
        .map(|command| format!("\t{command}\n"))
        .collect();
    let suggestions = match similar.is_empty() {
        true => String::new(),
        false => format!("\n\nDid you mean this?\n{similar}"),
    };
    Failure::text(format!(
        "unknown command {} for \"helm\"{suggestions}\nRun 'helm --help' for usage.",
        rutter::quote(name)
    ))
}

/// At most two edits away, or its beginning.
fn is_similar(typed: &str, command: &str) -> bool {
    let typed = typed.to_lowercase();
    distance(&typed, command) <= 2 || command.starts_with(&typed)
}

/// Levenshtein's.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut next = vec![index + 1];
        for (column, other) in to.iter().enumerate() {
            let replace = row.get(column).copied().unwrap_or(0) + usize::from(letter != *other);
            let insert = next.last().copied().unwrap_or(0) + 1;
            let delete = row.get(column + 1).copied().unwrap_or(0) + 1;
            next.push(replace.min(insert).min(delete));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
