//! What scans of the Internet show of the servers of surveillance vendors.
//!
//! Published fingerprints ([`rules`]) are looked for ([`filter`]) in scans that others made
//! ([`formats`]), brought to one neutral record ([`observation`]); what is found is grouped
//! ([`deployments`]) and attributed in steps ([`attribution`]). Nobody is probed.

pub mod attribution;
mod blocks;
pub mod countries;
pub mod deployments;
pub mod detectors;
pub mod filter;
pub mod formats;
pub mod observation;
pub mod parsers;
pub mod rules;
