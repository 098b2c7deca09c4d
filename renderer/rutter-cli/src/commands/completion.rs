//! `rutter completion`: scripts that complete commands, flags and files, one per shell.

use crate::command::{COMMANDS, Command};
use crate::failure::Failure;
use crate::flags::{Flag, GLOBAL, Parsed, default_value, is_listed};
use crate::output::Output;
use crate::settings::{Settings, program};

/// What can follow one command.
struct Place {
    /// `show chart`; empty before any command.
    path: String,
    about: &'static str,
    commands: Vec<&'static Command>,
    flags: Vec<&'static Flag>,
}

/// Every place where something can be completed, the first one before any command.
fn places(settings: &Settings) -> Vec<Place> {
    let flags = |tables: &[&'static [Flag]]| {
        let mut flags: Vec<&Flag> = tables
            .iter()
            .rev()
            .copied()
            .flatten()
            .filter(|flag| is_listed(flag, settings.compat))
            .collect();
        // A command's own flag comes before one of the same name that all commands take.
        flags.sort_by_key(|flag| flag.name);
        flags.dedup_by_key(|flag| flag.name);
        flags
    };
    let place = |path: String, command: &'static Command| Place {
        path,
        about: command.about,
        commands: command.commands.iter().collect(),
        flags: flags(&command.tables()),
    };
    let mut places = vec![Place {
        path: String::new(),
        about: "",
        commands: COMMANDS.iter().collect(),
        flags: flags(&[GLOBAL]),
    }];
    for command in COMMANDS {
        places.push(place(command.name.to_string(), command));
        for below in command.commands {
            places.push(place(format!("{} {}", command.name, below.name), below));
        }
    }
    places
}

/// Words that a script offers at one place.
fn words<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(" ")
}

fn flag_words(place: &Place) -> String {
    let names: Vec<String> = place.flags.iter().map(|flag| format!("--{}", flag.name)).collect();
    words(names.iter().map(String::as_str))
}

fn command_words(place: &Place) -> String {
    words(place.commands.iter().map(|command| command.name))
}

/// Flags whose value is the next word, so that it is not taken for a command.
fn valued(places: &[Place]) -> Vec<String> {
    let mut names: Vec<String> = places
        .iter()
        .flat_map(|place| &place.flags)
        .filter(|flag| default_value(flag.kind).is_none())
        .flat_map(|flag| {
            let short = flag.short.map(|letter| format!("-{letter}"));
            short.into_iter().chain([format!("--{}", flag.name)])
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// `completion bash`
pub fn bash(_: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    output.write(&posix_script(settings));
    let program = program();
    output.write(&format!("complete -o default -F _{program} {program}\n"));
    Ok(())
}

/// `completion zsh`: the bash script under zsh's own emulation of bash completion.
pub fn zsh(_: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let program = program();
    output.write(&format!(
        "#compdef {program}\nautoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
    ));
    output.write(&posix_script(settings));
    output.write(&format!("complete -o default -F _{program} {program}\n"));
    Ok(())
}

/// A shell function that finds the command in the words typed, then what may follow it.
fn posix_script(settings: &Settings) -> String {
    let places = places(settings);
    let program = program();
    let groups: Vec<&str> =
        COMMANDS.iter().filter(|c| !c.commands.is_empty()).map(|c| c.name).collect();
    let mut script = format!(
        "_{program}() {{\n    local current=\"${{COMP_WORDS[COMP_CWORD]}}\" place=\"\" skip=\"\" word flags commands index\n    for ((index = 1; index < COMP_CWORD; index++)); do\n        word=\"${{COMP_WORDS[index]}}\"\n        if [[ -n $skip ]]; then\n            skip=\"\"\n            continue\n        fi\n        case \"$word\" in\n            {}) skip=1 ;;\n            -*) ;;\n            *)\n                case \"$place\" in\n                    \"\") place=\"$word\" ;;\n                    {}) place=\"$place $word\" ;;\n                esac\n                ;;\n        esac\n    done\n    case \"$place\" in\n",
        valued(&places).join("|"),
        groups.join("|")
    );
    for place in &places {
        script.push_str(&format!(
            "        \"{}\") commands=\"{}\" flags=\"{}\" ;;\n",
            place.path,
            command_words(place),
            flag_words(place)
        ));
    }
    script.push_str("        *) return ;;\n    esac\n    if [[ -n $skip ]]; then\n        COMPREPLY=()\n    elif [[ $current == -* ]]; then\n        COMPREPLY=($(compgen -W \"$flags\" -- \"$current\"))\n    else\n        COMPREPLY=($(compgen -W \"$commands\" -- \"$current\"))\n    fi\n}\n");
    script
}

/// `completion fish`
pub fn fish(_: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let program = program();
    for place in &places(settings) {
        let condition = fish_condition(place);
        for command in &place.commands {
            output.write(&format!(
                "complete -c {program} -f -n '{condition}' -a {} -d {}\n",
                command.name,
                fish_quote(command.about)
            ));
        }
        for flag in &place.flags {
            if !place.path.is_empty() && GLOBAL.iter().any(|g| g.name == flag.name) {
                continue;
            }
            let condition = match place.path.is_empty() {
                true => String::new(),
                false => format!(" -n '{condition}'"),
            };
            let short = flag.short.map(|letter| format!(" -s {letter}")).unwrap_or_default();
            let value = match default_value(flag.kind) {
                Some(_) => "",
                None => " -r",
            };
            output.write(&format!(
                "complete -c {program}{condition} -l {}{short}{value} -d {}\n",
                flag.name,
                fish_quote(flag.help)
            ));
        }
    }
    Ok(())
}

fn fish_quote(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn fish_condition(place: &Place) -> String {
    let path: Vec<&str> = place.path.split(' ').filter(|word| !word.is_empty()).collect();
    let below = command_words(place);
    match path.as_slice() {
        [] => "__fish_use_subcommand".to_string(),
        [command] if below.is_empty() => format!("__fish_seen_subcommand_from {command}"),
        [command] => format!(
            "__fish_seen_subcommand_from {command}; and not __fish_seen_subcommand_from {below}"
        ),
        [command, rest @ ..] => format!(
            "__fish_seen_subcommand_from {command}; and __fish_seen_subcommand_from {}",
            rest.join(" ")
        ),
    }
}

/// `completion powershell`
pub fn powershell(_: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let places = places(settings);
    let quote = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let valued: Vec<String> = valued(&places).iter().map(|name| quote(name)).collect();
    output.write(&format!(
        "Register-ArgumentCompleter -Native -CommandName {} -ScriptBlock {{\n    param($wordToComplete, $commandAst, $cursorPosition)\n    $places = @{{\n",
        quote(&program())
    ));
    for place in &places {
        let commands = place.commands.iter().map(|c| (c.name.to_string(), c.about));
        let flags = place.flags.iter().map(|f| (format!("--{}", f.name), f.help));
        let entries: Vec<String> = commands
            .chain(flags)
            .map(|(name, about)| format!("@({}, {})", quote(&name), quote(about)))
            .collect();
        output.write(&format!(
            "        {} = @({}) # {}\n",
            quote(&place.path),
            entries.join(", "),
            place.about
        ));
    }
    output.write(&format!(
        "    }}\n    $valued = @({})\n    $place = ''\n    $skip = $false\n    foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {{\n        if ($element.Extent.EndOffset -ge $cursorPosition) {{ break }}\n        $word = $element.ToString()\n        if ($skip) {{ $skip = $false; continue }}\n        if ($valued -contains $word) {{ $skip = $true; continue }}\n        $next = \"$place $word\".Trim()\n        if (-not $word.StartsWith('-') -and $places.ContainsKey($next)) {{ $place = $next }}\n    }}\n    $places[$place] | Where-Object {{ $_[0] -like \"$wordToComplete*\" }} | ForEach-Object {{\n        [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])\n    }}\n}}\n",
        valued.join(", ")
    ));
    Ok(())
}
