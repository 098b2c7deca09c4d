//! Schema documents to schemas that can be held against values. Go: jsonschema compiler.go,
//! objcompiler.go.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use rutter_go::regexp::Regexp;
use rutter_go::strconv::quote;

use super::Sources;
use super::format::{Format, format_by_name};
use super::json::{Json, Types};
use super::location::{Fragment, Place, encode, escape, split_fragment};
use super::message::{Kind, ValidationError};
use super::patterns::Patterns;
use super::roots::{Draft, Roots};
use super::validator;

/// Index of a schema.
pub(super) type SchemaId = usize;

/// A schema or `true`/`false`.
#[derive(Clone, Debug)]
pub(super) enum Additional {
    Allowed(bool),
    Schema(SchemaId),
}

/// What a property needs when it is there.
#[derive(Clone, Debug)]
pub(super) enum Dependency {
    Properties(Vec<String>),
    Schema(SchemaId),
}

/// `items` before draft 2020-12.
#[derive(Clone, Debug)]
pub(super) enum Items {
    All(SchemaId),
    Each(Vec<SchemaId>),
}

/// A compiled schema; keywords that are not there are `None` or empty.
#[derive(Debug, Default)]
pub(super) struct Schema {
    pub(super) location: String,
    pub(super) draft: Option<Draft>,
    pub(super) boolean: Option<bool>,
    pub(super) resource: SchemaId,
    pub(super) types: Types,
    pub(super) constant: Option<Json>,
    pub(super) enumeration: Option<Vec<Json>>,
    pub(super) format: Option<Format>,
    pub(super) reference: Option<SchemaId>,
    pub(super) recursive_reference: Option<SchemaId>,
    pub(super) recursive_anchor: bool,
    pub(super) dynamic_reference: Option<(SchemaId, String)>,
    pub(super) dynamic_anchor: String,
    pub(super) dynamic_anchors: BTreeMap<String, SchemaId>,
    pub(super) all_of: Vec<SchemaId>,
    pub(super) any_of: Vec<SchemaId>,
    pub(super) one_of: Vec<SchemaId>,
    pub(super) not: Option<SchemaId>,
    pub(super) condition: Option<SchemaId>,
    pub(super) then: Option<SchemaId>,
    pub(super) otherwise: Option<SchemaId>,
    pub(super) min_properties: Option<usize>,
    pub(super) max_properties: Option<usize>,
    pub(super) required: Vec<String>,
    pub(super) properties: BTreeMap<String, SchemaId>,
    pub(super) pattern_properties: Vec<(Arc<Regexp>, SchemaId)>,
    pub(super) additional_properties: Option<Additional>,
    pub(super) dependencies: BTreeMap<String, Dependency>,
    pub(super) dependent_required: BTreeMap<String, Vec<String>>,
    pub(super) property_names: Option<SchemaId>,
    pub(super) unevaluated_properties: Option<SchemaId>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: bool,
    pub(super) items: Option<Items>,
    pub(super) prefix_items: Vec<SchemaId>,
    pub(super) additional_items: Option<Additional>,
    pub(super) contains: Option<SchemaId>,
    pub(super) min_contains: Option<usize>,
    pub(super) max_contains: Option<usize>,
    pub(super) unevaluated_items: Option<SchemaId>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<(Arc<Regexp>, String)>,
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) exclusive_minimum: Option<f64>,
    pub(super) exclusive_maximum: Option<f64>,
    pub(super) multiple_of: Option<f64>,
}

impl Schema {
    pub(super) fn since(&self, draft: Draft) -> bool {
        self.draft.is_some_and(|d| d >= draft)
    }
}

/// Compiles schemas and holds them.
pub(super) struct Compiler<'w> {
    pub(super) schemas: Vec<Schema>,
    places: BTreeMap<Place, SchemaId>,
    queue: VecDeque<(SchemaId, Place)>,
    roots: Roots<'w>,
    meta: BTreeMap<&'static str, SchemaId>,
    patterns: Patterns,
}

impl<'w> Compiler<'w> {
    pub(super) fn new(sources: Sources<'w>) -> Compiler<'w> {
        Compiler {
            schemas: Vec::new(),
            places: BTreeMap::new(),
            queue: VecDeque::new(),
            roots: Roots::new(sources),
            meta: BTreeMap::new(),
            patterns: Patterns::default(),
        }
    }

    pub(super) fn add_resource(&mut self, url: &str, document: Json) {
        self.roots.add_document(url, document);
    }

    /// Compiles the schema at an address and everything it leads to.
    pub(super) fn compile(&mut self, address: &str) -> Result<SchemaId, String> {
        let (place, new) = self.roots.resolve_absolute(address)?;
        if new {
            self.validate_root(&place.url)?;
        }
        let id = self.enqueue(place);
        while let Some((id, place)) = self.queue.pop_front() {
            self.compile_place(id, &place)?;
        }
        Ok(id)
    }

    fn enqueue(&mut self, place: Place) -> SchemaId {
        if let Some(id) = self.places.get(&place) {
            return *id;
        }
        let id = self.schemas.len();
        self.schemas.push(Schema { location: place.to_string(), ..Schema::default() });
        self.places.insert(place.clone(), id);
        self.queue.push_back((id, place));
        id
    }

    fn compile_place(&mut self, id: SchemaId, place: &Place) -> Result<(), String> {
        if self.roots.load(&place.url)? {
            self.validate_root(&place.url)?;
        }
        let unknown = self.roots.get(&place.url).is_some_and(|r| !r.is_processed(&place.pointer));
        if unknown && self.roots.ensure_subschema(place)? {
            self.validate_place(place)?;
        }
        let Some(root) = self.roots.get(&place.url) else { return Ok(()) };
        let value = place.look_up(&root.document)?.clone();
        let Some(resource) = root.resource(&place.pointer).cloned() else { return Ok(()) };
        let base = Place::new(&place.url, resource.pointer.clone());
        let resource_id = self.enqueue(base);
        self.schemas[id].draft = Some(resource.draft);
        self.schemas[id].resource = resource_id;
        if resource.draft >= Draft::V2020 && resource_id == id {
            for anchor in &resource.dynamic_anchors {
                if let Some(pointer) = resource.anchors.get(anchor) {
                    let target = self.enqueue(Place::new(&place.url, pointer.clone()));
                    self.schemas[id].dynamic_anchors.insert(anchor.clone(), target);
                }
            }
        }
        match &value {
            Json::Bool(value) => self.schemas[id].boolean = Some(*value),
            Json::Object(object) if object.is_empty() => self.schemas[id].boolean = Some(true),
            Json::Object(object) => {
                let mut builder = Builder { compiler: self, object, place, draft: resource.draft };
                let schema = builder.build(id)?;
                self.schemas[id] = schema;
            }
            _ => {}
        }
        Ok(())
    }

    /// A document must be a valid schema of its draft; the meta-schemas are taken as they are.
    fn validate_root(&mut self, url: &str) -> Result<(), String> {
        if url.starts_with("http://json-schema.org/") || url.starts_with("https://json-schema.org/")
        {
            return Ok(());
        }
        self.validate_place(&Place::new(url, ""))
    }

    fn validate_place(&mut self, place: &Place) -> Result<(), String> {
        let Some(root) = self.roots.get(&place.url) else { return Ok(()) };
        let value = place.look_up(&root.document)?.clone();
        let Some(draft) = root.resource(&place.pointer).map(|r| r.draft) else { return Ok(()) };
        let meta = self.meta_schema(draft)?;
        validator::validate(&self.schemas, meta, &value).map_err(|error| {
            let shown = quote(place.to_string().as_bytes());
            format!("{shown} is not valid against metaschema: {error}")
        })
    }

    /// Compiles the meta-schema of a draft, apart from what is being compiled now.
    fn meta_schema(&mut self, draft: Draft) -> Result<SchemaId, String> {
        if let Some(id) = self.meta.get(draft.url()) {
            return Ok(*id);
        }
        let waiting = std::mem::take(&mut self.queue);
        let result = self.compile(draft.url());
        self.queue = waiting;
        let id = result?;
        self.meta.insert(draft.url(), id);
        Ok(id)
    }

    fn reference(&mut self, from: &Place, reference: &str) -> Result<SchemaId, String> {
        let (place, new) = self.roots.resolve(from, reference)?;
        if new {
            self.validate_root(&place.url)?;
        }
        Ok(self.enqueue(place))
    }
}

/// Reads the keywords of one schema object.
struct Builder<'c, 'w, 'j> {
    compiler: &'c mut Compiler<'w>,
    object: &'j BTreeMap<String, Json>,
    place: &'j Place,
    draft: Draft,
}

impl Builder<'_, '_, '_> {
    fn build(&mut self, id: SchemaId) -> Result<Schema, String> {
        let old = &mut self.compiler.schemas[id];
        let mut schema = Schema {
            location: std::mem::take(&mut old.location),
            draft: old.draft,
            resource: old.resource,
            dynamic_anchors: std::mem::take(&mut old.dynamic_anchors),
            ..Schema::default()
        };
        schema.reference = self.reference("$ref")?;
        if self.draft < Draft::V2019 && schema.reference.is_some() {
            return Ok(schema);
        }
        self.applicators(&mut schema)?;
        self.object_keywords(&mut schema)?;
        self.array_keywords(&mut schema);
        self.assertions(&mut schema)?;
        self.newer_keywords(&mut schema)?;
        Ok(schema)
    }

    fn applicators(&mut self, schema: &mut Schema) -> Result<(), String> {
        schema.all_of = self.list("allOf");
        schema.any_of = self.list("anyOf");
        schema.one_of = self.list("oneOf");
        schema.not = self.one("not");
        if self.draft >= Draft::V7 {
            schema.condition = self.one("if");
            if schema.condition.is_some() {
                let fixed = self.boolean_value("if");
                if fixed != Some(false) {
                    schema.then = self.one("then");
                }
                if fixed != Some(true) {
                    schema.otherwise = self.one("else");
                }
            }
        }
        Ok(())
    }

    fn object_keywords(&mut self, schema: &mut Schema) -> Result<(), String> {
        schema.properties = self.map("properties");
        for (pattern, id) in self.map("patternProperties") {
            let regexp = self.regexp("patternProperties", &pattern)?;
            schema.pattern_properties.push((regexp, id));
        }
        schema.additional_properties = self.additional("additionalProperties");
        if let Some(Json::Object(entries)) = self.object.get("dependencies") {
            for (name, value) in entries {
                let dependency = match value {
                    Json::Array(items) => Dependency::Properties(strings(items)),
                    _ => Dependency::Schema(self.child(&["dependencies", name])),
                };
                schema.dependencies.insert(name.clone(), dependency);
            }
        }
        if self.draft >= Draft::V6 {
            schema.property_names = self.one("propertyNames");
        }
        schema.min_properties = self.integer("minProperties");
        schema.max_properties = self.integer("maxProperties");
        if let Some(Json::Array(items)) = self.object.get("required") {
            schema.required = strings(items);
        }
        Ok(())
    }

    fn array_keywords(&mut self, schema: &mut Schema) {
        if self.draft < Draft::V2020 {
            match self.object.get("items") {
                Some(Json::Array(_)) => {
                    schema.items = Some(Items::Each(self.list("items")));
                    schema.additional_items = self.additional("additionalItems");
                }
                Some(_) => schema.items = self.one("items").map(Items::All),
                None => {}
            }
        } else {
            schema.prefix_items = self.list("prefixItems");
            schema.items = self.one("items").map(Items::All);
        }
        if self.draft >= Draft::V6 {
            schema.contains = self.one("contains");
        }
        schema.min_items = self.integer("minItems");
        schema.max_items = self.integer("maxItems");
        schema.unique_items = self.boolean_value("uniqueItems") == Some(true);
    }

    fn assertions(&mut self, schema: &mut Schema) -> Result<(), String> {
        schema.types = self.object.get("type").map(Types::parse).unwrap_or_default();
        if let Some(Json::Array(items)) = self.object.get("enum") {
            schema.enumeration = Some(items.clone());
        }
        if self.draft >= Draft::V6 {
            schema.constant = self.object.get("const").cloned();
        }
        schema.multiple_of = self.number("multipleOf");
        schema.maximum = self.number("maximum");
        schema.exclusive_maximum = match self.boolean_value("exclusiveMaximum") {
            Some(true) => schema.maximum.take(),
            _ => self.number("exclusiveMaximum"),
        };
        schema.minimum = self.number("minimum");
        schema.exclusive_minimum = match self.boolean_value("exclusiveMinimum") {
            Some(true) => schema.minimum.take(),
            _ => self.number("exclusiveMinimum"),
        };
        schema.min_length = self.integer("minLength");
        schema.max_length = self.integer("maxLength");
        if let Some(pattern) = self.text("pattern") {
            let pattern = pattern.to_string();
            schema.pattern = Some((self.regexp("pattern", &pattern)?, pattern));
        }
        // From draft 2019-09 on, formats are only remarks.
        if self.draft < Draft::V2019 {
            schema.format = self.text("format").and_then(format_by_name);
        }
        Ok(())
    }

    fn newer_keywords(&mut self, schema: &mut Schema) -> Result<(), String> {
        if self.draft < Draft::V2019 {
            return Ok(());
        }
        schema.recursive_reference = self.reference("$recursiveRef")?;
        schema.recursive_anchor = self.boolean_value("$recursiveAnchor") == Some(true);
        if schema.contains.is_some() {
            schema.min_contains = self.integer("minContains");
            schema.max_contains = self.integer("maxContains");
        }
        if let Some(Json::Object(entries)) = self.object.get("dependentRequired") {
            for (name, value) in entries {
                if let Json::Array(items) = value {
                    schema.dependent_required.insert(name.clone(), strings(items));
                }
            }
        }
        for (name, id) in self.map("dependentSchemas") {
            schema.dependencies.entry(name).or_insert(Dependency::Schema(id));
        }
        schema.unevaluated_items = self.one("unevaluatedItems");
        schema.unevaluated_properties = self.one("unevaluatedProperties");
        if self.draft >= Draft::V2020 {
            if let Some(id) = self.reference("$dynamicRef")? {
                let fragment = split_fragment(self.text("$dynamicRef").unwrap_or_default())?.1;
                let anchor = match fragment {
                    Fragment::Anchor(anchor) => anchor,
                    Fragment::Pointer(_) => String::new(),
                };
                schema.dynamic_reference = Some((id, anchor));
            }
            schema.dynamic_anchor = self.text("$dynamicAnchor").unwrap_or_default().to_string();
        }
        Ok(())
    }

    fn child(&mut self, tokens: &[&str]) -> SchemaId {
        self.compiler.enqueue(self.place.child(tokens))
    }

    fn one(&mut self, keyword: &str) -> Option<SchemaId> {
        self.object.get(keyword)?;
        Some(self.child(&[keyword]))
    }

    fn list(&mut self, keyword: &str) -> Vec<SchemaId> {
        let count = self.object.get(keyword).and_then(Json::as_array).map_or(0, <[Json]>::len);
        (0..count).map(|i| self.child(&[keyword, &i.to_string()])).collect()
    }

    fn map(&mut self, keyword: &str) -> BTreeMap<String, SchemaId> {
        let Some(Json::Object(entries)) = self.object.get(keyword) else { return BTreeMap::new() };
        entries.keys().map(|name| (name.clone(), self.child(&[keyword, name]))).collect()
    }

    fn additional(&mut self, keyword: &str) -> Option<Additional> {
        match self.object.get(keyword)? {
            Json::Bool(allowed) => Some(Additional::Allowed(*allowed)),
            _ => self.one(keyword).map(Additional::Schema),
        }
    }

    fn reference(&mut self, keyword: &str) -> Result<Option<SchemaId>, String> {
        let object = self.object;
        let Some(reference) = object.get(keyword).and_then(Json::as_str) else { return Ok(None) };
        self.compiler.reference(self.place, reference).map(Some)
    }

    fn text(&self, keyword: &str) -> Option<&str> {
        self.object.get(keyword).and_then(Json::as_str)
    }

    fn boolean_value(&self, keyword: &str) -> Option<bool> {
        match self.object.get(keyword) {
            Some(Json::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    fn number(&self, keyword: &str) -> Option<f64> {
        match self.object.get(keyword) {
            Some(Json::Number(value)) => Some(*value),
            _ => None,
        }
    }

    fn integer(&self, keyword: &str) -> Option<usize> {
        let number = self.number(keyword).filter(|n| n.fract() == 0.0)?;
        Some(number.max(0.0) as usize)
    }

    fn regexp(&mut self, keyword: &str, pattern: &str) -> Result<Arc<Regexp>, String> {
        self.compiler.patterns.compile(pattern).map_err(|error| {
            let place = format!(
                "{}#{}/{}",
                self.place.url,
                encode(&self.place.pointer),
                encode(&escape(keyword))
            );
            format!(
                "invalid regex {} at {}: {error}",
                quote(pattern.as_bytes()),
                quote(place.as_bytes())
            )
        })
    }
}

fn strings(items: &[Json]) -> Vec<String> {
    items.iter().filter_map(Json::as_str).map(str::to_string).collect()
}

/// The error at the root of all others.
pub(super) fn root_error(schema: &Schema, error: ValidationError) -> ValidationError {
    let causes = match error.kind {
        Kind::Group => error.causes,
        _ => vec![error],
    };
    ValidationError { kind: Kind::Schema(schema.location.clone()), instance: Vec::new(), causes }
}
