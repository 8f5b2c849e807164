//! What SS7, Diameter and GTP-C signalling shows of tracking and interception.

pub mod detectors;
pub mod location;
pub mod parsers;
pub mod plmn;
