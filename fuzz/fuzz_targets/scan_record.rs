//! Records of every source of Internet scans.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_internet::formats::fuzz_scan_record(bytes));
