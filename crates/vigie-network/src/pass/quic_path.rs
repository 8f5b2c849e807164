//! Whether those answers of QUIC that anybody can forge come from where the server's others do: version
//! negotiation (RFC 9000 §6) and stateless reset (§10.3).

use crate::protocols::connections::Hint;

/// Longest stateless reset: they are made to look like short packets.
const LONGEST_RESET: usize = 60;
/// Shortest (RFC 9000 §10.3).
const SHORTEST_RESET: usize = 21;

/// Times to live of what one server sent in a conversation.
#[derive(Default)]
pub(super) struct QuicPath {
    negotiation: Option<(u64, u8)>,
    /// Of its other packets.
    usual: Option<u8>,
    others: u32,
    /// The last packet, where it may be a reset and came from elsewhere.
    last_odd: Option<u64>,
    /// Another time to live was seen before: the way moves.
    moves: bool,
}

impl QuicPath {
    /// Learns from a datagram of the server.
    pub(super) fn see(&mut self, data: &[u8], ttl: u8, packet: u64) {
        let [first, rest @ ..] = data else { return };
        if first & 0x80 != 0 && rest.starts_with(&[0; 4]) {
            self.negotiation.get_or_insert((packet, ttl));
            return;
        }
        self.moves |= self.last_odd.take().is_some();
        let usual = *self.usual.get_or_insert(ttl);
        self.others = self.others.saturating_add(1);
        if ttl != usual {
            let can_be_reset =
                first & 0xc0 == 0x40 && (SHORTEST_RESET..=LONGEST_RESET).contains(&data.len());
            match can_be_reset {
                true => self.last_odd = Some(packet),
                false => self.moves = true,
            }
        }
    }

    /// What does not fit.
    pub(super) fn hints(&self) -> Vec<Hint> {
        let mut hints = Vec::new();
        if self.moves {
            return hints;
        }
        if let (Some((packet, ttl)), Some(usual)) = (self.negotiation, self.usual)
            && ttl != usual
        {
            let what = "version negotiation with another time to live than the server’s packets";
            hints.push(Hint::new("INJ-32", what, packet));
        }
        if let Some(packet) = self.last_odd.filter(|_| self.others > 2) {
            let what =
                "what may be a stateless reset has another time to live, and is the last packet";
            hints.push(Hint::new("INJ-32", what, packet));
        }
        hints
    }
}
