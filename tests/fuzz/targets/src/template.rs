//! Templates with all functions of sprig, parsed and executed within tight budgets.

use rutter_go::world::Instant;
use rutter_go::{Str, Value, World};
use rutter_template::{Budget, Execution, FuncMap, Kind, Options, TemplateSet};

/// What is written and used stays within the budget; the same template writes the same; a letter
/// put before it is written before it.
pub fn run(data: &[u8]) {
    let Some(first) = execute(data) else {
        assert!(execute(&[b"x", data].concat()).is_none(), "parses only with a letter before");
        return;
    };
    let again = execute(data).expect("parses twice");
    assert_eq!(first, again);
    let longer = execute(&[b"x", data].concat()).expect("parses with a letter before");
    if let (Ok(text), Ok(longer)) = (first, longer) {
        assert_eq!([b"x", text.as_slice()].concat(), longer);
    }
    if !data.windows(2).any(|pair| pair == b"{{") {
        assert_eq!(again, Ok(data.to_vec()));
    }
}

/// The text, or what went wrong; nothing for a template that does not parse.
fn execute(text: &[u8]) -> Option<Result<Vec<u8>, String>> {
    let mut set = TemplateSet::new("fuzz", functions(), Options::default());
    set.parse("fuzz", text).ok()?;
    let budget = Budget {
        steps: 20_000,
        output_bytes: 1 << 20,
        string_bytes: 1 << 16,
        template_depth: 1_000,
        text_depth: 10,
        ..Budget::default()
    };
    let mut execution = Execution::new(&Still, budget.clone(), Box::new(()));
    let mut out = Vec::new();
    let result = set.execute("fuzz", values(), &mut execution, &mut out);
    assert!(out.len() as u64 <= budget.output_bytes);
    Some(match result {
        Ok(()) => Ok(out),
        Err(error) if error.kind() == Kind::Limit => Err("limit".to_string()),
        Err(error) => Err(error.to_string()),
    })
}

/// Sprig without what takes its time on purpose.
fn functions() -> FuncMap {
    let mut functions = rutter_sprig::func_map();
    let slow = ["bcrypt", "htpasswd", "derivePassword", "genPrivateKey"];
    let keys = ["genCA", "genSelfSignedCert", "genSignedCert"];
    for name in slow.into_iter().chain(keys) {
        functions.remove(name);
        functions.remove(&format!("{name}WithKey"));
    }
    functions
}

fn values() -> Value {
    let text = |text: &str| Value::from(text);
    let map = |entries: &[(&str, Value)]| {
        Value::map(entries.iter().map(|(key, value)| (Str::from(*key), value.clone())))
    };
    let list = Value::list(vec![text("a"), Value::Int(1), Value::Float64(2.5), Value::Nil]);
    let inner = map(&[("a", text("x")), ("b", Value::Bool(true)), ("l", list.clone())]);
    let values = map(&[("s", text("text")), ("n", Value::Float64(3.0)), ("m", inner), ("l", list)]);
    map(&[("Values", values), ("i", Value::Int(-1)), ("e", text("")), ("nil", Value::Nil)])
}

/// A world in which nothing is there and nothing moves.
struct Still;

impl World for Still {
    fn now(&self) -> Instant {
        Instant { seconds: 1_577_836_800, nanoseconds: 0 }
    }
    fn fill_random(&self, buffer: &mut [u8]) {
        buffer.iter_mut().zip(1..).for_each(|(byte, number): (_, u32)| *byte = number as u8);
    }
}
