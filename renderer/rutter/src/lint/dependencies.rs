//! Rules for dependencies: Chart.yaml against charts/. Helm: lint/rules/dependencies.go.

use rutter_chart::Chart;

use super::Linter;

pub(super) fn lint(linter: &mut Linter<'_>) {
    let chart = match linter.load() {
        Ok(chart) => chart,
        Err(error) => {
            linter.error("", Err(format!("unable to load chart\n\t{error}")));
            return;
        }
    };
    let path = linter.directory.display().to_string();
    linter.error(&path, in_metadata(&chart));
    linter.error(&path, unique(&chart));
    linter.warning(&path, in_directory(&chart));
}

fn in_metadata(chart: &Chart) -> Result<(), String> {
    let listed = |name: &str| chart.metadata.dependency_list().any(|d| d.name == name);
    let names = chart.dependencies.iter().map(Chart::name);
    report("chart metadata is missing these dependencies", names.filter(|n| !listed(n)))
}

fn unique(chart: &Chart) -> Result<(), String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut repeated = Vec::new();
    for dependency in chart.metadata.dependency_list() {
        let key = match dependency.alias.is_empty() {
            true => dependency.name.as_str(),
            false => dependency.alias.as_str(),
        };
        if seen.contains(&key) {
            repeated.push(key);
        }
        seen.push(key);
    }
    report("multiple dependencies with name or alias", repeated.into_iter())
}

fn in_directory(chart: &Chart) -> Result<(), String> {
    let present = |name: &str| chart.dependencies.iter().any(|c| c.name() == name);
    let names = chart.metadata.dependency_list().map(|d| d.name.as_str());
    report("chart directory is missing these dependencies", names.filter(|n| !present(n)))
}

fn report<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let names: Vec<&str> = names.collect();
    match names.is_empty() {
        true => Ok(()),
        false => Err(format!("{text}: {}", names.join(","))),
    }
}
