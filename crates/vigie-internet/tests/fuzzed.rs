//! What fuzzing starts from and what it found, once more.

#![cfg(test)]

use vigie_cases::corpus::replay;

#[test]
fn records() {
    replay("scan_record", vigie_internet::formats::fuzz_scan_record);
}

#[test]
fn rules() {
    replay("scan_rule", vigie_internet::rules::fuzz_scan_rule);
}

#[test]
fn routing_tables() {
    replay("mrt", vigie_internet::attribution::mrt::fuzz_mrt);
}

#[test]
fn databases_of_places() {
    replay("mmdb", vigie_internet::attribution::mmdb::fuzz_mmdb);
}
