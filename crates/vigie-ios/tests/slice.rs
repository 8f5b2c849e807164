//! Derived from the tables alone: nothing here changes when a parser or a detector is added.

#![cfg(test)]

use vigie_cases::Slice;
use vigie_ios::detectors::DETECTORS;
use vigie_ios::parsers::PARSERS;

const IOS: Slice = Slice { name: "ios", parsers: PARSERS, detectors: DETECTORS };

vigie_cases::slice_tests!(IOS);

#[test]
fn reports_do_no_harm() {
    vigie_cases::corpus::replay("ips", vigie_ios::fuzz_report);
}

#[cfg(feature = "unified-logs")]
#[test]
fn logs_do_no_harm() {
    vigie_cases::corpus::replay("tracev3", vigie_ios::fuzz_log);
}
