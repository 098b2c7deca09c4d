//! What registries do that they should not.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rutter_http::Limits as HttpLimits;
use rutter_oci::{
    Client, ClientOptions, Content, Credential, CredentialSource, Descriptor, Digest, Fixed,
    LayerRule, Limits, Manifest, NoCredentials, PlainHttp, PullRules, Reference, TransportOptions,
    media_type,
};
use rutter_tests::server::{Asked, Reply, Server};

const CONFIG: &str = "application/vnd.cncf.helm.config.v1+json";
const CHART: &str = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
const CHARTS: &[LayerRule<'static>] = &[LayerRule { media_types: &[CHART], required: true }];
const RULES: PullRules<'static> = PullRules { config: CONFIG, layers: CHARTS };

fn client_with(
    credentials: impl CredentialSource + 'static,
    change: impl FnOnce(&mut ClientOptions),
) -> Client {
    let limits = HttpLimits {
        connect: Duration::from_secs(5),
        idle: Duration::from_millis(500),
        transfer: Duration::from_millis(1500),
        waiting: Duration::from_secs(5),
        first_wait: Duration::from_millis(1),
        least_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(5),
        ..HttpLimits::default()
    };
    let mut options = ClientOptions { plain_http: PlainHttp::Always, ..ClientOptions::default() };
    change(&mut options);
    let transport = TransportOptions { limits, ..TransportOptions::default() };
    Client::new(transport, credentials, options).unwrap()
}

fn client() -> Client {
    client_with(NoCredentials, |_| ())
}

/// A registry with one chart, whose answers a test changes.
#[derive(Clone)]
struct Chart {
    manifest: Vec<u8>,
    config: Vec<u8>,
    layer: Vec<u8>,
}

impl Chart {
    fn new(change: impl FnOnce(&mut Manifest)) -> Self {
        let (config, layer) = (b"{\"name\":\"t\"}".to_vec(), b"not really a chart".repeat(10));
        let descriptors = (Descriptor::of(CONFIG, &config), Descriptor::of(CHART, &layer));
        let mut manifest = Manifest::new(descriptors.0, vec![descriptors.1], BTreeMap::new());
        change(&mut manifest);
        Chart { manifest: manifest.to_bytes(), config, layer }
    }

    fn answer(&self, asked: &Asked) -> Reply {
        if asked.target.contains("/manifests/") {
            return manifest_reply(media_type::MANIFEST, &self.manifest);
        }
        for blob in [&self.config, &self.layer] {
            if asked.target.ends_with(Digest::of(blob).as_str()) {
                return Reply::ok(blob.clone());
            }
        }
        Reply::new("404 Not Found", "")
    }

    fn serve(self) -> Server {
        Server::start(move |asked| self.answer(asked))
    }
}

fn manifest_reply(media_type: &str, bytes: &[u8]) -> Reply {
    Reply::ok(bytes)
        .header("Content-Type", media_type)
        .header("Docker-Content-Digest", Digest::of(bytes).as_str())
}

fn reference(server: &Server) -> Reference {
    Reference::parse(&format!("{}/x/t:0.1.0", server.host())).unwrap()
}

/// What is said when a chart is pulled. It is said soon.
fn failure(client: &Client, server: &Server) -> String {
    let started = Instant::now();
    let result = client.pull(&reference(server), &RULES, &|_, _| ());
    assert!(started.elapsed() < Duration::from_secs(20));
    result.map(|pulled| pulled.blobs.len()).unwrap_err().to_string().replace(&server.host(), "H")
}

fn manifests(change: impl FnOnce(&mut Manifest)) -> String {
    failure(&client(), &Chart::new(change).serve())
}

#[test]
fn charts_are_pulled() {
    let server = Chart::new(|_| ()).serve();
    let pulled = client().pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    assert_eq!(pulled.blobs.len(), 2);
    assert_eq!(server.asked().len(), 3);
    assert!(server.asked()[0].header("accept").unwrap().starts_with(media_type::DOCKER_MANIFEST));
}

#[test]
fn layers_of_other_kinds_and_other_addresses_are_not_asked() {
    let chart = Chart::new(|manifest| {
        manifest.layers[0].urls = vec!["http://127.0.0.1:1/evil".to_string()];
        manifest.layers.push(Descriptor::of("image/png", b"x"));
    });
    let server = chart.serve();
    client().pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn manifests_that_are_not_charts() {
    assert_eq!(
        manifests(|m| m.layers[0].media_type = "a/b".to_string()),
        format!("manifest does not contain a layer with mediatype {CHART}")
    );
    assert_eq!(
        manifests(|m| m.layers.clear()),
        format!("manifest does not contain a layer with mediatype {CHART}")
    );
    assert_eq!(
        manifests(|m| m.config.media_type = "a/b".to_string()),
        format!("could not load config with mediatype {CONFIG}")
    );
    let server = Server::start(|asked| match asked.number {
        _ if asked.target.contains("/manifests/") => {
            manifest_reply("application/vnd.docker.distribution.manifest.v1+json", b"{}")
        }
        _ => Reply::new("404 Not Found", ""),
    });
    assert_eq!(
        failure(&client(), &server),
        "manifest does not contain minimum number of descriptors (2), descriptors found: 0"
    );
    let server = Server::start(|_| manifest_reply(media_type::INDEX, b"{\"manifests\":null}"));
    assert_eq!(
        failure(&client(), &server),
        "manifest does not contain minimum number of descriptors (2), descriptors found: 1"
    );
    let chart = Chart::new(|_| ());
    let digest = Digest::of(&chart.manifest);
    let docker = chart.clone();
    let server = Server::start(move |asked| match asked.target.contains("/manifests/") {
        true => manifest_reply(media_type::DOCKER_MANIFEST, &docker.manifest),
        false => docker.answer(asked),
    });
    assert_eq!(
        failure(&client(), &server),
        format!(
            "unable to retrieve blob with digest {digest}: {digest}: {}: not found",
            media_type::DOCKER_MANIFEST
        )
    );
}

#[test]
fn indexes_are_followed_and_end() {
    let chart = Chart::new(|_| ());
    let child = Descriptor::of(media_type::MANIFEST, &chart.manifest);
    let index =
        rutter_oci::Index { manifests: vec![child.clone()], ..rutter_oci::Index::default() };
    let bytes = index.to_bytes();
    let digest = Digest::of(&bytes);
    let server = Server::start(move |asked| {
        if asked.target.ends_with("/manifests/0.1.0") {
            return manifest_reply(media_type::INDEX, &bytes);
        }
        chart.answer(asked)
    });
    let pulled = client().pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    assert_eq!((pulled.descriptor.digest, pulled.blobs.len()), (digest, 2));
    let many: Vec<Descriptor> = (0..200u32)
        .map(|number| Descriptor::of(media_type::INDEX, &number.to_le_bytes()))
        .map(|descriptor| Descriptor { size: 4, ..descriptor })
        .collect();
    let bytes = rutter_oci::Index { manifests: many, ..rutter_oci::Index::default() }.to_bytes();
    let server = Server::start(move |asked| match asked.target.rsplit('/').next() {
        Some("0.1.0") => manifest_reply(media_type::INDEX, &bytes),
        _ => Reply::new("404 Not Found", ""),
    });
    assert!(
        failure(&client(), &server)
            .starts_with("failed to perform \"FindSuccessors\" on source: sha256:")
    );
}

#[test]
fn digests_and_sizes_are_checked() {
    let of = |find: &'static str, change: fn(Reply, &[u8]) -> Reply| {
        let chart = Chart::new(|_| ());
        let layer = Digest::of(&chart.layer);
        let server = Server::start(move |asked| {
            let reply = chart.answer(asked);
            let bytes = if find == "manifests" { &chart.manifest } else { &chart.layer };
            let hit = asked.target.contains("/manifests/") == (find == "manifests");
            let hit = hit && (find == "manifests" || asked.target.ends_with(layer.as_str()));
            if hit { change(reply, bytes) } else { reply }
        });
        failure(&client(), &server)
    };
    let push = "failed to perform \"Push\" on destination: ";
    let layer = Chart::new(|_| ()).layer;
    let digest = Digest::of(&layer);
    assert_eq!(
        of("blobs", |_, bytes| Reply::ok(vec![b'x'; bytes.len()])),
        format!("{push}mismatched digest")
    );
    let fetch = format!(
        "failed to perform \"Fetch\" on source: GET \"http://H/v2/x/t/blobs/{digest}\": mismatch Content-Length"
    );
    assert_eq!(of("blobs", |_, bytes| Reply::ok(&bytes[1..])), fetch);
    assert_eq!(of("blobs", |_, bytes| Reply::ok([bytes, b"more"].concat())), fetch);
    assert_eq!(
        of("blobs", |_, bytes| Reply::ok([bytes, b"more"].concat()).length(-1)),
        format!("{push}trailing data")
    );
    let cut = |got: usize| {
        format!(
            "{push}read failed: expected content size of 180, got {got}, for digest {digest}: unexpected EOF"
        )
    };
    assert_eq!(of("blobs", |reply, _| reply.cut_after(84)), cut(84));
    assert_eq!(of("blobs", |_, bytes| Reply::ok(&bytes[1..]).length(-1)), cut(179));
    assert_eq!(
        of("blobs", |_, _| Reply::new("404 Not Found", "")),
        format!("failed to perform \"Fetch\" on source: {digest}: not found")
    );
    let successors = "failed to perform \"Successors\" on source: ";
    assert_eq!(
        of("manifests", |_, bytes| manifest_reply(media_type::MANIFEST, bytes)
            .length(-1)
            .cut_after(20)),
        format!("{successors}mismatched digest")
    );
    assert_eq!(
        of("manifests", |_, _| manifest_reply(media_type::MANIFEST, b"<html>")),
        format!("{successors}invalid character '<' looking for beginning of value")
    );
}

#[test]
fn sizes_and_digests_that_are_none() {
    let text =
        manifests(|m| m.layers[0].digest = serde_json::from_str("\"sha256:../../x\"").unwrap());
    assert_eq!(
        text,
        "failed to perform \"Push\" on destination: read failed: failed to validate sha256:../../x: invalid checksum digest length"
    );
    assert!(manifests(|m| m.layers[0].size = -1).ends_with("mismatch Content-Length"));
    assert!(manifests(|m| m.layers[0].size = 9).ends_with("mismatch Content-Length"));
    assert!(manifests(|m| m.layers[0].size = i64::MAX).ends_with("exceeds the limit 536870912"));
    let server = Server::start(|_| {
        Reply::ok("{}")
            .header("Content-Type", media_type::MANIFEST)
            .header("Docker-Content-Digest", "x")
    });
    assert_eq!(
        failure(&client(), &server),
        "failed to perform \"FetchReference\" on source: GET \"http://H/v2/x/t/manifests/0.1.0\": invalid response header value: `Docker-Content-Digest: x`; invalid checksum digest format"
    );
    let server = Chart::new(|_| ()).serve();
    let other = Digest::of(b"other");
    let asked = reference(&server).with_digest(other.as_str()).unwrap();
    let error = client().manifest(&asked).unwrap_err().to_string();
    assert!(error.contains("digest mismatch in Docker-Content-Digest: received"), "{error}");
}

#[test]
fn large_things_are_not_read() {
    let large = vec![b' '; 8_389_059];
    let reply = manifest_reply(media_type::MANIFEST, &large);
    let server = Server::start(move |_| reply.clone());
    assert_eq!(
        failure(&client(), &server),
        "failed to perform \"Successors\" on source: read failed: content size 8389059 exceeds push size limit 4194304: size exceeds limit"
    );
    let server = Server::start(|_| {
        Reply::ok("x".repeat(9999)).header("Content-Type", media_type::MANIFEST).endless()
    });
    assert!(failure(&client(), &server).contains("exceeds push size limit 4194304"));
    let server = Server::start(|_| Reply::ok("[\"tag\"]".repeat(999)).endless());
    let error = client().tags(&reference(&server)).unwrap_err().to_string();
    assert!(error.ends_with("the answer is larger than 4194304 bytes"), "{error}");
}

#[test]
fn silence_trickles_and_loops_end() {
    let server = Server::start(|_| Reply::silent());
    assert_eq!(
        failure(&client(), &server),
        "failed to perform \"FetchReference\" on source: Get \"http://H/v2/x/t/manifests/0.1.0\": the server sent nothing for 500ms"
    );
    let chart = Chart::new(|_| ());
    let server = Server::start(move |asked| match asked.target.contains("/blobs/") {
        true => chart.answer(asked).slowly(Duration::from_millis(100)),
        false => chart.answer(asked),
    });
    assert!(failure(&client(), &server).ends_with("not done after 1.5s"));
    let server = Server::start(|asked| {
        Reply::new("302 Found", "").header("Location", format!("/{}", asked.number))
    });
    assert!(failure(&client(), &server).ends_with("stopped after 10 redirects"));
    assert_eq!(server.asked().len(), 11);
}

#[test]
fn lists_of_tags_end_and_stay_at_home() {
    let list = |link: &'static str| {
        let server = Server::start(move |asked| {
            let link = link.replace("N", &asked.number.to_string());
            Reply::ok("{\"tags\":[\"a\"]}").header("Link", link)
        });
        let client = client_with(NoCredentials, |o| {
            o.limits = Limits { pages: 20, ..Limits::default() };
        });
        let error = client.tags(&reference(&server)).unwrap_err().to_string();
        (error.replace(&server.host(), "H"), server.asked().len())
    };
    let pages = "tag listing exceeded 20 pages: too many pages".to_string();
    assert_eq!(list("</v2/x/t/tags/list?last=N>; rel=\"next\""), (pages, 20));
    let elsewhere = "invalid next link \"http://127.0.0.1:1/x\": not the same origin as \"http://H/v2/x/t/tags/list\"";
    assert_eq!(list("<http://127.0.0.1:1/x>; rel=\"next\""), (elsewhere.to_string(), 1));
    assert_eq!(list("x").0, "invalid next link \"x\": missing '<'");
    assert_eq!(list("<x").0, "invalid next link \"<x\": missing '>'");
    assert!(list("</v2/x/t/tags/list>").0.ends_with("it is the page itself"));
    let server = Server::start(|_| Reply::ok("nope"));
    let error = client().tags(&reference(&server)).unwrap_err().to_string();
    assert!(error.ends_with(
        "failed to decode response: invalid character 'o' in literal null (expecting 'u')"
    ));
    let server = Server::start(|_| Reply::ok("{\"tags\":null}"));
    assert!(client().tags(&reference(&server)).unwrap().is_empty());
}

#[test]
fn busy_registries_are_asked_again() {
    for (status, text) in [("500 Internal Server Error", "500"), ("429 Too Many Requests", "429")] {
        let body = r#"{"errors":[{"code":"UNKNOWN","message":"boom"}]}"#;
        let server = Server::start(move |_| Reply::new(status, body).header("Retry-After", "60"));
        assert_eq!(
            failure(&client(), &server),
            format!(
                "failed to perform \"FetchReference\" on source: GET \"http://H/v2/x/t/manifests/0.1.0\": response status code {text}: unknown: boom"
            )
        );
        assert_eq!(server.asked().len(), 6);
        let chart = Chart::new(|_| ());
        let server = Server::start(move |asked| match asked.number {
            0 | 2 => Reply::new(status, body),
            _ => chart.answer(asked),
        });
        client().pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    }
}

#[test]
fn what_a_registry_says_does_not_steer_a_terminal() {
    let body = "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\\u001b[2Jway\"}]}";
    let server = Server::start(move |_| Reply::new("403 Forbidden", body));
    assert!(
        failure(&client(), &server).ends_with("response status code 403: denied: no\u{fffd}[2Jway")
    );
    let server = Server::start(move |_| Reply::new("403 Forbidden", "x".repeat(99_999)).endless());
    assert!(failure(&client(), &server).ends_with("response status code 403: Forbidden"));
}

#[test]
fn a_cut_transfer_goes_on() {
    let chart = Chart::new(|_| ());
    let layer = Digest::of(&chart.layer);
    let server = Server::start(move |asked| {
        if !asked.target.ends_with(layer.as_str()) {
            return chart.answer(asked);
        }
        let from = asked.header("range").and_then(|r| r.strip_prefix("bytes=")?.strip_suffix('-'));
        let from: usize = from.map_or(0, |from| from.parse().unwrap());
        let reply = Reply::new(
            if from > 0 { "206 Partial Content" } else { "200 OK" },
            &chart.layer[from..],
        );
        let length = chart.layer.len();
        reply
            .header("Accept-Ranges", "bytes")
            .header("Content-Range", format!("bytes {from}-{}/{length}", length - 1))
            .cut_after(70)
    });
    let pulled = client().pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    assert_eq!(pulled.blobs[1].bytes.len(), 180);
    let ranges: Vec<_> =
        server.asked().iter().filter_map(|a| a.header("range").map(str::to_string)).collect();
    assert_eq!(ranges, ["bytes=70-", "bytes=140-"]);
}

#[test]
fn blobs_may_lie_elsewhere_where_no_credentials_go() {
    let chart = Chart::new(|_| ());
    let storage = chart.clone().serve();
    let away = storage.url("");
    let server = Server::start(move |asked| {
        if asked.header("authorization").is_none() {
            return Reply::new("401 Unauthorized", "")
                .header("WWW-Authenticate", "Basic realm=\"r\"");
        }
        match asked.target.contains("/blobs/") {
            true => Reply::new("307 Temporary Redirect", "")
                .header("Location", format!("{away}{}", asked.target)),
            false => chart.answer(asked),
        }
    });
    let client = client_with(Fixed(Credential::new("ann", "secret")), |_| ());
    client.pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    assert_eq!(storage.asked().len(), 2);
    assert!(storage.asked().iter().all(|asked| asked.header("authorization").is_none()));
    assert!(server.asked()[0].header("authorization").is_none(), "only after they are wanted");
    // A challenge of another host is not answered.
    let wants = Server::start(|_| {
        Reply::new("401 Unauthorized", "").header("WWW-Authenticate", "Basic realm=\"r\"")
    });
    let away = wants.url("");
    let server = Server::start(move |asked| {
        Reply::new("302 Found", "").header("Location", format!("{away}{}", asked.target))
    });
    assert!(failure(&client, &server).ends_with("response status code 401: Unauthorized"));
    assert!(wants.asked().iter().all(|asked| asked.header("authorization").is_none()));
}

fn token_registry(realm: String) -> Server {
    let chart = Chart::new(|_| ());
    Server::start(move |asked| {
        if asked.target.starts_with("/token") {
            return Reply::ok("{\"token\":\"T\"}");
        }
        if asked.header("authorization") == Some("Bearer T") {
            return chart.answer(asked);
        }
        let realm = realm.replace("SELF", asked.header("host").unwrap_or_default());
        let challenge =
            format!("Bearer realm=\"{realm}\",service=\"s\",scope=\"repository:x/t:pull\"");
        Reply::new("401 Unauthorized", "").header("WWW-Authenticate", challenge)
    })
}

#[test]
fn tokens_are_fetched_once_for_what_they_are_for() {
    let server = token_registry("http://SELF/token".to_string());
    let client = client_with(Fixed(Credential::new("ann", "secret")), |_| ());
    for _ in 0..2 {
        client.pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    }
    let lines = server.lines();
    let tokens: Vec<_> =
        server.asked().into_iter().filter(|a| a.target.starts_with("/token")).collect();
    assert_eq!(tokens.len(), 1, "{lines:?}");
    assert_eq!(tokens[0].target, "/token?scope=repository%3Ax%2Ft%3Apull&service=s");
    assert_eq!(tokens[0].header("authorization"), Some("Basic YW5uOnNlY3JldA=="));
    assert_eq!(lines.len(), 1 + 1 + 3 + 3);
    // Without credentials there are tokens too.
    let server = token_registry("http://SELF/token".to_string());
    client_with(NoCredentials, |_| ()).pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    assert_eq!(server.asked()[1].header("authorization"), None);
}

#[test]
fn refresh_tokens_are_changed_by_a_form() {
    let server = token_registry("http://SELF/token".to_string());
    let credential = Credential { refresh_token: "R T".to_string(), ..Credential::default() };
    let client = client_with(Fixed(credential), |_| ());
    // Only access_token answers a form, but ORAS accepts either name elsewhere; ours does too.
    client.pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    let form = server.asked()[1].clone();
    assert_eq!(form.line(), "POST /token");
    assert_eq!(
        String::from_utf8(form.body).unwrap(),
        "client_id=rutter&grant_type=refresh_token&refresh_token=R+T&scope=repository%3Ax%2Ft%3Apull&service=s"
    );
}

#[test]
fn token_services_elsewhere_get_nothing() {
    let other = Server::start(|_| Reply::ok("{\"token\":\"T\"}"));
    let credential = || Fixed(Credential::new("ann", "secret"));
    let port = other.host().split(':').nth(1).unwrap().to_string();
    for (realm, text) in [
        (
            format!("http://localhost:{port}/token"),
            "is on another host than the registry and not https",
        ),
        (
            "https://169.254.169.254/token".to_string(),
            "is a loopback, link-local, private, or unspecified address",
        ),
        ("ftp://x/token".to_string(), "unsupported protocol scheme \"ftp\""),
        (String::new(), "is not an absolute URL"),
    ] {
        let server = token_registry(realm);
        let error = failure(&client_with(credential(), |_| ()), &server);
        assert!(error.contains(text), "{error}");
        assert!(!error.contains("secret"));
    }
    assert!(other.asked().is_empty());
    let server = token_registry(format!("http://localhost:{port}/token"));
    let open = client_with(credential(), |options| options.insecure_realm = true);
    open.pull(&reference(&server), &RULES, &|_, _| ()).unwrap();
    assert_eq!(other.asked().len(), 1);
}

#[test]
fn token_services_that_answer_badly() {
    for (reply, text) in [
        (Reply::ok("{"), "failed to decode response: unexpected EOF"),
        (Reply::ok("{}"), "empty token returned"),
        (Reply::ok(" ".repeat(99_999)).endless(), "failed to decode response: EOF"),
        (Reply::new("403 Forbidden", ""), "response status code 403: Forbidden"),
        (Reply::silent(), "the server sent nothing for 500ms"),
    ] {
        let other = Server::start(move |_| reply.clone());
        let server = token_registry(other.url("/token"));
        let error = failure(&client_with(Fixed(Credential::new("ann", "secret")), |_| ()), &server);
        assert!(error.contains(text), "{error}");
        assert!(error.starts_with("failed to perform \"FetchReference\" on source: GET \"http://H/v2/x/t/manifests/0.1.0\": G"), "{error}");
        assert!(!error.contains("secret") && !error.contains("YW5u"));
    }
}

#[test]
fn uploads_stay_at_home() {
    let push = |location: &'static str| {
        let server = Server::start(move |asked| match asked.method.as_str() {
            "POST" => Reply::new("202 Accepted", "").header("Location", location),
            _ => Reply::new("404 Not Found", ""),
        });
        let config = b"{}".to_vec();
        let content = Content::new(CONFIG, &config);
        let result = client().push(&reference(&server), &content, &[], BTreeMap::new(), &|_, _| ());
        (result.unwrap_err().to_string().replace(&server.host(), "H"), server.asked().len())
    };
    let elsewhere = "failed to perform \"Push\" on destination: blob upload Location \"127.0.0.1:1\" is on a different host than the registry \"H\"";
    assert_eq!(push("http://127.0.0.1:1/u"), (elsewhere.to_string(), 3));
    assert_eq!(
        push("").0,
        "failed to perform \"Push\" on destination: http: no Location header in response"
    );
}

#[test]
fn a_cut_upload_goes_on_where_the_registry_is() {
    let data = vec![7u8; 1000];
    let digest = Digest::of(&data);
    let server = Server::start(move |asked| {
        let there = |last: usize| {
            Reply::new("202 Accepted", "")
                .header("Location", "/u/2")
                .header("Range", format!("0-{last}"))
        };
        match (asked.method.as_str(), asked.header("content-range")) {
            ("POST", _) => Reply::new("202 Accepted", "").header("Location", "/u/1"),
            ("PATCH", Some("400-799")) => Reply::raw(""),
            ("PATCH", Some(range)) => there(range.split('-').nth(1).unwrap().parse().unwrap()),
            ("GET", _) => Reply::new("204 No Content", "")
                .length(-1)
                .header("Location", "/u/3")
                .header("Range", "0-599"),
            ("PUT", _) => Reply::new("201 Created", ""),
            _ => Reply::new("404 Not Found", ""),
        }
    });
    let client = client_with(NoCredentials, |options| {
        options.limits = Limits { monolithic: 500, part: 400, ..Limits::default() };
    });
    client
        .push_blob(&reference(&server), &Descriptor::of("a/b", &data), &data, &|_, _| ())
        .unwrap();
    let ranges: Vec<_> = server
        .asked()
        .iter()
        .filter_map(|a| a.header("content-range").map(str::to_string))
        .collect();
    assert_eq!(ranges, ["0-399", "400-799", "600-999"]);
    let last = server.asked().last().unwrap().line();
    assert_eq!(last, format!("PUT /u/2?digest={}", digest.as_str().replace(':', "%3A")));
}

#[test]
fn a_cut_push_begins_again() {
    let config = b"{}".to_vec();
    let server = Server::start(move |asked| match (asked.method.as_str(), asked.number) {
        ("POST", _) => Reply::new("202 Accepted", "").header("Location", "/u"),
        ("PUT", 0..5) => Reply::raw(""),
        ("PUT", _) => Reply::new("201 Created", ""),
        _ => Reply::new("404 Not Found", ""),
    });
    let descriptor = Descriptor::of(CONFIG, &config);
    client().push_blob(&reference(&server), &descriptor, &config, &|_, _| ()).unwrap();
    let lines: Vec<String> =
        server.lines().iter().map(|l| l.split(['?', ' ']).next().unwrap().to_string()).collect();
    assert_eq!(lines, ["POST", "PUT", "HEAD", "POST", "PUT", "HEAD", "POST", "PUT"]);
}

#[test]
fn requests_come_in_the_order_of_helm() {
    let known = std::sync::Mutex::new(Vec::new());
    let server = Server::start(move |asked| {
        let mut known = known.lock().unwrap();
        let digest = |text: &str| text.rsplit(['/', '=']).next().unwrap().replace("%3A", ":");
        match asked.method.as_str() {
            "POST" => Reply::new("202 Accepted", "").header("Location", "/u?_state=a"),
            "PUT" => {
                known.push((digest(&asked.target), asked.body.clone()));
                Reply::new("201 Created", "")
            }
            _ => match known.iter().find(|(name, _)| *name == digest(&asked.target)) {
                Some((_, bytes)) => manifest_reply(media_type::MANIFEST, bytes),
                None => Reply::new("404 Not Found", ""),
            },
        }
    });
    let chart = Chart::new(|_| ());
    let push = || {
        let layers = [Content::new(CHART, &chart.layer)];
        let config = Content::new(CONFIG, &chart.config);
        client().push(&reference(&server), &config, &layers, BTreeMap::new(), &|_, _| ()).unwrap()
    };
    let digest = push().descriptor.digest;
    let shape = |line: &String| {
        let end = line.find('?').or(line.find("sha256")).unwrap_or(line.len());
        line[..end].replace("/v2/x/t/", "")
    };
    let mut lines: Vec<String> = server.lines().iter().map(shape).collect();
    // The blobs are sent at the same time.
    lines[3..7].sort();
    assert_eq!(
        lines,
        [
            "HEAD manifests/",
            "HEAD blobs/",
            "HEAD blobs/",
            "POST blobs/uploads/",
            "POST blobs/uploads/",
            "PUT /u",
            "PUT /u",
            "PUT manifests/",
            "GET manifests/",
            "PUT manifests/0.1.0",
        ]
    );
    let sent = server.asked().into_iter().find(|asked| asked.target.starts_with("/u?")).unwrap();
    assert_eq!(sent.header("content-type"), Some("application/octet-stream"));
    assert!(sent.target.starts_with("/u?_state=a&digest=sha256%3A"), "{}", sent.target);
    assert_eq!(push().descriptor.digest, digest);
    let again: Vec<String> = server.lines()[10..].iter().map(shape).collect();
    assert_eq!(again, ["HEAD manifests/", "GET manifests/", "PUT manifests/0.1.0"]);
}

#[test]
fn a_login_tries_a_form_first() {
    let server = Server::start(|asked| {
        if asked.method == "POST" {
            return Reply::new("404 Not Found", "");
        }
        if asked.target.starts_with("/token") {
            let right = asked.header("authorization") == Some("Basic YW5uOnNlY3JldA==");
            return if right {
                Reply::ok("{\"access_token\":\"T\"}")
            } else {
                Reply::new("401 Unauthorized", "")
            };
        }
        if asked.header("authorization") == Some("Bearer T") {
            return Reply::ok("{}");
        }
        let realm = format!("http://{}/token", asked.header("host").unwrap_or_default());
        Reply::new("401 Unauthorized", "")
            .header("WWW-Authenticate", format!("Bearer realm=\"{realm}\",service=\"s\""))
    });
    client_with(Fixed(Credential::new("ann", "secret")), |_| ()).login(&server.host()).unwrap();
    let form = server.asked()[1].clone();
    assert_eq!(
        String::from_utf8(form.body).unwrap(),
        "client_id=rutter&grant_type=password&password=secret&service=s&username=ann"
    );
    assert_eq!(
        server.lines(),
        ["GET /v2/", "POST /token", "GET /v2/", "GET /token?service=s", "GET /v2/"]
    );
    let error = client_with(Fixed(Credential::new("ann", "bad")), |_| ())
        .login(&server.host())
        .unwrap_err();
    let text = error.to_string().replace(&server.host(), "H");
    assert_eq!(
        text,
        "authenticating to \"H\": GET \"http://H/v2/\": GET \"http://H/token?service=s\": response status code 401: Unauthorized"
    );
}
