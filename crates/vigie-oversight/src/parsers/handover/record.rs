//! Records of what was handed over.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::streams::Data;
use crate::identity::Identity;

pub(super) static PDU: Kind = Kind {
    id: "oversight.handover.pdu",
    title: Text { en: "PDU handed over", fr: "PDU remise" },
    brief: &["liid", "choice", "server", "sequence"],
    personal: &["liid", "identities", "others", "announced", "sides", "pairs"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Pdu>,
};

pub(super) static STREAM: Kind = Kind {
    id: "oversight.handover.stream",
    title: Text { en: "Numbered stream of PDUs", fr: "Flux numéroté de PDU" },
    brief: &["liid", "cin", "data", "pdus"],
    personal: &["liid"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Stream>,
};

pub(super) static INTEGRITY: Kind = Kind {
    id: "oversight.handover.integrity",
    title: Text { en: "Hash or signature over PDUs", fr: "Empreinte ou signature de PDU" },
    brief: &["liid", "check", "algorithm", "verdict"],
    personal: &["liid"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Integrity>,
};

pub(super) static FLOW: Kind = Kind {
    id: "oversight.handover.flow",
    title: Text { en: "Connection of a handover", fr: "Connexion de remise" },
    brief: &["from", "server", "octets", "pdus"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<FlowRecord>,
};

pub(super) static UNDECODABLE: Kind = Kind {
    id: "oversight.handover.undecodable",
    title: Text { en: "Octets that are no PDU", fr: "Octets qui ne forment aucune PDU" },
    brief: &["offset", "octets"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Undecodable>,
};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn none(number: &u64) -> bool {
    *number == 0
}

/// One PDU: what its header says, and of its payload what the checks need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pdu {
    /// LIID, printable, or hexadecimal where it is binary.
    pub(crate) liid: String,
    /// Communication identity number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cin: Option<u64>,
    /// Sequence number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sequence: Option<u64>,
    /// Its time, where it has one that can be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// `no zone`, `wrong` or `absent`, where it has not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) no_time: String,
    /// `timeStampQualifier`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) qualifier: Option<u64>,
    /// When the capture has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) captured: Option<Time>,
    /// `IRI`, `CC`, `TRI`, `HI1`, `HI4`, `ILHI`, `encrypted`, `other`.
    pub(crate) choice: String,
    /// Which TRI payload or HI1 operation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) sub: String,
    /// `HI2` or `HI3`, where the flow tells.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) interface: String,
    /// To which agency, where that tells.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) agency: String,
    /// Address it went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server: Option<IpAddr>,
    /// Port it went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<u16>,
    /// `authorizationCountryCode`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) country: String,
    /// `operatorIdentifier`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) operator: String,
    /// `networkElementIdentifier`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) element: String,
    /// Path of choices down to the kind of content.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) path: String,
    /// Part of TS 102 232.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) part: Option<u8>,
    /// `iRIType`s: 1 begin, 2 end, 3 continue, 4 report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) iri_types: Vec<u64>,
    /// Identities of the target or the parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) identities: Vec<Identity>,
    /// Further parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) others: Vec<Identity>,
    /// Addresses announced for the session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) announced: Vec<String>,
    /// Target's side of each content packet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sides: Vec<String>,
    /// Both sides, where the direction is not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) pairs: Vec<(String, String)>,
    /// Octets of content.
    #[serde(default, skip_serializing_if = "none")]
    pub(crate) content: u64,
    /// How it is encrypted: `none`, `AES-192-CBC`, …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) encryption: String,
    /// Priority and text of an `operatorLeaMessage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lea_priority: Option<u64>,
    /// `interceptType` of an HI4 notification: 1 both, 2 IRI only, 3 CC only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) intercept_type: Option<u64>,
    /// Octets in all.
    pub(crate) octets: u64,
    /// True for a PDU that came before with equal octets.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) resent: bool,
    /// How it departs from the shortest form, and what is out of range.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) deviations: Vec<String>,
}

impl Record for Pdu {
    fn kind(&self) -> &'static Kind {
        &PDU
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "intercepted"));
        }
        if let Some(at) = self.captured {
            see(Stamp::utc(at, "captured"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(server) = self.server {
            see("server", Observable::Ip(server));
        }
    }
}

/// Numbers seen since the last `cINReset`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Epoch {
    /// How many resets came before.
    pub(crate) number: u32,
    /// Numbers, as ranges, unwrapped.
    pub(crate) seen: Vec<(i64, i64)>,
    /// Numbers that a hash names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) covered: Vec<(i64, i64)>,
}

/// Numbering of the PDUs of one LIID, CIN and sort of data, in one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stream {
    /// LIID.
    pub(crate) liid: String,
    /// CIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cin: Option<u64>,
    /// What it carries.
    pub(crate) data: Option<Data>,
    /// PDUs.
    pub(crate) pdus: u64,
    /// Those without a number.
    #[serde(default, skip_serializing_if = "none")]
    pub(crate) unnumbered: u64,
    /// Those sent again with equal octets.
    #[serde(default, skip_serializing_if = "none")]
    pub(crate) resent: u64,
    /// Resets of the numbering.
    #[serde(default, skip_serializing_if = "none")]
    pub(crate) resets: u64,
    /// Whether its payload is encrypted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) encrypted: bool,
    /// First time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// Last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
    /// Numbers, by epoch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) epochs: Vec<Epoch>,
    /// Numbers missing where the capture lacks octets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) capture_holes: Vec<(i64, i64)>,
    /// A number twice with different octets: where first, where again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) conflicts: Vec<(i64, u64, u64)>,
    /// Numbers whose time lies before that of the number before, and where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) backwards: Vec<(i64, u64)>,
}

impl Record for Stream {
    fn kind(&self) -> &'static Kind {
        &STREAM
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "first PDU"));
        }
        if let Some(at) = self.last {
            see(Stamp::utc(at, "last PDU"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// What became of a hash or signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// It agrees with the octets.
    Agrees,
    /// It does not.
    Differs,
    /// PDUs it names are not in the file.
    Incomplete,
    /// It was made before encryption: the key is needed.
    Encrypted,
    /// There is no key.
    NoKey,
    /// The algorithm is not supported.
    Unsupported,
}

/// A hash or a signature over PDUs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Integrity {
    /// LIID.
    pub(crate) liid: String,
    /// CIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cin: Option<u64>,
    /// Its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// `hash` or `signature`.
    pub(crate) check: String,
    /// `IRI`, `CC`, `ILHI`.
    pub(crate) data: String,
    /// Algorithm.
    pub(crate) algorithm: String,
    /// Numbers of the PDUs it covers, in order.
    pub(crate) numbers: Vec<u64>,
    /// What a signature is taken to cover.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) signature_input: String,
    /// Whether it agrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verdict: Option<Verdict>,
}

impl Record for Integrity {
    fn kind(&self) -> &'static Kind {
        &INTEGRITY
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "hash or signature sent"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// One side of a connection that carried handover, or could have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FlowRecord {
    /// Who sent.
    pub(crate) from: String,
    /// Address it went to.
    pub(crate) server: String,
    /// Port it went to.
    pub(crate) port: u16,
    /// Octets.
    pub(crate) octets: u64,
    /// Octets the capture lacks.
    #[serde(default, skip_serializing_if = "none")]
    pub(crate) missing: u64,
    /// PDUs.
    pub(crate) pdus: u64,
    /// Whether it is TLS, and cannot be read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) tls: bool,
    /// First packet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// Last packet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
}

impl Record for FlowRecord {
    fn kind(&self) -> &'static Kind {
        &FLOW
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "first octets captured"));
        }
        if let Some(at) = self.last {
            see(Stamp::utc(at, "last octets captured"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Ok(server) = self.server.parse() {
            see("server", Observable::Ip(server));
        }
    }
}

/// Octets that are no PDU.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Undecodable {
    /// Where they begin, in the file or in what that side sent.
    pub(crate) offset: u64,
    /// How many.
    pub(crate) octets: u64,
    /// Whether they stand beside a hole in the capture.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) by_gap: bool,
    /// Where they went to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) server: String,
    /// When captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) captured: Option<Time>,
}

impl Record for Undecodable {
    fn kind(&self) -> &'static Kind {
        &UNDECODABLE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.captured {
            see(Stamp::utc(at, "captured"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
