//! X2 and X3: what leaves an element towards mediation (ETSI TS 103 221-2), in a capture.
//!
//! Big-endian: version (2 octets), PDU type (2: 1 X2, 2 X3, 3 keep-alive, 4 its answer), header length (4),
//! payload length (4), payload format (2), direction (2), XID (16), correlation (8), then attributes of
//! type (2), length (2) and value, then the payload. Peers write version 5 as `0x0005` or `0x0500`, and times
//! in 8 or 12 octets; both are read. Attribute 17, the identity that matched, is the operator's own
//! statement of which selector fired. Payload is only measured.
//!
//! The format is that of <https://github.com/sipgate/li-lib-x1x2x3>, and of Wireshark's decoder.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Reader as Fields,
    Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::flow::{Flow, Frame, MOST_UNIT, Place, Units, read_capture};
use crate::identity::Identity;
use crate::markup;
use crate::service::{Said, sip};

pub(crate) static ITEM: X2x3 = X2x3;

pub(crate) struct X2x3;

static META: ParserMeta = ParserMeta {
    id: "x2x3",
    title: Text {
        en: "Product of an element (X2, X3)",
        fr: "Produit d’un équipement (X2, X3)",
    },
    reads: &["/dossier/x2x3/*.pcap", "/dossier/x2x3/*.pcapng"],
    found_in: &[EvidenceKind::OversightDossier],
    emits: &[&PDU, &UNDECODABLE],
    means: &[
        Text { en: "intercepted at the element", fr: "intercepté par l’équipement" },
        Text { en: "captured", fr: "capturé" },
    ],
    versions: Versions::of_format("ETSI TS 103 221-2"),
    references: &["https://github.com/sipgate/li-lib-x1x2x3"],
};

static PDU: Kind = Kind {
    id: "oversight.x2x3.pdu",
    title: Text { en: "PDU of an element", fr: "PDU d’un équipement" },
    brief: &["ne", "sort", "xid", "format"],
    personal: &["matched", "identities"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Pdu>,
};

static UNDECODABLE: Kind = Kind {
    id: "oversight.x2x3.undecodable",
    title: Text { en: "Octets that are no PDU", fr: "Octets qui ne forment aucune PDU" },
    brief: &["offset", "octets"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Undecodable>,
};

/// One PDU.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pdu {
    /// The element, by the name of the file.
    pub(crate) ne: String,
    /// `X2`, `X3`, `keepalive`, `keepalive ack`.
    pub(crate) sort: String,
    /// XID.
    pub(crate) xid: String,
    /// Further XIDs that it stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) more_xids: Vec<String>,
    /// Payload format.
    pub(crate) format: u16,
    /// Direction: 1 unknown, 2 to target, 3 from target, 4 several, 5 not applicable.
    pub(crate) direction: u16,
    /// Octets of payload.
    pub(crate) payload: u64,
    /// Attribute 8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sequence: Option<u32>,
    /// Attribute 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// When the capture has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) captured: Option<Time>,
    /// Attribute 17.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) matched: Vec<Identity>,
    /// Parties of a SIP message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) identities: Vec<Identity>,
    /// Where it went to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) server: String,
    /// How it departs from the edition in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) deviations: Vec<String>,
}

impl Record for Pdu {
    fn kind(&self) -> &'static Kind {
        &PDU
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "intercepted at the element"));
        }
        if let Some(at) = self.captured {
            see(Stamp::utc(at, "captured"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Ok(server) = self.server.parse::<std::net::SocketAddr>() {
            see("server", Observable::Ip(server.ip()));
        }
    }
}

/// Octets that are no PDU.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Undecodable {
    /// Where they begin, in what that side sent.
    pub(crate) offset: u64,
    /// How many.
    pub(crate) octets: u64,
    /// Whether they stand beside a hole in the capture.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) by_gap: bool,
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

impl Parser for X2x3 {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let name = input.path.rsplit('/').next().unwrap_or("");
        let ne = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        read_capture(input, &mut Reader { ne }, sink)
    }
}

struct Reader {
    ne: String,
}

/// Octets of the fixed header.
const FIXED: usize = 40;

/// Octets of the longest header.
const MOST_HEADER: u32 = 1 << 20;

/// Length of the PDU at the beginning of some octets; `None` when there is none.
fn length(bytes: &[u8]) -> Option<usize> {
    let mut fields = Fields::new(bytes);
    let version = fields.u16_be("version").ok()?;
    let sort = fields.u16_be("type").ok()?;
    let header = fields.u32_be("header length").ok()?;
    let payload = fields.u32_be("payload length").ok()?;
    let known = version.to_be_bytes().contains(&0) && version != 0 && (version <= 0xff || version.trailing_zeros() >= 8);
    let all = usize::try_from(header).ok()?.checked_add(usize::try_from(payload).ok()?)?;
    let fits = (40..=MOST_HEADER).contains(&header) && all <= MOST_UNIT;
    (known && (1..=4).contains(&sort) && fits).then_some(all)
}

impl Units for Reader {
    fn frame(&self, bytes: &[u8], last: bool) -> Frame {
        if bytes.len() < FIXED {
            return if last { Frame::Junk(bytes.len()) } else { Frame::More };
        }
        match length(bytes) {
            Some(length) if length <= bytes.len() => return Frame::Unit(length),
            Some(_) if !last => return Frame::More,
            _ => {}
        }
        let end = bytes.len().saturating_sub(FIXED).saturating_add(1);
        let next = (1..end).find(|at| length(bytes.get(*at..).unwrap_or_default()).is_some());
        match next {
            Some(next) => Frame::Junk(next),
            None if last => Frame::Junk(bytes.len()),
            None => Frame::Junk(end.saturating_sub(1).max(1)),
        }
    }

    fn unit(&mut self, bytes: &[u8], at: Place, sink: &mut Sink<'_>) -> Result<(), Stop> {
        match self.pdu(bytes, &at) {
            Ok(pdu) => sink.emit(at.locator(), &pdu),
            Err(stop) => {
                sink.problem(at.locator(), format!("expected an X2 or X3 PDU: {stop}"));
                self.junk(bytes.len() as u64, at, at.after_gap, sink)
            }
        }
    }

    fn junk(&mut self, octets: u64, at: Place, by_gap: bool, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let record = Undecodable { offset: at.offset, octets, by_gap, captured: at.captured() };
        sink.emit(at.locator(), &record)
    }

    fn flow(&mut self, flow: &Flow, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if flow.tls {
            let at = flow.first.map_or(Locator::Whole, |moment| Locator::Packet(moment.packet));
            sink.problem(at, "a connection in TLS cannot be read without its keys");
        }
        Ok(())
    }
}

impl Reader {
    fn pdu(&self, bytes: &[u8], at: &Place) -> Result<Pdu, Stop> {
        let mut fields = Fields::with_base(bytes, at.offset);
        let version = fields.u16_be("version")?;
        let sort = fields.u16_be("PDU type")?;
        let header = usize::try_from(fields.u32_be("header length")?).unwrap_or(FIXED);
        let _ = fields.u32_be("payload length")?;
        let format = fields.u16_be("payload format")?;
        let direction = fields.u16_be("direction")?;
        let xid = uuid(&fields.array::<16>("XID")?);
        let _ = fields.take("correlation", 8)?;
        let mut pdu = Pdu {
            ne: self.ne.clone(),
            sort: match sort {
                1 => "X2",
                2 => "X3",
                3 => "keepalive",
                _ => "keepalive ack",
            }
            .into(),
            xid,
            format,
            direction,
            payload: bytes.len().saturating_sub(header) as u64,
            captured: at.captured(),
            server: at.ends.map_or_else(String::new, |(_, to)| to.to_string()),
            ..Pdu::default()
        };
        if version > 0xff {
            pdu.deviations.push("version with the major octet first".into());
        }
        let attributes = bytes.get(FIXED..header).unwrap_or_default();
        attributes_of(attributes, at.offset.saturating_add(FIXED as u64), &mut pdu)?;
        if format == 9 {
            let payload = bytes.get(header..).unwrap_or_default();
            let start = payload.get(..payload.len().min(16 << 10)).unwrap_or_default();
            let mut said = Said::default();
            sip(&String::from_utf8_lossy(start), &mut said);
            pdu.identities = said.identities;
        }
        Ok(pdu)
    }
}

fn attributes_of(bytes: &[u8], base: u64, pdu: &mut Pdu) -> Result<(), Stop> {
    let mut fields = Fields::with_base(bytes, base);
    while !fields.is_empty() {
        let sort = fields.u16_be("attribute type")?;
        let length = fields.u16_be("attribute length")?;
        let value = fields.take("attribute", usize::from(length))?;
        match sort {
            8 => pdu.sequence = Fields::new(value).u32_be("sequence").ok(),
            9 => pdu.at = time(value, pdu),
            17 => pdu.matched.extend(identities(value)),
            21 if pdu.more_xids.len() < 100 => {
                if let Ok(octets) = <[u8; 16]>::try_from(value) {
                    pdu.more_xids.push(uuid(&octets));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Seconds, and nanoseconds; or 8 octets of seconds.
fn time(value: &[u8], pdu: &mut Pdu) -> Option<Time> {
    let mut fields = Fields::new(value);
    let seconds = match value.len() {
        8 => u64::from(fields.u32_be("seconds").ok()?),
        12 => {
            pdu.deviations.push("timestamp of 12 octets".into());
            fields.u64_be("seconds").ok()?
        }
        _ => {
            pdu.deviations.push("timestamp of another length".into());
            return None;
        }
    };
    let nanos = i64::from(fields.u32_be("nanoseconds").ok()?);
    let micros = i64::try_from(seconds).ok()?.checked_mul(1_000_000)?;
    Time::from_unix_micros(micros.checked_add(nanos / 1000)?)
}

/// The identities of an XML fragment: `<e164Number>…</e164Number>`, or several inside an element.
fn identities(value: &[u8]) -> Vec<Identity> {
    let text = [b"<all>", value, b"</all>"].concat();
    let Ok(root) = markup::xml(&text) else { return Vec::new() };
    let mut found = Vec::new();
    leaves(&root, &mut found, 0);
    found
}

fn leaves(node: &markup::Node, found: &mut Vec<Identity>, depth: usize) {
    for child in &node.children {
        if child.children.is_empty() && found.len() < 64 {
            found.push(Identity::of(&child.name, &child.text));
        } else if depth < 8 {
            leaves(child, found, depth + 1);
        }
    }
}

/// A UUID as text.
fn uuid(octets: &[u8; 16]) -> String {
    let hex = crate::hi1::hex(octets);
    let part = |from, to| hex.get(from..to).unwrap_or("");
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}
