//! What fuzzing starts from and found, once more.

#![cfg(test)]

use vigie_cases::corpus::replay;

#[test]
fn sigtran() {
    replay("sigtran", vigie_signalling::fuzz_sigtran);
}

#[test]
fn tcap_map() {
    replay("tcap_map", vigie_signalling::fuzz_tcap_map);
}

#[test]
fn diameter() {
    replay("diameter", vigie_signalling::fuzz_diameter);
}

#[test]
fn gtp() {
    replay("gtp", vigie_signalling::fuzz_gtp);
}
