//! Interconnect signalling: captures with dialogues of MAP and CAP, ordinary and abusive.
//!
//! Encoders stand here and nowhere else in the project, so that no command can build a message.

pub mod ber;
pub mod map;
mod ordinary;
pub mod scenes;
pub mod tcap;
pub mod wire;
pub mod world;
