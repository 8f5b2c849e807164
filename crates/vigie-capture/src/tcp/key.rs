//! What makes two segments belong to the same connection.

use std::net::{IpAddr, SocketAddr};

use crate::Path;

/// Both ends in a fixed order, and the world they are in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    low: (u128, u16),
    high: (u128, u16),
    path: u64,
}

impl Key {
    /// The key of a segment from `from` to `to`; the same for the answer.
    pub(super) fn of(from: SocketAddr, to: SocketAddr, path: Path) -> Self {
        let (from, to) = (number(from), number(to));
        Self { low: from.min(to), high: from.max(to), path: path.0 }
    }
}

/// An IPv4 address stands for itself mapped into IPv6: the two never talk with each other.
fn number(end: SocketAddr) -> (u128, u16) {
    let address = match end.ip() {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    };
    (u128::from(address), end.port())
}
