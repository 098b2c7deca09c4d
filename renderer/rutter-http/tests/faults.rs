//! What servers do that they should not.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::io::Write;
use std::net::TcpListener;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rutter_http::{
    Error, ErrorKind, Limits, Method, Request, Response, SetupError, Transport, TransportOptions,
    Url,
};
use rutter_tests::server::{Reply, Server};

fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(5),
        idle: Duration::from_millis(500),
        transfer: Duration::from_millis(1500),
        waiting: Duration::from_secs(5),
        first_wait: Duration::from_millis(1),
        least_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(20),
        ..Limits::default()
    }
}

fn transport() -> Transport {
    let options = TransportOptions {
        user_agent: "tester".to_string(),
        limits: limits(),
        ..TransportOptions::default()
    };
    Transport::new(options).unwrap()
}

fn request(url: &str) -> Request<'static> {
    Request::new(Method::Get, Url::parse(url).unwrap())
}

fn get(url: &str) -> Result<Vec<u8>, Error> {
    transport().send(&request(url)).and_then(|response| response.bytes(1 << 20))
}

fn reason(url: &str) -> (ErrorKind, String) {
    let started = Instant::now();
    let error = get(url).unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(20), "{error}");
    (error.kind(), error.reason().to_string())
}

#[test]
fn answers_are_read() {
    let server = Server::start(|asked| {
        let agent = asked.header("user-agent").unwrap_or_default().to_string();
        Reply::new("200 Fine by me", agent).header("X-A", "b")
    });
    let response: Response = transport().send(&request(&server.url("/a?b=c d"))).unwrap();
    assert_eq!(response.status_line(), "200 Fine by me");
    assert_eq!(response.headers().get("x-a"), Some("b"));
    assert_eq!(response.bytes(10).unwrap(), b"tester");
    assert_eq!(server.lines(), ["GET /a?b=c%20d"]);
}

#[test]
fn bodies_are_sent_and_counted() {
    let server = Server::start(|asked| Reply::ok(asked.body.clone()));
    let sent = AtomicU64::new(0);
    let body = vec![7u8; 100_000];
    let progress = |done: u64, _| sent.store(done, Ordering::Relaxed);
    let url = Url::parse(&server.url("/")).unwrap();
    let put = Request::new(Method::Put, url.clone()).body(&body).progress(&progress);
    assert_eq!(transport().send(&put).unwrap().bytes(1 << 20).unwrap(), body);
    assert_eq!(sent.load(Ordering::Relaxed), 100_000);
    transport().send(&Request::new(Method::Post, url)).unwrap();
    assert_eq!(server.asked()[1].header("content-length"), Some("0"));
}

#[test]
fn a_server_that_is_not_there() {
    let server = Server::start(|_| Reply::ok(""));
    let (host, url) = (server.host(), server.url("/x"));
    drop(server);
    std::thread::sleep(Duration::from_millis(50));
    let error = get(&url).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("Get \"{url}\": dial tcp {host}: connect: connection refused")
    );
    let (kind, text) = reason("http://nowhere.invalid/");
    assert_eq!(kind, ErrorKind::NoHost);
    // A machine without a name server says that it failed for now.
    assert!(text.starts_with("dial tcp: lookup nowhere.invalid: "), "{text}");
}

#[test]
fn silence_ends() {
    let server = Server::start(|_| Reply::silent());
    let (kind, text) = reason(&server.url("/"));
    assert_eq!((kind, text.as_str()), (ErrorKind::Timeout, "the server sent nothing for 500ms"));
    let server = Server::start(|_| Reply::ok("abc").length(10).slowly(Duration::from_secs(2)));
    assert_eq!(reason(&server.url("/")).0, ErrorKind::Timeout);
}

#[test]
fn a_trickle_ends() {
    let server = Server::start(|_| Reply::ok("x".repeat(100)).slowly(Duration::from_millis(100)));
    let (kind, text) = reason(&server.url("/"));
    assert_eq!((kind, text.as_str()), (ErrorKind::Timeout, "not done after 1.5s"));
}

#[test]
fn a_cut_is_no_end() {
    let server = Server::start(|_| Reply::ok("x".repeat(100)).cut_after(50));
    assert_eq!(reason(&server.url("/")), (ErrorKind::Cut, "unexpected EOF".to_string()));
}

#[test]
fn what_is_too_large_is_not_read() {
    let server = Server::start(|_| Reply::ok("x".repeat(4096)).endless());
    let (kind, text) = reason(&server.url("/"));
    assert_eq!(kind, ErrorKind::TooLarge);
    assert_eq!(text, "the answer is larger than 1048576 bytes");
    let server = Server::start(|_| Reply::ok("").header("X", "y".repeat(400_000)));
    assert_eq!(reason(&server.url("/")).0, ErrorKind::TooLarge);
}

#[test]
fn what_is_not_http_is_said_so() {
    let server = Server::start(|_| Reply::raw("hello\r\n\r\n"));
    assert_eq!(reason(&server.url("/")).0, ErrorKind::Protocol);
}

#[test]
fn a_server_without_tls_is_said_so() {
    for (answer, kind, text) in [
        (
            "HTTP/1.0 400 Bad Request\r\n\r\n",
            ErrorKind::PlainServer,
            "http: server gave HTTP response to HTTPS client",
        ),
        ("SSH-2.0-x\r\n", ErrorKind::Tls, "tls: first record does not look like a TLS handshake"),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://{}/", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                drop(stream.write_all(answer.as_bytes()));
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        assert_eq!(reason(&url), (kind, text.to_string()));
    }
}

#[test]
fn redirects_are_followed_and_counted() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/a" => Reply::new("302 Found", "").header("Location", "b?x"),
        "/b?x" => Reply::ok("there"),
        _ => Reply::new("302 Found", "").header("Location", "/loop"),
    });
    assert_eq!(get(&server.url("/a")).unwrap(), b"there");
    let (kind, text) = reason(&server.url("/loop"));
    assert_eq!((kind, text.as_str()), (ErrorKind::Redirect, "stopped after 10 redirects"));
    assert_eq!(server.asked().len(), 2 + 11);
}

#[test]
fn redirects_keep_secrets_at_home() {
    let other = Server::start(|asked| {
        Reply::ok(format!("{:?} {:?}", asked.header("authorization"), asked.header("x-other")))
    });
    let target = other.url("/t");
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/away" => Reply::new("307 Temporary Redirect", "").header("Location", target.clone()),
        "/home" => Reply::new("307 Temporary Redirect", "").header("Location", "/t"),
        _ => Reply::ok(format!("{:?}", asked.header("authorization"))),
    });
    let ask = |path: &str| {
        let request = request(&server.url(path)).basic("ann", "secret").header("X-Other", "1");
        transport().send(&request).unwrap().bytes(100).unwrap()
    };
    assert_eq!(ask("/away"), b"None Some(\"1\")");
    assert_eq!(ask("/home"), b"Some(\"Basic YW5uOnNlY3JldA==\")");
    let body = b"password=secret".to_vec();
    let url = Url::parse(&server.url("/away")).unwrap();
    let error =
        transport().send(&Request::new(Method::Post, url).body(&body).at_home()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(other.asked().len(), 1);
}

#[test]
fn passwords_in_addresses_are_used_and_not_shown() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/" => Reply::ok(asked.header("authorization").unwrap_or_default()),
        _ => Reply::new("302 Found", "").header("Location", "ftp://x"),
    });
    let address = server.url("/").replace("http://", "http://ann:secret@");
    assert_eq!(get(&address).unwrap(), b"Basic YW5uOnNlY3JldA==");
    let error = get(&format!("{address}x")).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    let shown = format!("{:?}", request(&address).basic("ann", "secret"));
    assert!(!shown.contains("secret") && !shown.contains("YW5u"), "{shown}");
}

#[test]
fn a_busy_server_is_asked_again() {
    for status in ["429 Too Many Requests", "500 Internal Server Error", "503 Service Unavailable"]
    {
        let server = Server::start(move |asked| match asked.number {
            0..3 => Reply::new(status, "busy").header("Retry-After", "1"),
            _ => Reply::ok("done"),
        });
        assert_eq!(get(&server.url("/")).unwrap(), b"done", "{status}");
        let server = Server::start(move |_| Reply::new(status, "busy"));
        let response = transport().send(&request(&server.url("/"))).unwrap();
        assert_eq!(response.status_line(), status);
        assert_eq!(server.asked().len(), 6);
    }
    let server = Server::start(|_| Reply::new("404 Not Found", ""));
    assert_eq!(transport().send(&request(&server.url("/"))).unwrap().status(), 404);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn waiting_has_an_end() {
    let server = Server::start(|_| Reply::new("503 Service Unavailable", ""));
    let limits = Limits {
        transfer: Duration::from_secs(20),
        waiting: Duration::from_millis(3000),
        first_wait: Duration::from_millis(1500),
        longest_wait: Duration::from_secs(9),
        ..limits()
    };
    let transport =
        Transport::new(TransportOptions { limits, ..TransportOptions::default() }).unwrap();
    assert_eq!(transport.send(&request(&server.url("/"))).unwrap().status(), 503);
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_broken_connection_is_tried_again_where_that_is_safe() {
    let server = Server::start(|asked| match asked.number {
        0 => Reply::raw(""),
        _ => Reply::ok("done"),
    });
    assert_eq!(get(&server.url("/")).unwrap(), b"done");
    let server = Server::start(|_| Reply::raw(""));
    let url = Url::parse(&server.url("/")).unwrap();
    let error = transport().send(&Request::new(Method::Post, url)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cut);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn what_is_hashed_is_not_compressed() {
    let server = Server::start(|asked| {
        let accepts = asked.header("accept-encoding").unwrap_or_default().to_string();
        Reply::ok(accepts)
    });
    assert_eq!(get(&server.url("/")).unwrap(), b"gzip");
    let as_stored = request(&server.url("/")).as_stored();
    assert_eq!(transport().send(&as_stored).unwrap().bytes(100).unwrap(), b"identity");
}

#[test]
fn certificates_that_cannot_be_used_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let junk = folder.path().join("junk.crt");
    std::fs::write(&junk, "x").unwrap();
    let missing = folder.path().join("none.crt");
    let of = |ca_file| {
        let options = TransportOptions { ca_file, ..TransportOptions::default() };
        Transport::new(options).map(|_| ()).unwrap_err()
    };
    let error = of(Some(missing.clone()));
    let path = missing.display();
    assert_eq!(
        error.to_string(),
        format!("can't read CA file: \"{path}\": open {path}: no such file or directory")
    );
    assert_eq!(error.in_words_of_helm_3(), format!("can't read CA file: {path}"));
    let error = of(Some(junk.clone()));
    assert_eq!(error, SetupError::CaFileEmpty { path: junk.clone() });
    assert_eq!(error.to_string(), "failed to append certificates from pem block");
    let options = TransportOptions {
        cert_file: Some(junk.clone()),
        key_file: Some(junk.clone()),
        ..TransportOptions::default()
    };
    let error = Transport::new(options).map(|_| ()).unwrap_err().to_string();
    assert!(error.ends_with("tls: failed to find any PEM data in certificate input"), "{error}");
    let options = TransportOptions { cert_file: Some(junk), ..TransportOptions::default() };
    assert!(Transport::new(options).is_ok(), "a certificate without a key is left aside");
}

/// Runs a test of this program again with other variables: the environment of a process with
/// threads is not changed.
fn again_with(test: &str, variables: &[(&str, &str)]) -> bool {
    if std::env::var_os("RUTTER_TEST_AGAIN").is_some() {
        return true;
    }
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env("RUTTER_TEST_AGAIN", "1")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    false
}

#[test]
fn proxies_of_the_environment_are_asked() {
    let proxy = Server::start(|asked| match asked.method.as_str() {
        "CONNECT" => Reply::new("403 Forbidden", ""),
        _ => Reply::ok(format!("{} {:?}", asked.line(), asked.header("proxy-authorization"))),
    });
    let address = proxy.url("").replace("http://", "http://ann:secret@");
    let variables = [("http_proxy", address.as_str()), ("HTTPS_PROXY", &proxy.host())];
    if !again_with("proxies_of_the_environment_are_asked", &variables) {
        assert_eq!(
            proxy.lines(),
            ["GET http://h.invalid/a?b", "PUT http://h.invalid/", "CONNECT h.invalid:443"]
        );
        return;
    }
    let text = String::from_utf8(get("http://h.invalid/a?b").unwrap()).unwrap();
    assert_eq!(text, "GET http://h.invalid/a?b Some(\"Basic YW5uOnNlY3JldA==\")");
    let (body, url) = (vec![1u8; 300_000], Url::parse("http://h.invalid/").unwrap());
    transport().send(&Request::new(Method::Put, url).body(&body)).unwrap();
    let (kind, text) = reason("https://h.invalid/");
    assert_eq!((kind, text.contains("403")), (ErrorKind::Proxy, true), "{text}");
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let variables =
        [("http_proxy", "http://ann:secret@127.0.0.1:1"), ("https_proxy", "127.0.0.1:1")];
    if !again_with("a_proxy_that_is_not_there_is_named", &variables) {
        return;
    }
    for scheme in ["http", "https"] {
        let error = get(&format!("{scheme}://h.invalid/")).unwrap_err().to_string();
        let reason = "proxyconnect tcp: dial tcp 127.0.0.1:1: connect: connection refused";
        assert_eq!(error, format!("Get \"{scheme}://h.invalid/\": {reason}"));
    }
}
