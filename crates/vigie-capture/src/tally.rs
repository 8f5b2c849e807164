//! What was counted while a capture was read: what the report says of its coverage.

use std::collections::BTreeMap;

use crate::Moment;

/// Different things not understood that are counted one by one.
const MOST_UNREAD: usize = 256;

/// What was counted while a capture was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Frames.
    pub frames: u64,
    /// Bytes of frames that were kept.
    pub bytes: u64,
    /// Frames of which only the beginning was kept.
    pub cut_frames: u64,
    /// Frames without a time.
    pub timeless_frames: u64,
    /// Frames that are earlier than the one before them.
    pub clock_steps_back: u64,
    /// Earliest time, in nanoseconds since 1970.
    pub first_nanos: Option<i64>,
    /// Latest time.
    pub last_nanos: Option<i64>,
    /// Packets that frames carried, without headers around them.
    pub packets: u64,
    /// Datagrams of IPv4.
    pub ipv4: u64,
    /// Datagrams of IPv6.
    pub ipv6: u64,
    /// Packets of ARP.
    pub arp: u64,
    /// Segments of TCP.
    pub tcp: u64,
    /// Datagrams of UDP.
    pub udp: u64,
    /// Packets of SCTP.
    pub sctp: u64,
    /// Messages of ICMP and ICMPv6.
    pub icmp: u64,
    /// Datagrams of IPsec's ESP: what they carry cannot be seen.
    pub esp: u64,
    /// Frames with a VLAN tag.
    pub vlan: u64,
    /// Headers of tunnels that were taken off.
    pub tunnels: u64,
    /// Frames of Wi-Fi that carry no data: beacons, acknowledgements and the like.
    pub wifi_other: u64,
    /// Frames of Wi-Fi encrypted by Wi-Fi itself: what they carry cannot be seen.
    pub wifi_protected: u64,
    /// Frames of Wi-Fi whose receiver found them damaged.
    pub wifi_damaged: u64,
    /// Frames encrypted by MACsec.
    pub macsec: u64,
    /// Packets that were seen before, at another point of their way or sent again by Wi-Fi.
    pub repeats: u64,
    /// Datagrams put together from fragments.
    pub joined: u64,
    /// Fragments.
    pub fragments: u64,
    /// Datagrams of which fragments are missing.
    pub never_joined: u64,
    /// Fragments that contradict others of the same datagram.
    pub fragment_conflicts: u64,
    /// Headers that are cut or contradict themselves.
    pub malformed: u64,
    /// Packets in more tunnels than are taken off.
    pub too_deep: u64,
    /// What was not understood, and how often.
    pub unread: BTreeMap<Unread, u64>,
    /// The same, of kinds beyond the first 256.
    pub unread_others: u64,
    latest: Option<i64>,
}

/// What was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Unread {
    /// Frames of this link type.
    Link(u32),
    /// Frames of this EtherType.
    EtherType(u16),
    /// Frames of this service access point of IEEE 802.2.
    Llc(u8),
    /// Packets of this protocol of PPP.
    Ppp(u16),
    /// Datagrams of this protocol of IP.
    IpProtocol(u8),
    /// Payloads of a tunnel whose kind it does not tell.
    TunnelPayload,
}

impl Tally {
    pub(crate) fn unread(&mut self, what: Unread) {
        let is_full = self.unread.len() >= MOST_UNREAD;
        match self.unread.get_mut(&what) {
            Some(count) => *count = count.saturating_add(1),
            None if is_full => self.unread_others = self.unread_others.saturating_add(1),
            None => {
                self.unread.insert(what, 1);
            }
        }
    }

    #[inline]
    pub(crate) fn frame(&mut self, at: Moment, kept: usize, is_cut: bool) {
        self.frames = self.frames.wrapping_add(1);
        self.bytes = self.bytes.wrapping_add(kept as u64);
        self.cut_frames = self.cut_frames.wrapping_add(is_cut.into());
        let Some(nanos) = at.nanos else {
            self.timeless_frames = self.timeless_frames.wrapping_add(1);
            return;
        };
        let is_back = self.latest.is_some_and(|latest| nanos < latest);
        self.clock_steps_back = self.clock_steps_back.wrapping_add(is_back.into());
        self.latest = Some(nanos);
        self.first_nanos = Some(self.first_nanos.map_or(nanos, |first| first.min(nanos)));
        self.last_nanos = Some(self.last_nanos.map_or(nanos, |last| last.max(nanos)));
    }
}
