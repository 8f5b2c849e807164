//! The parser of `vigie-oversight` that the first byte chooses, and the file that the rest is.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_oversight::fuzz(bytes));
