//! Routing tables and updates.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_internet::attribution::mrt::fuzz_mrt(bytes));
