//! HI-1 messages, in XML and JSON.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_oversight::hi1::fuzz_hi1(bytes));
