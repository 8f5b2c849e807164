//! SS7 as a whole: from the payload of a packet to operations with their answers.
//!
//! Signalling units come from M3UA, M2PA, M2UA, SUA or bare MTP; SCCP puts segments together; TCAP's
//! messages are joined to dialogues. What leaves is one [`Event`] per operation, with the detections that
//! a single dialogue shows.

mod checks;
mod dialogues;
mod links;
mod node;
mod pending;
mod repeats;

use dialogues::Dialogues;
use links::Links;
pub(crate) use node::Node;
use repeats::Repeats;

use crate::ber::Watch;
use crate::catalogue::Codes;
use crate::event::{Direction, Event, Spot};
use crate::network::Network;
use crate::sccp::{Joined, Segments, Unit};
use crate::{m2pa, m2ua, m3ua, mtp3, sccp, sua, tcap};

/// What a message came in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carrier {
    /// Where in the capture.
    pub spot: Spot,
    /// Originating point code, where there is one.
    pub opc: Option<u32>,
    /// Whether the capture cut the message.
    pub is_cut: bool,
    /// Whether the capture is losing packets.
    pub lossy: bool,
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Signalling units with SCCP.
    pub units: u64,
    /// Messages of TCAP.
    pub messages: u64,
    /// Components: invokes, results, errors, rejects.
    pub components: u64,
    /// Messages seen again within seconds, by a tap on both sides of a transfer point.
    pub repeats: u64,
    /// Messages that carried back what could not be delivered.
    pub returned: u64,
    /// Payloads of SCCP that are no TCAP.
    pub unreadable: u64,
    /// Segments without the others of their message.
    pub astray: u64,
    /// Continue, end or abort of dialogues that were not seen to begin.
    pub orphans: u64,
    /// Signalling units of other users, such as ISUP.
    pub other_users: u64,
}

/// Takes SS7 apart, and remembers what is open.
#[derive(Debug, Default)]
pub struct Ss7 {
    segments: Segments,
    dialogues: Dialogues,
    repeats: Repeats,
    links: Links,
    /// What was counted.
    pub counts: Counts,
}

/// How a message came in several segments.
#[derive(Clone, Copy, Debug, Default)]
struct Segmented {
    segments: usize,
    first_length: usize,
}

impl Ss7 {
    /// Takes a message of M3UA.
    pub fn m3ua(
        &mut self,
        bytes: &[u8],
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        if let Some(data) = m3ua::data(bytes) {
            let carrier = Carrier { opc: Some(data.label.opc), ..carrier };
            self.user_part(data.label.service, data.payload, carrier, network, out);
        }
    }

    /// Takes a message of M2PA.
    pub fn m2pa(
        &mut self,
        bytes: &[u8],
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        if let Some(unit) = m2pa::signal_unit(bytes) {
            self.signal_unit(unit, carrier, network, out);
        }
    }

    /// Takes a message of M2UA.
    pub fn m2ua(
        &mut self,
        bytes: &[u8],
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        if let Some(unit) = m2ua::signal_unit(bytes) {
            self.signal_unit(unit, carrier, network, out);
        }
    }

    /// Takes a message of SUA.
    pub fn sua(&mut self, bytes: &[u8], carrier: Carrier, network: &Network, out: &mut Vec<Event>) {
        if let Some(unit) = sua::read(bytes) {
            self.counts.units = self.counts.units.saturating_add(1);
            self.unit(&unit, carrier, network, out);
        }
    }

    /// Takes a message signal unit from its service information octet on.
    pub fn signal_unit(
        &mut self,
        unit: &[u8],
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        if let Some((label, payload)) = mtp3::read(unit) {
            let carrier = Carrier { opc: Some(label.opc), ..carrier };
            self.user_part(label.service, payload, carrier, network, out);
        }
    }

    fn user_part(
        &mut self,
        service: u8,
        payload: &[u8],
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        if service == mtp3::SCCP {
            self.sccp(payload, carrier, network, out);
        } else {
            self.counts.other_users = self.counts.other_users.saturating_add(1);
        }
    }

    /// Takes a message of SCCP.
    pub fn sccp(
        &mut self,
        bytes: &[u8],
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        self.counts.units = self.counts.units.saturating_add(1);
        if let Some(unit) = sccp::read(bytes) {
            let carrier = Carrier { is_cut: carrier.is_cut || unit.is_cut, ..carrier };
            self.unit(&unit, carrier, network, out);
        }
    }

    /// Takes a message of TCAP whose addresses are not known.
    pub fn bare(
        &mut self,
        bytes: &[u8],
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        let unit = Unit {
            kind: 9,
            class: 0,
            returns_on_error: false,
            cause: None,
            hops: None,
            called: sccp::Address { point_code: Some(0), ..sccp::Address::default() },
            calling: sccp::Address {
                point_code: carrier.opc.or(Some(0)),
                ..sccp::Address::default()
            },
            data: bytes,
            segmentation: None,
            is_cut: carrier.is_cut,
        };
        self.counts.units = self.counts.units.saturating_add(1);
        self.unit(&unit, carrier, network, out);
    }

    fn unit(&mut self, unit: &Unit<'_>, carrier: Carrier, network: &Network, out: &mut Vec<Event>) {
        self.dialogues.expire(carrier.spot.micros, network, out);
        if unit.is_returned() {
            self.counts.returned = self.counts.returned.saturating_add(1);
            self.returned(unit, carrier, network, out);
            return;
        }
        if self.repeats.is_repeat(unit, carrier.spot.micros) {
            self.counts.repeats = self.counts.repeats.saturating_add(1);
            return;
        }
        let Some(segmentation) = unit.segmentation else {
            self.transaction(unit, unit.data, Segmented::default(), carrier, network, out);
            return;
        };
        match self.segments.take(unit, segmentation, carrier.spot.micros) {
            Joined::Waiting => {}
            Joined::Astray => self.counts.astray = self.counts.astray.saturating_add(1),
            Joined::Whole { data, first_length, segments } => {
                let segmented = Segmented { segments, first_length };
                self.transaction(unit, &data, segmented, carrier, network, out);
            }
        }
    }

    /// What could not be delivered ends its dialogue without an answer.
    fn returned(
        &mut self,
        unit: &Unit<'_>,
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        let watch = Watch::default();
        // The addresses of a returned message are those of the original, swapped.
        if let Some(message) = tcap::read(unit.data, &watch)
            && let Some(originating) = message.originating
        {
            self.dialogues.undeliverable(originating, &unit.called, carrier.spot, network, out);
        }
    }

    fn transaction(
        &mut self,
        unit: &Unit<'_>,
        data: &[u8],
        segmented: Segmented,
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        let watch = Watch::default();
        let Some(message) = tcap::read(data, &watch) else {
            self.counts.unreadable = self.counts.unreadable.saturating_add(1);
            self.unreadable(unit, carrier, network, out);
            return;
        };
        self.links.is_rarely_unreadable(carrier.opc, true);
        self.counts.messages = self.counts.messages.saturating_add(1);
        let calling = Node::of(&unit.calling, network);
        let called = Node::of(&unit.called, network);
        let mut codes = checks::address_codes(unit);
        if self.links.is_home_spoofed(&calling, &called, carrier.opc, network) {
            codes |= Codes::ss7(64);
        }
        let context = dialogues::Context {
            calling,
            called,
            called_ssn: unit.called.ssn.unwrap_or_default(),
            carrier,
            codes,
            first_segment: (segmented.segments > 1).then_some(segmented.first_length),
            data,
            watch: &watch,
            network,
        };
        self.dialogues.take(message, &context, &mut self.counts, out);
    }

    /// A payload for MAP or CAP that is no TCAP, from where messages can be read otherwise.
    fn unreadable(
        &mut self,
        unit: &Unit<'_>,
        carrier: Carrier,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        let is_rare = self.links.is_rarely_unreadable(carrier.opc, false);
        let is_for_map = unit.called.ssn.is_some_and(|ssn| matches!(ssn, 5..=10 | 145..=150));
        if !is_rare || !is_for_map || carrier.is_cut || carrier.lossy {
            return;
        }
        let (calling, called) = (Node::of(&unit.calling, network), Node::of(&unit.called, network));
        let mut event = Event {
            asked: carrier.spot,
            name: "unreadable message",
            actor: calling.party(),
            peer: called.party(),
            direction: Direction::between(calling.net, called.net),
            carrier: carrier.opc,
            ..Event::default()
        };
        event.flag(Codes::ss7(72), "no TCAP, where all other messages are");
        out.push(event);
    }

    /// Hands on what is still open, as unanswered.
    pub fn finish(&mut self, network: &Network, out: &mut Vec<Event>) {
        self.dialogues.finish(network, out);
    }

    /// Dialogues that are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.dialogues.open()
    }
}
