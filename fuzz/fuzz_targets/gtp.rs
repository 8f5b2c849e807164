//! Datagrams of GTP-C.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_signalling::fuzz_gtp(bytes));
