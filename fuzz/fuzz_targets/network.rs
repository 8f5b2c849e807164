//! The whole pass over a packet capture: the bytes behind the first are the file.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_network::fuzz(bytes));
