//! Keyed archives and backups' file records.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::keyed_archive::fuzz(bytes));
