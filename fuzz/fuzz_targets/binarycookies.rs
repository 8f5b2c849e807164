//! Cookies of Safari and apps.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_formats::binarycookies::fuzz(bytes));
