//! The layers between SCTP and TCAP, in parts of layer, length and bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_signalling::fuzz_sigtran(bytes));
