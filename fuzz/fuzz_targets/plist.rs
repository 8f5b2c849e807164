//! Property lists, binary and XML.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::plist::fuzz(bytes));
