//! The service parts of TS 102 232 (2 to 7) and the records of 3GPP, as far as the checks need them: which
//! part, whose identities, which addresses, how much content. Content itself is only measured; of AAA
//! information, which can carry a password, nothing is read.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vigie_formats::ber::{Class, Element, unsigned};

use crate::identity::{Identity, Sort, bcd};

/// Identities and addresses kept of one PDU.
const MOST: usize = 64;

/// What the payloads of one PDU say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// Payloads.
    pub(crate) payloads: u64,
    /// Part of TS 102 232: 2 e-mail, 3 IP access, 4 layer 2, 5 multimedia, 6 PSTN, 7 mobile.
    pub(crate) part: Option<u8>,
    /// Path of choices down to the kind of content: `iri.2`, `cc.12`.
    pub(crate) path: String,
    /// `iRIType` of each.
    pub(crate) iri_types: Vec<u64>,
    /// Identities of the target, or of the parties.
    pub(crate) identities: Vec<Identity>,
    /// Further parties, where the record tells target from correspondent.
    pub(crate) others: Vec<Identity>,
    /// Addresses announced for the session, and prefixes.
    pub(crate) announced: Vec<String>,
    /// Address of the target's side in each content packet.
    pub(crate) packet_side: Vec<String>,
    /// Addresses of both sides, where the direction is not said.
    pub(crate) packet_any: Vec<(String, String)>,
    /// Octets of content.
    pub(crate) content: u64,
    /// `accessEventType` of part 3.
    pub(crate) events: Vec<u64>,
}

impl Said {
    fn identity(&mut self, identity: Identity) {
        if !identity.value.is_empty()
            && self.identities.len() < MOST
            && !self.identities.contains(&identity)
        {
            self.identities.push(identity);
        }
    }

    fn announce(&mut self, address: String) {
        if self.announced.len() < MOST && !self.announced.contains(&address) {
            self.announced.push(address);
        }
    }
}

/// Reads the payloads of `IRIPayload`.
pub(crate) fn iri(payload: &Element<'_>) -> Said {
    let mut said = Said::default();
    each(payload, &mut |one| {
        said.payloads += 1;
        if let Some(sort) = one.component(0).and_then(|sort| sort.unsigned()) {
            said.iri_types.push(sort);
        }
        let Some(contents) = one.component(2).and_then(|contents| contents.first()) else { return };
        let tag = contents.context().unwrap_or(u32::MAX);
        said.path = format!("iri.{tag}");
        said.part = part_of_iri(tag);
        match tag {
            1 => email(&contents, &mut said),
            2 | 3 => ip_iri(&contents, &mut said),
            4 | 15 => mobile(&contents, &mut said, 0),
            11 => multimedia(&contents, &mut said),
            _ => {}
        }
    });
    said
}

/// Reads the payloads of `CCPayload`.
pub(crate) fn cc(payload: &Element<'_>) -> Said {
    let mut said = Said::default();
    each(payload, &mut |one| {
        said.payloads += 1;
        let direction = one.component(0).and_then(|direction| direction.unsigned());
        let Some(contents) = one.component(2).and_then(|contents| contents.first()) else { return };
        let tag = contents.context().unwrap_or(u32::MAX);
        said.path = format!("cc.{tag}");
        said.part = part_of_cc(tag);
        let octets = content(&contents, tag);
        said.content = said.content.saturating_add(octets.len() as u64);
        let frame = contents.component(2).and_then(|frame| frame.unsigned());
        let is_ip = tag == 2 || (tag == 12 && frame == Some(0)) || matches!(tag, 4 | 15);
        if let Some((from, to)) = addresses(octets).filter(|_| is_ip) {
            let kept = said.packet_side.len() + said.packet_any.len() < MOST;
            match direction {
                Some(0) if kept => said.packet_side.push(from),
                Some(1) if kept => said.packet_side.push(to),
                _ if kept => said.packet_any.push((from, to)),
                _ => {}
            }
        }
    });
    said
}

/// The payloads of a SEQUENCE OF, each a SEQUENCE.
fn each<'a>(payload: &Element<'a>, see: &mut dyn FnMut(&Element<'a>)) {
    let mut payloads = payload.elements();
    while let Some(Ok(one)) = payloads.next_element() {
        if one.is(Class::Universal, 16) {
            see(&one);
        }
    }
}

fn part_of_iri(tag: u32) -> Option<u8> {
    Some(match tag {
        1 | 14 => 2,
        2 | 3 | 20 => 3,
        6 | 7 => 4,
        11 => 5,
        5 | 10 => 6,
        4 | 15..=19 => 7,
        _ => return None,
    })
}

fn part_of_cc(tag: u32) -> Option<u8> {
    Some(match tag {
        1 | 14 | 18 => 2,
        2 => 3,
        6 => 4,
        12 => 5,
        11 => 6,
        4 | 15..=17 | 19..=23 => 7,
        _ => return None,
    })
}

/// The octets of content that a `CCContents` holds.
fn content<'a>(contents: &Element<'a>, tag: u32) -> &'a [u8] {
    if !contents.constructed {
        return contents.contents;
    }
    let Some(inner) = contents.component(if tag == 1 { 2 } else { 1 }) else { return &[] };
    if !inner.constructed {
        return inner.contents;
    }
    match inner.first() {
        Some(first) if !first.constructed => first.contents,
        Some(first) => first.component(0).map_or(&[][..], |octets| octets.contents),
        None => &[],
    }
}

/// Source and destination of an IP packet.
fn addresses(packet: &[u8]) -> Option<(String, String)> {
    match packet.first()? >> 4 {
        4 => {
            let address = |from: usize| {
                let octets: [u8; 4] = packet.get(from..from + 4)?.try_into().ok()?;
                Some(Ipv4Addr::from(octets).to_string())
            };
            Some((address(12)?, address(16)?))
        }
        6 => {
            let address = |from: usize| {
                let octets: [u8; 16] = packet.get(from..from + 16)?.try_into().ok()?;
                Some(Ipv6Addr::from(octets).to_string())
            };
            Some((address(8)?, address(24)?))
        }
        _ => None,
    }
}

/// `IPAddress`: the address, with the prefix where one is given.
fn ip_address(element: &Element<'_>) -> Option<String> {
    let value = element.component(2)?.first()?;
    let address: IpAddr = match value.context()? {
        1 => match *value.contents {
            [a, b, c, d] => IpAddr::from([a, b, c, d]),
            _ => IpAddr::from(<[u8; 16]>::try_from(value.contents).ok()?),
        },
        _ => std::str::from_utf8(value.contents).ok()?.trim().parse().ok()?,
    };
    let mask = |octets: &[u8]| octets.iter().map(|octet| octet.count_ones()).sum::<u32>();
    let prefix = element.component(4).and_then(|prefix| unsigned(prefix.contents));
    let subnet = element.component(5).map(|octets| u64::from(mask(octets.contents)));
    match prefix.or(subnet).filter(|length| *length > 0) {
        Some(length) => Some(format!("{address}/{length}")),
        None => Some(address.to_string()),
    }
}

fn utf8(element: &Element<'_>) -> Option<String> {
    std::str::from_utf8(element.contents).ok().map(str::to_owned)
}

/// Part 3: `IPIRI`.
fn ip_iri(iri: &Element<'_>, said: &mut Said) {
    let Some(contents) = iri.component(1) else { return };
    let mut fields = contents.elements();
    while let Some(Ok(field)) = fields.next_element() {
        match field.context() {
            Some(0) => said.events.extend(field.unsigned()),
            Some(1) => {
                if let Some(name) = utf8(&field) {
                    let sort = if name.contains('@') { Sort::Name } else { Sort::Other };
                    said.identity(Identity::new(sort, &name));
                }
            }
            Some(4) => {
                if let Some(address) = ip_address(&field) {
                    said.identity(Identity::new(Sort::Address, &address));
                    said.announce(address);
                }
            }
            Some(21) => {
                if let Some(address) = ip_address(&field) {
                    said.announce(address);
                } else {
                    announce_all(&field, said, 0);
                }
            }
            Some(23 | 26) => announce_all(&field, said, 0),
            _ => {}
        }
    }
}

/// Every address or prefix below an element.
fn announce_all(element: &Element<'_>, said: &mut Said, depth: usize) {
    let mut fields = element.elements();
    while let Some(Ok(field)) = fields.next_element() {
        if field.constructed && depth < 6 {
            match ip_address(&field) {
                Some(address) => said.announce(address),
                None => announce_all(&field, said, depth + 1),
            }
        } else if let Some(text) = utf8(&field) {
            let address = text.split_once('/').map_or(text.as_str(), |(address, _)| address);
            let address = address.split_whitespace().next().unwrap_or("");
            if address.parse::<IpAddr>().is_ok() {
                let route = text.split_whitespace().next().unwrap_or("").to_owned();
                said.announce(route);
            }
        }
    }
}

/// Part 2: `EmailIRI`.
fn email(iri: &Element<'_>, said: &mut Said) {
    let mut fields = iri.elements();
    while let Some(Ok(field)) = fields.next_element() {
        match field.context() {
            Some(9) => {
                if let Some(sender) = utf8(&field) {
                    said.identity(Identity::new(Sort::Name, &sender));
                }
            }
            Some(10) => {
                let mut recipients = field.elements();
                while let Some(Ok(one)) = recipients.next_element() {
                    if let Some(recipient) = utf8(&one) {
                        said.identity(Identity::new(Sort::Name, &recipient));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Part 5: `IPMMIRI`: the parties of a SIP message.
fn multimedia(iri: &Element<'_>, said: &mut Said) {
    let Some(choice) = iri.component(1).and_then(|contents| contents.first()) else { return };
    let text = match choice.context() {
        Some(1) => choice.component(2).map_or(&[][..], |text| text.contents),
        _ if !choice.constructed => choice.contents,
        _ => return,
    };
    for address in [choice.component(0), choice.component(1)].into_iter().flatten() {
        if let Some(address) = ip_address(&address) {
            said.announce(address);
        }
    }
    sip(&String::from_utf8_lossy(text), said);
}

/// `From`, `To`, `P-Asserted-Identity` and the like of a SIP message; nothing of its body.
pub(crate) fn sip(message: &str, said: &mut Said) {
    for line in message.lines().skip(1).take_while(|line| !line.is_empty()).take(200) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let known = [
            "from",
            "f",
            "to",
            "t",
            "p-asserted-identity",
            "p-preferred-identity",
            "p-called-party-id",
        ];
        if !known.contains(&name.trim().to_ascii_lowercase().as_str()) {
            continue;
        }
        for one in value.split(',') {
            let address = one.split_once('<').map_or(one, |(_, rest)| rest);
            let address = address.split(['>', ';']).next().unwrap_or(address).trim();
            if address.contains(':') {
                said.identity(Identity::new(Sort::Sip, address));
            }
        }
    }
}

/// Part 7 and 3GPP TS 33.108: `PartyInformation` with the target's identities, wherever it stands.
fn mobile(element: &Element<'_>, said: &mut Said, depth: usize) {
    let mut fields = element.elements();
    while let Some(Ok(field)) = fields.next_element() {
        if field.context() == Some(9) && field.constructed {
            parties(&field, said, 0);
        } else if field.constructed && depth < 4 {
            mobile(&field, said, depth + 1);
        }
    }
}

/// A SET OF `PartyInformation`, with or without the SEQUENCE around each.
fn parties(element: &Element<'_>, said: &mut Said, depth: usize) {
    let mut qualifier = None;
    let mut fields = element.elements();
    while let Some(Ok(field)) = fields.next_element() {
        match field.context() {
            Some(0) if !field.constructed => qualifier = field.unsigned(),
            Some(1) if field.constructed => party(&field, said, qualifier),
            _ if field.constructed && depth < 3 => parties(&field, said, depth + 1),
            _ => {}
        }
    }
}

fn party(element: &Element<'_>, said: &mut Said, qualifier: Option<u64>) {
    let mut fields = element.elements();
    while let Some(Ok(field)) = fields.next_element() {
        let identity = match field.context() {
            Some(1) => Identity::new(Sort::Imei, &bcd(field.contents)),
            Some(3) => Identity::new(Sort::Imsi, &bcd(field.contents)),
            // The first octet says what sort of number it is.
            Some(6) => {
                Identity::new(Sort::Number, &bcd(field.contents.get(1..).unwrap_or_default()))
            }
            Some(7) => match std::str::from_utf8(field.contents) {
                Ok(text) if text.bytes().all(|b| b.is_ascii_digit() || b == b'+') => {
                    Identity::new(Sort::Number, text)
                }
                _ => Identity::new(Sort::Number, &bcd(field.contents.get(1..).unwrap_or_default())),
            },
            Some(8) => Identity::new(Sort::Sip, &String::from_utf8_lossy(field.contents)),
            Some(9) => Identity::new(Sort::Number, &String::from_utf8_lossy(field.contents)),
            _ => continue,
        };
        match qualifier {
            None | Some(3) => said.identity(identity),
            Some(_) if said.others.len() < MOST => said.others.push(identity),
            Some(_) => {}
        }
    }
}
