//! What scans of the Internet show of the servers of surveillance vendors.

pub mod detectors;
pub mod parsers;
