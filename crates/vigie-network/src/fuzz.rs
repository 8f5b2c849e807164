//! What the fuzz target runs.

use vigie_core::fuzz_parsers;

use crate::parsers::PARSERS;

/// Lets the parser that the first byte chooses read the rest, and reads back what it gave.
pub fn fuzz(bytes: &[u8]) {
    fuzz_parsers(PARSERS, bytes);
}
