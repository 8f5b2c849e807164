//! Counts of what could be read.

use std::collections::BTreeMap;

use vigie_capture::Moment;

use super::{Exposure, Thing};

/// How often each kind of thing was readable in each protocol. Both come from fixed lists, so it stays
/// small whatever the capture holds.
#[derive(Debug, Default)]
pub(crate) struct Ledger(BTreeMap<(Thing, &'static str), Seen>);

#[derive(Debug)]
struct Seen {
    count: u64,
    first: Moment,
    last: Moment,
}

impl Ledger {
    /// Counts one more.
    pub(crate) fn add(&mut self, thing: Thing, protocol: &'static str, at: Moment) {
        let seen = Seen { count: 0, first: at, last: at };
        let seen = self.0.entry((thing, protocol)).or_insert(seen);
        seen.count = seen.count.saturating_add(1);
        if at.packet < seen.first.packet {
            seen.first = at;
        }
        if at.packet >= seen.last.packet {
            seen.last = at;
        }
    }

    /// All of it as records, each with where its first one stands.
    pub(crate) fn records(self) -> impl Iterator<Item = (Moment, Exposure)> {
        self.0.into_iter().map(|((thing, protocol), seen)| {
            let record = Exposure {
                thing,
                protocol: protocol.to_owned(),
                count: seen.count,
                first: seen.first.time(),
                last: seen.last.time(),
                last_packet: seen.last.packet,
            };
            (seen.first, record)
        })
    }
}
