//! What is known of a connection as a whole.

use std::net::SocketAddr;

use super::Side;
use super::index::of;
use crate::{Moment, Path};

/// With what the capture of a connection begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// With the SYN.
    Syn,
    /// With the SYN-ACK.
    SynAck,
    /// In its middle.
    Middle,
}

/// What is known of a connection as a whole.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The end that opened it; where the beginning was not captured, the one with the higher port.
    pub client: SocketAddr,
    /// The other end.
    pub server: SocketAddr,
    /// Which world it belongs to.
    pub path: Path,
    /// Its first packet.
    pub first: Moment,
    /// Its last packet so far.
    pub last: Moment,
    /// With what its capture begins.
    pub beginning: Beginning,
    /// Segments of client and server, without copies.
    pub segments: [u64; 2],
    /// Bytes that client and server carried in them, also again.
    pub bytes: [u64; 2],
    /// Segments that were captured before, at another point.
    pub copies: u64,
    /// Whether client and server sent FIN.
    pub fin: [bool; 2],
    /// Whether client and server sent RST.
    pub rst: [bool; 2],
    /// Bytes of client and server that are not in the capture.
    pub missing: [u64; 2],
    /// Segments below the right edge whose earlier version could not be read again.
    pub unverified: u64,
}

impl Connection {
    /// The address of a side.
    #[must_use]
    pub const fn end(&self, side: Side) -> SocketAddr {
        match side {
            Side::Client => self.client,
            Side::Server => self.server,
        }
    }

    /// Whether a side sent FIN.
    #[must_use]
    pub fn has_fin(&self, side: Side) -> bool {
        *of(&self.fin, side)
    }

    /// Whether either side sent FIN or RST.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.fin.contains(&true) || self.rst.contains(&true)
    }
}
