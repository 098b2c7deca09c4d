//! The bill of materials of a chart: the images it runs, in CycloneDX.

use cyclonedx_bom::external_models::uri::Purl;
use cyclonedx_bom::models::component::{Classification, Component, Components};
use cyclonedx_bom::models::metadata::Metadata;
use cyclonedx_bom::prelude::{Bom, SpecVersion};

/// Media type of such a bill.
pub const BILL: &str = "application/vnd.cyclonedx+json";

/// The bill of a chart. It has no time and no number of its own: the same chart gives the same
/// bytes.
///
/// # Errors
/// When it cannot be written.
pub fn bill_of_images(name: &str, version: &str, images: &[String]) -> Result<Vec<u8>, String> {
    let chart =
        Component::new(Classification::Application, name, version, Some(format!("chart:{name}")));
    let bom = Bom {
        serial_number: None,
        metadata: Some(Metadata { component: Some(chart), ..Metadata::default() }),
        components: Some(Components(images.iter().map(|image| component(image)).collect())),
        ..Bom::default()
    };
    let mut text = Vec::new();
    bom.output_as_json(&mut text, SpecVersion::V1_5)
        .map_err(|error| format!("the bill of materials cannot be written: {error}"))?;
    Ok(text)
}

fn component(image: &str) -> Component {
    let (name, version) = name_and_version(image);
    let mut component =
        Component::new(Classification::Container, name, version, Some(image.to_string()));
    let last = name.rsplit('/').next().unwrap_or(name);
    component.purl = Purl::new("oci", last, version).ok();
    component
}

/// `registry/path/name` and the digest, or else the tag.
fn name_and_version(image: &str) -> (&str, &str) {
    let (place, digest) = match image.split_once('@') {
        Some((place, digest)) => (place, Some(digest)),
        None => (image, None),
    };
    let (name, tag) = match place.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        _ => (place, "latest"),
    };
    (name, digest.unwrap_or(tag))
}
