//! Holding a value against a schema. Go: jsonschema validator.go.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::compiler::{Additional, Dependency, Items, Schema, SchemaId, root_error};
use super::json::{Json, Type};
use super::message::{Kind, ValidationError, count, display, join_quoted, number, quote};
use super::number::Rational;
use super::roots::Draft;

/// Nesting of schemas at one time; Helm has no limit and may overflow its stack.
const MAX_DEPTH: usize = 1_000;
/// Schemas tried in all; Helm has no limit and may not end.
const MAX_STEPS: u64 = 10_000_000;

/// What an error costs, which is kept until the end.
const ERROR_STEPS: u64 = 30;

/// Validates an instance.
pub(super) fn validate(
    schemas: &[Schema],
    schema: SchemaId,
    instance: &Json,
) -> Result<(), ValidationError> {
    let run = Run { schemas, steps: Cell::new(0), limit: RefCell::default() };
    let scope = Scope { schema, value: 0, depth: 0, parent: None };
    let frame = Frame { run: &run, scope: &scope, instance, path: &Path::Root, quick: false };
    let checked = frame.validate(Unevaluated::of(instance, &schemas[schema], false));
    // What a schema says that was not tried to the end means nothing.
    let limited = run.limit.take().map_or(Ok(()), Err);
    match limited.and_then(|()| checked.map(|_| ())) {
        Ok(_) => Ok(()),
        Err(error) => Err(root_error(&schemas[schema], error)),
    }
}

struct Run<'c> {
    schemas: &'c [Schema],
    steps: Cell<u64>,
    /// The limit that was reached.
    limit: RefCell<Option<ValidationError>>,
}

impl Run<'_> {
    fn charge(&self, steps: u64) {
        self.steps.set(self.steps.get().saturating_add(steps));
    }
}

/// The chain of schemas being tried, for cycles and dynamic references.
struct Scope<'s> {
    schema: SchemaId,
    /// Counts values on the way down: equal for schemas tried on the same value.
    value: usize,
    depth: usize,
    parent: Option<&'s Scope<'s>>,
}

/// Where in the instance we are.
enum Path<'p> {
    Root,
    Child(&'p Path<'p>, &'p str),
}

impl Path<'_> {
    fn tokens(&self) -> Vec<String> {
        match self {
            Path::Root => Vec::new(),
            Path::Child(parent, token) => {
                let mut tokens = parent.tokens();
                tokens.push((*token).to_string());
                tokens
            }
        }
    }
}

/// Properties and items that no keyword has looked at yet.
#[derive(Default)]
struct Unevaluated {
    properties: BTreeSet<String>,
    items: BTreeSet<usize>,
}

impl Unevaluated {
    fn of(instance: &Json, schema: &Schema, caller_needs: bool) -> Unevaluated {
        let mut unevaluated = Unevaluated::default();
        match instance {
            Json::Object(object) => {
                let needed = caller_needs || schema.unevaluated_properties.is_some();
                if needed && schema.additional_properties.is_none() {
                    unevaluated.properties = object.keys().cloned().collect();
                }
            }
            Json::Array(items) => {
                let needed = caller_needs || schema.unevaluated_items.is_some();
                let (all, seen) = evaluated_items(schema);
                if needed && !all {
                    unevaluated.items = (seen..items.len()).collect();
                }
            }
            _ => {}
        }
        unevaluated
    }

    fn merge(&mut self, other: &Unevaluated) {
        self.properties.retain(|p| other.properties.contains(p));
        self.items.retain(|i| other.items.contains(i));
    }

    fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.items.is_empty()
    }
}

/// Whether the schema looks at every item, else how many it looks at.
fn evaluated_items(schema: &Schema) -> (bool, usize) {
    let all = matches!(schema.items, Some(Items::All(_)));
    match (&schema.items, schema.since(Draft::V2020)) {
        (_, true) => (all, schema.prefix_items.len()),
        (Some(Items::Each(list)), false) => (schema.additional_items.is_some(), list.len()),
        (_, false) => (all || schema.additional_items.is_some(), 0),
    }
}

type Checked = Result<Unevaluated, ValidationError>;

/// One schema held against one value.
struct Frame<'f> {
    run: &'f Run<'f>,
    scope: &'f Scope<'f>,
    instance: &'f Json,
    path: &'f Path<'f>,
    /// Only whether it is valid matters.
    quick: bool,
}

/// What has gone wrong so far and what is still to look at.
struct State {
    errors: Vec<ValidationError>,
    unevaluated: Unevaluated,
}

impl<'f> Frame<'f> {
    fn schema(&self) -> &'f Schema {
        &self.run.schemas[self.scope.schema]
    }

    fn error(&self, text: impl FnOnce() -> String) -> ValidationError {
        let text = if self.quick { String::new() } else { text() };
        self.error_of(Kind::Keyword(text))
    }

    fn error_of(&self, kind: Kind) -> ValidationError {
        if self.quick {
            return ValidationError { kind, instance: Vec::new(), causes: Vec::new() };
        }
        self.run.charge(ERROR_STEPS);
        let instance = self.path.tokens();
        ValidationError { kind, instance, causes: Vec::new() }
    }

    fn within_limits(&self) -> Result<(), ValidationError> {
        self.run.charge(1);
        if self.scope.depth > MAX_DEPTH {
            return Err(self.limit(format!("schemas nest deeper than {MAX_DEPTH} levels; simplify the schema, or pass --skip-schema-validation (limit)")));
        }
        if self.run.steps.get() > MAX_STEPS {
            return Err(self.limit(format!("more than {MAX_STEPS} schemas to try; simplify the schema, or pass --skip-schema-validation (limit)")));
        }
        Ok(())
    }

    /// Ends everything: later steps find the budget used up.
    fn limit(&self, text: String) -> ValidationError {
        let error = |text| ValidationError {
            kind: Kind::Keyword(text),
            instance: Vec::new(),
            causes: Vec::new(),
        };
        self.run.limit.borrow_mut().get_or_insert_with(|| error(text));
        self.run.steps.set(u64::MAX);
        error(String::new())
    }

    fn validate(&self, unevaluated: Unevaluated) -> Checked {
        self.within_limits()?;
        let schema = self.schema();
        match schema.boolean {
            Some(true) => return Ok(unevaluated),
            Some(false) => return Err(self.error(|| "false schema".to_string())),
            None => {}
        }
        self.check_cycle()?;
        self.check_value(schema)?;
        let mut state = State { errors: Vec::new(), unevaluated };
        if let Some(target) = schema.reference {
            let result = self.follow(target, &mut state);
            if !schema.since(Draft::V2019) {
                return result.map(|()| state.unevaluated);
            }
            state.errors.extend(result.err());
        }
        match self.instance {
            Json::Object(object) => self.check_object(schema, object, &mut state),
            Json::Array(items) => self.check_array(schema, items, &mut state),
            Json::String(text) => self.check_string(schema, text, &mut state),
            Json::Number(value) => self.check_number(schema, *value, &mut state),
            _ => {}
        }
        if state.errors.is_empty() || !self.quick {
            self.follow_dynamic(schema, &mut state);
            self.check_combinations(schema, &mut state);
            self.check_unevaluated(schema, &mut state);
        }
        self.finish(state)
    }

    fn finish(&self, mut state: State) -> Checked {
        match state.errors.len() {
            0 => Ok(state.unevaluated),
            1 => Err(state.errors.remove(0)),
            _ => {
                let mut error = self.error_of(Kind::Group);
                error.causes = state.errors;
                Err(error)
            }
        }
    }

    fn check_cycle(&self) -> Result<(), ValidationError> {
        let mut scope = self.scope.parent;
        while let Some(outer) = scope.filter(|s| s.value == self.scope.value) {
            self.run.charge(1);
            if outer.schema == self.scope.schema {
                let location = &self.schema().location;
                return Err(self
                    .error(|| format!("{location} leads back to itself causing reference cycle")));
            }
            scope = outer.parent;
        }
        Ok(())
    }

    /// Keywords that end the check when they fail: type, const, enum, format.
    fn check_value(&self, schema: &Schema) -> Result<(), ValidationError> {
        let found = self.instance.type_of();
        if let Json::Invalid(name) = self.instance {
            return Err(self.error(|| format!("invalid jsonType {name}")));
        }
        if !schema.types.is_empty() {
            let integer = schema.types.contains(Type::Integer) && self.instance.is_integer();
            if !schema.types.contains(found) && !integer {
                let wanted = schema.types.names().join(" or ");
                return Err(self.error(|| format!("got {}, want {wanted}", found.name())));
            }
        }
        if let Some(constant) = schema.constant.as_ref().filter(|c| *c != self.instance) {
            return Err(self.error(|| match constant {
                Json::Array(_) | Json::Object(_) => "'const' failed".to_string(),
                other => format!("value must be {}", display(other)),
            }));
        }
        if let Some(values) = schema.enumeration.as_ref().filter(|v| !v.contains(self.instance)) {
            return Err(self.error(|| enumeration_text(values)));
        }
        if let Some(format) = schema.format
            && let Err(reason) = (format.check)(self.instance)
        {
            return Err(self.error(|| {
                format!("{} is not valid {}: {reason}", display(self.instance), format.name)
            }));
        }
        Ok(())
    }

    fn check_object(&self, schema: &Schema, object: &BTreeMap<String, Json>, state: &mut State) {
        self.check_size(
            schema.min_properties,
            schema.max_properties,
            object.len(),
            "Properties",
            state,
        );
        let missing = missing(object, &schema.required);
        if !missing.is_empty() {
            state.errors.push(self.error(|| match missing.as_slice() {
                [one] => format!("missing property {}", quote(one)),
                many => format!("missing properties {}", join_quoted(many)),
            }));
        }
        if self.quick && !state.errors.is_empty() {
            return;
        }
        for (name, dependency) in &schema.dependencies {
            if object.contains_key(name) {
                match dependency {
                    Dependency::Properties(wanted) => {
                        self.check_dependent(object, name, wanted, state)
                    }
                    Dependency::Schema(id) => self.add(self.same(*id, false, state), state),
                }
            }
        }
        self.check_properties(schema, object, state);
        if let Some(id) = schema.property_names {
            object.keys().for_each(|name| self.check_property_name(id, name, state));
        }
        for (name, wanted) in &schema.dependent_required {
            if object.contains_key(name) {
                self.check_dependent(object, name, wanted, state);
            }
        }
    }

    fn check_dependent(
        &self,
        object: &BTreeMap<String, Json>,
        name: &str,
        wanted: &[String],
        state: &mut State,
    ) {
        let missing = missing(object, wanted);
        if !missing.is_empty() {
            state.errors.push(self.error(|| {
                format!("properties {} required, if {} exists", join_quoted(&missing), quote(name))
            }));
        }
    }

    fn check_properties(
        &self,
        schema: &Schema,
        object: &BTreeMap<String, Json>,
        state: &mut State,
    ) {
        let mut unknown = Vec::new();
        for (name, value) in object {
            if self.quick && !state.errors.is_empty() {
                return;
            }
            let mut evaluated = false;
            if let Some(id) = schema.properties.get(name) {
                evaluated = true;
                self.add(self.child(*id, value, name), state);
            }
            for (pattern, id) in &schema.pattern_properties {
                if pattern.is_match(name.as_bytes()) {
                    evaluated = true;
                    self.add(self.child(*id, value, name), state);
                }
            }
            if !evaluated {
                match &schema.additional_properties {
                    Some(Additional::Allowed(false)) => unknown.push(name.clone()),
                    Some(Additional::Schema(id)) => self.add(self.child(*id, value, name), state),
                    _ => {}
                }
                evaluated = schema.additional_properties.is_some();
            }
            if evaluated {
                state.unevaluated.properties.remove(name);
            }
        }
        if !unknown.is_empty() {
            state.errors.push(
                self.error(|| {
                    format!("additional properties {} not allowed", join_quoted(&unknown))
                }),
            );
        }
    }

    fn check_property_name(&self, id: SchemaId, name: &str, state: &mut State) {
        let instance = Json::String(name.to_string());
        let scope = self.inner_scope(id, self.scope.value + 1);
        let frame = Frame {
            scope: &scope,
            instance: &instance,
            path: &Path::Root,
            quick: self.quick,
            run: self.run,
        };
        let unevaluated = Unevaluated::of(&instance, &self.run.schemas[id], false);
        if let Err(inner) = frame.validate(unevaluated) {
            let mut error = self.error(|| format!("invalid propertyName {}", quote(name)));
            error.causes = match inner.kind {
                Kind::Group => inner.causes,
                _ => vec![inner],
            };
            state.errors.push(error);
        }
    }

    fn check_size(
        &self,
        minimum: Option<usize>,
        maximum: Option<usize>,
        found: usize,
        what: &str,
        state: &mut State,
    ) {
        if let Some(wanted) = minimum.filter(|m| found < *m) {
            state.errors.push(
                self.error(|| format!("min{what}: got {}, want {}", count(found), count(wanted))),
            );
        }
        if let Some(wanted) = maximum.filter(|m| found > *m) {
            state.errors.push(
                self.error(|| format!("max{what}: got {}, want {}", count(found), count(wanted))),
            );
        }
    }

    fn check_array(&self, schema: &Schema, items: &[Json], state: &mut State) {
        self.check_size(schema.min_items, schema.max_items, items.len(), "Items", state);
        if schema.unique_items
            && let Some((first, second)) = duplicates(items)
        {
            state.errors.push(
                self.error(|| format!("items at {} and {} are equal", count(first), count(second))),
            );
        }
        let checked = self.check_items(schema, items, state);
        match &schema.additional_items {
            Some(Additional::Allowed(false)) if checked < items.len() => {
                let more = count(items.len() - checked);
                state
                    .errors
                    .push(self.error(|| format!("last {more} additionalItem(s) not allowed")));
            }
            Some(Additional::Schema(id)) => self.check_each(*id, items, checked, state),
            _ => {}
        }
        if let Some(id) = schema.contains {
            self.check_contains(schema, id, items, state);
        }
    }

    /// Items by position; how many were looked at.
    fn check_items(&self, schema: &Schema, items: &[Json], state: &mut State) -> usize {
        let by_position = match &schema.items {
            Some(Items::Each(list)) => list.as_slice(),
            _ => schema.prefix_items.as_slice(),
        };
        for (index, (id, item)) in by_position.iter().zip(items).enumerate() {
            self.add(self.child(*id, item, &index.to_string()), state);
        }
        let checked = by_position.len().min(items.len());
        match schema.items {
            Some(Items::All(id)) => {
                self.check_each(id, items, checked, state);
                items.len()
            }
            _ => checked,
        }
    }

    fn check_each(&self, id: SchemaId, items: &[Json], from: usize, state: &mut State) {
        for (index, item) in items.iter().enumerate().skip(from) {
            self.add(self.child(id, item, &index.to_string()), state);
        }
    }

    fn check_contains(&self, schema: &Schema, id: SchemaId, items: &[Json], state: &mut State) {
        let mut matched = Vec::new();
        let mut errors = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match self.child(id, item, &index.to_string()) {
                Ok(_) => {
                    matched.push(index);
                    if schema.since(Draft::V2020) {
                        state.unevaluated.items.remove(&index);
                    }
                }
                Err(error) => errors.push(error),
            }
        }
        let places = matched.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        let found = matched.len();
        let too_few = match schema.min_contains {
            Some(wanted) if found < wanted => Some(match found {
                0 => format!(
                    "min {wanted} items required to match contains schema, but none matched"
                ),
                _ => format!(
                    "min {wanted} items required to match contains schema, but matched {found} items at {places}"
                ),
            }),
            None if found == 0 => Some("no items match contains schema".to_string()),
            _ => None,
        };
        if let Some(text) = too_few {
            let mut error = self.error(|| text);
            error.causes = errors;
            state.errors.push(error);
        }
        if let Some(wanted) = schema.max_contains.filter(|m| found > *m) {
            state.errors.push(self.error(|| {
                format!("max {wanted} items required to match contains schema, but matched {found} items at {places}")
            }));
        }
    }

    fn check_string(&self, schema: &Schema, text: &str, state: &mut State) {
        if schema.min_length.is_some() || schema.max_length.is_some() {
            let length = text.chars().count();
            self.check_size(schema.min_length, schema.max_length, length, "Length", state);
        }
        if let Some((regexp, pattern)) = &schema.pattern
            && !regexp.is_match(text.as_bytes())
        {
            state.errors.push(
                self.error(|| format!("{} does not match pattern {}", quote(text), quote(pattern))),
            );
        }
    }

    fn check_number(&self, schema: &Schema, value: f64, state: &mut State) {
        let mut check = |keyword: &str, wanted: Option<f64>, wrong: fn(f64, f64) -> bool| {
            if let Some(wanted) = wanted.filter(|w| wrong(value, *w)) {
                state.errors.push(self.error(|| {
                    format!("{keyword}: got {}, want {}", number(value), number(wanted))
                }));
            }
        };
        check("minimum", schema.minimum, |v, w| v < w);
        check("maximum", schema.maximum, |v, w| v > w);
        check("exclusiveMinimum", schema.exclusive_minimum, |v, w| v <= w);
        check("exclusiveMaximum", schema.exclusive_maximum, |v, w| v >= w);
        check("multipleOf", schema.multiple_of, |v, w| {
            match (Rational::new(v), Rational::new(w)) {
                (Some(value), Some(unit)) => !value.is_multiple_of(&unit),
                _ => false,
            }
        });
    }

    fn check_combinations(&self, schema: &Schema, state: &mut State) {
        if let Some(id) = schema.not
            && self.same(id, true, state).map(|u| state.unevaluated.merge(&u)).is_ok()
        {
            state.errors.push(self.error(|| "'not' failed".to_string()));
        }
        self.check_all_of(schema, state);
        self.check_any_of(schema, state);
        self.check_one_of(schema, state);
        if let Some(id) = schema.condition {
            let branch = match self.same(id, true, state) {
                Ok(unevaluated) => {
                    state.unevaluated.merge(&unevaluated);
                    schema.then
                }
                Err(_) => schema.otherwise,
            };
            if let Some(id) = branch {
                self.add(self.same(id, false, state), state);
            }
        }
    }

    fn check_all_of(&self, schema: &Schema, state: &mut State) {
        let mut errors = Vec::new();
        for id in &schema.all_of {
            match self.same(*id, false, state) {
                Ok(unevaluated) => state.unevaluated.merge(&unevaluated),
                Err(error) => errors.push(error),
            }
            if self.quick && !errors.is_empty() {
                break;
            }
        }
        if !errors.is_empty() {
            self.add_group("'allOf' failed", errors, state);
        }
    }

    fn check_any_of(&self, schema: &Schema, state: &mut State) {
        let mut errors = Vec::new();
        let mut matched = false;
        for id in &schema.any_of {
            match self.same(*id, false, state) {
                Ok(unevaluated) => {
                    state.unevaluated.merge(&unevaluated);
                    matched = true;
                    if state.unevaluated.is_empty() {
                        break;
                    }
                }
                Err(error) => errors.push(error),
            }
        }
        if !schema.any_of.is_empty() && !matched {
            self.add_group("'anyOf' failed", errors, state);
        }
    }

    fn check_one_of(&self, schema: &Schema, state: &mut State) {
        let mut errors = Vec::new();
        let mut matched: Option<usize> = None;
        for (index, id) in schema.one_of.iter().enumerate() {
            match (self.same(*id, matched.is_some(), state), matched) {
                (Ok(unevaluated), None) => {
                    state.unevaluated.merge(&unevaluated);
                    matched = Some(index);
                }
                (Ok(_), Some(first)) => {
                    state.errors.push(
                        self.error(|| {
                            format!("'oneOf' failed, subschemas {first}, {index} matched")
                        }),
                    );
                    break;
                }
                (Err(error), None) => errors.push(error),
                (Err(_), Some(_)) => {}
            }
        }
        if !schema.one_of.is_empty() && matched.is_none() {
            self.add_group("'oneOf' failed, none matched", errors, state);
        }
    }

    fn add_group(&self, text: &str, causes: Vec<ValidationError>, state: &mut State) {
        let mut error = self.error(|| text.to_string());
        error.causes = causes;
        state.errors.push(error);
    }

    fn check_unevaluated(&self, schema: &Schema, state: &mut State) {
        if let (Json::Object(object), Some(id)) = (self.instance, schema.unevaluated_properties) {
            for name in std::mem::take(&mut state.unevaluated.properties) {
                if let Some(value) = object.get(&name) {
                    self.add(self.child(id, value, &name), state);
                }
            }
        }
        if let (Json::Array(items), Some(id)) = (self.instance, schema.unevaluated_items) {
            for index in std::mem::take(&mut state.unevaluated.items) {
                if let Some(item) = items.get(index) {
                    self.add(self.child(id, item, &index.to_string()), state);
                }
            }
        }
    }

    fn follow_dynamic(&self, schema: &Schema, state: &mut State) {
        if let Some(target) = schema.recursive_reference {
            let target = match self.run.schemas[target].recursive_anchor {
                true => self.outermost(target, |resource| resource.recursive_anchor.then_some(())),
                false => target,
            };
            let result = self.follow(target, state);
            state.errors.extend(result.err());
        }
        if let Some((target, anchor)) = &schema.dynamic_reference {
            let mut found = *target;
            if !anchor.is_empty() && self.run.schemas[*target].dynamic_anchor == *anchor {
                let mut scope = Some(self.scope);
                while let Some(current) = scope {
                    let resource = self.run.schemas[current.schema].resource;
                    if let Some(id) = self.run.schemas[resource].dynamic_anchors.get(anchor) {
                        found = *id;
                    }
                    scope = current.parent;
                }
            }
            let result = self.follow(found, state);
            state.errors.extend(result.err());
        }
    }

    /// The outermost schema in scope whose resource has the property.
    fn outermost(&self, fallback: SchemaId, has: impl Fn(&Schema) -> Option<()>) -> SchemaId {
        let mut found = fallback;
        let mut scope = Some(self.scope);
        while let Some(current) = scope {
            let resource = self.run.schemas[current.schema].resource;
            if has(&self.run.schemas[resource]).is_some() {
                found = current.schema;
            }
            scope = current.parent;
        }
        found
    }

    /// What a reference leads to, on the same value.
    fn follow(&self, target: SchemaId, state: &mut State) -> Result<(), ValidationError> {
        match self.same(target, false, state) {
            Ok(unevaluated) => {
                state.unevaluated.merge(&unevaluated);
                Ok(())
            }
            Err(inner) => {
                let mut error = self.error_of(Kind::Reference);
                error.causes = match inner.kind {
                    Kind::Group => inner.causes,
                    _ => vec![inner],
                };
                Err(error)
            }
        }
    }

    fn inner_scope(&self, schema: SchemaId, value: usize) -> Scope<'_> {
        Scope { schema, value, depth: self.scope.depth + 1, parent: Some(self.scope) }
    }

    /// Another schema on the same value.
    fn same(&self, id: SchemaId, quick: bool, state: &State) -> Checked {
        let scope = self.inner_scope(id, self.scope.value);
        let frame = Frame {
            run: self.run,
            scope: &scope,
            instance: self.instance,
            path: self.path,
            quick: self.quick || quick,
        };
        let needed = !state.unevaluated.is_empty();
        frame.validate(Unevaluated::of(self.instance, &self.run.schemas[id], needed))
    }

    /// Another schema on a value inside this one.
    fn child(&self, id: SchemaId, value: &Json, token: &str) -> Checked {
        let scope = self.inner_scope(id, self.scope.value + 1);
        let path = Path::Child(self.path, token);
        let frame =
            Frame { run: self.run, scope: &scope, instance: value, path: &path, quick: self.quick };
        frame
            .validate(Unevaluated::of(value, &self.run.schemas[id], false))
            .map(|_| Unevaluated::all())
    }

    fn add(&self, result: Checked, state: &mut State) {
        match result {
            Ok(unevaluated) if !unevaluated.is_all() => state.unevaluated.merge(&unevaluated),
            Ok(_) => {}
            Err(error) => state.errors.push(error),
        }
    }
}

impl Unevaluated {
    /// Stands for a check on another value: nothing to learn about this one.
    fn all() -> Unevaluated {
        Unevaluated { properties: BTreeSet::new(), items: BTreeSet::from([usize::MAX]) }
    }

    fn is_all(&self) -> bool {
        self.items.contains(&usize::MAX)
    }
}

fn missing(object: &BTreeMap<String, Json>, wanted: &[String]) -> Vec<String> {
    wanted.iter().filter(|name| !object.contains_key(*name)).cloned().collect()
}

fn enumeration_text(values: &[Json]) -> String {
    if values.iter().any(|v| matches!(v, Json::Array(_) | Json::Object(_))) {
        return "'enum' failed".to_string();
    }
    match values {
        [one] => format!("value must be {}", display(one)),
        many => {
            let shown: Vec<String> = many.iter().map(display).collect();
            format!("value must be one of {}", shown.join(", "))
        }
    }
}

/// The first pair of equal items, in the order Helm finds them.
fn duplicates(items: &[Json]) -> Option<(usize, usize)> {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        // Equal values print alike; unequal ones that do are told apart by comparing.
        let indexes = seen.entry(format!("{item:?}")).or_default();
        if let Some(first) = indexes.iter().find(|i| items[**i] == *item) {
            return Some((*first, index));
        }
        indexes.push(index);
    }
    None
}
