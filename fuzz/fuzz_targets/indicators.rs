//! Indicators: the first byte chooses the name of the file, which says what a list holds.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_match::fuzz(bytes));
