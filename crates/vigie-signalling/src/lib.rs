//! What SS7, Diameter and GTP-C signalling shows of tracking and interception.
//!
//! ```text
//! packets → layers (sctp … map, cap, diameter, gtp) → dialogues → Event
//!     → stages (subscribers, actors) → records → detectors → findings
//! ```

pub mod ber;
mod bytes;
pub mod cap;
pub mod catalogue;
pub mod detectors;
mod deviations;
pub mod diameter;
pub mod event;
pub mod few;
pub mod fields;
mod findings;
mod fuzz;
pub mod gtp;
pub mod location;
pub mod m2pa;
pub mod m2ua;
pub mod m3ua;
pub mod map;
pub mod mtp3;
pub mod network;
pub mod numbers;
pub mod parsers;
pub mod plmn;
pub mod sccp;
pub mod sctp;
pub mod sms;
pub mod ss7;
pub mod stages;
pub mod sua;
pub mod tcap;

#[doc(hidden)]
pub use fuzz::{fuzz, fuzz_diameter, fuzz_gtp, fuzz_sigtran, fuzz_tcap_map};
