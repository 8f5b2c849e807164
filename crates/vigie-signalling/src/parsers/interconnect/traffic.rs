//! What was counted: operations by name and direction, and the capture as a whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};

use crate::event::{Direction, Event, Outcome, Protocol, Spot};
use crate::{sctp, ss7};

/// How often an operation was asked.
pub(super) static TRAFFIC: Kind = Kind {
    id: "signalling.interconnect.traffic",
    title: Text { en: "Operations counted", fr: "Opérations comptées" },
    brief: &["protocol", "operation", "direction", "asked"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Operations>,
};

/// What a capture holds.
pub(super) static CAPTURE: Kind = Kind {
    id: "signalling.interconnect.capture",
    title: Text { en: "Signalling in a capture", fr: "Signalisation dans une capture" },
    brief: &["messages", "operations", "loss_permille"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Counted>,
};

/// Registrations that become records of their own.
const MOST_REGISTRATIONS: u64 = 1_000_000;
/// Operations that are told apart.
const MOST_KINDS: usize = 4096;

/// What was counted of Diameter and GTP-C.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Others {
    pub(super) diameter_messages: u64,
    pub(super) gtp_messages: u64,
    pub(super) seen_twice: u64,
    pub(super) unasked: u64,
}

/// Counts while a capture is read.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    operations: BTreeMap<(Protocol, u32, Direction, &'static str), Count>,
    packets: u64,
    events: u64,
    registrations: u64,
}

#[derive(Debug, Default)]
struct Count {
    asked: u64,
    answered: u64,
    failed: u64,
    first: Spot,
    last: Spot,
}

impl Traffic {
    pub(super) fn packet(&mut self, _: Spot) {
        self.packets = self.packets.saturating_add(1);
    }

    pub(super) fn event(&mut self, event: &Event) {
        self.events = self.events.saturating_add(1);
        let key = (event.protocol, event.operation, event.direction, event.name);
        if self.operations.len() >= MOST_KINDS && !self.operations.contains_key(&key) {
            return;
        }
        let count = self.operations.entry(key).or_default();
        count.asked = count.asked.saturating_add(1);
        match event.outcome {
            Outcome::Answered => count.answered = count.answered.saturating_add(1),
            Outcome::Error(_) | Outcome::Aborted => count.failed = count.failed.saturating_add(1),
            Outcome::Unanswered => {}
        }
        if count.asked == 1 {
            count.first = event.asked;
        }
        count.first = count.first.min(event.asked);
        count.last = count.last.max(event.asked);
    }

    /// Whether one more registration becomes a record.
    pub(super) fn may_register(&mut self) -> bool {
        self.registrations = self.registrations.saturating_add(1);
        self.registrations <= MOST_REGISTRATIONS
    }

    pub(super) fn finish(
        self,
        sctp: &sctp::Counts,
        ss7: &ss7::Counts,
        others: Others,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        for ((protocol, operation_code, direction, operation), count) in self.operations {
            let record = Operations {
                protocol: protocol.name().to_owned(),
                operation: operation.to_owned(),
                operation_code,
                direction: direction.name().to_owned(),
                asked: count.asked,
                answered: count.answered,
                failed: count.failed,
                first: count.first.time(),
                last: count.last.time(),
            };
            sink.emit(Locator::Packet(count.first.packet), &record)?;
        }
        let messages = others.diameter_messages.saturating_add(others.gtp_messages);
        if ss7.units == 0 && self.events == 0 && messages == 0 {
            return Ok(());
        }
        let record = Counted {
            packets: self.packets,
            chunks: sctp.chunks,
            retransmissions: sctp.duplicates,
            missing: sctp.missing,
            loss_permille: sctp.loss_permille(),
            units: ss7.units,
            messages: ss7.messages,
            components: ss7.components,
            operations: self.events,
            diameter_messages: others.diameter_messages,
            gtp_messages: others.gtp_messages,
            seen_twice: ss7.repeats.saturating_add(others.seen_twice),
            returned: ss7.returned,
            unreadable: ss7.unreadable,
            orphans: ss7.orphans.saturating_add(others.unasked),
        };
        sink.emit(Locator::Whole, &record)
    }
}

/// How often an operation was asked, one way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Operations {
    /// `MAP`, `CAP`, …
    pub(crate) protocol: String,
    /// Its name.
    pub(crate) operation: String,
    /// Its number.
    pub(crate) operation_code: u32,
    /// Which way.
    pub(crate) direction: String,
    /// How often it was asked.
    pub(crate) asked: u64,
    /// How often that was answered.
    pub(crate) answered: u64,
    /// How often it was refused.
    pub(crate) failed: u64,
    /// When first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// When last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
}

impl Record for Operations {
    fn kind(&self) -> &'static Kind {
        &TRAFFIC
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "first operation"));
        }
        if let Some(at) = self.last {
            see(Stamp::utc(at, "last operation"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// What a capture holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Counted {
    packets: u64,
    chunks: u64,
    retransmissions: u64,
    missing: u64,
    loss_permille: u64,
    units: u64,
    messages: u64,
    components: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    diameter_messages: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    gtp_messages: u64,
    operations: u64,
    seen_twice: u64,
    returned: u64,
    unreadable: u64,
    orphans: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl Record for Counted {
    fn kind(&self) -> &'static Kind {
        &CAPTURE
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
