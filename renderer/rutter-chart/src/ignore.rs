//! .helmignore, which is not gitignore. Helm: pkg/ignore/rules.go.

use rutter_go::path::matches;
use rutter_go::strings::trim_space;

/// Longest line, its end included. Go: bufio `MaxScanTokenSize`.
const MAX_LINE: usize = 64 * 1024;

/// Rules in file order; the first that matches decides.
#[derive(Debug, Default)]
pub struct Rules {
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    glob: Glob,
    scope: Scope,
    negate: bool,
    directories_only: bool,
}

#[derive(Debug)]
enum Glob {
    /// Text without special characters.
    Literal(String),
    /// `*` and then text without special characters.
    Suffix(String),
    /// Anything else.
    Pattern(String),
}

impl Glob {
    fn new(text: &str) -> Glob {
        let is_literal = |text: &str| !text.contains(['*', '?', '[', '\\']);
        match text.strip_prefix('*') {
            Some(suffix) if is_literal(suffix) => Glob::Suffix(suffix.to_string()),
            None if is_literal(text) => Glob::Literal(text.to_string()),
            _ => Glob::Pattern(text.to_string()),
        }
    }

    /// Go: `filepath.Match`.
    fn matches(&self, subject: &[u8]) -> bool {
        match self {
            Glob::Literal(text) => subject == text.as_bytes(),
            Glob::Suffix(suffix) => {
                let prefix = subject.strip_suffix(suffix.as_bytes());
                prefix.is_some_and(|prefix| !prefix.contains(&b'/'))
            }
            Glob::Pattern(pattern) => matches(pattern.as_bytes(), subject).unwrap_or(false),
        }
    }
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
    /// Helm's text: `double-star (**) syntax is not supported`, `syntax error in pattern` or
    /// `bufio.Scanner: token too long`.
    pub fn parse(text: &[u8]) -> Result<Rules, String> {
        let mut rules = Rules::default();
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        for line in text.split(|&b| b == b'\n') {
            if line.len() >= MAX_LINE {
                return Err("bufio.Scanner: token too long".to_string());
            }
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
        let glob = Glob::new(rule.trim_start_matches('/'));
        self.patterns.push(Pattern { glob, scope, negate, directories_only });
        Ok(())
    }

    /// Whether the path (from the chart's root, with `/`) is left out.
    pub fn ignores(&self, path: &str, is_directory: bool) -> bool {
        let base = rutter_go::path::base(path.as_bytes());
        for pattern in &self.patterns {
            let wrong_kind = pattern.directories_only && !is_directory;
            if pattern.negate {
                if wrong_kind || !pattern.matches(path, base) {
                    return true;
                }
            } else if !wrong_kind && pattern.matches(path, base) {
                return true;
            }
        }
        false
    }
}

impl Pattern {
    fn matches(&self, path: &str, base: &[u8]) -> bool {
        self.glob.matches(match self.scope {
            Scope::Base => base,
            Scope::Path => path.as_bytes(),
        })
    }
}
