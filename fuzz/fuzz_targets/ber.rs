//! BER elements.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::ber::fuzz_ber(bytes));
