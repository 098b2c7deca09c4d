//! repositories.yaml: the repositories somebody has added. Helm: pkg/repo/v1/repo.go.

use rutter_go::value::Value;
use rutter_yaml::{Data, Node};

/// A repository under its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is called here.
    pub name: String,
    /// Its address, as typed.
    pub url: String,
    /// Name for the server, when there is one.
    pub username: String,
    /// Password for the server, in clear as Helm keeps it.
    pub password: String,
    /// Certificate of this side.
    pub cert_file: String,
    /// Key of that certificate.
    pub key_file: String,
    /// Certificates that sign for the server.
    pub ca_file: String,
    /// Whether the server's certificate is not looked at.
    pub insecure_skip_tls_verify: bool,
    /// Whether name and password go to every host its index names.
    pub pass_credentials_all: bool,
}

/// The file.
#[derive(Clone, Debug, Default)]
pub struct Repositories {
    /// The repositories in their order.
    pub entries: Vec<Entry>,
}

impl Repositories {
    /// Reads the file.
    ///
    /// # Errors
    /// The YAML library's text.
    pub fn parse(data: &[u8]) -> Result<Repositories, String> {
        let root = rutter_yaml::parse_node(data).map_err(|e| e.to_string())?;
        let list = root.get("repositories").and_then(Node::items).unwrap_or_default();
        Ok(Repositories { entries: list.iter().filter(|n| !n.is_null()).map(entry).collect() })
    }

    /// The repository of this name.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// Adds a repository, or puts it in the place of the one of its name.
    pub fn set(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|old| old.name == entry.name) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes a repository out; whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.name != name);
        self.entries.len() < before
    }

    /// The file's text as Helm writes it.
    ///
    /// # Errors
    /// Text that YAML cannot hold.
    pub fn to_yaml(&self) -> Result<Vec<u8>, String> {
        let entries = self.entries.iter().map(value).collect();
        let fields = [
            ("apiVersion".into(), Value::string("")),
            ("generated".into(), Value::string("0001-01-01T00:00:00Z")),
            ("repositories".into(), Value::list(entries)),
        ];
        let text = rutter_yaml::to_yaml(&Value::map(fields)).map_err(|e| e.to_string())?;
        Ok(text.as_bytes().to_vec())
    }
}

fn entry(node: &Node) -> Entry {
    let text = |name: &str| {
        let text = node.get(name).and_then(Node::as_str);
        text.map(|text| text.to_str_lossy().into_owned()).unwrap_or_default()
    };
    let flag = |name: &str| matches!(node.get(name).map(|n| &n.data), Some(Data::Bool(true)));
    Entry {
        name: text("name"),
        url: text("url"),
        username: text("username"),
        password: text("password"),
        cert_file: text("certFile"),
        key_file: text("keyFile"),
        ca_file: text("caFile"),
        insecure_skip_tls_verify: flag("insecure_skip_tls_verify"),
        pass_credentials_all: flag("pass_credentials_all"),
    }
}

fn value(entry: &Entry) -> Value {
    let texts = [
        ("name", &entry.name),
        ("url", &entry.url),
        ("username", &entry.username),
        ("password", &entry.password),
        ("certFile", &entry.cert_file),
        ("keyFile", &entry.key_file),
        ("caFile", &entry.ca_file),
    ];
    let flags = [
        ("insecure_skip_tls_verify", entry.insecure_skip_tls_verify),
        ("pass_credentials_all", entry.pass_credentials_all),
    ];
    let texts = texts.into_iter().map(|(name, text)| (name, Value::string(text.as_str())));
    let flags = flags.into_iter().map(|(name, flag)| (name, Value::Bool(flag)));
    Value::map(texts.chain(flags).map(|(name, value)| (name.into(), value)))
}
