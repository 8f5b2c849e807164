//! What the fuzz targets run.

use vigie_core::{Parser, fuzz_parser, fuzz_parsers};

use crate::parsers::PARSERS;

/// Lets the parser that the first byte chooses read the rest, and reads back what it gave.
pub fn fuzz(bytes: &[u8]) {
    fuzz_parsers(PARSERS, bytes);
}

/// Lets the parser of crashes read `bytes`, as text or as Protocol Buffers by the first of them.
pub fn fuzz_tombstone(bytes: &[u8]) {
    let is_wanted = |parser: &&&dyn Parser| parser.meta().id == "tombstones";
    let Some((choice, rest)) = bytes.split_first() else { return };
    let path = if choice.is_multiple_of(2) { "/tombstone_00" } else { "/tombstone_00.pb" };
    if let Some(parser) = PARSERS.iter().find(is_wanted) {
        fuzz_parser(*parser, path, rest);
    }
}
