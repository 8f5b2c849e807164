//! Diagnostic reports: a header, then JSON, text or a property list.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_ios::fuzz_report(bytes));
