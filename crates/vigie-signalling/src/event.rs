//! One operation as all protocols give it, once its answer is there or its time is up.
//!
//! A protocol's own code (dialogues of TCAP, transactions of Diameter and GTP) keeps requests until they
//! are answered, checks what it can judge alone, and hands on one [`Event`] per operation. The stages
//! that follow ([`crate::stages`]) know nothing of the wire: one remembers subscribers, one actors.

use std::fmt;
use std::net::IpAddr;
use std::ops::{BitOr, BitOrAssign};
use std::sync::Arc;

use vigie_core::Time;

use crate::catalogue::Codes;
use crate::network::Net;
use crate::numbers::Digits;

/// Which protocol an operation belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protocol {
    /// Mobile Application Part (3GPP TS 29.002).
    #[default]
    Map,
    /// CAMEL Application Part (3GPP TS 29.078).
    Cap,
    /// Diameter (RFC 6733).
    Diameter,
    /// GTP-C, version 1 or 2 (3GPP TS 29.060, 29.274).
    Gtp,
}

impl Protocol {
    /// Its name: `MAP`, `CAP`, `Diameter`, `GTP-C`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Map => "MAP",
            Self::Cap => "CAP",
            Self::Diameter => "Diameter",
            Self::Gtp => "GTP-C",
        }
    }

    /// Whether it runs over SS7.
    #[must_use]
    pub const fn is_ss7(self) -> bool {
        matches!(self, Self::Map | Self::Cap)
    }
}

/// Which way an operation goes, seen from the home network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// It cannot be told.
    #[default]
    Unknown,
    /// Asked from outside.
    Inbound,
    /// Asked by the home network, of another.
    Outbound,
    /// Between two nodes of the home network.
    Internal,
    /// Between two other networks.
    Transit,
}

impl Direction {
    /// From the networks of who asks and who is asked.
    #[must_use]
    pub fn between(actor: Net, peer: Net) -> Self {
        match (actor, peer) {
            (Net::Unknown, _) => Self::Unknown,
            (actor, peer) if actor.is_home() && peer.is_home() => Self::Internal,
            (actor, Net::Unknown) if actor.is_home() => Self::Outbound,
            (_, Net::Unknown) => Self::Inbound,
            (actor, _) if actor.is_home() => Self::Outbound,
            (_, peer) if peer.is_home() => Self::Inbound,
            _ => Self::Transit,
        }
    }

    /// Its name: `inbound`, `outbound`, …
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::Internal => "internal",
            Self::Transit => "transit",
        }
    }
}

/// What an operation does to a subscriber, whatever the protocol calls it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Nothing that the stages look at.
    #[default]
    Other,
    /// Asks where the subscriber is: anyTimeInterrogation, provideSubscriberInfo, Insert-Subscriber-Data
    /// with a location flag.
    Locate,
    /// Asks for identity or serving node: sendRoutingInfo and its kin, Send-Routing-Info-for-SM.
    LookUp,
    /// Asks for authentication vectors.
    Vectors,
    /// Tells the home network of a new serving node.
    Register,
    /// Takes a registration away.
    Deregister,
    /// Tells that a node forgot the subscriber.
    Purge,
    /// Writes or deletes parts of the profile.
    Profile,
    /// Leads calls or messages elsewhere: forwarding, connect.
    Divert,
    /// Supplementary services other than forwarding, USSD, and other acts of the subscriber.
    Service,
    /// Delivers a short message to the subscriber.
    Deliver,
    /// Sends a short message of the subscriber.
    Submit,
    /// Sets up a call: initialDP, provideRoamingNumber.
    Call,
    /// Creates, changes or deletes a data session.
    Session,
}

/// How an operation ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// No answer was seen in time: refused in silence, lost, or on another tap.
    #[default]
    Unanswered,
    /// Answered with success.
    Answered,
    /// Answered with this error.
    Error(u32),
    /// The dialogue was aborted, or the message returned as undeliverable.
    Aborted,
}

/// What an answer gave away, or what a message carried on: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Leaks(pub u16);

impl Leaks {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// A cell, area or position.
    pub const LOCATION: Self = Self(1);
    /// Address of the serving node.
    pub const NODE: Self = Self(2);
    /// The IMSI.
    pub const IMSI: Self = Self(4);
    /// The number.
    pub const MSISDN: Self = Self(8);
    /// Authentication vectors or keys.
    pub const KEYS: Self = Self(16);
    /// A roaming number, which leads a call to the subscriber.
    pub const ROAMING_NUMBER: Self = Self(32);
    /// Services and profile.
    pub const PROFILE: Self = Self(64);
    /// Whether the subscriber is idle, busy or off.
    pub const STATE: Self = Self(128);
    /// The IMEI.
    pub const IMEI: Self = Self(256);
    /// A message or call was delivered where it was led.
    pub const CONTENT: Self = Self(512);

    /// True without any.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether any of `other` is among them.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Leaks {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Leaks {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl fmt::Display for Leaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMES: [&str; 10] = [
            "location",
            "serving node",
            "IMSI",
            "number",
            "keys",
            "roaming number",
            "profile",
            "state",
            "IMEI",
            "content",
        ];
        let names = NAMES.iter().zip(0u16..).filter(|(_, at)| self.0 >> at & 1 == 1);
        names.enumerate().try_for_each(|(number, (name, _))| {
            if number > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)
        })
    }
}

/// Address of a party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Address {
    /// None was given.
    #[default]
    None,
    /// Global title.
    Title(Digits),
    /// Signalling point and subsystem.
    Point(u32, u8),
    /// Diameter host.
    Host(Arc<str>),
    /// IP address.
    Ip(IpAddr),
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("-"),
            Self::Title(digits) => write!(f, "{digits}"),
            Self::Point(code, subsystem) => write!(f, "PC {code} SSN {subsystem}"),
            Self::Host(name) => f.write_str(name),
            Self::Ip(address) => write!(f, "{address}"),
        }
    }
}

/// Who asks, or who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Its address.
    pub address: Address,
    /// The network that the address belongs to.
    pub net: Net,
}

/// A moment of a capture: when, and in which packet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Number of the packet in its file, counting from 1.
    pub packet: u64,
    /// When it was captured, in microseconds since 1970; 0 where that is not known.
    pub micros: i64,
}

impl Spot {
    /// The instant.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        if self.micros == 0 { None } else { Time::from_unix_micros(self.micros) }
    }
}

/// An earlier operation that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it was asked.
    pub spot: Spot,
    /// What it was.
    pub name: &'static str,
    /// Who asked.
    pub actor: Address,
}

/// What a short message is, without its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// For the SIM card: protocol identifier 7F, class 2, or a security header (3GPP TS 23.040, 31.115).
    pub is_for_sim: bool,
    /// Never shown: short message type 0.
    pub is_silent: bool,
    /// Without text.
    pub is_empty: bool,
    /// Toolkit application reference of a command packet.
    pub tar: Option<[u8; 3]>,
    /// Number of the originator, as a stranger's phone would show it; letters stand in `name`.
    pub from: Digits,
    /// Name of the originator, in ASCII, filled up with zeros.
    pub name: [u8; 11],
    /// Whether the originator looks like a sender of one-time codes: a name or a short code.
    pub is_from_service: bool,
}

/// One operation: asked, and answered or not.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Where it was asked.
    pub asked: Spot,
    /// Where it was answered.
    pub answered: Option<Spot>,
    /// The protocol.
    pub protocol: Protocol,
    /// Operation code, command code or message type.
    pub operation: u32,
    /// Application context and version (`context << 8 | version`), or Diameter application.
    pub application: u32,
    /// Name of the operation: `updateLocation`.
    pub name: &'static str,
    /// What it does.
    pub act: Act,
    /// Which way it goes.
    pub direction: Direction,
    /// Who asked.
    pub actor: Party,
    /// Who was asked.
    pub peer: Party,
    /// The serving node that the operation names: VLR, SGSN, MME.
    pub serving: Address,
    /// The network of that node, or the visited network that the operation names.
    pub serving_net: Net,
    /// The subscriber's IMSI, as far as asked, answered or learned.
    pub imsi: Digits,
    /// The subscriber's number.
    pub msisdn: Digits,
    /// The network whose subscriber this is.
    pub home_net: Net,
    /// How it ended.
    pub outcome: Outcome,
    /// What the answer gave away.
    pub leaks: Leaks,
    /// Authentication vectors asked for.
    pub vectors: u8,
    /// The number that calls or messages are led to.
    pub led_to: Digits,
    /// The short message.
    pub message: Option<Message>,
    /// Where the message came over: the originating point code.
    pub carrier: Option<u32>,
    /// Whether the message was encoded in a way that some stacks have for a habit: it counts only where
    /// the actor has not ([`crate::stages`] decide).
    pub is_unusual: bool,
    /// Whether it registers the subscriber in another network than before.
    pub is_registration: bool,
    /// Detections that hold.
    pub codes: Codes,
    /// Earlier operations that they rest on.
    pub steps: Vec<Step>,
    /// A few words on what was met, for the record: `IMSI in extended tag form`.
    pub note: String,
    /// Whether the capture was losing packets around it: decode failures and missing answers then prove
    /// little.
    pub lossy: bool,
}

impl Event {
    /// Whether it was answered with success.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.outcome == Outcome::Answered
    }

    /// Notes that `code` holds, and why.
    pub fn flag(&mut self, code: Codes, note: &str) {
        self.codes |= code;
        if !note.is_empty() && !self.note.contains(note) {
            if !self.note.is_empty() {
                self.note.push_str("; ");
            }
            self.note.push_str(note);
        }
    }

    /// This operation as a step of a later finding.
    #[must_use]
    pub fn step(&self) -> Step {
        Step { spot: self.asked, name: self.name, actor: self.actor.address.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions() {
        let (home, other) = (Net::HOME, Net::Country(3));
        assert_eq!(Direction::between(other, home), Direction::Inbound);
        assert_eq!(Direction::between(home, other), Direction::Outbound);
        assert_eq!(Direction::between(other, Net::Operator(2)), Direction::Transit);
        assert_eq!(Direction::between(home, home), Direction::Internal);
        assert_eq!(Direction::between(Net::Unknown, home), Direction::Unknown);
    }

    #[test]
    fn leaks_have_names_and_notes_do_not_repeat() {
        assert_eq!((Leaks::LOCATION | Leaks::KEYS).to_string(), "location, keys");
        let mut event = Event::default();
        event.flag(Codes::ss7(1), "a");
        event.flag(Codes::ss7(2), "b");
        event.flag(Codes::ss7(2), "a");
        assert_eq!((event.note.as_str(), event.codes), ("a; b", Codes::ss7(1) | Codes::ss7(2)));
    }
}
