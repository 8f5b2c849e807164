//! Certificates, their chains, timestamps and OCSP answers.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_network::fuzz_certificate(bytes));
