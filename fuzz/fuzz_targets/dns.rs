//! DNS in datagrams and streams.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_network::fuzz_dns(bytes));
