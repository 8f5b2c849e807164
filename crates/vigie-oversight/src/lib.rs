//! Every delivery of lawful interception against its warrant.

pub mod detectors;
pub mod parsers;
