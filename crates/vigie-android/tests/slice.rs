//! Derived from the tables alone: nothing here changes when a parser or a detector is added.

#![cfg(test)]

use vigie_android::detectors::DETECTORS;
use vigie_android::parsers::PARSERS;
use vigie_cases::Slice;

const ANDROID: Slice = Slice { name: "android", parsers: PARSERS, detectors: DETECTORS };

vigie_cases::slice_tests!(ANDROID);

#[test]
fn crashes_that_fuzzing_found_do_no_harm() {
    vigie_cases::corpus::replay("tombstone", vigie_android::fuzz_tombstone);
}
