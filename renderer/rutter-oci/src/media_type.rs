//! Media types of manifests.

/// An image manifest of OCI.
pub const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
/// An image index of OCI.
pub const INDEX: &str = "application/vnd.oci.image.index.v1+json";
/// An artifact manifest of a draft of OCI.
pub const ARTIFACT: &str = "application/vnd.oci.artifact.manifest.v1+json";
/// An image manifest of Docker.
pub const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
/// An image index of Docker.
pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
/// A blob that says nothing: `{}`.
pub const EMPTY: &str = "application/vnd.oci.empty.v1+json";

/// What manifests are asked for, in the order of ORAS.
pub(crate) const MANIFESTS: &[&str] = &[DOCKER_MANIFEST, DOCKER_LIST, MANIFEST, INDEX, ARTIFACT];

/// The value of `Accept` for manifests.
pub(crate) fn accept() -> String {
    MANIFESTS.join(", ")
}
