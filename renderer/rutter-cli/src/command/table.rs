//! The commands there are.

use crate::commands;
use crate::flags::{
    CHART_PATH, COMPLETION, CREATE, DEPENDENCIES, DEPENDENCY_LIST, DIFF, DOCS, DOWNLOAD, GRAPH,
    IMAGES, LINT, OUTPUT, PACKAGE, PULL, REGISTRY_LOGIN, RELEASE, RENDER, RENDERED, REPO_ADD,
    REPO_INDEX, REPO_LIST, REPO_UPDATE, SCHEMA, SEARCH_OCI, SEARCH_REPO, SHOW_VALUES, TEMPLATE,
    UNITTEST, VALIDATE, VALUES, VALUES_UNUSED, VERIFY, VERSION,
};

use super::{Arity, COMMAND, Command};

/// The commands there are.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "create",
        usage: "NAME",
        about: "create a new chart with the given name",
        details: "Writes a starter chart into the directory NAME: templates with helpers, a values.yaml with a\nschema, and a test. The files are this program's own, not those of \"helm create\".",
        flags: &[CREATE],
        arity: Arity::Exactly(1),
        run: Some(commands::create::run),
        ..COMMAND
    },
    Command {
        name: "dependency",
        aliases: &["dep", "dependencies"],
        about: "manage a chart's dependencies",
        commands: DEPENDENCY,
        ..COMMAND
    },
    Command {
        name: "registry",
        about: "login to or logout from a registry",
        commands: REGISTRY,
        ..COMMAND
    },
    Command {
        name: "repo",
        about: "add, list, remove, update, and index chart repositories",
        commands: REPO,
        ..COMMAND
    },
    Command {
        name: "search",
        about: "search for a keyword in charts",
        commands: SEARCH,
        ..COMMAND
    },
    Command {
        name: "pull",
        aliases: &["fetch"],
        usage: "[chart URL | repo/chartname] [...]",
        about: "download a chart from a repository and (optionally) unpack it in local directory",
        details: "A package whose digest is not the one in the repository's index is refused. Credentials go only\nto the host they belong to.",
        flags: &[CHART_PATH, PULL],
        arity: Arity::AtLeast(1),
        run: Some(commands::pull::run),
        ..COMMAND
    },
    Command {
        name: "push",
        usage: "[chart] [remote]",
        about: "push a chart to remote",
        details: "The signature beside the package (.prov) is pushed with it.",
        flags: &[DOWNLOAD],
        arity: Arity::AtLeast(2),
        run: Some(commands::push::run),
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
        name: "verify",
        usage: "PATH",
        about: "verify that a chart at the given path has been signed and is valid",
        flags: &[VERIFY],
        arity: Arity::Exactly(1),
        run: Some(commands::verify::run),
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
        arity: Arity::AtMost(1),
        run: Some(commands::env::run),
        ..COMMAND
    },
    Command {
        name: "version",
        about: "print the version information",
        details: "Under a name that begins with helm, or with --compat, prints what that Helm prints.",
        flags: &[VERSION],
        arity: Arity::Exactly(0),
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
        name: "release",
        usage: "CHARTS...",
        about: "publish what is new of a folder of charts",
        details: "Checks every chart (lint --strict with its defaults, presets and ci/ values), packs it, and asks\nthe registry what is published: a version that is there with the same content is left alone, one\nwith other content stops everything. What is new is signed if asked, pushed, gets a bill of its\nimages (CycloneDX) attached, and is read back. Run it again after a failure: nothing is done twice.",
        flags: &[DOWNLOAD, RELEASE],
        run: Some(commands::release::run),
        ..COMMAND
    },
    Command {
        name: "diff",
        usage: "OLD NEW",
        about: "show what changes between two charts, renders, revisions or sets of values",
        details: "OLD and NEW are charts (folder, archive, reference), rendered files, folders of them, or \"-\" for\nstandard input. One chart is compared with itself by --rev A..B (git; the work tree where B is\nmissing), or under --old-values and --new-values, which come after those of both sides.",
        flags: &[VALUES, CHART_PATH, RENDERED, DIFF],
        run: Some(commands::diff::run),
        ..COMMAND
    },
    Command {
        name: "graph",
        usage: "CHART",
        about: "show the charts of a chart, and the order in which its parts start and stop",
        details: "Prints the tree of charts below CHART, and which of them the values switch off. With --order,\nprints in which order its parts start and stop: the chart's values declare that in a list\nstartOrder, whose entries have a name and the names they start after; --order=PATH names another\nlist, or a map of parts each with its \"after\".",
        flags: &[VALUES, CHART_PATH, GRAPH],
        arity: Arity::Exactly(1),
        run: Some(commands::graph::run),
        ..COMMAND
    },
    Command {
        name: "values",
        about: "show what values a chart is given, and what becomes of one",
        commands: VALUES_COMMANDS,
        ..COMMAND
    },
    Command {
        name: "images",
        usage: "[NAME] CHART",
        about: "list the images that a chart runs",
        details: "Renders CHART and prints every image of its pods, hooks and custom resources, each once.",
        flags: &[VALUES, CHART_PATH, RENDERED, IMAGES],
        arity: Arity::AtLeast(1),
        run: Some(commands::images::run),
        ..COMMAND
    },
    Command {
        name: "unittest",
        usage: "CHART [...]",
        about: "run the tests of charts that helm-unittest runs",
        details: "Runs the suites in CHART/tests/*_test.yaml: each test renders templates with its values, as Helm\n3 does unless --compat 4 is given, and says what must hold. The exit code is 1 if anything fails.",
        flags: &[UNITTEST],
        arity: Arity::AtLeast(1),
        run: Some(commands::unittest::run),
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

const REGISTRY: &[Command] = &[
    Command {
        name: "login",
        usage: "[host]",
        about: "login to a registry",
        details: "Asks the registry whether it accepts name and password, and keeps them for it: in the file\nthat \"rutter env HELM_REGISTRY_CONFIG\" names, or with the credential helper named there.",
        flags: &[REGISTRY_LOGIN],
        arity: Arity::AtLeast(1),
        run: Some(commands::registry::login),
        ..COMMAND
    },
    Command {
        name: "logout",
        usage: "[host]",
        about: "logout from a registry",
        details: "Forgets the name and the password that are kept for a registry.",
        arity: Arity::AtLeast(1),
        run: Some(commands::registry::logout),
        ..COMMAND
    },
];

const VALUES_COMMANDS: &[Command] = &[
    Command {
        name: "explain",
        usage: "KEY CHART",
        about: "show where a value is set and which lines of the output are written with it",
        flags: &[VALUES, CHART_PATH, RENDERED],
        arity: Arity::Exactly(2),
        run: Some(commands::values::explained),
        ..COMMAND
    },
    Command {
        name: "merge",
        usage: "CHART",
        about: "print all values that the templates of a chart see",
        details: "The chart's own values and those of the charts below it, with the given ones over them.",
        flags: &[VALUES, CHART_PATH],
        arity: Arity::Exactly(1),
        run: Some(commands::values::merge),
        ..COMMAND
    },
    Command {
        name: "unused",
        usage: "CHART",
        about: "list the values that no template can read",
        details: "Looks at the chart's values.yaml and at the files given with -f. Templates are read, not\nrendered: what any of them, or of the charts below, may read with other values is not listed.",
        flags: &[VALUES_UNUSED, CHART_PATH],
        arity: Arity::Exactly(1),
        run: Some(commands::values::unused::run),
        ..COMMAND
    },
];

const SHOW: &[Command] = &[
    Command {
        name: "all",
        usage: "[CHART]",
        about: "show all information of the chart",
        flags: &[CHART_PATH],
        arity: Arity::Exactly(1),
        run: Some(commands::show::all),
        ..COMMAND
    },
    Command {
        name: "chart",
        usage: "[CHART]",
        about: "show the chart's definition",
        flags: &[CHART_PATH],
        arity: Arity::Exactly(1),
        run: Some(commands::show::chart),
        ..COMMAND
    },
    Command {
        name: "crds",
        usage: "[CHART]",
        about: "show the chart's CRDs",
        flags: &[CHART_PATH],
        arity: Arity::Exactly(1),
        run: Some(commands::show::crds),
        ..COMMAND
    },
    Command {
        name: "readme",
        usage: "[CHART]",
        about: "show the chart's README",
        flags: &[CHART_PATH],
        arity: Arity::Exactly(1),
        run: Some(commands::show::readme),
        ..COMMAND
    },
    Command {
        name: "values",
        usage: "[CHART]",
        about: "show the chart's values",
        flags: &[CHART_PATH, SHOW_VALUES],
        arity: Arity::Exactly(1),
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
        arity: Arity::Exactly(0),
        run: Some(commands::completion::bash),
        ..COMMAND
    },
    Command {
        name: "fish",
        about: "generate autocompletion script for fish",
        details: "To load it now:\n\n    PROGRAM completion fish | source",
        flags: &[COMPLETION],
        arity: Arity::Exactly(0),
        run: Some(commands::completion::fish),
        ..COMMAND
    },
    Command {
        name: "powershell",
        about: "generate autocompletion script for powershell",
        details: "To load it now:\n\n    PROGRAM completion powershell | Out-String | Invoke-Expression",
        flags: &[COMPLETION],
        arity: Arity::Exactly(0),
        run: Some(commands::completion::powershell),
        ..COMMAND
    },
    Command {
        name: "zsh",
        about: "generate autocompletion script for zsh",
        details: "To load it now:\n\n    source <(PROGRAM completion zsh)",
        flags: &[COMPLETION],
        arity: Arity::Exactly(0),
        run: Some(commands::completion::zsh),
        ..COMMAND
    },
];

const DEPENDENCY: &[Command] = &[
    Command {
        name: "build",
        usage: "CHART",
        about: "rebuild the charts/ directory based on the Chart.lock file",
        details: "Downloads what Chart.lock names into charts/; without a lock does what \"update\" does. If\nanything fails, charts/ is left as it was.",
        flags: &[DOWNLOAD, DEPENDENCIES],
        arity: Arity::AtMost(1),
        run: Some(commands::dependency::build),
        ..COMMAND
    },
    Command {
        name: "list",
        aliases: &["ls"],
        usage: "CHART",
        about: "list the dependencies for the given chart",
        flags: &[DEPENDENCY_LIST],
        arity: Arity::AtMost(1),
        run: Some(commands::dependency::list),
        ..COMMAND
    },
    Command {
        name: "update",
        aliases: &["up"],
        usage: "CHART",
        about: "update charts/ based on the contents of Chart.yaml",
        details: "Finds the newest versions that Chart.yaml allows, downloads them into charts/ and writes\nChart.lock. Only the repositories that the chart names are asked. If anything fails, charts/ and\nthe lock are left as they were.",
        flags: &[DOWNLOAD, DEPENDENCIES],
        arity: Arity::AtMost(1),
        run: Some(commands::dependency::update),
        ..COMMAND
    },
];

const REPO: &[Command] = &[
    Command {
        name: "add",
        usage: "[NAME] [URL]",
        about: "add a chart repository",
        flags: &[REPO_ADD],
        arity: Arity::Exactly(2),
        run: Some(commands::repo::add),
        ..COMMAND
    },
    Command {
        name: "index",
        usage: "[DIR]",
        about: "generate an index file given a directory containing packaged charts",
        flags: &[REPO_INDEX],
        arity: Arity::Exactly(1),
        run: Some(commands::repo_index::run),
        ..COMMAND
    },
    Command {
        name: "list",
        aliases: &["ls"],
        about: "list chart repositories",
        flags: &[OUTPUT, REPO_LIST],
        arity: Arity::Exactly(0),
        run: Some(commands::repo::list),
        ..COMMAND
    },
    Command {
        name: "remove",
        aliases: &["rm"],
        usage: "[REPO1 [REPO2 ...]]",
        about: "remove one or more chart repositories",
        arity: Arity::AtLeast(1),
        run: Some(commands::repo::remove),
        ..COMMAND
    },
    Command {
        name: "update",
        aliases: &["up"],
        usage: "[REPO1 [REPO2 ...]]",
        about: "update information of available charts locally from chart repositories",
        flags: &[REPO_UPDATE],
        run: Some(commands::repo::update),
        ..COMMAND
    },
];

const SEARCH: &[Command] = &[
    Command {
        name: "repo",
        usage: "[keyword]",
        about: "search repositories for a keyword in charts",
        flags: &[OUTPUT, SEARCH_REPO],
        run: Some(commands::search::repo),
        ..COMMAND
    },
    Command {
        name: "oci",
        usage: "oci://REGISTRY/PATH/CHART",
        about: "list the versions of a chart in a registry, newest first",
        flags: &[OUTPUT, DOWNLOAD, SEARCH_OCI],
        arity: Arity::Exactly(1),
        run: Some(commands::search::oci),
        ..COMMAND
    },
];
