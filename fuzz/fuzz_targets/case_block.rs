//! Blocks of records in a case, which may come from somebody else.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_case::fuzz(bytes));
