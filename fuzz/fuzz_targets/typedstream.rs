//! The rich text of messages.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::typedstream::fuzz(bytes));
