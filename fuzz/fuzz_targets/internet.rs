//! Internet scans as files.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_core::fuzz_parsers(vigie_internet::parsers::PARSERS, bytes));
