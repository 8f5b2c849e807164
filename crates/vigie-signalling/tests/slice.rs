//! Derived from the tables alone: nothing here changes when a parser or a detector is added.

#![cfg(test)]

use vigie_cases::Slice;
use vigie_signalling::detectors::DETECTORS;
use vigie_signalling::parsers::PARSERS;

const SIGNALLING: Slice = Slice { name: "signalling", parsers: PARSERS, detectors: DETECTORS };

vigie_cases::slice_tests!(SIGNALLING);
