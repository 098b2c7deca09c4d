//! Against real registries, with the real Helm on the other side.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops, or says what it leaves out"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rutter_oci::{
    Client, ClientOptions, Content, Credential, CredentialSource, Descriptor, Fixed, LayerRule,
    Limits, Manifest, NoCredentials, PlainHttp, PullRules, Reference, TransportOptions, media_type,
};
use rutter_tests::registry::{Registry, RegistryOptions, programs, root};
use tempfile::TempDir;

const CONFIG: &str = "application/vnd.cncf.helm.config.v1+json";
const CHART: &str = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
const CHARTS: &[LayerRule<'static>] = &[LayerRule { media_types: &[CHART], required: true }];
const RULES: PullRules<'static> = PullRules { config: CONFIG, layers: CHARTS };

fn client(
    plain_http: PlainHttp,
    transport: TransportOptions,
    credentials: impl CredentialSource + 'static,
) -> Client {
    let transport = TransportOptions { user_agent: "rutter-test".to_string(), ..transport };
    Client::new(transport, credentials, ClientOptions { plain_http, ..ClientOptions::default() })
        .unwrap()
}

fn plain() -> Client {
    client(PlainHttp::Always, TransportOptions::default(), NoCredentials)
}

/// Every registry that is there, set up by the options.
fn registries(options: &RegistryOptions) -> impl Iterator<Item = Registry> {
    let options = options.clone();
    programs().into_iter().map(move |program| Registry::start(&program, &options))
}

/// The real helms that are there.
fn helms() -> Vec<PathBuf> {
    let paths = ["helm3", "helm4"].map(|name| root().join("tests/oracle/bin").join(name));
    let found: Vec<PathBuf> = paths.into_iter().filter(|path| path.is_file()).collect();
    if found.is_empty() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "CI builds the real helm");
        eprintln!("note: the real helm is not there; tests/oracle/build.sh builds it");
    }
    found
}

fn helm(program: &Path, home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    for (name, folder) in
        [("HELM_CONFIG_HOME", "c"), ("HELM_CACHE_HOME", "k"), ("HELM_DATA_HOME", "d")]
    {
        command.env(name, home.join(folder));
    }
    command.env("HOME", home).current_dir(home).args(arguments).output().unwrap()
}

fn ok(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}", text(&output.stderr));
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

/// A chart archive made by the real helm, in a folder of its own.
fn archive(program: &Path, home: &TempDir) -> PathBuf {
    let chart = home.path().join("demo");
    fs::create_dir_all(chart.join("templates")).unwrap();
    let metadata = "apiVersion: v2\nname: demo\nversion: 1.0.0+b.1\ndescription: A <b> & c\nmaintainers:\n- name: Ann\n  email: a@example.com\nannotations:\n  x: \"<y>\"\n";
    fs::write(chart.join("Chart.yaml"), metadata).unwrap();
    fs::write(chart.join("templates/a.yaml"), "a: 1\n").unwrap();
    ok(&helm(program, home.path(), &["package", "demo"]));
    let path = home.path().join("demo-1.0.0+b.1.tgz");
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_714_979_289);
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    path
}

#[test]
fn what_helm_pushes_is_pulled_and_pushed_again_with_the_same_bytes() {
    for registry in registries(&RegistryOptions::default()) {
        for helm_program in helms() {
            let home = tempfile::tempdir().unwrap();
            let path = archive(&helm_program, &home);
            let remote = format!("oci://{}/r", registry.host);
            let arguments = ["push", path.to_str().unwrap(), &remote, "--plain-http"];
            let said = ok(&helm(&helm_program, home.path(), &arguments));
            let client = plain();
            let reference =
                Reference::parse(&format!("{}/r/demo:1.0.0_b.1", registry.host)).unwrap();
            let pulled = client.pull(&reference, &RULES, &|_, _| ()).unwrap();
            assert!(said.contains(pulled.descriptor.digest.as_str()), "{said}");
            assert_eq!(pulled.blob(CHART).unwrap().bytes, fs::read(&path).unwrap());
            assert_eq!(client.tags(&reference).unwrap(), ["1.0.0_b.1"]);
            assert_eq!(client.resolve(&reference).unwrap(), pulled.descriptor);
            let missing = reference.with_tag("9.9.9").unwrap();
            let error = client.pull(&missing, &RULES, &|_, _| ()).unwrap_err();
            let text =
                format!("failed to perform \"FetchReference\" on source: {missing}: not found");
            assert_eq!(error.to_string(), text);

            let manifest: Manifest = serde_json::from_slice(&pulled.manifest).unwrap();
            let config = pulled.blob(CONFIG).unwrap().bytes.clone();
            let layer = pulled.blob(CHART).unwrap().bytes.clone();
            let elsewhere =
                Reference::parse(&format!("{}/ours/demo:1.0.0_b.1", registry.host)).unwrap();
            for _ in 0..2 {
                let pushed = client
                    .push(
                        &elsewhere,
                        &Content::new(CONFIG, &config),
                        &[Content::new(CHART, &layer)],
                        manifest.annotations.clone(),
                        &|_, _| (),
                    )
                    .unwrap();
                assert_eq!(pushed.manifest, pulled.manifest);
            }
            fs::create_dir(home.path().join("got")).unwrap();
            let ours = format!("oci://{}/ours/demo", registry.host);
            let arguments = ["pull", &ours, "--version", "1.0.0+b.1", "--plain-http", "-d", "got"];
            ok(&helm(&helm_program, home.path(), &arguments));
            let got = fs::read(home.path().join("got/demo-1.0.0+b.1.tgz")).unwrap();
            assert_eq!(got, fs::read(&path).unwrap());
        }
    }
}

#[test]
fn passwords_are_wanted() {
    let options = RegistryOptions { wants_password: true, ..RegistryOptions::default() };
    for registry in registries(&options) {
        let reference = Reference::parse(&format!("{}/r/x:1", registry.host)).unwrap();
        let url = format!("\"http://{}/v2/r/x/manifests/1\"", registry.host);
        let error = plain().manifest(&reference).unwrap_err();
        assert_eq!(error.to_string(), format!("GET {url}: basic credential not found"));

        let of = |password: &str| {
            let credential = Credential::new("ann", password);
            client(PlainHttp::Always, TransportOptions::default(), Fixed(credential))
        };
        let error = of("bad").login(&registry.host).unwrap_err();
        let host = &registry.host;
        assert_eq!(
            error.to_string(),
            format!(
                "authenticating to \"{host}\": GET \"http://{host}/v2/\": response status code 401: unauthorized: authentication required"
            )
        );
        // Credentials do not follow where TLS is given up, unless one logs in on purpose.
        let secret = Fixed(Credential::new("ann", "secret"));
        let fallback = client(PlainHttp::Fallback, TransportOptions::default(), secret);
        let error = fallback.manifest(&reference).unwrap_err().to_string();
        let refused =
            format!("GET {url}: response status code 401: unauthorized: authentication required");
        assert!(error.starts_with(&refused), "{error}");
        fallback.login(host).unwrap();
        let client = of("secret");
        client.login(host).unwrap();
        let (config, layer) = (b"{}".to_vec(), b"layer".to_vec());
        let layers = [Content::new("a/b", &layer)];
        let pushed = client.push(
            &reference,
            &Content::new("c/d", &config),
            &layers,
            BTreeMap::new(),
            &|_, _| (),
        );
        let digest = pushed.unwrap().descriptor.digest;
        assert_eq!(client.resolve(&reference).unwrap().digest, digest);
    }
}

#[test]
fn tls_is_that_of_the_given_authority() {
    for wants_certificate in [false, true] {
        let options =
            RegistryOptions { tls: true, wants_certificate, ..RegistryOptions::default() };
        for registry in registries(&options) {
            let host = &registry.host;
            let transport = TransportOptions {
                ca_file: Some(registry.path("ca.crt")),
                cert_file: wants_certificate.then(|| registry.path("client.crt")),
                key_file: wants_certificate.then(|| registry.path("client.key")),
                ..TransportOptions::default()
            };
            client(PlainHttp::Never, transport, NoCredentials).ping(host).unwrap();
            let error =
                client(PlainHttp::Never, TransportOptions::default(), NoCredentials).ping(host);
            assert_eq!(
                error.unwrap_err().to_string(),
                format!(
                    "Get \"https://{host}/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority"
                )
            );
            let any =
                TransportOptions { insecure_skip_tls_verify: true, ..TransportOptions::default() };
            let result = client(PlainHttp::Never, any, NoCredentials).ping(host);
            assert_eq!(result.is_ok(), !wants_certificate);
            let error = plain().ping(host).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("GET \"http://{host}/v2/\": response status code 400: Bad Request")
            );
        }
    }
}

#[test]
fn a_certificate_may_stand_for_itself() {
    let options = RegistryOptions { tls: true, self_signed: true, ..RegistryOptions::default() };
    for registry in registries(&options) {
        let ca_file = Some(registry.path("ca.crt"));
        let client = |ca_file| {
            let transport = TransportOptions { ca_file, ..TransportOptions::default() };
            client(PlainHttp::Never, transport, NoCredentials)
        };
        client(ca_file.clone()).ping(&registry.host).unwrap();
        let error = client(None).ping(&registry.host).unwrap_err().to_string();
        let unknown = "x509: certificate signed by unknown authority";
        assert!(error.ends_with(unknown), "{error}");
        let host = registry.host.replace("localhost", "127.0.0.1");
        let error = client(ca_file).ping(&host).unwrap_err().to_string();
        assert!(
            error.ends_with(
                "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs"
            ),
            "{error}"
        );
    }
}

#[test]
fn a_registry_without_tls_is_found_out() {
    for registry in registries(&RegistryOptions::default()) {
        let host = &registry.host;
        let never = client(PlainHttp::Never, TransportOptions::default(), NoCredentials);
        assert_eq!(
            never.ping(host).unwrap_err().to_string(),
            format!("Get \"https://{host}/v2/\": http: server gave HTTP response to HTTPS client")
        );
        let fallback = client(PlainHttp::Fallback, TransportOptions::default(), NoCredentials);
        fallback.ping(host).unwrap();
        fallback.login(host).unwrap();
        let reference = Reference::parse(&format!("{host}/r/x:1")).unwrap();
        let config = b"{}".to_vec();
        let push = |client: &Client| {
            client.push(&reference, &Content::new("c/d", &config), &[], BTreeMap::new(), &|_, _| ())
        };
        let text = format!(
            "failed to perform \"Push\" on destination: blob upload Location \"{host}\" downgrades scheme from https"
        );
        assert_eq!(push(&fallback).unwrap_err().to_string(), text);
        push(&plain()).unwrap();
        push(&fallback).unwrap();
        fallback.manifest(&reference).unwrap();
    }
}

#[test]
fn large_blobs_go_in_parts_and_come_back() {
    for registry in registries(&RegistryOptions::default()) {
        let limits = Limits { monolithic: 1000, part: 400, ..Limits::default() };
        let options =
            ClientOptions { plain_http: PlainHttp::Always, limits, ..ClientOptions::default() };
        let client = Client::new(TransportOptions::default(), NoCredentials, options).unwrap();
        let reference = Reference::parse(&format!("{}/r/x:1", registry.host)).unwrap();
        let bytes: Vec<u8> = (0..1501u32).flat_map(u32::to_le_bytes).collect();
        let descriptor = Descriptor::of("a/b", &bytes);
        assert!(!client.blob_exists(&reference, &descriptor.digest).unwrap());
        client.push_blob(&reference, &descriptor, &bytes, &|_, _| ()).unwrap();
        assert!(client.blob_exists(&reference, &descriptor.digest).unwrap());
        assert_eq!(client.blob(&reference, &descriptor).unwrap(), bytes);
    }
}

#[test]
fn many_tags_come_in_pages() {
    for registry in registries(&RegistryOptions::default()) {
        let client = plain();
        let reference = Reference::parse(&format!("{}/r/x", registry.host)).unwrap();
        let config = Descriptor::of("c/d", b"{}");
        client.push_blob(&reference, &config, &b"{}".to_vec(), &|_, _| ()).unwrap();
        let manifest = Manifest::new(config, vec![], BTreeMap::new()).to_bytes();
        let tags: Vec<String> = (0..120).map(|number| format!("t{number:03}")).collect();
        for tag in &tags {
            client.push_manifest(&reference, media_type::MANIFEST, &manifest, Some(tag)).unwrap();
        }
        let mut found = client.tags(&reference).unwrap();
        found.sort();
        assert_eq!(found, tags);
        let nope = Reference::parse(&format!("{}/r/nope", registry.host)).unwrap();
        let url = format!("http://{}/v2/r/nope/tags/list", registry.host);
        assert_eq!(
            client.tags(&nope).unwrap_err().to_string(),
            format!(
                "GET \"{url}\": response status code 404: name unknown: repository name not known to registry: map[name:r/nope]"
            )
        );
    }
}

#[test]
fn referrers_are_kept_with_or_without_the_registry() {
    for registry in registries(&RegistryOptions::default()) {
        let client = plain();
        let reference = Reference::parse(&format!("{}/r/x:1", registry.host)).unwrap();
        let config = b"{}".to_vec();
        let content = Content::new("c/d", &config);
        let subject =
            client.push(&reference, &content, &[], BTreeMap::new(), &|_, _| ()).unwrap().descriptor;
        assert_eq!(client.referrers(&reference, &subject.digest, "").unwrap(), []);
        let empty = Content::new(media_type::EMPTY, &config);
        for kind in ["application/one", "application/two"] {
            let manifest = Manifest {
                artifact_type: kind.to_string(),
                media_type: media_type::MANIFEST.to_string(),
                subject: Some(subject.clone()),
                ..Manifest::new(
                    empty.descriptor.clone(),
                    vec![empty.descriptor.clone()],
                    BTreeMap::new(),
                )
            };
            for _ in 0..2 {
                client.push_referrer(&reference, &manifest, std::slice::from_ref(&empty)).unwrap();
            }
        }
        let all = client.referrers(&reference, &subject.digest, "").unwrap();
        assert_eq!(all.len(), 2);
        let two = client.referrers(&reference, &subject.digest, "application/two").unwrap();
        assert_eq!(two.len(), 1);
        assert_eq!(two[0].artifact_type, "application/two");
    }
}
