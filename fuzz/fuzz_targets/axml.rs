//! Binary XML of Android packages.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::axml::fuzz(bytes));
