//! Datagrams that were just seen: at another point of their way, twice at the same, or sent again by
//! Wi-Fi.
//!
//! A capture on Linux's `any`, on both sides of a router or an access point, or of a port that mirrors
//! both directions of traffic holds every packet twice. Taken for two, they look like races and
//! injections. What makes a repeat: same addresses, identification and protocol, same bytes as far as
//! the transport's header with its checksum, the last bytes and the length tell; time to live
//! the same or off by one; and little time in between. No stack sends such two packets: a segment that
//! TCP sends again has a new identification and a later time.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::ip::Header;
use super::mixed;

/// Packets that are remembered: a power of two.
const REMEMBERED: usize = 8192;

/// Nanoseconds in which a packet with an identification comes by again.
const WITH_ID: u64 = 100_000_000;

/// The same without one: IPv6, and IPv4 where it is zero.
const WITHOUT_ID: u64 = 10_000_000;

/// Worlds that were found to be one.
const MOST_WORLDS: usize = 4096;

/// Bytes sampled at the start, and at the end.
const HEAD: usize = 32;
const TAIL: usize = 8;

/// What was just seen.
pub(super) struct Repeats {
    seen: Box<[Seen]>,
    /// Worlds that carry the packets of another: both sides of a router.
    worlds: BTreeMap<u64, u64>,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    /// Hash of the packet; its lowest byte is the time to live.
    print: u64,
    nanos: i64,
    path: u64,
}

impl Default for Repeats {
    fn default() -> Self {
        let seen = vec![Seen::default(); REMEMBERED].into_boxed_slice();
        Self { seen, worlds: BTreeMap::new() }
    }
}

impl Repeats {
    /// Whether a datagram was just seen. From now on it was.
    #[inline]
    pub(super) fn see(
        &mut self,
        nanos: Option<i64>,
        path: u64,
        header: &Header,
        payload: &[u8],
    ) -> bool {
        let Some(nanos) = nanos else { return false };
        let hash = hash(header, payload);
        let index = usize::try_from(hash >> 32).unwrap_or_default() & (REMEMBERED - 1);
        let Some(slot) = self.seen.get_mut(index) else { return false };
        let within = if header.id.is_some_and(|id| id != 0) { WITH_ID } else { WITHOUT_ID };
        let before = *slot;
        let print = hash & !0xff | u64::from(header.ttl);
        *slot = Seen { print, nanos, path };
        let is_repeat = (before.print ^ print) >> 8 == 0
            && before.nanos.abs_diff(nanos) <= within
            && before.print.to_le_bytes()[0].abs_diff(header.ttl) <= 1;
        if is_repeat && before.path != path && header.protocol == 6 {
            self.unite(before.path, path);
        }
        is_repeat
    }

    /// The world that `path` is part of.
    #[inline]
    pub(super) fn world(&self, path: u64) -> u64 {
        if self.worlds.is_empty() { path } else { self.worlds.get(&path).copied().unwrap_or(path) }
    }

    #[cold]
    fn unite(&mut self, one: u64, other: u64) {
        let (one, other) = (self.world(one), self.world(other));
        if one == other || self.worlds.len() >= MOST_WORLDS {
            return;
        }
        for world in self.worlds.values_mut() {
            if *world == other {
                *world = one;
            }
        }
        self.worlds.insert(other, one);
    }
}

#[inline]
fn hash(header: &Header, payload: &[u8]) -> u64 {
    let state = u64::from(header.id.unwrap_or_default()) << 32
        | u64::from(header.protocol) << 24
        | (payload.len() as u64 & 0xff_ffff);
    let state = match (header.src, header.dst) {
        (IpAddr::V4(src), IpAddr::V4(dst)) => {
            word(state, u64::from(u32::from(src)) << 32 | u64::from(u32::from(dst)))
        }
        (IpAddr::V6(src), IpAddr::V6(dst)) => add(add(state, &src.octets()), &dst.octets()),
        _ => state,
    };
    match (payload.first_chunk::<HEAD>(), payload.last_chunk::<TAIL>()) {
        (Some(head), Some(tail)) => mixed(add(state, head), u64::from_le_bytes(*tail)),
        _ => mixed(add(state, payload), 1),
    }
}

#[inline]
fn add(mut state: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    for bytes in words {
        state = word(state, u64::from_le_bytes(*bytes));
    }
    if rest.is_empty() {
        return state;
    }
    word(state, rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte)))
}

#[inline]
const fn word(state: u64, word: u64) -> u64 {
    (state.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}
