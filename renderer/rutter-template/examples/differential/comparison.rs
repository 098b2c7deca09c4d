//! Runs cases here and in Go, and prints every difference.

use rutter_template::{Budget, Execution, MissingKey};

use crate::case::{Case, case};
use crate::common;
use crate::exception::is_known;
use crate::generator::Generator;
use crate::oracle::{Answer, Oracle, text};

/// How many of each kind.
#[derive(Default)]
struct Counts {
    different: usize,
    good: usize,
    unparsed: usize,
    skipped: usize,
}

/// Compares `count` cases; returns the exit code.
pub fn compare(program: &str, count: usize, seed: u64) -> i32 {
    let mut oracle = Oracle::start(program);
    let mut generator = Generator::new(seed, oracle.holder_address());
    let mut counts = Counts::default();
    let mut done = 0;
    while done < count {
        let batch: Vec<Case> = (0..200.min(count - done)).map(|_| case(&mut generator)).collect();
        done += batch.len();
        let answers = oracle.ask(&batch);
        for (case, answer) in batch.iter().zip(answers) {
            counts.add(case, answer);
        }
    }
    oracle.stop();
    let Counts { different, good, unparsed, skipped } = counts;
    println!(
        "{count} cases: {different} different, {good} without error, {unparsed} unparsed, {skipped} skipped"
    );
    i32::from(different > 0)
}

impl Counts {
    fn add(&mut self, case: &Case, want: Option<Answer>) {
        let Some(want) = want else {
            self.skipped += 1;
            return;
        };
        let got = ours(case);
        self.good += usize::from(want.error.is_empty());
        self.unparsed += usize::from(!want.parsed);
        if !want.parsed && std::env::var_os("SHOW_UNPARSED").is_some() {
            println!("{} {:?}", want.error, case.templates);
        }
        if want != got && !is_known(case, &want, &got) {
            self.different += 1;
            if self.different <= 20 {
                println!("--- {:?} {}", case.templates, case.missing);
                println!("data {}", case.data["t"]);
                println!("want {want:?}\ngot  {got:?}");
            }
        }
    }
}

fn ours(case: &Case) -> Answer {
    let missing = match case.missing {
        "zero" => MissingKey::Zero,
        "error" => MissingKey::Error,
        _ => MissingKey::Default,
    };
    let mut set = common::set(missing);
    for (name, text) in &case.templates {
        if let Err(error) = set.parse(name, text.as_str()) {
            return Answer { parsed: false, out: String::new(), error: error.to_string() };
        }
    }
    let mut out = Vec::new();
    let mut execution = Execution::new(&common::Nowhere, Budget::default(), Box::new(()));
    let result = set.execute("t0", common::typed(&case.data), &mut execution, &mut out);
    let error = result.map_or_else(|error| error.to_string(), |()| String::new());
    Answer { parsed: true, out: text(&out), error }
}
