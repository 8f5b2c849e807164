//! What the fuzz targets run.

use vigie_core::{Parser, fuzz_parser, fuzz_parsers};

use crate::parsers::PARSERS;

/// Lets the parser that the first byte chooses read the rest, and reads back what it gave.
pub fn fuzz(bytes: &[u8]) {
    // What reads its lines may panic, which is caught there; but libFuzzer stops at any panic.
    #[cfg(feature = "unified-logs")]
    if let Some((choice, rest)) = bytes.split_first() {
        let chosen = PARSERS.iter().cycle().nth(usize::from(*choice));
        if chosen.is_some_and(|parser| parser.meta().id == "unified_log") {
            return fuzz_log(rest);
        }
    }
    fuzz_parsers(PARSERS, bytes);
}

/// Lets the parser of diagnostic reports read `bytes`.
pub fn fuzz_report(bytes: &[u8]) {
    let is_wanted = |parser: &&&dyn Parser| parser.meta().id == "crash_reports";
    if let Some(parser) = PARSERS.iter().find(is_wanted) {
        fuzz_parser(*parser, "/report.ips", bytes);
    }
}

/// Divides `bytes` as the parser of the unified log does before it hands anything on.
#[cfg(feature = "unified-logs")]
pub fn fuzz_log(bytes: &[u8]) {
    crate::parsers::fuzz_log(bytes);
}
