//! Schema documents and the resources inside them: identifiers, anchors, drafts.
//! Go: jsonschema root.go, roots.go, loader.go, draft.go.

use std::collections::{BTreeMap, BTreeSet};

use referencing::meta;
use rutter_go::strconv::quote;

use super::Sources;
use super::json::Json;
use super::location::{Fragment, Place, join, resolve, split_fragment};

/// A version of JSON schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Draft {
    V4,
    V6,
    V7,
    V2019,
    V2020,
}

impl Draft {
    /// The draft that a `$schema` names.
    fn from_url(url: &str) -> Option<Draft> {
        let (url, fragment) = url.split_once('#').unwrap_or((url, ""));
        if !fragment.is_empty() {
            return None;
        }
        let path = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
        Some(match path.unwrap_or(url) {
            "json-schema.org/schema" | "json-schema.org/draft/2020-12/schema" => Draft::V2020,
            "json-schema.org/draft/2019-09/schema" => Draft::V2019,
            "json-schema.org/draft-07/schema" => Draft::V7,
            "json-schema.org/draft-06/schema" => Draft::V6,
            "json-schema.org/draft-04/schema" => Draft::V4,
            _ => return None,
        })
    }

    /// The address of the draft's meta-schema.
    pub(super) fn url(self) -> &'static str {
        match self {
            Draft::V4 => "http://json-schema.org/draft-04/schema",
            Draft::V6 => "http://json-schema.org/draft-06/schema",
            Draft::V7 => "http://json-schema.org/draft-07/schema",
            Draft::V2019 => "https://json-schema.org/draft/2019-09/schema",
            Draft::V2020 => "https://json-schema.org/draft/2020-12/schema",
        }
    }

    fn id_keyword(self) -> &'static str {
        if self == Draft::V4 { "id" } else { "$id" }
    }

    /// The identifier of a schema, without its fragment.
    fn id(self, schema: &BTreeMap<String, Json>) -> String {
        if self < Draft::V2019 && schema.contains_key("$ref") {
            return String::new();
        }
        let id = schema.get(self.id_keyword()).and_then(Json::as_str).unwrap_or_default();
        id.split('#').next().unwrap_or_default().to_string()
    }

    /// Where subschemas are: keyword, and whether it holds one, a list or a map of them.
    fn subschemas(self) -> impl Iterator<Item = &'static (Draft, &'static str, Holds)> {
        SUBSCHEMAS.iter().filter(move |(since, _, _)| *since <= self)
    }
}

/// What a keyword holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    One,
    List,
    Map,
    OneOrList,
}

const SUBSCHEMAS: &[(Draft, &str, Holds)] = &[
    (Draft::V4, "definitions", Holds::Map),
    (Draft::V4, "not", Holds::One),
    (Draft::V4, "allOf", Holds::List),
    (Draft::V4, "anyOf", Holds::List),
    (Draft::V4, "oneOf", Holds::List),
    (Draft::V4, "properties", Holds::Map),
    (Draft::V4, "additionalProperties", Holds::One),
    (Draft::V4, "patternProperties", Holds::Map),
    (Draft::V4, "items", Holds::OneOrList),
    (Draft::V4, "additionalItems", Holds::One),
    (Draft::V4, "dependencies", Holds::Map),
    (Draft::V6, "propertyNames", Holds::One),
    (Draft::V6, "contains", Holds::One),
    (Draft::V7, "if", Holds::One),
    (Draft::V7, "then", Holds::One),
    (Draft::V7, "else", Holds::One),
    (Draft::V2019, "$defs", Holds::Map),
    (Draft::V2019, "dependentSchemas", Holds::Map),
    (Draft::V2019, "unevaluatedProperties", Holds::One),
    (Draft::V2019, "unevaluatedItems", Holds::One),
    (Draft::V2019, "contentSchema", Holds::One),
    (Draft::V2020, "prefixItems", Holds::List),
];

/// A schema with an identifier of its own, or the root of a document.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) pointer: String,
    pub(super) id: String,
    pub(super) draft: Draft,
    pub(super) anchors: BTreeMap<String, String>,
    pub(super) dynamic_anchors: BTreeSet<String>,
}

/// A loaded document.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) url: String,
    pub(super) document: Json,
    pub(super) resources: BTreeMap<String, Resource>,
    processed: BTreeSet<String>,
}

impl Root {
    /// The resource that a place belongs to.
    pub(super) fn resource(&self, pointer: &str) -> Option<&Resource> {
        let mut pointer = pointer;
        loop {
            if let Some(resource) = self.resources.get(pointer) {
                return Some(resource);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }

    fn by_id(&self, id: &str) -> Option<&Resource> {
        self.resources.values().find(|r| r.id == id)
    }

    fn resolve_in(&self, fragment: &Fragment, resource: &Resource) -> Result<Place, String> {
        match fragment {
            Fragment::Pointer(pointer) => {
                Ok(Place::new(&self.url, format!("{}{pointer}", resource.pointer)))
            }
            Fragment::Anchor(anchor) => match resource.anchors.get(anchor) {
                Some(pointer) => Ok(Place::new(&self.url, pointer.clone())),
                None => Err(format!(
                    "anchor in {} not found in schema {}",
                    quote(format!("{}#{anchor}", resource.id).as_bytes()),
                    quote(self.url.as_bytes())
                )),
            },
        }
    }

    /// Whether a place is known to hold a schema.
    pub(super) fn is_processed(&self, pointer: &str) -> bool {
        self.processed.contains(pointer)
    }
}

/// Said of a reference that only the network or the disk could answer.
const NOT_FETCHED: &str = "schemas are not fetched unless asked to by --fetch-schemas; or put the referenced schema into the chart's own file, or pass --skip-schema-validation";

/// Documents by URL.
pub(super) struct Roots<'w> {
    roots: BTreeMap<String, Root>,
    documents: BTreeMap<String, Json>,
    warned: BTreeSet<String>,
    sources: Sources<'w>,
}

impl<'w> Roots<'w> {
    pub(super) fn new(sources: Sources<'w>) -> Roots<'w> {
        Roots {
            roots: BTreeMap::new(),
            documents: BTreeMap::new(),
            warned: BTreeSet::new(),
            sources,
        }
    }

    pub(super) fn add_document(&mut self, url: &str, document: Json) {
        self.documents.insert(url.to_string(), document);
    }

    pub(super) fn get(&self, url: &str) -> Option<&Root> {
        self.roots.get(url)
    }

    /// The root at `url`, loaded if it is not there yet; `true` when it is new.
    pub(super) fn load(&mut self, url: &str) -> Result<bool, String> {
        if self.roots.contains_key(url) {
            return Ok(false);
        }
        let document = self.document(url)?;
        let mut root = Root {
            url: url.to_string(),
            document: Json::Null,
            resources: BTreeMap::new(),
            processed: BTreeSet::new(),
        };
        self.collect(&mut root, &document, url, "", Draft::V2020)?;
        root.document = document;
        self.roots.insert(url.to_string(), root);
        Ok(true)
    }

    fn document(&mut self, url: &str) -> Result<Json, String> {
        if let Some(document) = self.documents.get(url) {
            return Ok(document.clone());
        }
        if let Some(document) = meta_schema(url) {
            return Ok(document);
        }
        if url.starts_with("urn:") {
            self.warn_urn(url);
            return Ok(Json::Bool(true));
        }
        let scheme = url.split(':').next().unwrap_or_default();
        let loaded = match (scheme, self.sources.reader) {
            ("http" | "https" | "file", Some(read)) => {
                read(url).and_then(|text| Json::parse(&text))
            }
            ("http" | "https" | "file", None) => Err(NOT_FETCHED.to_string()),
            _ => Err(format!("no URLLoader registered for {}", quote(url.as_bytes()))),
        };
        let document =
            loaded.map_err(|e| format!("failing loading {}: {e}", quote(url.as_bytes())))?;
        if document.nests_deeper(super::MAX_NESTING) {
            let limit = super::MAX_NESTING;
            return Err(format!(
                "the schema at {url} nests deeper than {limit} levels; simplify the schema, or pass --skip-schema-validation (limit)"
            ));
        }
        self.documents.insert(url.to_string(), document.clone());
        Ok(document)
    }

    fn warn_urn(&mut self, url: &str) {
        if self.warned.insert(url.to_string()) {
            let text = format!(
                "WARNING: unresolved URN reference ignored; using permissive schema: {url}"
            );
            let warnings = self.sources.warnings;
            warnings.log("jsonschema.go", warnings.line(192, 192), text);
        }
    }

    /// The draft of a schema: by its `$schema`, else the one around it.
    fn draft(&mut self, place: &Place, schema: &Json, fallback: Draft) -> Result<Draft, String> {
        let mut url = match schema.as_object().and_then(|o| o.get("$schema")) {
            Some(Json::String(url)) => url.clone(),
            _ => return Ok(fallback),
        };
        let mut seen = BTreeSet::new();
        let mut place = place.clone();
        loop {
            if let Some(draft) = Draft::from_url(&url) {
                return Ok(draft);
            }
            url = url.split('#').next().unwrap_or_default().to_string();
            if place.pointer.is_empty() && url == place.url {
                return Err(format!("draft {} is not supported", quote(url.as_bytes())));
            }
            if !seen.insert(url.clone()) {
                return Err(format!("cycle in resolving $schema in {}", quote(url.as_bytes())));
            }
            let document = self.document(&url)?;
            place = Place::new(&url, "");
            url = match document.as_object().and_then(|o| o.get("$schema")) {
                Some(Json::String(url)) => url.clone(),
                _ => return Ok(fallback),
            };
        }
    }

    /// Finds the resources and anchors of a document.
    fn collect(
        &mut self,
        root: &mut Root,
        schema: &Json,
        base: &str,
        pointer: &str,
        fallback: Draft,
    ) -> Result<(), String> {
        if !root.processed.insert(pointer.to_string()) {
            return Ok(());
        }
        let new_resource = |id: &str, draft: Draft| Resource {
            pointer: pointer.to_string(),
            id: id.to_string(),
            draft,
            anchors: BTreeMap::new(),
            dynamic_anchors: BTreeSet::new(),
        };
        let Some(object) = schema.as_object() else {
            if pointer.is_empty() {
                root.resources.insert(String::new(), new_resource(base, fallback));
            }
            return Ok(());
        };
        let place = Place::new(&root.url, pointer);
        let mut draft = self.draft(&place, schema, fallback)?;
        let mut id = draft.id(object);
        if id.is_empty() && !pointer.is_empty() {
            draft = fallback;
            id = draft.id(object);
        }
        let mut base = base.to_string();
        if !id.is_empty() {
            let parsing =
                |_| format!("error in parsing id at {}", quote(place.to_string().as_bytes()));
            base = resolve(&base, &id).map_err(parsing)?.0;
        }
        if !id.is_empty() || pointer.is_empty() {
            match root.by_id(&base) {
                Some(other) if other.pointer != pointer => {
                    return Err(format!(
                        "duplicate id {} in {} at {} and {}",
                        quote(base.as_bytes()),
                        quote(root.url.as_bytes()),
                        quote(pointer.as_bytes()),
                        quote(other.pointer.as_bytes())
                    ));
                }
                Some(_) => {}
                None => {
                    root.resources.insert(pointer.to_string(), new_resource(&base, draft));
                }
            }
        }
        let owner = root.by_id(&base).map(|r| (r.pointer.clone(), r.draft));
        let Some((owner, owner_draft)) = owner else { return Ok(()) };
        collect_anchors(root, object, pointer, &owner)?;
        for (place, subschema) in subschemas(draft, object, pointer) {
            self.collect(root, subschema, &base, &place, owner_draft)?;
        }
        Ok(())
    }

    /// Makes sure that a place a reference leads to is known as a schema.
    pub(super) fn ensure_subschema(&mut self, place: &Place) -> Result<bool, String> {
        let Some(mut root) = self.roots.remove(&place.url) else { return Ok(false) };
        let result = self.add_subschema(&mut root, place);
        self.roots.insert(place.url.clone(), root);
        result
    }

    fn add_subschema(&mut self, root: &mut Root, place: &Place) -> Result<bool, String> {
        if root.processed.contains(&place.pointer) {
            return Ok(false);
        }
        let schema = place.look_up(&root.document)?.clone();
        let Some(base) = root.resource(&place.pointer).cloned() else { return Ok(false) };
        self.collect(root, &schema, &base.id, &place.pointer, base.draft)?;
        Ok(true)
    }

    /// The place a reference leads to, as seen from a place.
    pub(super) fn resolve(
        &mut self,
        from: &Place,
        reference: &str,
    ) -> Result<(Place, bool), String> {
        let base = self
            .roots
            .get(&from.url)
            .and_then(|r| r.resource(&from.pointer))
            .map_or_else(|| from.url.clone(), |r| r.id.clone());
        let (url, fragment) = resolve(&base, reference)?;
        if let Some(root) = self.roots.get(&from.url) {
            let own = root.url == url;
            let found = if own { root.resources.get("") } else { root.by_id(&url) };
            if let Some(resource) = found {
                return Ok((root.resolve_in(&fragment, resource)?, false));
            }
        }
        let new = self.load(&url)?;
        let root = self.roots.get(&url).ok_or_else(|| format!("{url} is not loaded"))?;
        let resource = root.resources.get("").ok_or_else(|| format!("{url} has no root"))?;
        Ok((root.resolve_in(&fragment, resource)?, new))
    }

    /// The place an address names.
    pub(super) fn resolve_absolute(&mut self, address: &str) -> Result<(Place, bool), String> {
        let (url, fragment) = split_fragment(address)?;
        let new = self.load(&url)?;
        let root = self.roots.get(&url).ok_or_else(|| format!("{url} is not loaded"))?;
        let resource = root.resources.get("").ok_or_else(|| format!("{url} has no root"))?;
        Ok((root.resolve_in(&fragment, resource)?, new))
    }
}

fn collect_anchors(
    root: &mut Root,
    schema: &BTreeMap<String, Json>,
    pointer: &str,
    owner: &str,
) -> Result<(), String> {
    let url = root.url.clone();
    let Some(resource) = root.resources.get_mut(owner) else { return Ok(()) };
    let text = |keyword: &str| schema.get(keyword).and_then(Json::as_str);
    let mut anchors = Vec::new();
    if resource.draft < Draft::V2019 {
        if schema.contains_key("$ref") {
            return Ok(());
        }
        if let Some(id) = text(resource.draft.id_keyword())
            && let (_, Fragment::Anchor(anchor)) = split_fragment(id)?
        {
            anchors.push(anchor);
        }
    } else {
        anchors.extend(text("$anchor").map(str::to_string));
    }
    if resource.draft >= Draft::V2020
        && let Some(anchor) = text("$dynamicAnchor")
    {
        anchors.push(anchor.to_string());
        resource.dynamic_anchors.insert(anchor.to_string());
    }
    for anchor in anchors {
        match resource.anchors.get(&anchor) {
            Some(other) if other != pointer => {
                return Err(format!(
                    "duplicate anchor {} in {} at {} and {}",
                    quote(anchor.as_bytes()),
                    quote(url.as_bytes()),
                    quote(other.as_bytes()),
                    quote(pointer.as_bytes())
                ));
            }
            _ => {
                resource.anchors.insert(anchor, pointer.to_string());
            }
        }
    }
    Ok(())
}

fn subschemas<'j>(
    draft: Draft,
    schema: &'j BTreeMap<String, Json>,
    pointer: &str,
) -> Vec<(String, &'j Json)> {
    let mut found = Vec::new();
    for (_, keyword, holds) in draft.subschemas() {
        let Some(value) = schema.get(*keyword) else { continue };
        if matches!(holds, Holds::One | Holds::OneOrList) {
            found.push((join(pointer, &[keyword]), value));
        }
        if let (Holds::List | Holds::OneOrList, Some(items)) = (holds, value.as_array()) {
            let items = items.iter().enumerate();
            found.extend(items.map(|(i, v)| (join(pointer, &[keyword, &i.to_string()]), v)));
        }
        if let (Holds::Map, Some(entries)) = (holds, value.as_object()) {
            found.extend(entries.iter().map(|(k, v)| (join(pointer, &[keyword, k]), v)));
        }
    }
    found
}

/// The meta-schemas that are built in.
fn meta_schema(url: &str) -> Option<Json> {
    let path = url
        .strip_prefix("http://json-schema.org/")
        .or_else(|| url.strip_prefix("https://json-schema.org/"))?;
    let document = match path {
        "draft-04/schema" => &*meta::DRAFT4,
        "draft-06/schema" => &*meta::DRAFT6,
        "draft-07/schema" => &*meta::DRAFT7,
        "draft/2019-09/schema" => &*meta::DRAFT201909,
        "draft/2019-09/meta/core" => &*meta::DRAFT201909_CORE,
        "draft/2019-09/meta/applicator" => &*meta::DRAFT201909_APPLICATOR,
        "draft/2019-09/meta/validation" => &*meta::DRAFT201909_VALIDATION,
        "draft/2019-09/meta/meta-data" => &*meta::DRAFT201909_META_DATA,
        "draft/2019-09/meta/format" => &*meta::DRAFT201909_FORMAT,
        "draft/2019-09/meta/content" => &*meta::DRAFT201909_CONTENT,
        "schema" | "draft/2020-12/schema" => &*meta::DRAFT202012,
        "draft/2020-12/meta/core" => &*meta::DRAFT202012_CORE,
        "draft/2020-12/meta/applicator" => &*meta::DRAFT202012_APPLICATOR,
        "draft/2020-12/meta/unevaluated" => &*meta::DRAFT202012_UNEVALUATED,
        "draft/2020-12/meta/validation" => &*meta::DRAFT202012_VALIDATION,
        "draft/2020-12/meta/meta-data" => &*meta::DRAFT202012_META_DATA,
        "draft/2020-12/meta/format-annotation" => &*meta::DRAFT202012_FORMAT_ANNOTATION,
        "draft/2020-12/meta/format-assertion" => &*meta::DRAFT202012_FORMAT_ASSERTION,
        "draft/2020-12/meta/content" => &*meta::DRAFT202012_CONTENT,
        _ => return None,
    };
    Some(Json::from_serde(document))
}
