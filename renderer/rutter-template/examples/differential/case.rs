//! A random case: templates, data and what a missing key gives.

use serde_json::{Value as Json, json};

use crate::generator::Generator;
use crate::vocabulary::FIELDS;

pub struct Case {
    pub templates: Vec<(String, String)>,
    pub data: Json,
    pub missing: &'static str,
}

pub fn case(generator: &mut Generator) -> Case {
    let mut templates = Vec::new();
    if generator.random.one_in(2) {
        let text = generator.good_file();
        templates.push(("t0".to_string(), text));
        let missing = generator.random.pick(&["default", "zero", "zero", "error"]);
        return Case { templates, data: data(generator), missing };
    }
    if generator.random.one_in(2) {
        let text = generator.file(1);
        templates.push(("t1".to_string(), text));
    }
    let text = generator.file(0);
    templates.push(("t0".to_string(), text));
    let missing = generator.random.pick(&["default", "zero", "zero", "error"]);
    Case { templates, data: data(generator), missing }
}

fn data(generator: &mut Generator) -> Json {
    let Generator { random, holder_address, .. } = generator;
    let s = |t: &str, v: &str| json!({"t": t, "v": v});
    let deep = json!({"t": "map", "v": {
        "a": s("string", "deep a"), "x": {"t": "list", "v": [s("int", "1"), s("float64", "2.5"), {"t": "nil"}]},
        "nil": {"t": "nil"}, "m": {"t": "map", "v": {"a": s("bool", "true")}}, "point": {"t": "point"},
    }});
    let mut map = json!({
        "s": s("string", "str"), "e": s("string", ""), "i": s("int", "3"), "z": s("int", "0"),
        "n": s("int", "-7"), "f": s("float64", "1234567.5"), "b": s("bool", "false"),
        "t": s("bool", "true"), "nil": {"t": "nil"}, "by": s("bytes", "by\"tes"),
        "u8": s("uint8", "5"), "u64": s("uint64", "6"), "i64": s("int64", "4"),
        "l": {"t": "list", "v": [s("string", "a"), s("int", "1"), s("float64", "2.5"), s("bool", "true"),
            {"t": "nil"}, {"t": "map", "v": {"a": s("int", "1")}}, {"t": "list", "v": []}]},
        "m": {"t": "map", "v": {"a": s("int", "1"), "x": s("string", "mx"), "s": s("string", "ms"),
            "m": {"t": "map", "v": {"y": s("int64", "9")}}, "nil": {"t": "nil"}}},
        "strs": {"t": "strings", "v": ["one", "two"]}, "ints": {"t": "ints", "v": [7, 8]},
        "sm": {"t": "stringmap", "v": {"a": "sma", "x": ""}}, "nm": {"t": "nilmap"}, "nl": {"t": "nillist"},
        "named": {"t": "named", "v": {"a": s("string", "na"), "m": {"t": "map", "v": {"x": s("int", "2")}},
            "Size": s("string", "shadowed"), "deep": deep.clone()}},
        "names": {"t": "names", "v": ["x", "s"]}, "point": {"t": "point"}, "holder": s("holder", holder_address),
        "month": {"t": "month"}, "info": {"t": "info"}, "Größe": s("float64", "1e+21"), "deep": deep,
        "tplText": s("string", "{{ .s | quote }}{{ .i }}"), "x": s("string", "<x>"), "y": s("float64", "-0"),
    });
    if random.one_in(4) {
        let entries = map.as_object_mut().unwrap();
        let key = random.pick(FIELDS);
        entries.remove(key);
    }
    if random.one_in(4) {
        map.as_object_mut().unwrap().remove("holder");
    }
    match random.below(20) {
        0 => json!({"t": "nil"}),
        1 => s("string", "only text"),
        2 => s("float64", "1e-05"),
        3 => json!({"t": "named", "v": map}),
        4 => s("holder", holder_address),
        _ => json!({"t": "map", "v": map}),
    }
}
