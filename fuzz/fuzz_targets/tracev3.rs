//! The unified log: its chunks, and how much packed sets say they unpack to, before they are handed on.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_ios::fuzz_log(bytes));
