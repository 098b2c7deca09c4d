//! A chart: rendered for each version, its findings told where the templates are.

use rutter::{
    Chart, ExplainedDocument, ExplainedLine, KubeVersion, Parts, SourcePlace, UserValues, World,
};

use crate::document::{Document, documents};
use crate::finding::Finding;
use crate::validator::{Options, Report, validate};
use crate::version::Version;

/// Renders a chart for each version of Kubernetes, and holds what it gives against that version.
/// Definitions under `crds/` are checked, and give the schemas of what they define.
///
/// # Errors
/// Those of a render.
pub fn validate_chart(
    chart: &Chart,
    values: &UserValues,
    render: &rutter::Options,
    options: &Options,
    world: &dyn World,
) -> Result<Report, rutter::Error> {
    let of = |version: &Version| validate_version(chart, values, render, options, *version, world);
    let reports = options.versions.iter().map(of).collect::<Result<Vec<_>, _>>()?;
    Ok(Report::merged(reports))
}

fn validate_version(
    chart: &Chart,
    values: &UserValues,
    render: &rutter::Options,
    options: &Options,
    version: Version,
    world: &dyn World,
) -> Result<Report, rutter::Error> {
    let mut render = render.clone();
    render.kube_version = KubeVersion::parse(&format!("v{version}.0"), render.compat).ok();
    let explanation = rutter::explain(chart, values, &render, world)?;
    let explained = explanation.documents(Parts::default());
    let mut all = Vec::new();
    for crd in &explanation.release.crds {
        all.extend(documents(&crd.path, &crd.content()));
    }
    // Rendered documents are told apart by their index, which their findings give back.
    let rendered = explained.iter().enumerate();
    all.extend(
        rendered.map(|(index, document)| Document::new(marked(index), 1, &document.content)),
    );
    let options = Options { versions: vec![version], ..options.clone() };
    let mut report = validate(&all, &options);
    for finding in &mut report.findings {
        if let Some(document) = document_of(&finding.source, &explained) {
            place(finding, document);
        }
    }
    for (source, _) in &mut report.resources {
        if let Some(document) = document_of(source, &explained) {
            source.clone_from(&document.path);
        }
    }
    Ok(report)
}

/// A source that no file can have.
fn marked(index: usize) -> String {
    format!("\0{index}")
}

fn document_of<'d>(
    source: &str,
    documents: &'d [ExplainedDocument],
) -> Option<&'d ExplainedDocument> {
    documents.get(source.strip_prefix('\0')?.parse::<usize>().ok()?)
}

/// Moves a finding from the rendered document to the template line that wrote it.
fn place(finding: &mut Finding, document: &ExplainedDocument) {
    let line = document.lines.get(finding.line.saturating_sub(1));
    finding.source.clone_from(&document.path);
    let Some(origin) = line.and_then(origin_of) else { return };
    finding.source.clone_from(&origin.place.file);
    finding.line = origin.place.line;
    let shown = |place: &SourcePlace| format!("{}:{}", place.file, place.line);
    finding.includes = origin.includes.iter().map(shown).collect();
    let read = origin.values.iter().filter_map(|value| {
        let source = value.source.as_ref()?;
        Some(format!("{} ({source})", value.path))
    });
    finding.values = read.collect();
}

/// What wrote the value of a line, which is its last part that is not empty.
fn origin_of(line: &ExplainedLine) -> Option<&rutter::Origin> {
    line.origins.last()
}
