#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| feedscrub_fuzz::properties::rules(data));
