//! Interconnect signalling: captures with dialogues of MAP, CAP, Diameter and GTP-C, ordinary and abusive.
//!
//! Encoders stand here and nowhere else in the project, so that no command can build a message.

pub mod ber;
pub mod diameter;
pub mod gtp;
pub mod ip_scenes;
pub mod map;
mod ordinary;
pub mod scenes;
pub mod tcap;
pub mod wire;
pub mod world;
