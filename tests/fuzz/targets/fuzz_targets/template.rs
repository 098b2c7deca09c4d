#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rutter_fuzz::on_deep_stack(
    rutter_fuzz::template::run,
    data
));
