//! Messages of TCAP with MAP and CAP, in parts of one byte, length and bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_signalling::fuzz_tcap_map(bytes));
