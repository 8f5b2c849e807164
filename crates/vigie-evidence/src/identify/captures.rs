//! Packet captures: pcap and pcapng, alone or inside gzip or zstd, wherever they lie.
//!
//! A capture of links between operators is a kind of its own: what its first packets carry tells.

use std::sync::Arc;

use vigie_capture::{Capture, Carried, Packet, Recognised, Transport, recognise};
use vigie_core::{Bytes, EvidenceKind, Time};

use super::android::Found;
use crate::layout::CAPTURES;

/// Bytes of a packed file that are enough for its first block to be unpacked.
const START_OF_PACKED: usize = 256 << 10;

/// Bytes of a capture whose packets are looked at.
const LOOKED_AT: usize = 256 << 10;

/// Ports of GTP-C, GTP′, Diameter, and SCTP in UDP.
const SIGNALLING_PORTS: [u16; 5] = [2123, 3386, 3868, 5868, 9899];

/// Link types that carry no IP: SCTP, MTP2 with and without pseudo-header, MTP3, SCCP.
const SIGNALLING_LINKS: [u32; 5] = [248, 139, 140, 141, 142];

/// Link type of exported PDUs, which may be of any protocol.
const EXPORTED: u32 = 252;

/// Names of dissectors of signalling, as exported PDUs give them.
const SIGNALLING_NAMES: [&[u8]; 10] = [
    b"sccp",
    b"mtp3",
    b"m3ua",
    b"m2pa",
    b"sua",
    b"tcap",
    b"gsm_map",
    b"camel",
    b"diameter",
    b"gtp",
];

/// Whether a file that begins with `start` is packed in blocks so large that more than a few thousand
/// bytes are needed to see what is in it.
pub(super) fn needs_more(start: &[u8]) -> bool {
    recognise(start) == Recognised::Packed && !start.starts_with(&[0x1f, 0x8b])
}

/// How much more.
pub(super) const MORE: u64 = START_OF_PACKED as u64;

/// The capture that the file `name` is; `more` gives more of its beginning than `start`.
pub(super) fn of_file(name: &str, start: &[u8], more: &dyn Fn(usize) -> Vec<u8>) -> Option<Found> {
    let start = match recognise(start) {
        Recognised::No => return None,
        Recognised::Packed => more(START_OF_PACKED),
        Recognised::Pcap | Recognised::Pcapng => more(LOOKED_AT),
    };
    let mut capture = Capture::open(Arc::new(Bytes(start))).ok()?;
    let (mut first, mut signalling) = (None, false);
    // The end of what was read is damage here; what can be read in full is another's concern.
    let mut see = |packet: &Packet<'_>| {
        first = first.or_else(|| packet.at.time());
        signalling = signalling || is_signalling(&packet.carried);
        Ok(())
    };
    while capture.step(&mut see).unwrap_or(false) {}
    let kind =
        if signalling { EvidenceKind::SignallingCapture } else { EvidenceKind::PacketCapture };
    let mut found = Found::alone(kind, CAPTURES, name);
    describe(&capture, first, &mut found);
    Some(found)
}

/// Whether a packet is of a protocol that operators speak with each other.
fn is_signalling(carried: &Carried<'_>) -> bool {
    let of = |ports: [u16; 2]| ports.iter().any(|port| SIGNALLING_PORTS.contains(port));
    match carried {
        Carried::Ip(ip) => match ip.transport {
            Transport::Sctp(_) => true,
            Transport::Udp(udp) => of([udp.src_port, udp.dst_port]),
            Transport::Tcp(tcp) => of([tcp.src_port, tcp.dst_port]),
            _ => false,
        },
        Carried::Link(link, bytes) if link.0 == EXPORTED => {
            let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
            let has = |name: &&[u8]| start.windows(name.len()).any(|part| part == *name);
            SIGNALLING_NAMES.iter().any(has)
        }
        Carried::Link(link, _) => SIGNALLING_LINKS.contains(&link.0),
        _ => false,
    }
}

/// Notes what the file says of itself.
fn describe(capture: &Capture, first: Option<Time>, found: &mut Found) {
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            found.facts.insert(name.to_owned(), value);
        }
    };
    let facts = capture.facts();
    let mut links: Vec<String> =
        capture.interfaces().iter().map(|interface| interface.link.to_string()).collect();
    links.sort();
    links.dedup();
    let snap = capture.interfaces().iter().map(|interface| interface.snap_len).max();
    fact("capture_format", Some(facts.form.to_owned()));
    fact("capture_links", Some(links.join(", ")).filter(|links| !links.is_empty()));
    fact("capture_snap_length", snap.filter(|snap| *snap != 0).map(|snap| snap.to_string()));
    fact("capture_first_packet", first.map(|first| first.to_string()));
    fact("capture_hardware", facts.hardware.clone());
    fact("capture_system", facts.system.clone());
    fact("capture_application", facts.application.clone());
}
