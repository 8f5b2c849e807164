//! The log files of Biome, and the messages inside of them.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::segb::fuzz(bytes));
