//! Documents of X1.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_oversight::x1::fuzz_x1(bytes));
