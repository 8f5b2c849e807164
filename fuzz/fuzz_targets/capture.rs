//! Captures: a file of any form, or one frame of a link type.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_capture::fuzz(bytes));
