//! GTP-C: how gateways of mobile networks set up sessions with each other.
//!
//! Version 0 (GSM 09.60, UDP 3386), version 1 (3GPP TS 29.060) and version 2 (TS 29.274), both UDP 2123:
//!
//! ```text
//! v0: flags | type | length (2) | sequence (2) | flow (2) | … | tunnel: IMSI and NSAPI (8)
//! v1: flags | type | length (2) | TEID (4) | [sequence (2) | N-PDU | next extension]
//! v2: flags | type | length (2) | [TEID (4)] | sequence (3) | spare
//! ```
//!
//! Then information elements: of versions 0 and 1 a type below 128 has a known length, others carry two
//! octets of it; of version 2 all do, with an instance. A message of version 2 may be followed by another
//! in the same datagram (piggybacking).
//!
//! Nothing is copied; what is damaged is noted ([`Defects`]). Security contexts are noted, never kept.

mod checks;
mod defects;
mod facts;
mod message;
mod operations;
mod tunnels;
mod types;
mod v1;
mod v2;

pub use defects::Defects;
pub use facts::{Facts, Tunnel};
pub use message::{Header, Message};
pub use operations::{Carrier, Counts, Gtp};
pub use tunnels::{Session, Tunnels};
pub use types::{Role, is_request, role, type_name};
