//! Signed notes and checkpoints of logs.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigie_register::checkpoint::fuzz_checkpoint(bytes));
