//! What the fuzz target runs.

use std::sync::Arc;

use vigie_core::{Bytes, Stop};

use crate::{Capture, Carried, ExportedPdu, Frame, Packet};

/// Reads `data` as a capture; or, where its first byte is 0xff, as one frame of the link type that the
/// next two name, so that fuzzing need not find the form of a file first.
pub fn fuzz(data: &[u8]) {
    if let [0xff, high, low, frame @ ..] = data {
        let link = u32::from(u16::from_be_bytes([*high, *low]));
        crate::decode::fuzz_frame(link, frame);
        return;
    }
    let Ok(mut capture) = Capture::open(Arc::new(Bytes(data.to_vec()))) else { return };
    let size = data.len() as u64;
    let read = capture.each_packet(&mut |packet| {
        look_at(packet, size);
        Ok(())
    });
    assert!(read.is_ok() || matches!(read, Err(Stop::Limit { .. })), "{read:?}");
    let frames: u64 = capture.interfaces().iter().map(|interface| interface.frames).sum();
    assert!(capture.tally().frames == frames);
    capture.take_damages();
    capture.take_fragment_conflicts();
}

/// Looks at everything that is computed on demand, and that what is lent lies where it says.
pub(crate) fn look_at(packet: &Packet<'_>, size: u64) {
    let _ = (packet.at.time(), packet.carried);
    match &packet.carried {
        Carried::Ip(ip) => {
            let _ = ip.checksum();
            if let crate::Origin::File(offset) = ip.origin {
                assert!(offset.saturating_add(ip.payload.len() as u64) <= size);
            }
        }
        Carried::Link(_, bytes) => {
            let _ = ExportedPdu::parse(bytes);
        }
        Carried::Arp(_) => {}
    }
}

/// A frame of this link type that holds `bytes`.
pub(crate) fn frame(link: u32, bytes: &[u8]) -> Frame<'_> {
    Frame {
        at: crate::Moment { packet: 1, nanos: Some(0) },
        interface: 0,
        link: crate::LinkType(link),
        direction: None,
        data: bytes,
        wire_len: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        origin: crate::Origin::File(0),
    }
}
