//! Derived from the tables alone: nothing here changes when a parser or a detector is added.

#![cfg(test)]

use vigie_cases::Slice;
use vigie_oversight::detectors::DETECTORS;
use vigie_oversight::parsers::PARSERS;

const OVERSIGHT: Slice = Slice { name: "oversight", parsers: PARSERS, detectors: DETECTORS };

vigie_cases::slice_tests!(OVERSIGHT);
