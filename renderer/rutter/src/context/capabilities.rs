//! `.Capabilities`: what the cluster and Helm can do.
//!
//! Helm: pkg/chartutil/capabilities.go (v3), pkg/chart/common/capabilities.go (v4).

use std::borrow::Cow;

use rutter_chart::Compat;
use rutter_go::value::{
    Element, Encoded, Encoding, Kind, List, ListType, Methods, Object, Str, Stringer, Value,
};

use super::go_struct::{Field, GoStruct, Tag};

/// A Kubernetes version as given and as compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KubeVersion {
    /// `.Capabilities.KubeVersion.Version`.
    pub version: String,
    /// Without pre-release and build parts, for `kubeVersion` of Chart.yaml.
    pub normalized: String,
    /// Major version.
    pub major: String,
    /// Minor version.
    pub minor: String,
}

impl KubeVersion {
    /// The version each Helm assumes when none is given: that of the client-go it is built with.
    pub fn default_version() -> KubeVersion {
        KubeVersion {
            version: "v1.37.0".to_string(),
            normalized: "v1.37.0".to_string(),
            major: "1".to_string(),
            minor: "37".to_string(),
        }
    }

    /// Parses `--kube-version`. Kubernetes: util/version `ParseGeneric`.
    ///
    /// # Errors
    /// Helm's text, without the `invalid kube version` prefix.
    pub fn parse(text: &str, compat: Compat) -> Result<KubeVersion, String> {
        let components = parse_generic(text)?;
        let normalized =
            format!("v{}", components.iter().map(u64::to_string).collect::<Vec<_>>().join("."));
        let version = match compat {
            Compat::V3 => normalized.clone(),
            Compat::V4 if text.starts_with('v') => text.to_string(),
            Compat::V4 => format!("v{text}"),
        };
        let component = |index: usize| components.get(index).copied().unwrap_or(0).to_string();
        Ok(KubeVersion { version, normalized, major: component(0), minor: component(1) })
    }
}

/// Two or more dotted numbers, with any text after them.
fn parse_generic(text: &str) -> Result<Vec<u64>, String> {
    let quoted = rutter_go::strconv::quote(text.as_bytes());
    let unparsable = || format!("could not parse {quoted} as version");
    let trimmed = crate::host::trim_space(text);
    let digits = trimmed.strip_prefix('v').unwrap_or(trimmed);
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
    let mut numbers = &digits[..end];
    // The pattern takes numbers joined by single dots; what follows is ignored text.
    if let Some(double) = numbers.find("..") {
        numbers = &numbers[..double];
    }
    let numbers = numbers.strip_suffix('.').unwrap_or(numbers);
    if numbers.is_empty() || numbers.starts_with('.') {
        return Err(unparsable());
    }
    let parts: Vec<&str> = numbers.split('.').collect();
    if parts.len() < 2 {
        return Err(format!("illegal version string {quoted}"));
    }
    let mut components = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if index == 0 && part.len() > 1 && part.starts_with('0') {
            return Err(format!(
                "illegal zero-prefixed version component {} in {quoted}",
                rutter_go::strconv::quote(part.as_bytes())
            ));
        }
        let number = part.parse::<u64>().map_err(|_| {
            format!("illegal non-numeric version component {} in {quoted}: strconv.ParseUint: parsing {}: value out of range", rutter_go::strconv::quote(part.as_bytes()), rutter_go::strconv::quote(part.as_bytes()))
        })?;
        components.push(number);
    }
    Ok(components)
}

/// What `.Capabilities` holds.
#[derive(Clone, Debug)]
pub struct Capabilities {
    /// The cluster's version.
    pub kube_version: KubeVersion,
    /// The cluster's API versions, the default ones first.
    pub api_versions: Vec<String>,
    /// `.HelmVersion.Version`; that of the emulated Helm when `None`.
    pub helm_version: Option<String>,
}

impl Default for Capabilities {
    fn default() -> Self {
        Capabilities {
            kube_version: KubeVersion::default_version(),
            api_versions: DEFAULT_API_VERSIONS.split(' ').map(str::to_string).collect(),
            helm_version: None,
        }
    }
}

impl Capabilities {
    /// The object templates see.
    pub fn to_value(&self, compat: Compat) -> Value {
        let (list_type, object) = match compat {
            Compat::V3 => (&VERSION_SET_V3, "chartutil"),
            Compat::V4 => (&VERSION_SET_V4, "common"),
        };
        let versions = self.api_versions.iter().map(|v| Value::string(v.as_str())).collect();
        Value::object(CapabilitiesObject {
            package: object,
            kube_version: Value::object(KubeVersionObject {
                package: object,
                version: self.kube_version.clone(),
                compat,
            }),
            api_versions: Value::List(List::new(list_type, versions)),
            helm_version: match &self.helm_version {
                Some(version) => build_info_of(compat, version),
                None => build_info(compat),
            },
        })
    }
}

/// `.Capabilities.HelmVersion`.
pub(crate) fn build_info(compat: Compat) -> Value {
    build_info_of(compat, compat.helm_version())
}

fn build_info_of(compat: Compat, version: &str) -> Value {
    let mut fields = vec![
        text_field("Version", version, Tag::OmitEmpty("version")),
        text_field("GitCommit", git_commit(compat), Tag::OmitEmpty("git_commit")),
        text_field("GitTreeState", "clean", Tag::OmitEmpty("git_tree_state")),
        text_field("GoVersion", "go1.26.8", Tag::OmitEmpty("go_version")),
    ];
    if compat == Compat::V4 {
        fields.push(text_field("KubeClientVersion", "v1.37", Tag::Always("kube_client_version")));
    }
    GoStruct { type_name: "version.BuildInfo", pointer: false, fields }.into_value()
}

/// The commit is that of nobody's build: templates that print it differ from build to build.
fn git_commit(_compat: Compat) -> &'static str {
    ""
}

fn text_field(name: &'static str, value: &str, tag: Tag) -> Field {
    Field { name, value: Value::string(value), tag }
}

static VERSION_SET_V3: ListType = ListType {
    name: "chartutil.VersionSet",
    element: Element::String,
    methods: Some(&VersionSetMethods),
};
static VERSION_SET_V4: ListType = ListType {
    name: "common.VersionSet",
    element: Element::String,
    methods: Some(&VersionSetMethods),
};

struct VersionSetMethods;

impl Methods for VersionSetMethods {
    fn has(&self, name: &str) -> bool {
        name == "Has"
    }
    fn arity(&self, _name: &str) -> usize {
        1
    }
    fn call(&self, receiver: &Value, _name: &str, arguments: &[Value]) -> Result<Value, String> {
        let (Value::List(list), Some(Value::String(wanted))) = (receiver, arguments.first()) else {
            return Ok(Value::Bool(false));
        };
        let has = list.with(|items| items.iter().any(|i| i.as_string() == Some(wanted)));
        Ok(Value::Bool(has))
    }
}

struct CapabilitiesObject {
    package: &'static str,
    kube_version: Value,
    api_versions: Value,
    helm_version: Value,
}

impl Object for CapabilitiesObject {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Owned(format!("*{}.Capabilities", self.package))
    }
    fn kind(&self) -> Kind {
        Kind::Pointer
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("KubeVersion", self.kube_version.clone()),
            ("APIVersions", self.api_versions.clone()),
            ("HelmVersion", self.helm_version.clone()),
        ]
    }
    fn field(&self, name: &str) -> Option<Value> {
        match name {
            "KubeVersion" => Some(self.kube_version.clone()),
            "APIVersions" => Some(self.api_versions.clone()),
            "HelmVersion" => Some(self.helm_version.clone()),
            _ => None,
        }
    }
    fn has_method(&self, name: &str) -> bool {
        name == "Copy"
    }
    fn call_method(&self, _name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Ok(Value::object(CapabilitiesObject {
            package: self.package,
            kube_version: self.kube_version.clone(),
            api_versions: self.api_versions.clone(),
            helm_version: self.helm_version.clone(),
        }))
    }
    fn encode(&self, encoding: Encoding) -> Encoded {
        let name = |name: &str| match encoding {
            Encoding::Yaml => Str::from(name.to_lowercase()),
            _ => Str::from(name),
        };
        Encoded::Struct(self.fields().into_iter().map(|(n, v)| (name(n), v)).collect())
    }
}

struct KubeVersionObject {
    package: &'static str,
    version: KubeVersion,
    compat: Compat,
}

impl Object for KubeVersionObject {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Owned(format!("{}.KubeVersion", self.package))
    }
    fn kind(&self) -> Kind {
        Kind::Struct
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("Version", Value::string(self.version.version.as_str())),
            ("Major", Value::string(self.version.major.as_str())),
            ("Minor", Value::string(self.version.minor.as_str())),
        ]
    }
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields = self.fields();
        if self.compat == Compat::V4 {
            let normalized = Value::string(self.version.normalized.as_str());
            fields.insert(1, ("normalizedVersion", normalized));
        }
        fields
    }
    fn has_method(&self, name: &str) -> bool {
        matches!(name, "String" | "GitVersion")
    }
    fn call_method(&self, name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Ok(match name {
            "String" => Value::from(self.string()),
            _ => Value::string(self.version.version.as_str()),
        })
    }
    fn stringer(&self) -> Stringer {
        Stringer::Pointer
    }
    fn string(&self) -> String {
        self.version.normalized.clone()
    }
    fn encode(&self, encoding: Encoding) -> Encoded {
        let name = |name: &str| match encoding {
            Encoding::Yaml => Str::from(name.to_lowercase()),
            _ => Str::from(name),
        };
        Encoded::Struct(self.fields().into_iter().map(|(n, v)| (name(n), v)).collect())
    }
}

/// What client-go of both Helms knows, in its order.
const DEFAULT_API_VERSIONS: &str = "v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 \
    admissionregistration.k8s.io/v1beta1 internal.apiserver.k8s.io/v1alpha1 apps/v1 \
    apps/v1beta1 apps/v1beta2 authentication.k8s.io/v1 \
    authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1 \
    authorization.k8s.io/v1 authorization.k8s.io/v1beta1 autoscaling/v1 \
    autoscaling/v2 batch/v1 batch/v1beta1 certificates.k8s.io/v1 \
    certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1 \
    coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1 \
    discovery.k8s.io/v1 discovery.k8s.io/v1beta1 events.k8s.io/v1 \
    events.k8s.io/v1beta1 extensions/v1beta1 flowcontrol.apiserver.k8s.io/v1 \
    flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2 \
    flowcontrol.apiserver.k8s.io/v1beta3 lifecycle.k8s.io/v1alpha1 \
    networking.k8s.io/v1 networking.k8s.io/v1beta1 node.k8s.io/v1 \
    node.k8s.io/v1alpha1 node.k8s.io/v1beta1 policy/v1 policy/v1beta1 \
    rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1 \
    rbac.authorization.k8s.io/v1alpha1 resource.k8s.io/v1 resource.k8s.io/v1beta2 \
    resource.k8s.io/v1beta1 resource.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha3 \
    scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1 storage.k8s.io/v1beta1 \
    storage.k8s.io/v1 storage.k8s.io/v1alpha1 storagemigration.k8s.io/v1 \
    storagemigration.k8s.io/v1beta1 apiextensions.k8s.io/v1beta1 \
    apiextensions.k8s.io/v1";
