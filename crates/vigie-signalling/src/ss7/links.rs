//! Which signalling points carry whose traffic, as learned from the capture.
//!
//! A message that comes over an external link and claims to come from the home network is spoofed, or
//! one's own traffic on its way back (tromboning). Which links are external is said by `network.toml`
//! (`point_codes`), or learned: a point that sends foreign nodes' messages is at the other end.

use std::collections::BTreeMap;

use super::Node;
use crate::network::Network;

/// Signalling points that are remembered.
const MOST_POINTS: usize = 4096;

#[derive(Debug, Default)]
pub(super) struct Links {
    points: BTreeMap<u32, Sent>,
}

/// What a signalling point sent.
#[derive(Clone, Copy, Debug, Default)]
struct Sent {
    /// Of foreign nodes.
    foreign: u64,
    /// Of home nodes, to foreign ones.
    home: u64,
    /// Messages that could be read, and those that could not.
    readable: u64,
    unreadable: u64,
}

impl Links {
    /// Notes whether a message over `opc` could be read; whether one that could not is rare there.
    pub(super) fn is_rarely_unreadable(&mut self, opc: Option<u32>, is_readable: bool) -> bool {
        let Some(opc) = opc else { return false };
        if self.points.len() >= MOST_POINTS && !self.points.contains_key(&opc) {
            return false;
        }
        let sent = self.points.entry(opc).or_default();
        if is_readable {
            sent.readable = sent.readable.saturating_add(1);
            return false;
        }
        sent.unreadable = sent.unreadable.saturating_add(1);
        sent.readable >= 20 && sent.unreadable.saturating_mul(20) <= sent.readable
    }

    /// Notes who sends over `opc`; whether the message claims home on an external link.
    pub(super) fn is_home_spoofed(
        &mut self,
        calling: &Node,
        called: &Node,
        opc: Option<u32>,
        network: &Network,
    ) -> bool {
        let Some(opc) = opc.filter(|_| network.knows_home_titles()) else { return false };
        if self.points.len() >= MOST_POINTS && !self.points.contains_key(&opc) {
            return false;
        }
        let sent = self.points.entry(opc).or_default();
        if !calling.net.is_home() {
            if calling.net != crate::network::Net::Unknown {
                sent.foreign = sent.foreign.saturating_add(1);
            }
            return false;
        }
        if !called.net.is_home() {
            sent.home = sent.home.saturating_add(1);
            return false;
        }
        // Both ends are home, and yet it is seen here.
        if network.knows_point_codes() {
            return !network.of_point_code(opc).is_home();
        }
        sent.foreign > sent.home
    }
}
