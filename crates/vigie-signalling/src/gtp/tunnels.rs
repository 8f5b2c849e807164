//! Whose tunnel is whose: the ends of sessions, as both sides gave them.
//!
//! Who opens a session gives the end at which it wants to be addressed; the answer gives the other.
//! From then on whoever changes or deletes it names the end of the receiver. Only the address that was
//! given, or one of the same operator, has a reason to.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;

use crate::numbers::Digits;

/// A session between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub imsi: Digits,
    /// Address of the node that this end's tunnel leads away from: who may use it.
    pub peer: IpAddr,
    /// Tunnel of the peer, for the other direction.
    pub peer_teid: u32,
    /// When it was set up, in microseconds since 1970.
    pub since_micros: i64,
}

/// Sessions by the end that a message names: the receiver's address and its number for the tunnel.
#[derive(Debug)]
pub struct Tunnels {
    sessions: HashMap<(IpAddr, u32), Session>,
    order: VecDeque<(IpAddr, u32)>,
    most: usize,
}

impl Tunnels {
    /// Keeps at most `most` ends, the newest.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { sessions: HashMap::new(), order: VecDeque::new(), most }
    }

    /// Notes that messages to `end` with `teid` belong to `session`.
    pub fn open(&mut self, end: IpAddr, teid: u32, session: Session) {
        if self.sessions.insert((end, teid), session).is_none() {
            self.order.push_back((end, teid));
        }
        while self.order.len() > self.most {
            if let Some(oldest) = self.order.pop_front() {
                self.sessions.remove(&oldest);
            }
        }
    }

    /// The session that a message to `end` with `teid` belongs to.
    #[must_use]
    pub fn find(&self, end: IpAddr, teid: u32) -> Option<&Session> {
        self.sessions.get(&(end, teid))
    }

    /// Notes that the peer of an end has moved.
    pub fn move_peer(&mut self, end: IpAddr, teid: u32, peer: IpAddr, peer_teid: u32) {
        if let Some(session) = self.sessions.get_mut(&(end, teid)) {
            session.peer = peer;
            session.peer_teid = peer_teid;
        }
    }

    /// Forgets a session that is over, both its ends.
    pub fn close(&mut self, end: IpAddr, teid: u32) {
        if let Some(session) = self.sessions.remove(&(end, teid)) {
            self.sessions.remove(&(session.peer, session.peer_teid));
        }
        // What stands in the order is dropped there when its turn comes; many closed ones are cleared.
        if self.order.len() > self.sessions.len().saturating_mul(2).saturating_add(1024) {
            let sessions = &self.sessions;
            self.order.retain(|key| sessions.contains_key(key));
        }
    }

    /// Ends that are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sessions.len()
    }

    /// True without any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(peer: u8) -> Session {
        let imsi = Digits::of_text("208011234567890");
        Session { imsi, peer: IpAddr::from([192, 0, 2, peer]), peer_teid: 7, since_micros: 0 }
    }

    #[test]
    fn the_newest_ends_are_kept() {
        let end = IpAddr::from([198, 51, 100, 1]);
        let mut tunnels = Tunnels::new(3);
        (0..5).for_each(|teid| tunnels.open(end, teid, session(1)));
        assert_eq!((tunnels.len(), tunnels.find(end, 1)), (3, None));
        assert_eq!(tunnels.find(end, 4), Some(&session(1)));
        tunnels.move_peer(end, 4, IpAddr::from([192, 0, 2, 9]), 8);
        assert_eq!(tunnels.find(end, 4).unwrap().peer_teid, 8);
        tunnels.close(end, 4);
        assert_eq!(tunnels.find(end, 4), None);
    }
}
