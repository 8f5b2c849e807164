//! MaxMind databases.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_internet::attribution::mmdb::fuzz_mmdb(bytes));
