//! Fragments that contradict each other, as records.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_capture::{Checksum, FragmentConflict};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static FRAGMENT: Kind = Kind {
    id: "network.capture.fragment_conflict",
    title: Text {
        en: "Two fragments that contradict each other",
        fr: "Deux fragments qui se contredisent",
    },
    brief: &["src", "dst", "differing"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<FragmentRecord>,
};

/// Two fragments of one datagram with different bytes at one place. The bytes are not kept.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct FragmentRecord {
    /// Sender.
    pub(crate) src: IpAddr,
    /// Receiver.
    pub(crate) dst: IpAddr,
    /// Protocol number of the transport.
    pub(crate) protocol: u8,
    /// Identification of the datagram.
    pub(crate) id: u32,
    /// Packet whose bytes were taken.
    pub(crate) kept_packet: u64,
    /// Packet with the other bytes.
    pub(crate) other_packet: u64,
    /// Times to live of both.
    pub(crate) ttls: (u8, u8),
    /// Where they first differ.
    pub(crate) offset: u32,
    /// How many bytes differ.
    pub(crate) differing: u32,
    /// How many both have.
    pub(crate) compared: u32,
    /// Whether the datagram was whole already: it may be another one of the same number.
    pub(crate) is_late: bool,
    /// Whether one of the two makes a datagram with a wrong checksum, and the other a right one.
    pub(crate) one_is_damaged: bool,
    /// When the other came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
}

impl From<&FragmentConflict> for FragmentRecord {
    fn from(conflict: &FragmentConflict) -> Self {
        let right = |sum: Checksum| sum == Checksum::Right;
        let wrong = |sum: Checksum| sum == Checksum::Wrong;
        let (kept, other) = conflict.checksums;
        Self {
            src: conflict.src,
            dst: conflict.dst,
            protocol: conflict.protocol,
            id: conflict.id,
            kept_packet: conflict.kept_at.packet,
            other_packet: conflict.other_at.packet,
            ttls: conflict.ttls,
            offset: conflict.offset,
            differing: conflict.differing,
            compared: conflict.shared,
            is_late: conflict.is_late,
            one_is_damaged: right(kept) && wrong(other) || wrong(kept) && right(other),
            at: conflict.other_at.time(),
        }
    }
}

impl Record for FragmentRecord {
    fn kind(&self) -> &'static Kind {
        &FRAGMENT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "contradicting fragment"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("src", Observable::Ip(self.src));
        see("dst", Observable::Ip(self.dst));
    }
}
