//! Crashes of native programs on Android, as text and as Protocol Buffers.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_android::fuzz_tombstone(bytes));
