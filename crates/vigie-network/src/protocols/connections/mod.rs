//! Connections and conversations themselves: who spoke with whom, how it began and ended, and what in
//! the packets says that a third party took part.
//!
//! [`Facts`] watches the segments of one TCP connection and gives [`Hint`]s in the terms of the catalogue;
//! none of them alone proves anything, so detectors weigh them together.

mod conflict;
mod facts;
mod head;
mod hint;
mod record;
mod resets;
mod sender;

use vigie_core::Text;

use crate::dissect::Protocol;

pub(crate) use conflict::ConflictRecord;
pub(crate) use facts::Facts;
pub(crate) use hint::Hint;
pub(crate) use record::{ConnectionRecord, Overview};

pub(crate) static ITEM: Protocol = Protocol {
    name: "connections",
    kinds: &[&record::CONNECTION, &record::OVERVIEW, &conflict::CONFLICT],
    means: &[
        Text { en: "conversation began", fr: "début de la conversation" },
        Text { en: "last packet", fr: "dernier paquet" },
        Text { en: "contradicting segment", fr: "segment contradictoire" },
        Text { en: "capture began", fr: "début de la capture" },
        Text { en: "capture ended", fr: "fin de la capture" },
    ],
    stream: None,
    datagrams: None,
};
