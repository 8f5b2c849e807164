//! What SS7, Diameter and GTP-C signalling shows of tracking and interception.
//!
//! ```text
//! packets → layers (sctp … map, cap, diameter, gtp) → dialogues → Event
//!     → stages (subscribers, actors) → records → detectors → findings
//! ```

pub mod catalogue;
pub mod detectors;
pub mod diameter;
pub mod event;
pub mod few;
pub mod location;
pub mod network;
pub mod numbers;
pub mod parsers;
pub mod plmn;
