//! Derived from the tables alone: nothing here changes when a parser or a detector is added.

#![cfg(test)]

use vigie_cases::Slice;
use vigie_internet::detectors::DETECTORS;
use vigie_internet::parsers::PARSERS;

const INTERNET: Slice = Slice { name: "internet", parsers: PARSERS, detectors: DETECTORS };

vigie_cases::slice_tests!(INTERNET);
