//! TLS, DTLS and SSH until they encrypt.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_network::fuzz_tls(bytes));
