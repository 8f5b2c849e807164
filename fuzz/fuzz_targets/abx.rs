//! XML of Android, binary and text.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::abx::fuzz(bytes));
