//! Templates that can call each other by name (Go: text/template/template.go).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rutter_go::{Str, Value, strconv};

use crate::ast::{Template, Unit};
use crate::budget::Execution;
use crate::error::{Error, ParseError};
use crate::exec::Call;
use crate::funcmap::FuncMap;
use crate::functions::Functions;
use crate::names::Names;
use crate::parser;

/// What a field of a map gives that has no such key (Go: `Option("missingkey=…")`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingKey {
    /// Nothing, however many fields follow.
    #[default]
    Default,
    /// The zero value of the map's element type; what Helm sets.
    Zero,
    /// An error; what Helm sets for `--strict`.
    Error,
}

/// Settings of a [`TemplateSet`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// What a missing key gives.
    pub missing_key: MissingKey,
}

/// A text that is parsed once and added to many sets; only to those made by
/// [`TemplateSet::sibling`], whose functions it calls by number.
#[derive(Clone)]
pub struct ParsedText(Arc<[Template]>);

/// Parsed templates that can call each other; shared freely once all are parsed.
pub struct TemplateSet {
    root_name: Str,
    functions: Arc<Functions>,
    options: Options,
    /// Names of templates; `templates` has them in the same order.
    names: Names,
    templates: Vec<Template>,
    /// Where texts are parsed.
    room: Unit,
    identity: u64,
}

impl TemplateSet {
    /// A set without templates. `root_name` is what Go's first `template.New` got: it shows up in
    /// the errors of texts parsed at run time.
    pub fn new(root_name: impl Into<Str>, functions: FuncMap, options: Options) -> TemplateSet {
        TemplateSet {
            root_name: root_name.into(),
            functions: Arc::new(Functions::new(&functions)),
            options,
            names: Names::default(),
            templates: Vec::new(),
            room: Unit::default(),
            identity: next_identity(),
        }
    }

    /// Parses `text` as the template `name`, and its `define`s as templates of their own. What
    /// is parsed later replaces what was there, unless it is empty.
    pub fn parse(&mut self, name: &str, text: impl Into<Str>) -> Result<(), ParseError> {
        for template in parser::parse(name, text.into(), &self.functions, &mut self.room)? {
            self.associate(template);
        }
        Ok(())
    }

    /// A set without templates that calls the same functions.
    pub fn sibling(&self) -> TemplateSet {
        TemplateSet {
            root_name: self.root_name.clone(),
            functions: self.functions.clone(),
            options: self.options,
            names: Names::default(),
            templates: Vec::new(),
            room: Unit::default(),
            identity: next_identity(),
        }
    }

    /// Parses `text` as [`TemplateSet::parse`] does, but leaves it outside the set.
    ///
    /// # Errors
    /// As [`TemplateSet::parse`].
    pub fn read(&self, name: &str, text: impl Into<Str>) -> Result<ParsedText, ParseError> {
        let templates = parser::parse(name, text.into(), &self.functions, &mut Unit::default())?;
        Ok(ParsedText(templates.into()))
    }

    /// Adds what a sibling has read, as if it were parsed now.
    pub fn add(&mut self, text: &ParsedText) {
        for template in text.0.iter() {
            self.associate(template.clone());
        }
    }

    /// Go: `Template.associate`.
    fn associate(&mut self, template: Template) {
        match self.names.find(template.name.as_bytes()) {
            None => {
                self.names.add(template.name.clone());
                self.templates.push(template);
            }
            Some(_) if template.is_empty() => {}
            Some(index) => {
                if let Some(old) = self.templates.get_mut(index as usize) {
                    *old = template;
                }
            }
        }
    }

    /// Names of all templates, sorted bytewise.
    pub fn names(&self) -> impl Iterator<Item = &Str> {
        let mut names: Vec<_> = self.names.all().iter().collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// All templates, in the order in which their names came.
    pub(crate) fn all(&self) -> &[Template] {
        &self.templates
    }

    /// Appends what the template `name` writes for `data`; on an error, what was written before it
    /// stays in `out`.
    pub fn execute(
        &self,
        name: &str,
        data: Value,
        execution: &mut Execution<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let Some(template) = self.find(name.as_bytes()) else {
            let name = strconv::quote(name.as_bytes());
            let root = strconv::quote(self.root_name());
            let message = format!("template: no template {name} associated with template {root}");
            return Err(Error::new(message));
        };
        let start = out.len();
        let mut call = Call::new(self, execution, template.clone(), std::mem::take(out));
        let result = call.run(data).map_err(|error| call.locate(error));
        *out = std::mem::take(&mut call.out);
        execution.output += (out.len() - start) as u64;
        result
    }

    #[inline]
    pub(crate) fn find(&self, name: impl AsRef<[u8]>) -> Option<&Template> {
        self.templates.get(self.names.find(name.as_ref())? as usize)
    }
    pub(crate) fn root_name(&self) -> &[u8] {
        self.root_name.as_bytes()
    }
    pub(crate) fn functions(&self) -> &Functions {
        &self.functions
    }
    pub(crate) fn missing_key(&self) -> MissingKey {
        self.options.missing_key
    }
    pub(crate) fn identity(&self) -> u64 {
        self.identity
    }
    /// The templates of a text given at run time, named like the set.
    pub(crate) fn parse_text(&self, text: &Str) -> Result<Vec<Template>, ParseError> {
        parser::parse(
            &self.root_name.to_str_lossy(),
            text.clone(),
            &self.functions,
            &mut Unit::default(),
        )
    }
}

fn next_identity() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
