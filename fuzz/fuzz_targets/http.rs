//! HTTP/1, HTTP/2 and proxies in clear.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_network::fuzz_http(bytes));
