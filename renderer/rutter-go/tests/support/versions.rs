//! Answers about versions.

use super::answers::outcome;
use super::values::{bytes, latin};
use rutter_go::semver::{Constraints, Version};
use serde_json::{Value as Json, json};

pub fn answer(name: &str, request: &Json) -> Json {
    let (s, p) = (bytes(&request["s"]), bytes(&request["p"]));
    let show = |text: String| latin(text.as_bytes());
    let version = Version::parse(&s);
    match name {
        "semver" => outcome(version.map(|v| {
            let (pre, metadata) = (show(v.prerelease.clone()), show(v.metadata.clone()));
            json!([
                v.major,
                v.minor,
                v.patch,
                pre,
                metadata,
                show(v.original.clone()),
                show(v.to_string())
            ])
        })),
        "semver_strict" => outcome(Version::parse_strict(&s).map(|v| show(v.to_string()))),
        "semver_compare" => outcome(version.and_then(|v| {
            let w = Version::parse(&p)?;
            let [major, minor, patch] =
                [v.increment_major(), v.increment_minor(), v.increment_patch()]
                    .map(|next| show(next.map_or("?".to_string(), |n| n.to_string())));
            Ok::<_, String>(json!([v.compare(&w) as i8, major, minor, patch]))
        })),
        "semver_check" => outcome(check(&s, &p)),
        other => super::moments::answer(other, request),
    }
}

fn check(version: &[u8], constraints: &[u8]) -> Result<Json, String> {
    let constraints = Constraints::parse(constraints)?;
    let version = Version::parse(version)?;
    let valid = constraints.validate(&version);
    let reasons = valid.clone().err().unwrap_or_default();
    let reasons: Vec<Json> = reasons.iter().map(|r| latin(r.as_bytes())).collect();
    let text = latin(constraints.to_string().as_bytes());
    Ok(json!([constraints.check(&version), valid.is_ok(), reasons, text]))
}
