//! Protocols in clear text, in streams and datagrams.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_network::fuzz_plaintext(bytes));
