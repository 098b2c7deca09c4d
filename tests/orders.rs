//! The orders in which charts start, as `orders.jsonl` says: the order that the values at a path
//! declare, with values of some files over the chart's own. `only` leaves out other names.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use rutter::{Chart, Compat, SystemWorld, UserValues};
use rutter_tests::case::root;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    says: String,
    chart: String,
    values: Vec<String>,
    path: String,
    #[serde(default)]
    only: Vec<String>,
    start: Vec<String>,
}

fn started(case: &Case) -> Vec<String> {
    let charts = root().join("charts");
    let chart = Chart::load(&SystemWorld, &charts.join(&case.chart), Compat::V4).unwrap().chart;
    let mut values = UserValues::new();
    for file in &case.values {
        let text = std::fs::read(charts.join(file)).unwrap();
        values.add_file(file, text, Compat::V4).unwrap();
    }
    let graph = rutter::graph(&chart, &values, Compat::V4).unwrap();
    let steps = rutter::start_order(&graph, &case.path).unwrap();
    let is_asked = |name: &String| case.only.is_empty() || case.only.contains(name);
    steps.into_iter().map(|step| step.name).filter(is_asked).collect()
}

#[test]
fn charts_start_in_the_order_that_is_written_down() {
    let cases = std::fs::read_to_string(root().join("tests/orders.jsonl")).unwrap();
    let cases: Vec<Case> = cases.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > 5, "only {} cases", cases.len());
    for case in cases {
        assert_eq!(started(&case), case.start, "{}", case.says);
    }
}
