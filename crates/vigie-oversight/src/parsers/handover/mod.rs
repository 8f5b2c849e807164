//! HI2 and HI3: what an operator hands over to an agency (ETSI TS 102 232-1 to -7), as a capture of the TCP
//! connections or as a file of PS-PDUs one after the other.
//!
//! Where the agencies of the dossier are listed (`side/agencies.json`), an address tells the agency and the
//! interface; in a file of PDUs its name does: `AGENCY-HI2-ADDRESS.ber`, with `_` for `:`. Hashes and
//! signatures over PDUs are verified while the octets pass, with the public key beside the dossier; what is
//! encrypted is not decrypted. Records say how long content is, never what.
//!
//! The modules are ETSI's, as published at
//! <https://forge.etsi.org/rep/li/schemas-definitions>.

pub(crate) mod record;
pub(crate) mod streams;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use p256::ecdsa::VerifyingKey;
use p256::pkcs8::DecodePublicKey as _;
use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, ReadAt, Sink, Stop, Text, Time, Versions,
    read_all,
};
use vigie_formats::ber;

use self::record::{FLOW, FlowRecord, INTEGRITY, Integrity, PDU, Pdu, STREAM, UNDECODABLE, Undecodable};
use self::streams::{Data, Streams};
use crate::flow::{Flow, Frame, each_framed, Place, Units, read_capture, read_file};
use crate::ps_pdu::{self, Choice, PsPdu, TimeForm, liid_text, text};
use crate::service::{self, Said};

pub(crate) static ITEM: Handover = Handover;

pub(crate) struct Handover;

/// Octets of a small file beside the dossier.
const MOST_BESIDE: u64 = 4 << 20;

static META: ParserMeta = ParserMeta {
    id: "handover",
    title: Text {
        en: "Handover of lawful interception (HI2, HI3)",
        fr: "Remise d’interceptions légales (HI2, HI3)",
    },
    reads: &["/dossier/handover/*.ber", "/dossier/handover/*.pcap", "/dossier/handover/*.pcapng"],
    found_in: &[EvidenceKind::OversightDossier],
    emits: &[&PDU, &STREAM, &INTEGRITY, &FLOW, &UNDECODABLE],
    means: &[
        Text { en: "intercepted", fr: "intercepté" },
        Text { en: "captured", fr: "capturé" },
        Text { en: "first PDU", fr: "première PDU" },
        Text { en: "last PDU", fr: "dernière PDU" },
        Text { en: "hash or signature sent", fr: "empreinte ou signature envoyée" },
        Text { en: "first octets captured", fr: "premiers octets capturés" },
        Text { en: "last octets captured", fr: "derniers octets capturés" },
    ],
    versions: Versions::of_format("ETSI TS 102 232"),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

impl Parser for Handover {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let beside = Beside::of(input);
        let mut reader = Reader {
            streams: Streams::new(beside.key, beside.openli, beside.skew, resets(input)),
            agencies: beside.agencies,
            named: named(input.path),
        };
        let result = match input.path.ends_with(".ber") {
            true => read_file(input, &mut reader, sink),
            false => read_capture(input, &mut reader, sink),
        };
        if reader.streams.full {
            sink.problem(Locator::Whole, "too many streams: the numbering of some was not followed");
        }
        let (judged, streams) = reader.streams.finish();
        for (at, integrity) in judged {
            sink.emit(at, &integrity)?;
        }
        for stream in streams {
            sink.emit(Locator::Whole, &stream)?;
        }
        result
    }
}

/// What the dossier says beside the handover.
struct Beside {
    agencies: BTreeMap<IpAddr, (String, String)>,
    key: Option<VerifyingKey>,
    openli: bool,
    skew: i64,
}

impl Beside {
    fn of(input: &Input<'_>) -> Self {
        let open = |path: &str| {
            let data = input.siblings.open(path).ok().flatten()?;
            read_all(&*data, MOST_BESIDE).ok()
        };
        let json = |path: &str| serde_json::from_slice::<serde_json::Value>(&open(path)?).ok();
        let mut agencies = BTreeMap::new();
        let listed = json("/dossier/side/agencies.json").unwrap_or_default();
        for (agency, interfaces) in listed.as_object().into_iter().flatten() {
            for (interface, place) in interfaces.as_object().into_iter().flatten() {
                let address = place.get("address").and_then(|address| address.as_str());
                if let Some(address) = address.and_then(|address| address.parse().ok()) {
                    agencies.insert(address, (agency.clone(), interface.clone()));
                }
            }
        }
        let pem = open("/dossier/side/integrity-key.pem");
        let pem = pem.and_then(|pem| String::from_utf8(pem).ok());
        let policy = json("/dossier/side/policy.json").unwrap_or_default();
        let input = policy.pointer("/integrity/signature_input").and_then(|input| input.as_str());
        Self {
            agencies,
            key: pem.and_then(|pem| VerifyingKey::from_public_key_pem(&pem).ok()),
            openli: input == Some("openli"),
            skew: policy.get("clock_skew_s").and_then(serde_json::Value::as_i64).unwrap_or(10),
        }
    }
}

/// Agency, interface and address that the name of a file of PDUs tells.
fn named(path: &str) -> (String, String, Option<IpAddr>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    for interface in ["HI2", "HI3"] {
        if let Some((agency, address)) = stem.split_once(&format!("-{interface}-")) {
            return (agency.to_owned(), interface.to_owned(), address.replace('_', ":").parse().ok());
        }
    }
    (String::new(), String::new(), None)
}

/// Where the numbering of a LIID and CIN begins anew.
type Resets = BTreeMap<(Vec<u8>, Option<u64>), Vec<Time>>;

/// Resets of numbering that other files of PDUs of the same agency hold: one message stands for both
/// interfaces, but goes over one of them.
fn resets(input: &Input<'_>) -> Resets {
    let (agency, ..) = named(input.path);
    let mut resets = Resets::new();
    if agency.is_empty() || !input.path.ends_with(".ber") {
        return resets;
    }
    for path in input.siblings.below("/dossier/handover/") {
        let is_other = path != input.path && path.ends_with(".ber");
        if is_other
            && named(&path).0 == agency
            && let Ok(Some(data)) = input.siblings.open(&path)
        {
            let mut units = ResetsIn(&mut resets);
            // What cannot be read there is told where that file is read.
            let _ = each_unit(&*data, &mut units);
        }
    }
    resets.values_mut().for_each(|times| times.sort_unstable());
    resets
}

/// Notes the resets of a file.
struct ResetsIn<'a>(&'a mut Resets);

impl ResetsIn<'_> {
    fn see(&mut self, bytes: &[u8]) {
        // Nearly every PDU is something else: its header is enough to tell.
        let Ok(element) = ber::read(bytes, 0) else { return };
        let Ok(pdu) = ps_pdu::read(&element) else { return };
        if pdu.choice != Choice::Tri(7) {
            return;
        }
        let key = (pdu.header.liid.to_vec(), pdu.header.cin);
        let known = self.0.len();
        if let (Some(time), _) = pdu.time()
            && (known < MOST_RESETS || self.0.contains_key(&key))
        {
            let times = self.0.entry(key).or_default();
            if times.len() < MOST_RESETS {
                times.push(time);
            }
        }
    }
}

/// LIIDs and CINs, and resets of each, that are remembered.
const MOST_RESETS: usize = 10_000;

/// Shows every PDU of a file of PDUs.
fn each_unit(data: &dyn ReadAt, resets: &mut ResetsIn<'_>) -> Result<(), Stop> {
    each_framed(data, &|bytes, last| frame(bytes, last), &mut |bytes| resets.see(bytes))
}

struct Reader {
    streams: Streams,
    agencies: BTreeMap<IpAddr, (String, String)>,
    named: (String, String, Option<IpAddr>),
}

/// The domain of TS 102 232-1 without its last arc, as octets; some peers put an octet 0 in front.
const DOMAIN: [u8; 6] = [4, 0, 2, 2, 5, 1];

/// Octets from the start of a PDU within which its domain stands.
const DOMAIN_WITHIN: usize = 48;

/// Whether a PDU may begin here.
fn may_begin(bytes: &[u8]) -> bool {
    let head = bytes.get(..DOMAIN_WITHIN.min(bytes.len())).unwrap_or_default();
    bytes.first() == Some(&0x30) && head.windows(DOMAIN.len()).any(|octets| octets == DOMAIN)
}

/// What stands at the beginning of some octets.
fn frame(bytes: &[u8], last: bool) -> Frame {
    if !last && bytes.len() < DOMAIN_WITHIN {
        return Frame::More;
    }
    if may_begin(bytes) {
        match ber::whole_length(bytes, 0) {
            Ok(Some(length)) if length <= bytes.len() as u64 => {
                return Frame::Unit(usize::try_from(length).unwrap_or(bytes.len()));
            }
            Ok(_) if !last => return Frame::More,
            _ => {}
        }
    }
    let next = (1..bytes.len()).find(|at| may_begin(bytes.get(*at..).unwrap_or_default()));
    match next {
        Some(next) => Frame::Junk(next),
        None if last => Frame::Junk(bytes.len()),
        // A PDU may begin in the last octets.
        None => Frame::Junk(bytes.len().saturating_sub(DOMAIN_WITHIN).max(1)),
    }
}

impl Units for Reader {
    fn frame(&self, bytes: &[u8], last: bool) -> Frame {
        frame(bytes, last)
    }

    fn unit(&mut self, bytes: &[u8], at: Place, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let read = ber::read(bytes, at.offset).and_then(|element| ps_pdu::read(&element));
        match read {
            Ok(pdu) => self.pdu(&pdu, at, sink),
            Err(stop) => {
                sink.problem(at.locator(), format!("expected a PS-PDU: {stop}"));
                self.junk(bytes.len() as u64, at, at.after_gap, sink)
            }
        }
    }

    fn junk(&mut self, octets: u64, at: Place, by_gap: bool, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let server = at.ends.map_or_else(String::new, |(_, to)| to.to_string());
        let record =
            Undecodable { offset: at.offset, octets, by_gap, server, captured: at.captured() };
        sink.emit(at.locator(), &record)
    }

    fn flow(&mut self, flow: &Flow, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if flow.octets == 0 {
            return Ok(());
        }
        let record = FlowRecord {
            from: flow.from.to_string(),
            server: flow.to.ip().to_string(),
            port: flow.to.port(),
            octets: flow.octets,
            missing: flow.missing,
            pdus: flow.units,
            tls: flow.tls,
            first: flow.first.and_then(|moment| moment.time()),
            last: flow.last.and_then(|moment| moment.time()),
        };
        let at = flow.first.map_or(Locator::Whole, |moment| Locator::Packet(moment.packet));
        sink.emit(at, &record)
    }
}

impl Reader {
    /// Agency, interface, address and port that a PDU went to.
    fn went_to(&self, ends: Option<(SocketAddr, SocketAddr)>) -> (String, String, Option<IpAddr>, Option<u16>) {
        let Some((_, to)) = ends else {
            let (agency, interface, address) = self.named.clone();
            return (agency, interface, address, None);
        };
        let (agency, interface) = self.agencies.get(&to.ip()).cloned().unwrap_or_default();
        (agency, interface, Some(to.ip()), Some(to.port()))
    }

    fn pdu(&mut self, pdu: &PsPdu<'_>, at: Place, sink: &mut Sink<'_>) -> Result<(), Stop> {
        // A response to a keep-alive comes from the agency.
        if pdu.choice == Choice::Tri(4) {
            return Ok(());
        }
        let (agency, interface, server, port) = self.went_to(at.ends);
        let (time, form) = pdu.time();
        let said = match pdu.choice {
            Choice::Iri => service::iri(&pdu.payload),
            Choice::Cc => service::cc(&pdu.payload),
            _ => Said::default(),
        };
        let header = &pdu.header;
        let mut record = Pdu {
            liid: liid_text(header.liid),
            cin: header.cin,
            sequence: header.sequence,
            at: time,
            no_time: match form {
                TimeForm::NoZone => "no zone".into(),
                TimeForm::Wrong => "wrong".into(),
                TimeForm::Absent => "absent".into(),
                _ => String::new(),
            },
            qualifier: header.qualifier,
            captured: at.captured(),
            interface,
            agency,
            server,
            port,
            country: text(header.country),
            operator: text(header.operator),
            element: text(header.element),
            path: said.path,
            part: said.part,
            iri_types: said.iri_types,
            identities: said.identities,
            others: said.others,
            announced: said.announced,
            sides: said.packet_side,
            pairs: said.packet_any,
            content: said.content,
            octets: pdu.octets.len() as u64,
            deviations: deviations(pdu),
            ..Pdu::default()
        };
        choice(pdu, &mut record);
        let data = match pdu.choice {
            Choice::Iri => Some(Data::Iri),
            Choice::Cc => Some(Data::Cc),
            Choice::Ilhi => Some(Data::Ilhi),
            Choice::Encrypted if record.sub == "part 1" => None,
            Choice::Encrypted => Some(match record.interface.as_str() {
                "HI2" => Data::Iri,
                "HI3" => Data::Cc,
                _ => Data::Unknown,
            }),
            _ => None,
        };
        if let Some(data) = data {
            let encrypted = pdu.choice == Choice::Encrypted && record.encryption != "none";
            record.resent =
                self.streams.data(pdu, data, time, at.after_gap, at.offset, encrypted);
        }
        match pdu.choice {
            Choice::Tri(7) => self.streams.reset(pdu),
            Choice::Tri(0) => self.integrity(pdu, &at, &record, sink)?,
            _ => {}
        }
        sink.emit(at.locator(), &record)
    }

    /// An `IntegrityCheck`.
    fn integrity(&mut self, pdu: &PsPdu<'_>, at: &Place, record: &Pdu, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(check) = pdu.payload.component(0) else { return Ok(()) };
        let number = |tag| check.component(tag).and_then(|field| field.unsigned());
        let mut numbers = Vec::new();
        if let Some(listed) = check.component(0) {
            let mut listed = listed.elements();
            while let Some(Ok(one)) = listed.next_element() {
                numbers.extend(one.unsigned());
                if numbers.len() >= 100_000 {
                    break;
                }
            }
        }
        let is_hash = number(1) == Some(1);
        let algorithm = match (is_hash, number(4), number(5)) {
            (true, Some(1), _) => "SHA-1",
            (true, Some(2) | None, _) => "SHA-256",
            (true, Some(3), _) => "SHA-384",
            (true, Some(4), _) => "SHA-512",
            (false, _, Some(1)) => "DSA",
            (false, _, Some(2) | None) => "ECDSA",
            (false, _, Some(3)) => "EdDSA",
            _ => "unknown",
        };
        let data = match number(2) {
            Some(2) => Data::Cc,
            Some(3) => Data::Ilhi,
            _ => Data::Iri,
        };
        let integrity = Integrity {
            liid: record.liid.clone(),
            cin: record.cin,
            at: record.at,
            check: if is_hash { "hash".into() } else { "signature".into() },
            data: match data {
                Data::Cc => "CC".into(),
                Data::Ilhi => "ILHI".into(),
                _ => "IRI".into(),
            },
            algorithm: algorithm.into(),
            numbers,
            ..Integrity::default()
        };
        let value = check.component(3).map_or(&[][..], |value| value.contents).to_vec();
        let signed = openli_input(&check);
        let judged = self.streams.integrity(pdu, data, at.locator(), integrity, value, signed);
        match judged {
            Some(judged) => sink.emit(at.locator(), &judged),
            None => Ok(()),
        }
    }
}

/// What OpenLI signs: the check with an empty value.
fn openli_input(check: &ber::Element<'_>) -> Vec<u8> {
    let mut inside = Vec::new();
    for tag in 0..3 {
        if let Some(field) = check.component(tag) {
            inside.extend_from_slice(field.octets);
        }
    }
    inside.extend_from_slice(&[0x83, 0]);
    let mut all = vec![0xa0];
    match u8::try_from(inside.len()) {
        Ok(length) if length < 0x80 => all.push(length),
        _ => {
            let length = u32::try_from(inside.len()).unwrap_or(u32::MAX).to_be_bytes();
            let digits = length.iter().skip_while(|digit| **digit == 0).copied();
            let digits: Vec<u8> = digits.collect();
            all.push(0x80 | u8::try_from(digits.len()).unwrap_or(4));
            all.extend(digits);
        }
    }
    all.extend(inside);
    all
}

/// Names the choice of payload, and what stands in the small ones.
fn choice(pdu: &PsPdu<'_>, record: &mut Pdu) {
    record.choice = match pdu.choice {
        Choice::Iri => "IRI",
        Choice::Cc => "CC",
        Choice::Tri(_) => "TRI",
        Choice::Hi1(_) => "HI1",
        Choice::Encrypted => "encrypted",
        Choice::Ilhi => "ILHI",
        Choice::Hi4 => "HI4",
        Choice::Other(_) => "other",
    }
    .into();
    match pdu.choice {
        Choice::Tri(tag) => {
            record.sub = match tag {
                0 => "integrity check",
                1 => "test",
                2 => "padding",
                3 => "keep-alive",
                5 | 6 => "segment flag",
                7 => "CIN reset",
                8 => "operator LEA message",
                9..=11 => "option",
                12 | 13 => "acknowledgement",
                _ => "other",
            }
            .into();
            if tag == 8 {
                let message = pdu.payload.component(8);
                let priority = message.and_then(|message| message.component(0));
                record.lea_priority = priority.and_then(|priority| priority.unsigned());
            }
        }
        Choice::Hi1(tag) => {
            record.sub = match tag {
                1 => "activated",
                2 => "deactivated",
                3 => "modified",
                4 => "alarm",
                _ => "other",
            }
            .into();
        }
        Choice::Hi4 => {
            let first = pdu.payload.first();
            let notification = first.and_then(|first| match first.context() {
                None => first.component(2),
                _ => pdu.payload.component(2),
            });
            let operation = notification.and_then(|notification| notification.first());
            if let Some(operation) = operation {
                record.sub = match operation.context() {
                    Some(1) => "activated".into(),
                    Some(2) => "deactivated".into(),
                    Some(3) => "modified".into(),
                    _ => "other".into(),
                };
                let sort = operation.component(6);
                record.intercept_type = sort.and_then(|sort| sort.unsigned());
            }
        }
        Choice::Encrypted => {
            let sort = pdu.payload.component(0).and_then(|sort| sort.unsigned());
            record.encryption = match sort {
                Some(1) => "none",
                Some(2) => "national",
                Some(3) => "AES-192-CBC",
                Some(4) => "AES-256-CBC",
                Some(5 | 6) => "Blowfish",
                Some(7) => "3DES",
                _ => "unknown",
            }
            .into();
            let part = pdu.payload.component(2).and_then(|part| part.unsigned());
            // Part 1 is what carries no product: hashes, notifications, keep-alives.
            if part == Some(8) {
                record.sub = "part 1".into();
            }
            record.part = part.filter(|part| (2..=7).contains(part)).and_then(|part| u8::try_from(part).ok());
        }
        _ => {}
    }
}

/// What departs from the shortest form or the ranges of the module.
fn deviations(pdu: &PsPdu<'_>) -> Vec<String> {
    let mut all = Vec::new();
    let header = &pdu.header;
    let mut note = |holds: bool, what: &str| {
        if holds {
            all.push(what.to_owned());
        }
    };
    note(pdu.deviations.indefinite, "indefinite length");
    note(pdu.deviations.non_minimal, "length of too many octets");
    note(pdu.deviations.padded_integer, "padded INTEGER");
    note(header.domain.first() == Some(&0), "domain with an octet 0 in front");
    note(header.liid.is_empty() || header.liid.len() > 25, "LIID of 0 or more than 25 octets");
    note(header.sequence.is_none_or(|number| number > 0xffff_ffff), "no sequence number of 32 bits");
    note(header.micro.is_some_and(|(_, micros)| micros > 999_999), "microseconds above 999999");
    all
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_name_of_a_file_of_pdus() {
        let (agency, interface, address) = named("/dossier/handover/PARQUET-C-HI2-2001_db8_c__10.ber");
        assert_eq!((agency.as_str(), interface.as_str()), ("PARQUET-C", "HI2"));
        assert_eq!(address, "2001:db8:c::10".parse().ok());
    }
}
