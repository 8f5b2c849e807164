//! Derived from the tables alone: nothing here changes when a parser or a detector is added.

#![cfg(test)]

use vigie_cases::Slice;
use vigie_oversight::detectors::DETECTORS;
use vigie_oversight::parsers::PARSERS;

const OVERSIGHT: Slice = Slice { name: "oversight", parsers: PARSERS, detectors: DETECTORS };

vigie_cases::slice_tests!(OVERSIGHT);

#[test]
fn what_fuzzing_the_readers_starts_from_does_no_harm() {
    vigie_cases::corpus::replay("ber", vigie_formats::ber::fuzz_ber);
    vigie_cases::corpus::replay("x1", vigie_oversight::x1::fuzz_x1);
    vigie_cases::corpus::replay("hi1", vigie_oversight::hi1::fuzz_hi1);
    vigie_cases::corpus::replay("checkpoint", vigie_register::checkpoint::fuzz_checkpoint);
}
