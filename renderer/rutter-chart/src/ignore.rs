//! .helmignore, which is not gitignore. Helm: pkg/ignore/rules.go.

use rutter_go::path::matches;
use rutter_go::strings::trim_space;

/// Rules in file order; the first that matches decides.
#[derive(Debug, Default)]
pub struct Rules {
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    glob: String,
    scope: Scope,
    negate: bool,
    directories_only: bool,
}

/// What the glob is held against.
#[derive(Debug, PartialEq, Eq)]
enum Scope {
    /// The last element of the path.
    Base,
    /// The whole path from the chart's root.
    Path,
}

impl Rules {
    /// Parses the file and adds Helm's own rule for dot files in `templates/`.
    ///
    /// # Errors
    /// Helm's text: `double-star (**) syntax is not supported` or `syntax error in pattern`.
    pub fn parse(text: &[u8]) -> Result<Rules, String> {
        let mut rules = Rules::default();
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        for line in text.split(|&b| b == b'\n') {
            rules.add(&String::from_utf8_lossy(trim_space(line)))?;
        }
        rules.add_defaults()?;
        Ok(rules)
    }

    /// The rules of a chart without .helmignore.
    pub fn defaults() -> Rules {
        let mut rules = Rules::default();
        // The default rule is a valid pattern.
        let _ = rules.add_defaults();
        rules
    }

    fn add_defaults(&mut self) -> Result<(), String> {
        self.add("templates/.?*")
    }

    fn add(&mut self, rule: &str) -> Result<(), String> {
        if rule.is_empty() || rule.starts_with('#') {
            return Ok(());
        }
        if rule.contains("**") {
            return Err("double-star (**) syntax is not supported".to_string());
        }
        matches(rule.as_bytes(), b"abc").map_err(str::to_string)?;
        let (negate, rule) = match rule.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, rule),
        };
        let (directories_only, rule) = match rule.strip_suffix('/') {
            Some(rest) => (true, rest),
            None => (false, rule),
        };
        let scope = if rule.contains('/') { Scope::Path } else { Scope::Base };
        // Helm strips one leading slash each time the rule is used; the first use counts most.
        let glob = rule.trim_start_matches('/').to_string();
        self.patterns.push(Pattern { glob, scope, negate, directories_only });
        Ok(())
    }

    /// Whether the path (from the chart's root, with `/`) is left out.
    pub fn ignores(&self, path: &str, is_directory: bool) -> bool {
        for pattern in &self.patterns {
            let wrong_kind = pattern.directories_only && !is_directory;
            if pattern.negate {
                if wrong_kind || !pattern.matches(path) {
                    return true;
                }
            } else if !wrong_kind && pattern.matches(path) {
                return true;
            }
        }
        false
    }
}

impl Pattern {
    fn matches(&self, path: &str) -> bool {
        let subject = match self.scope {
            Scope::Base => rutter_go::path::base(path.as_bytes()),
            Scope::Path => path.as_bytes(),
        };
        matches(self.glob.as_bytes(), subject).unwrap_or(false)
    }
}
