//! The table of commands: what exists, what it takes, and what runs it. Dispatch, help and
//! completion all read it.

use rutter::Compat;

use crate::commands;
use crate::failure::Failure;
use crate::flags::{
    CHART_PATH, COMPLETION, CREATE, DOCS, EXCLUSIVE, Flag, GLOBAL, LINT, PACKAGE, Parsed, RENDER,
    SCHEMA, SHOW_VALUES, TEMPLATE, VALIDATE, VALUES, VERSION,
};
use crate::output::Output;
use crate::settings::Settings;

/// How a command is run.
pub type Run = fn(&Parsed, &Settings, &mut Output) -> Result<(), Failure>;

/// How many arguments a command takes. Helm: cmd/require.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// The command looks itself.
    Any,
    /// No argument.
    None,
    /// One argument.
    One,
    /// At most one argument.
    AtMostOne,
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

/// The commands there are.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "create",
        usage: "NAME",
        about: "create a new chart with the given name",
        details: "Writes a starter chart into the directory NAME: templates with helpers, a values.yaml with a\nschema, and a test. The files are this program's own, not those of \"helm create\".",
        flags: &[CREATE],
        arity: Arity::One,
        run: Some(commands::create::run),
        ..COMMAND
    },
    Command {
        name: "show",
        aliases: &["inspect"],
        about: "show information of a chart",
        commands: SHOW,
        ..COMMAND
    },
    Command {
        name: "lint",
        usage: "PATH",
        about: "examine a chart for possible issues",
        details: "Checks chart directories and archives by Helm's rules. [ERROR] is what stops an installation,\n[WARNING] what is against convention; --strict fails on both.",
        flags: &[VALUES, LINT],
        arity: Arity::SomeSinceV4,
        run: Some(commands::lint::run),
        ..COMMAND
    },
    Command {
        name: "package",
        usage: "[CHART_PATH] [...]",
        about: "package a chart directory into a chart archive",
        details: "Writes NAME-VERSION.tgz for each chart directory. The same chart gives the same bytes on every\nmachine: entries carry one fixed time, or that of SOURCE_DATE_EPOCH. Symbolic links that lead out\nof the chart are refused unless Chart.yaml declares their target as a file:// dependency.",
        flags: &[PACKAGE],
        run: Some(commands::package::run),
        ..COMMAND
    },
    Command {
        name: "template",
        usage: "[NAME] [CHART]",
        about: "locally render templates",
        details: "Prints the manifests of a release as Helm would print them, byte by byte. No cluster is asked.",
        flags: &[VALUES, CHART_PATH, TEMPLATE],
        run: Some(commands::template::run),
        ..COMMAND
    },
    Command {
        name: "completion",
        about: "generate autocompletion scripts for the specified shell",
        commands: SHELLS,
        ..COMMAND
    },
    Command {
        name: "env",
        about: "client environment information",
        arity: Arity::AtMostOne,
        run: Some(commands::env::run),
        ..COMMAND
    },
    Command {
        name: "version",
        about: "print the version information",
        details: "Under a name that begins with helm, or with --compat, prints what that Helm prints.",
        flags: &[VERSION],
        arity: Arity::None,
        run: Some(commands::version::run),
        ..COMMAND
    },
    Command {
        name: "render",
        usage: "[NAME] CHART",
        about: "render with every error at once, other formats and explanations",
        flags: &[VALUES, CHART_PATH, TEMPLATE, RENDER],
        run: Some(commands::render::run),
        ..COMMAND
    },
    Command {
        name: "validate",
        usage: "[NAME] CHART | FILE...",
        about: "hold manifests against Kubernetes schemas, removed APIs and Pod Security levels",
        details: "Renders CHART for each version of Kubernetes, or reads the given files, folders of files, or\nstandard input (\"-\"), and says what a cluster of that version would refuse. Findings of a chart\nname the template line and the values behind it.",
        flags: &[VALUES, CHART_PATH, VALIDATE],
        run: Some(commands::validate::run),
        ..COMMAND
    },
    Command {
        name: "schema",
        usage: "CHART",
        about: "make values.schema.json from values.yaml and its comments",
        details: "Prints a JSON Schema (draft 7) of the chart's values. Types and fields come from values.yaml,\nthe rest from its comments: \"# -- text\" (helm-docs), \"# @schema\" blocks and lines, \"## @param\".\n--write puts it into the chart, --check fails if the chart has another.",
        flags: &[SCHEMA],
        run: Some(commands::schema::run),
        ..COMMAND
    },
    Command {
        name: "docs",
        usage: "CHART",
        about: "make the README's table of values from values.yaml and its comments",
        details: "Prints a table of the chart's values in Markdown. Comments are read as by \"rutter schema\".\n--write puts it into README.md between <!-- values --> and <!-- end of values -->, --check fails\nif another stands there.",
        flags: &[SCHEMA, DOCS],
        run: Some(commands::docs::run),
        ..COMMAND
    },
];

const SHOW: &[Command] = &[
    Command {
        name: "all",
        usage: "[CHART]",
        about: "show all information of the chart",
        flags: &[CHART_PATH],
        arity: Arity::One,
        run: Some(commands::show::all),
        ..COMMAND
    },
    Command {
        name: "chart",
        usage: "[CHART]",
        about: "show the chart's definition",
        flags: &[CHART_PATH],
        arity: Arity::One,
        run: Some(commands::show::chart),
        ..COMMAND
    },
    Command {
        name: "crds",
        usage: "[CHART]",
        about: "show the chart's CRDs",
        flags: &[CHART_PATH],
        arity: Arity::One,
        run: Some(commands::show::crds),
        ..COMMAND
    },
    Command {
        name: "readme",
        usage: "[CHART]",
        about: "show the chart's README",
        flags: &[CHART_PATH],
        arity: Arity::One,
        run: Some(commands::show::readme),
        ..COMMAND
    },
    Command {
        name: "values",
        usage: "[CHART]",
        about: "show the chart's values",
        flags: &[CHART_PATH, SHOW_VALUES],
        arity: Arity::One,
        run: Some(commands::show::values),
        ..COMMAND
    },
];

const SHELLS: &[Command] = &[
    Command {
        name: "bash",
        about: "generate autocompletion script for bash",
        details: "To load it now:\n\n    source <(PROGRAM completion bash)",
        flags: &[COMPLETION],
        arity: Arity::None,
        run: Some(commands::completion::bash),
        ..COMMAND
    },
    Command {
        name: "fish",
        about: "generate autocompletion script for fish",
        details: "To load it now:\n\n    PROGRAM completion fish | source",
        flags: &[COMPLETION],
        arity: Arity::None,
        run: Some(commands::completion::fish),
        ..COMMAND
    },
    Command {
        name: "powershell",
        about: "generate autocompletion script for powershell",
        details: "To load it now:\n\n    PROGRAM completion powershell | Out-String | Invoke-Expression",
        flags: &[COMPLETION],
        arity: Arity::None,
        run: Some(commands::completion::powershell),
        ..COMMAND
    },
    Command {
        name: "zsh",
        about: "generate autocompletion script for zsh",
        details: "To load it now:\n\n    source <(PROGRAM completion zsh)",
        flags: &[COMPLETION],
        arity: Arity::None,
        run: Some(commands::completion::zsh),
        ..COMMAND
    },
];

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
            Arity::None if count > 0 => "accepts no arguments",
            Arity::One if count != 1 => "requires 1 argument",
            Arity::AtMostOne if count > 1 => "accepts at most 1 argument",
            Arity::SomeSinceV4 if count == 0 && compat == Compat::V4 => {
                "requires at least 1 argument"
            }
            _ => return Ok(()),
        };
        let usage = self.usage_line(path);
        Err(Failure::text(format!("\"{path}\" {wrong}\n\nUsage:  {usage}")))
    }
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

/// Says that there is no such command, and which may be meant, `own` ones of this program among
/// them. Go: spf13/cobra.
pub fn unknown(name: &str, own: bool) -> Failure {
    if HELM_COMMANDS.contains(&name) || HELM_ALIASES.contains(&name) {
        return Failure::text(format!(
            "{} is a command of Helm that works on clusters, repositories or registries; this program renders charts: use the regular helm for it",
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
