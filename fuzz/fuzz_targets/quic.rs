//! QUIC until it encrypts.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_network::fuzz_quic(bytes));
