//! Packet captures: pcap and pcapng, alone or inside gzip or zstd, wherever they lie.

use std::sync::Arc;

use vigie_capture::{Capture, Recognised, recognise};
use vigie_core::{Bytes, EvidenceKind, Time};

use super::android::Found;
use crate::layout::CAPTURES;

/// Bytes of a packed file that are enough for its first block to be unpacked.
const START_OF_PACKED: usize = 256 << 10;

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
        Recognised::Pcap | Recognised::Pcapng => start.to_vec(),
    };
    let mut capture = Capture::open(Arc::new(Bytes(start))).ok()?;
    let mut first = None;
    // The end of what was read is damage here; what can be read in full is another's concern.
    while let Ok(Some(frame)) = capture.next_frame() {
        first = first.or_else(|| frame.at.time());
    }
    let mut found = Found::alone(EvidenceKind::PacketCapture, CAPTURES, name);
    describe(&capture, first, &mut found);
    Some(found)
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
