//! Rules, their imports, and what they are compiled to.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_internet::rules::fuzz_scan_rule(bytes));
