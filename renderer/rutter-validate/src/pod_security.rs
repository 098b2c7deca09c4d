//! Pod Security levels. Kubernetes: k8s.io/pod-security-admission/policy, whose names the rules
//! have.

mod baseline;
mod restricted;

use serde_json::Value;

use crate::pod::Pod;
use crate::validator::Fault;
use crate::version::Version;

/// A level, from the loosest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Everything is allowed.
    Privileged,
    /// Nothing that reaches the node.
    Baseline,
    /// Hardened.
    Restricted,
}

impl Level {
    /// The level of this name.
    pub fn parse(text: &str) -> Option<Level> {
        [Level::Privileged, Level::Baseline, Level::Restricted]
            .into_iter()
            .find(|level| level.name() == text)
    }

    /// `privileged`, `baseline` or `restricted`
    pub fn name(self) -> &'static str {
        match self {
            Level::Privileged => "privileged",
            Level::Baseline => "baseline",
            Level::Restricted => "restricted",
        }
    }

    /// The level that a pod keeps which does not keep this one.
    pub(crate) fn below(self) -> Level {
        match self {
            Level::Restricted => Level::Baseline,
            _ => Level::Privileged,
        }
    }
}

/// What a pod does that a level does not allow, each with the loosest such level.
pub(crate) fn violations(pod: &Pod<'_>, version: Version) -> Vec<(Level, Fault)> {
    let mut check = Check { pod, version, level: Level::Baseline, found: Vec::new() };
    baseline::check(&mut check);
    check.level = Level::Restricted;
    restricted::check(&mut check);
    check.found
}

struct Check<'p, 'o> {
    pod: &'p Pod<'o>,
    version: Version,
    level: Level,
    found: Vec<(Level, Fault)>,
}

impl<'o> Check<'_, 'o> {
    fn since(&self, minor: u32) -> bool {
        self.version >= Version { major: 1, minor }
    }

    /// Whether the pod has a user namespace of its own, which relaxes some rules from 1.35 on.
    fn is_relaxed(&self) -> bool {
        self.since(35) && self.pod.spec["hostUsers"] == Value::Bool(false)
    }

    fn is_windows(&self) -> bool {
        self.pod.spec["os"]["name"] == "windows"
    }

    fn add(&mut self, rule: &'static str, below: &[&str], message: String) {
        let fault = Fault::error(rule, self.pod.pointer(below), message);
        self.found.push((self.level, fault));
    }

    /// As [`Check::add`], at a place in a container.
    fn add_in(
        &mut self,
        rule: &'static str,
        container: &[String],
        below: &[&str],
        message: String,
    ) {
        let pointer: Vec<&str> =
            container.iter().map(String::as_str).chain(below.iter().copied()).collect();
        self.add(rule, &pointer, message);
    }

    /// The security contexts of the pod and of its containers, with their places.
    fn contexts(&self) -> Vec<(Vec<String>, &'o Value)> {
        let pod = self.pod.spec.get("securityContext").map(|context| (Vec::new(), context));
        let containers = self.pod.containers().into_iter();
        let containers = containers
            .filter_map(|(place, container)| Some((place, container.get("securityContext")?)));
        pod.into_iter().chain(containers).collect()
    }
}

/// The texts of a list.
fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
