//! Derived from the tables alone: nothing here changes when a parser or a detector is added.

#![cfg(test)]

use vigie_cases::Slice;
use vigie_network::detectors::DETECTORS;
use vigie_network::parsers::PARSERS;

const NETWORK: Slice = Slice { name: "network", parsers: PARSERS, detectors: DETECTORS };

vigie_cases::slice_tests!(NETWORK);
