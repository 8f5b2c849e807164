//! Containers and keybags: the first byte chooses among zip, tar, tar in gzip and keybag.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_evidence::fuzz(bytes));
