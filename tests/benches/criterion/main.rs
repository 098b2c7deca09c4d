//! Times of the engine's parts in one process: `cargo bench -p rutter-benches [FILTER]`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench stops at what it did not expect")]

mod render;
mod template;
mod values;
mod world;
mod yaml;

use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    template::bench(&mut criterion);
    yaml::bench(&mut criterion);
    values::bench(&mut criterion);
    render::bench(&mut criterion);
    criterion.final_summary();
}
