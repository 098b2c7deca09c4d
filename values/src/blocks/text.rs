//! Texts of one form.

/// Types of text that match a pattern: `name, pattern, further keywords;` each.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $pattern:literal $(, $keyword:literal = $value:literal)*;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(transparent)]
        #[schemars(extend("pattern" = $pattern $(, $keyword = $value)*))]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                $name(text.to_string())
            }
        }
    )*};
}
pub(crate) use texts;

texts! {
    /// Size of a volume.
    Size, r"^[0-9]+(\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$";
    /// Name of a Service, or none.
    ServiceName, r"^([a-z]([-a-z0-9]*[a-z0-9])?)?$", "maxLength" = 63;
    /// Name of one label's length, such as a claim's.
    Name, r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "maxLength" = 63;
    /// What the chart's name or the names of all objects are replaced with, or none.
    NameOverride, "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$";
    /// Name of a claim's storage class; the cluster's default when empty, none when "-".
    ClaimClassName, r"^(-|[a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$";
    /// Name of a storage class, or none.
    ClassName, r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$";
    /// Domain of a cluster's DNS.
    Domain, "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
    /// Key in a Secret or ConfigMap.
    DataKey, r"^[-._a-zA-Z0-9]+$";
    /// Name of an object such as a Secret, or none.
    ObjectName, r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$";
    /// Memory in whole digits, or none.
    Memory, "^([0-9]+(Ki|Mi|Gi|Ti|k|M|G|T)?)?$";
    /// Host of a registry with what is before every repository, or none; no scheme.
    Registry, r"^([A-Za-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*)?$";
    /// Repository of an image, or none; no tag.
    Repository, r"^(([A-Za-z0-9.-]+:[0-9]+/)?[a-z0-9._-]+(/[a-z0-9._-]+)*)?$";
    /// Repository of an image; no tag.
    SomeRepository, r"^([A-Za-z0-9.-]+:[0-9]+/)?[a-z0-9._-]+(/[a-z0-9._-]+)*$";
    /// Tag of an image, or none.
    Tag, r"^([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$";
    /// Tag of an image.
    SomeTag, r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$";
    /// Digest of an image, or none.
    Digest, r"^(sha256:[0-9a-f]{64})?$";
}

/// A text that is not empty.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct SomeText(#[schemars(length(min = 1))] pub String);

impl From<&str> for SomeText {
    fn from(text: &str) -> SomeText {
        SomeText(text.to_string())
    }
}
