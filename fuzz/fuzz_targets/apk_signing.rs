//! The archive of an Android package, and its signatures.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::apk::signing::fuzz(bytes));
