//! What somebody on the path could read: which kinds of thing, how often, never what they said.
//!
//! Dissectors call [`Output::exposed`] where they pass something readable that tells of a person. Only
//! the kind, the protocol and the place are given, so that no value can reach a case, a report or an
//! export. At the end of the capture each kind of each protocol becomes one record.

mod ledger;
mod record;
mod scan;
mod things;

use vigie_capture::Packet;

use crate::dissect::{Conversation, DatagramDissector, Output, Protocol, Side};

pub(crate) use ledger::Ledger;
pub(crate) use record::Exposure;
pub(crate) use scan::scan;
pub(crate) use things::Thing;

pub(crate) static ITEM: Protocol = Protocol {
    name: "exposure",
    kinds: &[&record::EXPOSURE],
    means: &[record::FIRST, record::LAST],
    stream: None,
    datagrams: Some(|| Box::new(AtTheEnd)),
};

/// Writes what was counted when the capture is over.
struct AtTheEnd;

impl DatagramDissector for AtTheEnd {
    fn datagram(
        &mut self,
        _: &Conversation,
        _: Side,
        _: &[u8],
        _: &Packet<'_>,
        _: &mut Output<'_, '_>,
    ) -> bool {
        false
    }

    fn close(&mut self, out: &mut Output<'_, '_>) {
        out.emit_exposures();
    }
}
