//! SQLite databases.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::sqlite::fuzz(bytes));
