//! TCP connections: which segments belong together, their bytes in order, and what contradicts itself.
//!
//! [`Connections`] takes the segments of a capture one by one and tells a [`Consumer`] of each segment,
//! of the bytes of each side in order and each once, of gaps, of conflicts, and of the end. Of two
//! versions of the same bytes the first that could be delivered is: modern stacks keep what they have
//! (RFC 9293 §3.10).
//!
//! No bytes are kept to find conflicts. Of each segment 24 bytes are: sequence number, place in the file,
//! length, packet ([`Entry`]). When a segment begins below what was delivered, what stood there before is
//! read from the file again. A compressed file or a stream cannot be read again: there the last
//! mebibytes of the capture are kept, and [`Statistics`] says what was beyond them.

mod bytes;
mod conflict;
mod connection;
mod consumer;
mod delivery;
mod half;
mod index;
mod key;
mod list;
mod recall;
mod side;
mod table;
mod version;

pub use crate::Checksum;
pub use conflict::{Conflict, Order};
pub use connection::{Beginning, Connection};
pub use consumer::{Consumer, Ending, Seen, Want};
pub use index::Entry;
pub use side::Side;
pub use table::{Connections, Limits, Statistics};
pub use version::Version;
