//! The tables of flags: what exists, in which Helm, and what it is for.
//!
//! Helm: pkg/cli/environment.go, cmd/helm/{flags,install,template,lint,show,version}.go.

use super::{Flag, Kind, Since, State};

/// Shorthand for table entries.
const fn flag(name: &'static str, kind: Kind, help: &'static str) -> Flag {
    Flag { name, short: None, kind, since: Since::Both, state: State::Listed, help }
}

/// A flag of klog, which Helm takes and does not list.
const fn logging(name: &'static str, kind: Kind) -> Flag {
    Flag { state: State::Hidden, ..flag(name, kind, "accepted; there is no such log here") }
}

impl Flag {
    /// With a one-letter name.
    const fn short(self, letter: char) -> Flag {
        Flag { short: Some(letter), ..self }
    }

    /// In one Helm only.
    const fn since(self, since: Since) -> Flag {
        Flag { since, ..self }
    }

    /// Still taken by Helm 4, with this advice.
    const fn deprecated(self, advice: &'static str) -> Flag {
        Flag { since: Since::V4, state: State::Deprecated(advice), ..self }
    }
}

/// Flags that every command takes.
pub const GLOBAL: &[Flag] = &[
    flag("help", Kind::Bool, "help for the command").short('h'),
    flag("burst-limit", Kind::Int, "client-side default throttling limit"),
    flag("debug", Kind::Bool, "enable verbose output"),
    flag("kube-apiserver", Kind::String, "address and port of the Kubernetes API server"),
    flag("kube-as-group", Kind::StringArray, "group to impersonate, can be repeated"),
    flag("kube-as-user", Kind::String, "username to impersonate"),
    flag("kube-ca-file", Kind::String, "certificate authority file of the Kubernetes API server"),
    flag("kube-context", Kind::String, "name of the kubeconfig context to use"),
    flag("kube-insecure-skip-tls-verify", Kind::Bool, "do not check the API server's certificate"),
    flag("kube-tls-server-name", Kind::String, "server name in the API server's certificate"),
    flag("kube-token", Kind::String, "bearer token for the Kubernetes API server"),
    flag("kubeconfig", Kind::String, "path to the kubeconfig file"),
    flag("namespace", Kind::String, "namespace scope for this request").short('n'),
    flag("qps", Kind::Float, "queries per second to the Kubernetes API"),
    flag("registry-config", Kind::String, "path to the registry config file"),
    flag("repository-cache", Kind::String, "directory with cached repository indexes"),
    flag("repository-config", Kind::String, "file with repository names and URLs"),
    flag("color", Kind::String, "use coloured output: never, auto, always").since(Since::V4),
    flag("colour", Kind::String, "use coloured output: never, auto, always").since(Since::V4),
    flag("content-cache", Kind::String, "directory with cached content").since(Since::V4),
    flag("compat", Kind::String, "the Helm to equal: 3 or 4").since(Since::Ours),
    logging("add-dir-header", Kind::PlainBool),
    logging("alsologtostderr", Kind::PlainBool),
    logging("alsologtostderrthreshold", Kind::Severity),
    logging("legacy-stderr-threshold-behavior", Kind::PlainBool),
    logging("log-backtrace-at", Kind::String),
    logging("log-dir", Kind::String),
    logging("log-file", Kind::String),
    logging("log-file-max-size", Kind::PlainUint),
    logging("logtostderr", Kind::PlainBool),
    logging("one-output", Kind::PlainBool),
    logging("skip-headers", Kind::PlainBool),
    logging("skip-log-headers", Kind::PlainBool),
    logging("stderrthreshold", Kind::Severity),
    logging("v", Kind::Level).short('v'),
    logging("vmodule", Kind::String),
];

/// Flags that set values.
pub const VALUES: &[Flag] = &[
    flag("values", Kind::StringSlice, "values in a YAML file or a URL, can be repeated").short('f'),
    flag("set", Kind::StringArray, "values: key1=val1,key2=val2, can be repeated"),
    flag("set-file", Kind::StringArray, "values from files: key1=path1,key2=path2"),
    flag("set-json", Kind::StringArray, "JSON values: key1=json1,key2=json2"),
    flag("set-literal", Kind::StringArray, "a literal string value: key=value"),
    flag("set-string", Kind::StringArray, "string values: key1=val1,key2=val2"),
];

/// Flags that say where a chart is.
pub const CHART_PATH: &[Flag] = &[
    flag("ca-file", Kind::String, "check HTTPS certificates with this CA bundle"),
    flag("cert-file", Kind::String, "identify to HTTPS servers by this certificate"),
    flag("insecure-skip-tls-verify", Kind::Bool, "do not check certificates for the download"),
    flag("key-file", Kind::String, "identify to HTTPS servers by this key"),
    flag("keyring", Kind::String, "public keys for verification"),
    flag("pass-credentials", Kind::Bool, "pass credentials to all domains"),
    flag("password", Kind::String, "chart repository password"),
    flag("plain-http", Kind::Bool, "use plain HTTP for the download"),
    flag("repo", Kind::String, "chart repository URL"),
    flag("username", Kind::String, "chart repository username"),
    flag("verify", Kind::Bool, "verify the package before using it"),
    flag("version", Kind::String, "version or version range of the chart"),
    flag("devel", Kind::Bool, "use development versions too"),
];

/// Flags of `template` beyond values and chart path.
pub const TEMPLATE: &[Flag] = &[
    flag(
        "api-versions",
        Kind::StringSlice,
        "Kubernetes API versions for .Capabilities.APIVersions",
    )
    .short('a'),
    flag("create-namespace", Kind::Bool, "accepted for install"),
    flag("dependency-update", Kind::Bool, "update missing dependencies first"),
    flag("description", Kind::String, "accepted for install"),
    flag("disable-openapi-validation", Kind::Bool, "accepted for install"),
    flag("dry-run", Kind::Optional("client"), "accepted; rendering never contacts a cluster")
        .since(Since::V3),
    flag("dry-run", Kind::Optional("unset"), "accepted; rendering never contacts a cluster")
        .since(Since::V4),
    flag("enable-dns", Kind::Bool, "let getHostByName ask the network"),
    flag("generate-name", Kind::Bool, "generate the name").short('g'),
    flag("include-crds", Kind::Bool, "include CRDs in the output"),
    flag("is-upgrade", Kind::Bool, "set .Release.IsUpgrade instead of .Release.IsInstall"),
    flag("kube-version", Kind::String, "Kubernetes version for .Capabilities.KubeVersion"),
    flag("labels", Kind::StringToString, "accepted for install").short('l'),
    flag("name-template", Kind::String, "template that names the release"),
    flag("no-hooks", Kind::Bool, "leave out hooks"),
    flag("output-dir", Kind::String, "write files below this directory instead of standard output"),
    flag("post-renderer", Kind::PostRenderer, "program that the manifests are passed through"),
    flag("post-renderer-args", Kind::StringArray, "argument of the post-renderer, can be repeated"),
    flag("release-name", Kind::Bool, "use the release name in the output directory"),
    flag("replace", Kind::Bool, "accepted for install"),
    flag("show-only", Kind::StringArray, "only show these templates, can be repeated").short('s'),
    flag("skip-crds", Kind::Bool, "accepted for install"),
    flag("skip-schema-validation", Kind::Bool, "do not validate values by JSON schema"),
    flag(
        "fetch-schemas",
        Kind::Bool,
        "read schemas that schemas refer to by http, https or file URL",
    ),
    flag(
        "limit",
        Kind::StringArray,
        "raise a limit: steps=N, output-bytes=N or string-bytes=N, can be repeated",
    ),
    flag("skip-tests", Kind::Bool, "leave out tests"),
    flag("take-ownership", Kind::Bool, "accepted for install"),
    flag("timeout", Kind::Duration, "accepted for install"),
    flag("wait", Kind::Bool, "accepted for install").since(Since::V3),
    flag("wait", Kind::Wait, "accepted for install").since(Since::V4),
    flag("wait-for-jobs", Kind::Bool, "accepted for install"),
    flag("atomic", Kind::Bool, "accepted for install").since(Since::V3),
    flag("atomic", Kind::Bool, "accepted for install")
        .deprecated("use --rollback-on-failure instead"),
    flag("force", Kind::Bool, "accepted for install").since(Since::V3),
    flag("force", Kind::Bool, "accepted for install").deprecated("use --force-replace instead"),
    flag("hide-notes", Kind::Bool, "accepted for install").since(Since::V3),
    flag("hide-notes", Kind::Bool, "accepted for install").deprecated(NO_EFFECT),
    flag("render-subchart-notes", Kind::Bool, "accepted for install").since(Since::V3),
    flag("render-subchart-notes", Kind::Bool, "accepted for install").deprecated(NO_EFFECT),
    flag("validate", Kind::Bool, "accepted; rendering never contacts a cluster").since(Since::V3),
    flag("validate", Kind::Bool, "accepted; rendering never contacts a cluster")
        .deprecated("use '--dry-run=server' instead"),
    flag("force-conflicts", Kind::Bool, "accepted for install").since(Since::V4),
    flag("force-replace", Kind::Bool, "accepted for install").since(Since::V4),
    flag("rollback-on-failure", Kind::Bool, "accepted for install").since(Since::V4),
    flag("server-side", Kind::Bool, "accepted for install").since(Since::V4),
];

const NO_EFFECT: &str = "this flag has no effect for 'helm template' and will be removed in Helm 5";

/// Flags of `template` of which Helm 4 takes one only. Go: cobra `MarkFlagsMutuallyExclusive`.
pub const EXCLUSIVE: &[[&str; 2]] =
    &[["force", "force-conflicts"], ["force-replace", "force-conflicts"], ["validate", "dry-run"]];

/// Flags of `lint` beyond values.
pub const LINT: &[Flag] = &[
    flag("kube-version", Kind::String, "Kubernetes version for capabilities and deprecations"),
    flag("quiet", Kind::Bool, "print only warnings and errors"),
    flag("skip-schema-validation", Kind::Bool, "do not validate values by JSON schema"),
    flag(
        "fetch-schemas",
        Kind::Bool,
        "read schemas that schemas refer to by http, https or file URL",
    ),
    flag(
        "limit",
        Kind::StringArray,
        "raise a limit: steps=N, output-bytes=N or string-bytes=N, can be repeated",
    ),
    flag("strict", Kind::Bool, "fail on warnings too"),
    flag("with-subcharts", Kind::Bool, "lint the charts below charts/ too"),
];

/// Flags of `package`.
pub const PACKAGE: &[Flag] = &[
    flag("app-version", Kind::String, "set the appVersion on the chart to this version"),
    flag("ca-file", Kind::String, "check HTTPS certificates with this CA bundle"),
    flag("cert-file", Kind::String, "identify to HTTPS servers by this certificate"),
    flag("dependency-update", Kind::Bool, "update dependencies in charts/ first").short('u'),
    flag("destination", Kind::String, "directory to write the archive to").short('d'),
    flag("file-times", Kind::String, "times of the entries: fixed, source or now")
        .since(Since::Ours),
    flag("follow-links", Kind::Bool, "pack what symbolic links lead to, wherever that is")
        .since(Since::Ours),
    flag("insecure-skip-tls-verify", Kind::Bool, "do not check certificates for the download"),
    flag("key", Kind::String, "name of the key to sign with"),
    flag("key-file", Kind::String, "identify to HTTPS servers by this key"),
    flag("keyring", Kind::String, "keyring with the key to sign with"),
    flag("passphrase-file", Kind::String, "file with the passphrase of the key, - for stdin"),
    flag("password", Kind::String, "chart repository password"),
    flag("plain-http", Kind::Bool, "use plain HTTP for the download"),
    flag("sign", Kind::Bool, "sign the package with a PGP key"),
    flag("username", Kind::String, "chart repository username"),
    flag("version", Kind::String, "set the version on the chart to this version"),
];

/// Flags of `show values` beyond the chart path.
pub const SHOW_VALUES: &[Flag] =
    &[flag("jsonpath", Kind::String, "print what this JSONPath selects")];

/// Flags of `create`.
pub const CREATE: &[Flag] = &[
    flag("starter", Kind::String, "the starter chart is this program's own").short('p'),
    flag("chart-api-version", Kind::String, "only v2").since(Since::V4),
];

/// Flags of `version`.
pub const VERSION: &[Flag] = &[
    flag("client", Kind::Bool, "has no effect").short('c').since(Since::V3),
    flag("short", Kind::Bool, "print only the version number"),
    flag("template", Kind::String, "template for the version, such as {{.Version}}"),
];

/// Flags of `completion`.
pub const COMPLETION: &[Flag] = &[flag("no-descriptions", Kind::Bool, "leave out descriptions")];

/// Flags of `values unused` beyond the chart path.
pub const VALUES_UNUSED: &[Flag] = &[
    flag("check", Kind::Bool, "fail if a value is read by no template").since(Since::Ours),
    flag("output", Kind::String, "format: text or json").short('o').since(Since::Ours),
    flag("values", Kind::StringSlice, "a values file or a URL to look at too, can be repeated")
        .short('f')
        .since(Since::Ours),
];

/// Flags of `schema`.
pub const SCHEMA: &[Flag] = &[
    flag("check", Kind::Bool, "fail if the file is not what values.yaml says").since(Since::Ours),
    flag("write", Kind::Bool, "write the file instead of printing it").since(Since::Ours),
];

/// Flags of `docs` beyond those of `schema`.
pub const DOCS: &[Flag] = &[flag(
    "columns",
    Kind::String,
    "columns of the table: helm-docs or bitnami; what the comments are written for when left out",
)
.since(Since::Ours)];

/// Flags of `registry login`.
pub const REGISTRY_LOGIN: &[Flag] = &[
    flag("ca-file", Kind::String, "check HTTPS certificates with this CA bundle"),
    flag("cert-file", Kind::String, "identify to HTTPS servers by this certificate"),
    flag("insecure", Kind::Bool, "do not check the registry's certificate"),
    flag("key-file", Kind::String, "identify to HTTPS servers by this key"),
    flag("password", Kind::String, "registry password or identity token").short('p'),
    flag("password-stdin", Kind::Bool, "read password or identity token from standard input"),
    flag("plain-http", Kind::Bool, "use plain HTTP for the registry"),
    flag("username", Kind::String, "registry username").short('u'),
];

/// Flags of `render` beyond those of `template`.
pub const RENDER: &[Flag] = &[
    flag("clock", Kind::String, "the time that templates see, such as 2024-05-06T07:08:09Z")
        .since(Since::Ours),
    flag("dir", Kind::String, "directory for -o dir").since(Since::Ours),
    flag(
        "explain",
        Kind::Optional(""),
        "say where output comes from: all, KIND/NAME or KIND/NAME:PATH",
    )
    .since(Since::Ours),
    flag("output", Kind::String, "output format: yaml, json, ndjson or dir")
        .short('o')
        .since(Since::Ours),
    flag("seed", Kind::Int, "make randomness, keys and certificates follow from this number")
        .since(Since::Ours),
    flag("strict", Kind::Bool, "make missing map keys an error").since(Since::Ours),
];

/// Flags of `diff` beyond those of every render.
pub const DIFF: &[Flag] = &[
    flag("context", Kind::Int, "lines of context around changes; all where it is negative")
        .short('C')
        .since(Since::Ours),
    flag("detailed-exitcode", Kind::Bool, "exit with 2 when something changes").since(Since::Ours),
    flag(
        "find-renames",
        Kind::String,
        "show an object under a new name as changed, if less than this share of it differs (0 to 1)",
    )
    .short('D')
    .since(Since::Ours),
    flag("include-crds", Kind::Bool, "compare CRDs too").since(Since::Ours),
    flag("include-tests", Kind::Bool, "compare test hooks too").since(Since::Ours),
    flag("new-set", Kind::StringArray, "values of the new side: key1=val1,key2=val2")
        .since(Since::Ours),
    flag("new-values", Kind::StringSlice, "values of the new side in a YAML file or a URL")
        .since(Since::Ours),
    flag("old-set", Kind::StringArray, "values of the old side: key1=val1,key2=val2")
        .since(Since::Ours),
    flag("old-values", Kind::StringSlice, "values of the old side in a YAML file or a URL")
        .since(Since::Ours),
    flag("output", Kind::String, "format: text, json, json-patch, markdown, html, github; diff or simple as helm-diff")
        .short('o')
        .since(Since::Ours),
    flag("release", Kind::String, "name of the release, \"release\" by default")
        .since(Since::Ours),
    flag("rev", Kind::String, "compare a chart in two git revisions A..B").since(Since::Ours),
    flag("show-noise", Kind::Bool, "show hidden changes too, with the rules that hide them")
        .since(Since::Ours),
    flag("show-secrets", Kind::Bool, "show what is in Secrets").since(Since::Ours),
    flag("show-secrets-decoded", Kind::Bool, "show what is in Secrets, decoded").since(Since::Ours),
    flag("strip-trailing-cr", Kind::Bool, "ignore carriage returns at the ends of lines")
        .since(Since::Ours),
    flag("suppress", Kind::StringArray, "say of this kind only that it changes, can be repeated")
        .since(Since::Ours),
    flag("suppress-output-line-regex", Kind::String, "leave out lines that match")
        .since(Since::Ours),
    flag("suppress-secrets", Kind::Bool, "say of Secrets only that they change")
        .short('q')
        .since(Since::Ours),
];

/// Flags of `graph`.
pub const GRAPH: &[Flag] = &[
    flag(
        "order",
        Kind::Optional("startOrder"),
        "print the start order and the stop order that the value at this path declares",
    )
    .since(Since::Ours),
    flag("output", Kind::String, "format: text, json, dot or mermaid")
        .short('o')
        .since(Since::Ours),
];

/// Flags of commands of our own that render, beyond values and chart path.
pub const RENDERED: &[Flag] = &[
    flag(
        "api-versions",
        Kind::StringSlice,
        "Kubernetes API versions for .Capabilities.APIVersions",
    )
    .short('a')
    .since(Since::Ours),
    flag("kube-version", Kind::String, "Kubernetes version for .Capabilities.KubeVersion")
        .since(Since::Ours),
    flag("limit", Kind::StringArray, "raise a limit, as for template").since(Since::Ours),
    flag("skip-schema-validation", Kind::Bool, "do not validate values by JSON schema")
        .since(Since::Ours),
];

/// Flags of `images` beyond those of every render.
pub const IMAGES: &[Flag] =
    &[flag("output", Kind::String, "format: text or json").short('o').since(Since::Ours)];

/// Flags of `validate` beyond values and chart path.
pub const VALIDATE: &[Flag] = &[
    flag(
        "api-versions",
        Kind::StringSlice,
        "Kubernetes API versions for .Capabilities.APIVersions",
    )
    .short('a')
    .since(Since::Ours),
    flag(
        "crds",
        Kind::StringArray,
        "file or folder of custom resource definitions, can be repeated",
    )
    .since(Since::Ours),
    flag(
        "kubernetes",
        Kind::StringSlice,
        "versions of Kubernetes to check for, such as 1.32,1.36 (default: all that are known)",
    )
    .since(Since::Ours),
    flag("output", Kind::String, "output format: text, json, sarif or junit")
        .short('o')
        .since(Since::Ours),
    flag(
        "pod-security",
        Kind::String,
        "level that every pod must keep: privileged, baseline or restricted",
    )
    .since(Since::Ours),
    flag("skip-schema-validation", Kind::Bool, "do not validate values by JSON schema")
        .since(Since::Ours),
    flag("strict", Kind::Bool, "make kinds without a schema an error").since(Since::Ours),
];

/// Flags of `unittest`: those of helm-unittest, and ours.
pub const UNITTEST: &[Flag] = &[
    flag(
        "chart-tests-path",
        Kind::String,
        "chart, relative to each chart, whose rendered files are suites",
    )
    .since(Since::Ours),
    flag("ci", Kind::Bool, "write no snapshots; one that is not kept fails").since(Since::Ours),
    flag("color", Kind::Bool, "use colours, also where output is no terminal").since(Since::Ours),
    flag("debugPlugin", Kind::Bool, "write rendered files below .debug")
        .short('d')
        .since(Since::Ours),
    flag("failfast", Kind::Bool, "stop at the first failure").short('q').since(Since::Ours),
    flag(
        "file",
        Kind::StringArray,
        "pattern of suite files in the chart, tests/*_test.yaml by default, can be repeated",
    )
    .short('f')
    .since(Since::Ours),
    flag("max-workers", Kind::Uint, "suites that run side by side").since(Since::Ours),
    flag("output-file", Kind::String, "file for a report").short('o').since(Since::Ours),
    flag("output-type", Kind::String, "report: JUnit, NUnit, XUnit (default), Sonar or TAP")
        .short('t')
        .since(Since::Ours),
    flag("parallel", Kind::Bool, "accepted; suites always run side by side").since(Since::Ours),
    flag("skip-schema-validation", Kind::Bool, "do not validate values by JSON schema")
        .since(Since::Ours),
    flag("strict", Kind::Bool, "make unknown keys of suites an error").since(Since::Ours),
    flag("update-snapshot", Kind::Bool, "take over snapshots that have changed")
        .short('u')
        .since(Since::Ours),
    flag("values", Kind::StringArray, "values file or pattern of them, can be repeated")
        .short('v')
        .since(Since::Ours),
    flag("with-subchart", Kind::Bool, "run the suites of charts below too (default true)")
        .short('s')
        .since(Since::Ours),
];

/// Flags that say how something is downloaded.
pub const DOWNLOAD: &[Flag] = &[
    flag("ca-file", Kind::String, "check HTTPS certificates with this CA bundle"),
    flag("cert-file", Kind::String, "identify to HTTPS servers by this certificate"),
    flag("insecure-skip-tls-verify", Kind::Bool, "do not check certificates"),
    flag("key-file", Kind::String, "identify to HTTPS servers by this key"),
    flag("password", Kind::String, "password for the server"),
    flag("plain-http", Kind::Bool, "use plain HTTP"),
    flag("username", Kind::String, "name for the server"),
];

/// Flags of `dependency build` and `dependency update` beyond those of downloads.
pub const DEPENDENCIES: &[Flag] = &[
    flag("file-times", Kind::String, "times of entries in packages: fixed, source or now")
        .since(Since::Ours),
    flag("follow-links", Kind::Bool, "pack what symbolic links lead to, wherever that is")
        .since(Since::Ours),
    flag("keyring", Kind::String, "keyring containing public keys"),
    flag("recursive", Kind::Bool, "do the charts of file:// dependencies first").since(Since::Ours),
    flag("skip-refresh", Kind::Bool, "do not refresh the local repository cache"),
    flag("verify", Kind::Bool, "verify the packages against signatures"),
];

/// Flags of `search oci` beyond format and download.
pub const SEARCH_OCI: &[Flag] = &[
    flag("devel", Kind::Bool, "list development versions too").since(Since::Ours),
    flag("version", Kind::String, "version range").since(Since::Ours),
];

/// Flags of `release` beyond those of downloads.
pub const RELEASE: &[Flag] = &[
    flag("allow-older", Kind::Bool, "publish versions older than the newest").since(Since::Ours),
    flag("destination", Kind::String, "directory to keep the packages in")
        .short('d')
        .since(Since::Ours),
    flag("dry-run", Kind::Bool, "only list what would be published").since(Since::Ours),
    flag("file-times", Kind::String, "times of entries in packages: fixed, source or now")
        .since(Since::Ours),
    flag("index-url", Kind::String, "write an index.yaml with this URL beside the packages")
        .since(Since::Ours),
    flag("key", Kind::String, "name of the key to sign with").since(Since::Ours),
    flag("keyring", Kind::String, "keyring with the key to sign with").since(Since::Ours),
    flag("passphrase-file", Kind::String, "file with the passphrase of the key, - for stdin")
        .since(Since::Ours),
    flag("sign", Kind::Bool, "sign the packages with a PGP key").since(Since::Ours),
    flag("to", Kind::String, "registry and path to publish to: oci://HOST/PATH").since(Since::Ours),
];

/// Flags of `pull` beyond the chart path.
pub const PULL: &[Flag] = &[
    flag("destination", Kind::String, "directory to write the chart to").short('d'),
    flag("prov", Kind::Bool, "fetch the provenance file, but do not verify it"),
    flag("untar", Kind::Bool, "unpack the chart after downloading it"),
    flag("untardir", Kind::String, "directory to unpack the chart in"),
];

/// Flags of `verify`.
pub const VERIFY: &[Flag] = &[flag("keyring", Kind::String, "keyring containing public keys")];

/// Flags of `dependency list`.
pub const DEPENDENCY_LIST: &[Flag] =
    &[flag("max-col-width", Kind::Uint, "maximum column width for output table")];

/// The flag for formats of lists.
pub const OUTPUT: &[Flag] =
    &[flag("output", Kind::Format, "output format: table, json or yaml").short('o')];

/// Flags of `repo add`.
pub const REPO_ADD: &[Flag] = &[
    flag("allow-deprecated-repos", Kind::Bool, "allow addresses that are known to be gone"),
    flag("ca-file", Kind::String, "check HTTPS certificates with this CA bundle"),
    flag("cert-file", Kind::String, "identify to HTTPS servers by this certificate"),
    flag("force-update", Kind::Bool, "replace the repository if it already exists"),
    flag("insecure-skip-tls-verify", Kind::Bool, "do not check certificates for the repository"),
    flag("key-file", Kind::String, "identify to HTTPS servers by this key"),
    flag("no-update", Kind::Bool, "has no effect").since(Since::V3),
    flag("pass-credentials", Kind::Bool, "pass credentials to all domains"),
    flag("password", Kind::String, "chart repository password"),
    flag("password-stdin", Kind::Bool, "read the password from standard input"),
    flag("timeout", Kind::Duration, "time to wait for the index file"),
    flag("username", Kind::String, "chart repository username"),
];

/// Flags of `repo index`.
pub const REPO_INDEX: &[Flag] = &[
    flag("json", Kind::Bool, "output in JSON format"),
    flag("merge", Kind::String, "merge the generated index into the given index"),
    flag("url", Kind::String, "URL of the chart repository"),
];

/// Flags of `repo list` beyond the format.
pub const REPO_LIST: &[Flag] =
    &[flag("no-headers", Kind::Bool, "suppress headers in the output").since(Since::V4)];

/// Flags of `repo update`.
pub const REPO_UPDATE: &[Flag] = &[
    flag("fail-on-repo-update-fail", Kind::Bool, "fail if any of the updates fail")
        .since(Since::V3),
    flag("timeout", Kind::Duration, "time to wait for the index files"),
];

/// Flags of `search repo` beyond the format.
pub const SEARCH_REPO: &[Flag] = &[
    flag("devel", Kind::Bool, "use development versions too"),
    flag("fail-on-no-result", Kind::Bool, "fail if no results are found"),
    flag("max-col-width", Kind::Uint, "maximum column width for output table"),
    flag("regexp", Kind::Bool, "take the keyword for a regular expression").short('r'),
    flag("version", Kind::String, "version or version range"),
    flag("versions", Kind::Bool, "show each version of each chart").short('l'),
];
