//! The types of assertions. helm-unittest: assertion.go `assertTypeMapping`.

use super::Parameters;
use crate::check::{
    Check, Contains, ContainsDocument, Equal, EqualRaw, Exists, FailedTemplate, HasDocuments,
    IsEmpty, IsSubset, IsType, LengthEqual, MatchRegex, MatchRegexRaw, MatchSnapshot,
    MatchSnapshotRaw, Order, TextField,
};

/// A type of assertions.
pub(crate) struct Kind {
    pub name: &'static str,
    /// Whether it asks for the opposite of what it checks.
    pub antonym: bool,
    pub expects_success: bool,
    pub make: fn(&mut Parameters<'_>) -> Box<dyn Check>,
}

/// The type of this name.
pub(crate) fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

const fn kind(name: &'static str, make: fn(&mut Parameters<'_>) -> Box<dyn Check>) -> Kind {
    Kind { name, antonym: false, expects_success: true, make }
}

const fn antonym(name: &'static str, make: fn(&mut Parameters<'_>) -> Box<dyn Check>) -> Kind {
    Kind { antonym: true, ..kind(name, make) }
}

const KINDS: &[Kind] = &[
    kind("contains", |p| Box::new(Contains::new(p))),
    kind("containsDocument", |p| Box::new(ContainsDocument::new(p))),
    kind("equal", |p| Box::new(Equal::new(p))),
    kind("equalRaw", |p| Box::new(EqualRaw::new(p))),
    kind("exists", |p| Box::new(Exists::new(p))),
    Kind { expects_success: false, ..kind("failedTemplate", |p| Box::new(FailedTemplate::new(p))) },
    kind("greaterOrEqual", |p| Box::new(Order::greater(p))),
    kind("hasDocuments", |p| Box::new(HasDocuments::new(p))),
    kind("isAPIVersion", |p| Box::new(TextField::api_version(p))),
    kind("isEmpty", |p| Box::new(IsEmpty::new(p))),
    kind("isKind", |p| Box::new(TextField::kind(p))),
    antonym("isNotEmpty", |p| Box::new(IsEmpty::new(p))),
    kind("isNotNull", |p| Box::new(Exists::new(p))),
    antonym("isNotNullOrEmpty", |p| Box::new(IsEmpty::new(p))),
    antonym("isNotSubset", |p| Box::new(IsSubset::new(p))),
    antonym("isNotType", |p| Box::new(IsType::new(p))),
    antonym("isNull", |p| Box::new(Exists::new(p))),
    kind("isNullOrEmpty", |p| Box::new(IsEmpty::new(p))),
    kind("isSubset", |p| Box::new(IsSubset::new(p))),
    kind("isType", |p| Box::new(IsType::new(p))),
    kind("lengthEqual", |p| Box::new(LengthEqual::new(p))),
    kind("lessOrEqual", |p| Box::new(Order::less(p))),
    kind("matchRegex", |p| Box::new(MatchRegex::new(p))),
    kind("matchRegexRaw", |p| Box::new(MatchRegexRaw::new(p))),
    kind("matchSnapshot", |p| Box::new(MatchSnapshot::new(p))),
    kind("matchSnapshotRaw", |_| Box::new(MatchSnapshotRaw)),
    antonym("notContains", |p| Box::new(Contains::new(p))),
    antonym("notEqual", |p| Box::new(Equal::new(p))),
    antonym("notEqualRaw", |p| Box::new(EqualRaw::new(p))),
    antonym("notExists", |p| Box::new(Exists::new(p))),
    antonym("notFailedTemplate", |p| Box::new(FailedTemplate::new(p))),
    antonym("notGreaterOrEqual", |p| Box::new(Order::greater(p))),
    antonym("notLengthEqual", |p| Box::new(LengthEqual::new(p))),
    antonym("notLessOrEqual", |p| Box::new(Order::less(p))),
    antonym("notMatchRegex", |p| Box::new(MatchRegex::new(p))),
    antonym("notMatchRegexRaw", |p| Box::new(MatchRegexRaw::new(p))),
];
