//! One direction of a connection.

use std::collections::BTreeMap;

use super::index::{Entry, Index};
use crate::{Ip, Moment, TcpSegment};

/// Segments of which copies are recognised.
const RECENT: usize = 8;

/// One direction of a connection. Positions in its stream count from its first byte.
#[derive(Default)]
pub(super) struct Half {
    /// Sequence number of its first byte, once known.
    pub(super) origin: Option<u32>,
    /// Position of the next byte: all before it was delivered.
    pub(super) next: u64,
    /// How many of the next bytes nobody wants.
    pub(super) skip: u64,
    /// Where its FIN stands.
    pub(super) fin_at: Option<u64>,
    /// Sequence number of its SYN.
    pub(super) isn: Option<u32>,
    /// Sequence number of another SYN-ACK.
    pub(super) other_isn: Option<u32>,
    /// Segments ahead of the stream, by position of the first byte that is of use.
    pub(super) pending: BTreeMap<u64, Pending>,
    /// Bytes in them.
    pub(super) pending_bytes: usize,
    /// Zeros at the right edge that are padding or data: position, how many, when.
    pub(super) zeros: Option<(u64, u8, Moment)>,
    /// What was delivered.
    pub(super) index: Index,
    recent: [u64; RECENT],
    turn: usize,
}

/// A segment ahead of the stream.
pub(super) struct Pending {
    /// Position of its first byte.
    pub(super) start: u64,
    /// Its bytes; none where nobody wants them and they can be read again.
    pub(super) data: Option<Box<[u8]>>,
    /// Where it stands.
    pub(super) entry: Entry,
    /// How many bytes more it carried.
    pub(super) missing: u32,
    /// When it came.
    pub(super) at: Moment,
}

impl Pending {
    /// Position behind its last captured byte.
    pub(super) fn end(&self) -> u64 {
        self.start + u64::from(self.entry.len())
    }
}

impl Half {
    /// Position of sequence number `seq`, below 0 before the first byte.
    pub(super) fn place(&self, seq: u32) -> i64 {
        let edge = self.seq_of(self.next);
        let distance = i64::from(seq.wrapping_sub(edge).cast_signed());
        i64::try_from(self.next).unwrap_or(i64::MAX).saturating_add(distance)
    }

    /// Sequence number of position `at`.
    pub(super) fn seq_of(&self, at: u64) -> u32 {
        let low = u32::try_from(at & u64::from(u32::MAX)).unwrap_or(0);
        self.origin.unwrap_or(0).wrapping_add(low)
    }

    /// Whether the same packet was seen before, and remembers it.
    pub(super) fn is_copy(&mut self, ip: &Ip<'_>, segment: &TcpSegment<'_>) -> bool {
        let print = fingerprint(ip, segment);
        if self.recent.contains(&print) {
            return true;
        }
        if let Some(oldest) = self.recent.get_mut(self.turn) {
            *oldest = print;
        }
        self.turn = (self.turn + 1) % RECENT;
        false
    }
}

/// What stays the same when a packet is routed. Where the identification says nothing (IPv6, zero), the
/// time to live must be nearly the same as well.
fn fingerprint(ip: &Ip<'_>, segment: &TcpSegment<'_>) -> u64 {
    let id = u64::from(ip.id.unwrap_or(0));
    let ttl = if id == 0 { u64::from(ip.ttl) / 4 } else { 0 };
    let parts = [
        u64::from(segment.seq) << 32 | u64::from(segment.ack),
        u64::from(segment.flags.0) << 32 | u64::from(segment.window) << 16,
        u64::from(segment.checksum) << 32 | u64::from(segment.data_len),
        id << 8 | ttl,
    ];
    let mix =
        |sum: u64, part: u64| (sum ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    parts.into_iter().fold(1, mix)
}
