//! Two segments that say different things at one place of a stream, as a record.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vigie_capture::tcp::{Checksum, Conflict, Order, Side, Version};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::head;
use crate::dissect::Conversation;
use crate::site::host_of;

/// Bytes of each version that are hashed.
const HASHED: usize = 256;

pub(super) static CONFLICT: Kind = Kind {
    id: "network.capture.conflict",
    title: Text {
        en: "Two segments that contradict each other",
        fr: "Deux segments qui se contredisent",
    },
    brief: &["connection", "from", "percent", "order"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<ConflictRecord>,
};

/// Two segments that say different things at one place of a stream. What they say is not kept, but the
/// status and the host of `Location` where it is the head of an answer.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ConflictRecord {
    /// Number of the connection.
    pub(crate) connection: u64,
    /// Who sent them, or seems to have: `client`, `server`.
    pub(crate) from: String,
    /// `behind`: the second came when the first was delivered; `ahead`: the first waited.
    pub(crate) order: String,
    /// Whether both begin and end at the same place.
    pub(crate) same_range: bool,
    /// Whether a FIN or RST came before the second.
    pub(crate) after_close: bool,
    /// How many bytes both have.
    pub(crate) compared: u32,
    /// How many of them differ.
    pub(crate) differing: u32,
    /// The same in percent, rounded up.
    pub(crate) percent: u32,
    /// Whether both are text.
    pub(crate) printable: bool,
    /// The one that came first.
    pub(crate) first: OneVersion,
    /// The one that came second.
    pub(crate) second: OneVersion,
    /// When the second came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
}

/// One of two versions.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct OneVersion {
    /// Number of its packet.
    pub(crate) packet: u64,
    /// Sequence number of its first byte.
    pub(crate) seq: u32,
    /// How many bytes it carries.
    pub(crate) len: u32,
    /// Time to live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ttl: Option<u8>,
    /// Identification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ip_id: Option<u16>,
    /// Whether "don't fragment" is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) df: Option<bool>,
    /// Window as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) window: Option<u16>,
    /// Bytes of TCP options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) options_len: Option<u8>,
    /// Whether it has timestamps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) timestamps: Option<bool>,
    /// Card that sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mac: Option<String>,
    /// `right`, `wrong`, `offloaded`, `unknown`.
    pub(crate) checksum: String,
    /// SHA-256 of its bytes where both have some, at most 256.
    pub(crate) sha256: String,
    /// Status of the answer that begins there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Host of its `Location`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) location_host: Option<String>,
}

impl ConflictRecord {
    /// The record of `conflict`; `None` where one of the segments arrived damaged, and was thrown away.
    pub(crate) fn of(conversation: &Conversation, conflict: &Conflict<'_>) -> Option<Self> {
        let sums = [conflict.first.checksum, conflict.second.checksum];
        let wrong = sums.iter().filter(|sum| **sum == Checksum::Wrong).count();
        // Where both are wrong it is the card that was to fill them in.
        if wrong == 1 {
            return None;
        }
        let per_cent = u64::from(conflict.differing) * 100;
        let percent = per_cent.div_ceil(u64::from(conflict.compared).max(1));
        Some(Self {
            connection: conversation.number,
            from: match conflict.from {
                Side::Client => "client".into(),
                Side::Server => "server".into(),
            },
            order: match conflict.order {
                Order::Behind => "behind".into(),
                Order::Ahead => "ahead".into(),
            },
            same_range: conflict.has_same_range(),
            after_close: conflict.is_after_close,
            compared: conflict.compared,
            differing: conflict.differing,
            percent: u32::try_from(percent).unwrap_or(100),
            printable: is_text(conflict.first_bytes) && is_text(conflict.second_bytes),
            first: version(&conflict.first, conflict.first_bytes),
            second: version(&conflict.second, conflict.second_bytes),
            at: conflict.at.time(),
        })
    }
}

fn version(version: &Version, bytes: &[u8]) -> OneVersion {
    let header = version.header.as_ref();
    let answer = head::answer(bytes, "");
    OneVersion {
        packet: version.packet,
        seq: version.seq,
        len: version.len,
        ttl: header.map(|header| header.ttl),
        ip_id: header.and_then(|header| header.id),
        df: header.map(|header| header.df),
        window: header.map(|header| header.window),
        options_len: header.map(|header| header.options_len),
        timestamps: header.map(|header| header.timestamps.is_some()),
        mac: header.and_then(|header| header.macs).map(|(src, _)| mac(src)),
        checksum: match version.checksum {
            Checksum::Right => "right".into(),
            Checksum::Wrong => "wrong".into(),
            Checksum::Offloaded => "offloaded".into(),
            Checksum::Absent | Checksum::Unknown => "unknown".into(),
        },
        sha256: hex(&Sha256::digest(bytes.get(..HASHED).unwrap_or(bytes))),
        status: answer.as_ref().map(|answer| answer.status),
        location_host: answer.and_then(|answer| Some(host_of(&answer.location?))),
    }
}

fn mac(mac: [u8; 6]) -> String {
    mac.map(|byte| format!("{byte:02x}")).join(":")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether nearly all of it is text.
fn is_text(bytes: &[u8]) -> bool {
    let is_text = |byte: &&u8| matches!(**byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7e | 0x80..);
    !bytes.is_empty() && bytes.iter().filter(is_text).count() * 20 >= bytes.len() * 19
}

impl Record for ConflictRecord {
    fn kind(&self) -> &'static Kind {
        &CONFLICT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "contradicting segment"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, version) in [("first", &self.first), ("second", &self.second)] {
            if let Some(host) = &version.location_host {
                see(field, Observable::Host(host));
            }
        }
    }
}
