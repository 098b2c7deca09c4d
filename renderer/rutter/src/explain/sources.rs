//! What gave a value: a flag, a line of a values file, a line of a chart's values.yaml.

use rutter_chart::Compat;
use rutter_go::value::Map;
use rutter_yaml::Node;

use super::values_index::{Step, value_at};
use crate::tree::ChartNode;
use crate::values::user_values::UserValues;

/// Everything that gives values.
pub(crate) struct Sources<'a> {
    root: &'a ChartNode<'a>,
    user: &'a UserValues,
    /// Each flag with what it sets, weakest first.
    sets: Vec<(String, Map)>,
}

impl<'a> Sources<'a> {
    /// The sources of one render; `root` is the tree as dependency processing leaves it.
    pub fn new(root: &'a ChartNode<'a>, user: &'a UserValues, compat: Compat) -> Sources<'a> {
        Sources { root, user, sets: user.sets_alone(compat) }
    }

    /// The strongest source that has a value at `path`.
    pub fn find(&self, path: &[Step]) -> Option<String> {
        let charts = self.charts(path);
        let depth = charts.len() - 1;
        let is_global =
            path.get(depth).is_some_and(|s| matches!(s, Step::Key(k) if *k == "global"));
        if !is_global {
            return self.find_at(path, &charts);
        }
        // Globals of charts further up win.
        (0..=depth).find_map(|above| {
            let place: Vec<Step> =
                path.iter().take(above).chain(path.iter().skip(depth)).cloned().collect();
            self.find_at(&place, charts.get(..=above)?)
        })
    }

    fn find_at(&self, path: &[Step], charts: &[ChartNode<'_>]) -> Option<String> {
        if let Some(source) = given(&self.sets, self.user, path) {
            return Some(source);
        }
        charts.iter().enumerate().find_map(|(depth, chart)| {
            let line = line_in(&chart.chart().values, path.get(depth..)?)?;
            let name = format!("{}/values.yaml", chart.full_path());
            let name = name.split_once('/').map_or(name.as_str(), |(_, path)| path);
            Some(format!("{name}:{line}"))
        })
    }

    /// The charts that a path leads through, the root first.
    fn charts(&self, path: &[Step]) -> Vec<ChartNode<'a>> {
        let mut charts = vec![self.root.clone()];
        let mut node = self.root.clone();
        for step in path {
            let Step::Key(key) = step else { break };
            let below = node.dependencies().into_iter();
            let Some(child) = below.into_iter().find(|c| *key == c.name().as_str()) else { break };
            charts.push(child.clone());
            node = child;
        }
        charts
    }
}

/// The flag or the line of a values file that has a value at `path`, the strongest first.
pub(crate) fn given(sets: &[(String, Map)], user: &UserValues, path: &[Step]) -> Option<String> {
    let set = sets.iter().rev().find(|(_, map)| value_at(map, path).is_some());
    if let Some((flag, _)) = set {
        return Some(flag.clone());
    }
    user.files().iter().rev().find_map(|file| {
        let line = line_in(&file.documents, path)?;
        Some(format!("{}:{line}", file.name))
    })
}

/// The line of the value in the last document that has it.
fn line_in(documents: &[Node], path: &[Step]) -> Option<u32> {
    documents.iter().rev().find_map(|document| {
        let mut node = document;
        let mut line = node.span.line;
        for step in path {
            match step {
                Step::Key(key) => {
                    let entries = node.entries()?;
                    let at = entries.binary_search_by(|entry| entry.key.cmp(key)).ok()?;
                    let entry = entries.get(at)?;
                    (node, line) = (&entry.value, entry.key_span.line);
                }
                Step::Index(index) => {
                    node = node.items()?.get(*index)?;
                    line = node.span.line;
                }
            }
        }
        Some(line)
    })
}
