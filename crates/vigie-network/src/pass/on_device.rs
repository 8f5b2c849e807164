//! Whether a capture was made by an app on the device that plays the network to it.
//!
//! Such apps (PCAPdroid, tPacketCapture) open a VPN to themselves, end each connection in the app and
//! begin another. All that the device then sees of servers has one time to live, the app's.

use std::net::IpAddr;

use vigie_capture::tcp::Connection;

use crate::protocols::connections::Facts;

/// Servers that must be alike.
const FEWEST: usize = 3;

/// What the servers' times to live say of a capture.
#[derive(Default)]
pub(super) struct OnDevice {
    has_macs: bool,
    ttl: Option<u8>,
    differs: bool,
    servers: Vec<IpAddr>,
}

impl OnDevice {
    /// Learns that packets have cards: the capture was made on a network.
    pub(super) const fn see_macs(&mut self) {
        self.has_macs = true;
    }

    /// Learns from a connection that is over.
    pub(super) fn learn(&mut self, of: &Connection, facts: &Facts) {
        let Some(ttl) = facts.server_ttl() else { return };
        self.differs |= *self.ttl.get_or_insert(ttl) != ttl;
        if self.servers.len() < FEWEST && !self.servers.contains(&of.server.ip()) {
            self.servers.push(of.server.ip());
        }
    }

    /// Whether it was made so.
    pub(super) const fn is_so(&self) -> bool {
        !self.has_macs && !self.differs && self.servers.len() >= FEWEST
    }
}
