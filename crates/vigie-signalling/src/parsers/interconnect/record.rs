//! An operation as a record.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive,
};

use crate::event::{Address, Event, Outcome, Protocol, Spot};
use crate::map;
use crate::network::Network;

/// An operation that a detection holds for.
pub(super) static ALERT: Kind = Kind {
    id: "signalling.interconnect.alert",
    title: Text { en: "Suspicious operation", fr: "Opération suspecte" },
    brief: &["codes", "operation", "actor", "actor_network", "subscriber", "outcome", "leaked"],
    personal: &["imsi", "msisdn", "led_to"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Operation>,
};

/// A registration in another network than before.
pub(super) static REGISTRATION: Kind = Kind {
    id: "signalling.interconnect.registration",
    title: Text {
        en: "Registration in another network",
        fr: "Inscription dans un autre réseau",
    },
    brief: &["operation", "subscriber", "serving_network", "serving", "outcome"],
    personal: &["imsi", "msisdn", "led_to"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Operation>,
};

/// Any other operation, where every one was asked for.
pub(super) static OPERATION: Kind = Kind {
    id: "signalling.interconnect.operation",
    title: Text { en: "Operation", fr: "Opération" },
    brief: &["operation", "actor", "actor_network", "subscriber", "outcome"],
    personal: &["imsi", "msisdn", "led_to"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Operation>,
};

/// An operation, asked and answered or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Operation {
    /// When it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asked: Option<Time>,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) answered: Option<Time>,
    /// Entries of the catalogue that hold: `SS7-01, SS7-91`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) codes: String,
    /// `MAP`, `CAP`, `Diameter`, `GTP-C`.
    pub(crate) protocol: String,
    /// Name of the operation.
    pub(crate) operation: String,
    /// Its number.
    pub(crate) operation_code: u32,
    /// Application context and version, or Diameter application.
    pub(crate) application: u32,
    /// `inbound`, `outbound`, `transit`, `internal`, `unknown`.
    pub(crate) direction: String,
    /// Address of who asked.
    pub(crate) actor: String,
    /// Network or country of who asked.
    pub(crate) actor_network: String,
    /// Address of who was asked.
    pub(crate) peer: String,
    /// Network or country of who was asked.
    pub(crate) peer_network: String,
    /// Pseudonym of the subscriber.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) subscriber: String,
    /// Network or country of the subscriber.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) subscriber_network: String,
    /// IMSI.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) imsi: String,
    /// Number of the subscriber.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) msisdn: String,
    /// Serving node that was named.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) serving: String,
    /// Its network or country.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) serving_network: String,
    /// Where calls or messages are led to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) led_to: String,
    /// `answered`, `unanswered`, `aborted`, or the error.
    pub(crate) outcome: String,
    /// What the answer gave away.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) leaked: String,
    /// What was met, in a few words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) note: String,
    /// Earlier operations that this rests on, in order: name, actor, packet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) steps: Vec<String>,
    /// Packets of the question and the answer.
    pub(crate) packets: Vec<u64>,
    /// Whether it is a registration in another network than before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_registration: bool,
    /// Whether the capture was losing packets.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) lossy: bool,
}

impl Operation {
    pub(super) fn of(event: &Event, network: &Network) -> Self {
        let named = event.imsi.or(event.msisdn);
        let text = |address: &Address| match address {
            Address::None => String::new(),
            other => other.to_string(),
        };
        let mut steps: Vec<_> = event.steps.iter().collect();
        steps.sort_by_key(|step| step.spot);
        let name_of = |net| match network.name(net) {
            "?" => String::new(),
            name => name.to_owned(),
        };
        let packet = |spot: &Spot| spot.packet;
        let mut packets: Vec<u64> = std::iter::once(&event.asked).chain(&event.answered).map(packet).collect();
        packets.dedup();
        Self {
            asked: event.asked.time(),
            answered: event.answered.and_then(|spot| spot.time()),
            codes: event.codes.to_string(),
            protocol: event.protocol.name().to_owned(),
            operation: event.name.to_owned(),
            operation_code: event.operation,
            application: event.application,
            direction: event.direction.name().to_owned(),
            actor: event.actor.address.to_string(),
            actor_network: network.name(event.actor.net).to_owned(),
            peer: event.peer.address.to_string(),
            peer_network: network.name(event.peer.net).to_owned(),
            subscriber: if named.is_empty() { String::new() } else { network.pseudonym(&named) },
            subscriber_network: name_of(event.home_net),
            imsi: event.imsi.to_string(),
            msisdn: event.msisdn.to_string(),
            serving: text(&event.serving),
            serving_network: name_of(event.serving_net),
            led_to: event.led_to.to_string(),
            outcome: outcome(event),
            leaked: event.leaks.to_string(),
            note: event.note.clone(),
            steps: steps
                .into_iter()
                .map(|step| format!("{} {} #{}", step.name, step.actor, step.spot.packet))
                .collect(),
            packets,
            is_registration: event.is_registration,
            lossy: event.lossy,
        }
    }
}

/// How it ended, in a word.
fn outcome(event: &Event) -> String {
    match event.outcome {
        Outcome::Unanswered => "unanswered".to_owned(),
        Outcome::Answered => "answered".to_owned(),
        Outcome::Aborted => "aborted".to_owned(),
        Outcome::Error(code) if event.protocol == Protocol::Map => {
            format!("{} ({code})", map::error_name(code))
        }
        Outcome::Error(code) => format!("error {code}"),
    }
}

impl Record for Operation {
    fn kind(&self) -> &'static Kind {
        if !self.codes.is_empty() {
            &ALERT
        } else if self.is_registration {
            &REGISTRATION
        } else {
            &OPERATION
        }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.asked {
            see(Stamp::utc(at, "asked"));
        }
        if let Some(at) = self.answered {
            see(Stamp::utc(at, "answered"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, value) in
            [("actor", &self.actor), ("peer", &self.peer), ("serving", &self.serving)]
        {
            if let Ok(address) = value.parse() {
                see(field, Observable::Ip(address));
            } else if value.len() >= 5 && value.bytes().all(|byte| byte.is_ascii_digit()) {
                see(field, Observable::Phone(value));
            } else if value.contains('.') {
                see(field, Observable::Host(value));
            }
        }
        for (field, value) in [("msisdn", &self.msisdn), ("led_to", &self.led_to)] {
            if value.len() >= 5 {
                see(field, Observable::Phone(value));
            }
        }
    }
}
