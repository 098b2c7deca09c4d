//! What a token is for.

use std::collections::{BTreeMap, BTreeSet};

/// The scope of actions on a repository.
pub(crate) fn of_repository(repository: &str, actions: &str) -> String {
    format!("repository:{repository}:{actions}")
}

/// Joins scopes: actions on the same thing become one scope, all in order.
pub(crate) fn join(scopes: &[&str]) -> Vec<String> {
    let mut named: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut others: BTreeSet<String> = BTreeSet::new();
    for scope in scopes.iter().flat_map(|scope| scope.split(' ')).filter(|s| !s.is_empty()) {
        match scope.rsplit_once(':') {
            Some((resource, actions)) if resource.contains(':') => {
                let actions = actions.split(',').filter(|action| !action.is_empty());
                named.entry(resource).or_default().extend(actions);
            }
            _ => {
                others.insert(scope.to_string());
            }
        }
    }
    for (resource, actions) in named {
        if actions.contains("*") {
            others.insert(format!("{resource}:*"));
        } else if !actions.is_empty() {
            let actions: Vec<&str> = actions.into_iter().collect();
            others.insert(format!("{resource}:{}", actions.join(",")));
        }
    }
    others.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_joined() {
        let pull = of_repository("r/x", "pull");
        assert_eq!(
            join(&[&pull, "repository:r/x:push,pull registry:catalog:*"]),
            ["registry:catalog:*", "repository:r/x:pull,push"]
        );
        assert_eq!(join(&[&pull, ""]), ["repository:r/x:pull"]);
    }
}
