//! What functions do with the values they are given; those that are not here read them whole.

use rutter_template::reads::Effect;

/// What a function does.
pub(super) fn effect(name: &str) -> Effect {
    match name.strip_prefix("must").unwrap_or(name) {
        "include" => Effect::Include,
        "tpl" => Effect::Execute,
        "print" | "printf" => Effect::Text,
        "dict" => Effect::Dict,
        "set" | "Set" => Effect::Set,
        "list" | "tuple" => Effect::List,
        "index" | "get" => Effect::Index,
        "hasKey" => Effect::HasKey,
        "dig" => Effect::Dig,
        "pluck" => Effect::Pluck,
        "pick" => Effect::Pick,
        "omit" | "unset" => Effect::Omit,
        "keys" => Effect::Keys,
        "values" => Effect::Values,
        "first" | "last" | "First" | "Last" => Effect::Element,
        "append" | "prepend" | "push" | "Append" | "Prepend" | "Push" => Effect::Append,
        "ternary" => Effect::Choice,
        "merge" | "mergeOverwrite" | "Merge" | "MergeOverwrite" => Effect::Merge,
        "and" | "or" | "default" | "coalesce" | "required" | "deepCopy" | "DeepCopy" | "concat"
        | "initial" | "Initial" | "rest" | "Rest" | "reverse" | "Reverse" | "compact"
        | "Compact" | "slice" | "Slice" => Effect::Union,
        "not" | "empty" | "kindIs" | "kindOf" | "typeIs" | "typeIsLike" | "typeOf" => Effect::Test,
        _ => Effect::Whole,
    }
}
