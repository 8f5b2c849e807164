//! One message: its header, and a walk over what it holds.

use super::avp::{Avp, Avps, MOST_DEPTH};
use super::command::{Command, command};
use super::defects::Defects;
use super::dictionary::{self, Shape};
use super::facts::Facts;

/// Octets of the header.
pub(super) const HEADER: usize = 20;

/// Pairs of one message that are read, those in groups included.
const MOST_AVPS: u32 = 4096;

/// Flags of the header.
const REQUEST: u8 = 0x80;
const PROXIABLE: u8 = 0x40;
const ERROR: u8 = 0x20;
const RETRANSMITTED: u8 = 0x10;

/// The header of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Version, 1.
    pub version: u8,
    /// Length of the message, as it says.
    pub length: u32,
    /// Flags R, P, E, T in the upper four bits.
    pub flags: u8,
    /// Code of the command.
    pub command: u32,
    /// Application it belongs to.
    pub application: u32,
    /// Number by which a hop finds the answer to what it forwarded.
    pub hop_by_hop: u32,
    /// Number by which the sender knows repeats.
    pub end_to_end: u32,
}

impl Header {
    /// The first 20 octets of `bytes`.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let [v, l0, l1, l2, flags, c0, c1, c2, rest @ ..] = *bytes.first_chunk::<HEADER>()?;
        let [a0, a1, a2, a3, h0, h1, h2, h3, e0, e1, e2, e3] = rest;
        Some(Self {
            version: v,
            length: u32::from_be_bytes([0, l0, l1, l2]),
            flags,
            command: u32::from_be_bytes([0, c0, c1, c2]),
            application: u32::from_be_bytes([a0, a1, a2, a3]),
            hop_by_hop: u32::from_be_bytes([h0, h1, h2, h3]),
            end_to_end: u32::from_be_bytes([e0, e1, e2, e3]),
        })
    }

    /// A request, not an answer.
    #[must_use]
    pub const fn is_request(&self) -> bool {
        self.flags & REQUEST != 0
    }

    /// Agents may forward it.
    #[must_use]
    pub const fn is_proxiable(&self) -> bool {
        self.flags & PROXIABLE != 0
    }

    /// An answer that reports an error of the protocol.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        self.flags & ERROR != 0
    }

    /// May have been sent before.
    #[must_use]
    pub const fn is_retransmitted(&self) -> bool {
        self.flags & RETRANSMITTED != 0
    }

    /// What is known of its command in its application.
    #[must_use]
    pub fn command(&self) -> Option<&'static Command> {
        command(self.application, self.command)
    }

    fn defects(&self, have: usize) -> Defects {
        let mut defects = Defects::NONE;
        defects.add_if(Defects::VERSION, self.version != 1);
        let length = usize::try_from(self.length).unwrap_or(usize::MAX);
        defects.add_if(Defects::MESSAGE_LENGTH, length != have);
        defects.add_if(Defects::UNALIGNED, !self.length.is_multiple_of(4));
        defects.add_if(Defects::HEADER_FLAGS, self.flags & 0x0f != 0);
        defects.add_if(Defects::REQUEST_IS_ERROR, self.is_request() && self.is_error());
        defects
    }
}

/// A message, decoded to its key fields.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// Its header.
    pub header: Header,
    /// Its key fields.
    pub facts: Facts<'a>,
    /// What of it is not as it should be.
    pub defects: Defects,
}

impl<'a> Message<'a> {
    /// Decodes one message; `None` where there are fewer than 20 octets.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let header = Header::read(bytes)?;
        let defects = header.defects(bytes.len());
        // Bytes behind the length that the header gives are another message, or hidden from this one.
        let length = usize::try_from(header.length).unwrap_or(usize::MAX);
        let end = if length < HEADER { bytes.len() } else { length.min(bytes.len()) };
        let body = bytes.get(HEADER..end).unwrap_or_default();
        let mut walk = Walk { header, facts: Facts::default(), defects, seen: 0, left: MOST_AVPS };
        walk.top(body);
        walk.judge();
        Some(Self { header, facts: walk.facts, defects: walk.defects })
    }
}

struct Walk<'a> {
    header: Header,
    facts: Facts<'a>,
    defects: Defects,
    /// Which pairs that may stand once were met, by their number in the dictionary.
    seen: u128,
    left: u32,
}

impl<'a> Walk<'a> {
    /// The pairs of the message itself.
    fn top(&mut self, body: &'a [u8]) {
        let mut avps = Avps::new(body);
        let mut is_first = true;
        for avp in avps.by_ref() {
            if !self.may_go_on() {
                break;
            }
            if avp.vendor == 0 && avp.code == dictionary::SESSION_ID {
                self.defects.add_if(Defects::SESSION_ID_NOT_FIRST, !is_first);
            }
            is_first = false;
            self.once(&avp);
            self.pair(&avp, 1, true);
        }
        self.defects.add(avps.defects());
    }

    fn group(&mut self, group: &'a [u8], depth: u8, is_fact: bool) {
        if depth > MOST_DEPTH {
            self.defects.add(Defects::TOO_DEEP);
            return;
        }
        let mut avps = Avps::new(group);
        for avp in avps.by_ref() {
            if !self.may_go_on() {
                break;
            }
            self.pair(&avp, depth, is_fact);
        }
        self.defects.add(avps.defects());
    }

    fn may_go_on(&mut self) -> bool {
        self.defects.add_if(Defects::TOO_MANY, self.left == 0);
        self.left = self.left.saturating_sub(1);
        !self.defects.has(Defects::TOO_MANY)
    }

    /// Notes a pair of the message itself, most of which may stand once.
    fn once(&mut self, avp: &Avp<'_>) {
        let Some(bit) = dictionary::entry(avp.vendor, avp.code).and_then(|entry| entry.once) else {
            return;
        };
        let mask = 1_u128.wrapping_shl(bit.into());
        if self.seen & mask != 0 {
            self.defects.add(Defects::DUPLICATE);
            let is_identity = avp.vendor == 0 && dictionary::IDENTIFIES.contains(&avp.code);
            self.defects.add_if(Defects::DUPLICATE_IDENTITY, is_identity);
        }
        self.seen |= mask;
    }

    /// One pair at any depth. What stands in Failed-AVP or Proxy-Info is somebody else's, not a fact of
    /// this message.
    fn pair(&mut self, avp: &Avp<'a>, depth: u8, is_fact: bool) {
        let Some(entry) = dictionary::entry(avp.vendor, avp.code) else {
            // Codes of 3GPP may be of a later release than the dictionary.
            let is_later = avp.vendor == dictionary::TGPP && avp.code < 10_000;
            let is_unknown = avp.is_mandatory() && is_fact && !is_later;
            self.defects.add_if(Defects::UNKNOWN_MANDATORY, is_unknown);
            return;
        };
        if !entry.shape.fits(avp.data.len()) {
            self.defects.add(Defects::WRONG_SIZE);
        }
        if entry.shape == Shape::Identity && !is_identity(avp.data) {
            self.defects.add(Defects::IDENTITY);
        }
        if is_fact {
            self.facts.take(avp);
        }
        if entry.shape == Shape::Grouped {
            let holds_facts = is_fact && !dictionary::is_foreign(avp.vendor, avp.code);
            self.group(avp.data, depth.saturating_add(1), holds_facts);
        }
    }

    /// What can be said once everything was seen.
    fn judge(&mut self) {
        let Some(command) = self.header.command() else { return };
        let is_request = self.header.is_request();
        if !self.header.is_error() {
            let needs = if is_request { command.request_needs } else { command.answer_needs };
            let has = |code: &(u32, u32)| {
                let once = dictionary::entry(code.0, code.1).and_then(|entry| entry.once);
                once.is_some_and(|bit| self.seen & 1_u128.wrapping_shl(bit.into()) != 0)
            };
            let is_missing = !needs.iter().all(has);
            self.defects.add_if(Defects::MISSING, is_missing);
        }
        let strangers = dictionary::strangers(self.header.command, is_request);
        self.defects.add_if(Defects::NOT_IN_COMMAND, self.seen & strangers != 0);
        if command.names_imsi && is_request {
            let is_bad = self.facts.user_names.iter().any(|name| !is_imsi(name));
            self.defects.add_if(Defects::USER_NAME, is_bad);
        }
    }
}

/// Whether a name of a host or realm has only the characters that names have.
fn is_identity(name: &[u8]) -> bool {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !name.is_empty() && name.len() <= 255 && name.iter().all(fits)
}

/// 6 to 15 digits.
fn is_imsi(name: &[u8]) -> bool {
    (6..=15).contains(&name.len()) && name.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::TGPP;
    use super::*;

    /// A pair.
    fn avp(vendor: u32, code: u32, data: &[u8]) -> Vec<u8> {
        let start = if vendor == 0 { 8 } else { 12 };
        let length = u32::try_from(start + data.len()).unwrap().to_be_bytes();
        let flags = if vendor == 0 { 0x40 } else { 0xc0 };
        let mut bytes = [&code.to_be_bytes()[..], &[flags], &length[1..]].concat();
        if vendor != 0 {
            bytes.extend(vendor.to_be_bytes());
        }
        bytes.extend(data);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }

    fn message(flags: u8, command: u32, application: u32, avps: &[Vec<u8>]) -> Vec<u8> {
        let body = avps.concat();
        let length = u32::try_from(body.len() + 20).unwrap().to_be_bytes();
        let mut bytes = vec![1];
        bytes.extend(&length[1..]);
        bytes.push(flags);
        bytes.extend(&command.to_be_bytes()[1..]);
        bytes.extend(application.to_be_bytes());
        bytes.extend([0, 0, 0, 1, 0, 0, 0, 2]);
        bytes.extend(body);
        bytes
    }

    fn ends() -> Vec<Vec<u8>> {
        vec![
            avp(0, 263, b"mme1;1;2"),
            avp(0, 264, b"mme1.epc.mnc010.mcc228.3gppnetwork.org"),
            avp(0, 296, b"epc.mnc010.mcc228.3gppnetwork.org"),
            avp(0, 283, b"epc.mnc001.mcc208.3gppnetwork.org"),
        ]
    }

    fn update_location() -> Vec<Vec<u8>> {
        let mut avps = ends();
        avps.extend([
            avp(0, 1, b"208011234567890"),
            avp(TGPP, 1032, &[0, 0, 3, 0xec]),
            avp(TGPP, 1405, &[0, 0, 0, 34]),
            avp(TGPP, 1407, &[0x22, 0xf8, 0x01]),
            avp(0, 282, b"dra1.ipx.example"),
            avp(0, 282, b"dra2.ipx.example"),
        ]);
        avps
    }

    #[test]
    fn an_update_of_location() {
        let bytes = message(0xc0, 316, 16_777_251, &update_location());
        let read = Message::read(&bytes).unwrap();
        assert!(read.defects.is_empty(), "{:?}", read.defects);
        assert_eq!(read.header.command().unwrap().request, "ULR");
        assert_eq!(read.facts.user_name(), b"208011234567890");
        assert_eq!(read.facts.visited.unwrap().to_string(), "228-10");
        assert_eq!((read.facts.rat, read.facts.ulr_flags), (Some(1004), Some(34)));
        assert_eq!(read.facts.route.seen(), 2);
        assert_eq!(Plmn::from_name(read.facts.origin_realm()), read.facts.visited);
    }

    use crate::plmn::Plmn;

    #[test]
    fn where_a_subscriber_is_stands_three_groups_deep() {
        let mme = [
            avp(TGPP, 1602, &[0x22, 0xf8, 0x01, 0, 0, 1, 2]),
            avp(TGPP, 1603, &[0x22, 0xf8, 0x01, 0, 7]),
            avp(TGPP, 1610, &[0, 0, 0, 0]),
            avp(TGPP, 1611, &[0, 0, 0, 5]),
        ];
        let place = avp(TGPP, 1496, &avp(TGPP, 1600, &mme.concat()));
        let mut avps = ends();
        avps.extend([avp(0, 268, &2001_u32.to_be_bytes()), place]);
        let bytes = message(0x40, 319, 16_777_251, &avps);
        let read = Message::read(&bytes).unwrap();
        assert!(read.defects.is_empty(), "{:?}", read.defects);
        let places: Vec<String> = read.facts.places.iter().map(|one| one.to_string()).collect();
        assert_eq!(places, ["ECGI 228-10 258", "TAI 228-10 7"]);
        assert!(read.facts.is_current && read.facts.age_minutes == Some(5));
        assert_eq!(read.facts.result, 2001);
    }

    #[test]
    fn vectors_are_counted_and_passed_over() {
        let vector =
            avp(TGPP, 1414, &[avp(TGPP, 1447, &[7; 16]), avp(TGPP, 1450, &[8; 32])].concat());
        let mut avps = ends();
        avps.push(avp(TGPP, 1413, &[vector.clone(), vector].concat()));
        let bytes = message(0x40, 318, 16_777_251, &avps);
        let read = Message::read(&bytes).unwrap();
        assert_eq!(read.facts.vectors_given, 2);
        assert!(!format!("{read:?}").contains("7, 7, 7, 7"));
    }

    fn defects_of(change: impl Fn(&mut Vec<Vec<u8>>)) -> Defects {
        let mut avps = update_location();
        change(&mut avps);
        Message::read(&message(0xc0, 316, 16_777_251, &avps)).unwrap().defects
    }

    #[test]
    fn what_two_nodes_may_read_differently_is_noted() {
        type Change = Box<dyn Fn(&mut Vec<Vec<u8>>)>;
        let cases: [(Change, Defects); 9] = [
            (
                Box::new(|avps| avps.push(avp(0, 1, b"208019999999999"))),
                Defects::DUPLICATE.or(Defects::DUPLICATE_IDENTITY),
            ),
            (Box::new(|avps| avps.swap(0, 1)), Defects::SESSION_ID_NOT_FIRST),
            (Box::new(|avps| avps.push(avp(0, 9_000_000, b"x"))), Defects::UNKNOWN_MANDATORY),
            (Box::new(|avps| avps[4] = avp(0, 1, b"20801x234567890")), Defects::USER_NAME),
            (Box::new(|avps| drop(avps.remove(6))), Defects::MISSING),
            (Box::new(|avps| avps.push(avp(TGPP, 1490, &[0, 0, 0, 8]))), Defects::NOT_IN_COMMAND),
            (Box::new(|avps| avps[5] = avp(TGPP, 1032, &[1])), Defects::WRONG_SIZE),
            (Box::new(|avps| avps[1] = avp(0, 264, b"mme 1")), Defects::IDENTITY),
            (
                Box::new(|avps| {
                    let deep = (0..9).fold(Vec::new(), |inner, _| avp(TGPP, 1429, &inner));
                    avps.push(deep);
                }),
                Defects::TOO_DEEP,
            ),
        ];
        for (change, expected) in cases {
            assert_eq!(defects_of(change), expected);
        }
    }

    #[test]
    fn both_names_of_a_duplicate_are_kept() {
        let mut avps = update_location();
        avps.push(avp(0, 1, b"208019999999999"));
        let bytes = message(0xc0, 316, 16_777_251, &avps);
        let names: Vec<&[u8]> = Message::read(&bytes).unwrap().facts.user_names.iter().collect();
        assert_eq!(names, [&b"208011234567890"[..], b"208019999999999"]);
    }

    #[test]
    fn what_an_error_quotes_is_not_said() {
        let mut avps = ends();
        avps.push(avp(0, 279, &avp(0, 1, b"208011234567890")));
        let bytes = message(0x60, 316, 16_777_251, &avps);
        assert!(Message::read(&bytes).unwrap().facts.user_names.is_empty());
    }

    #[test]
    fn headers_are_judged_too() {
        let whole = message(0xc0, 316, 16_777_251, &update_location());
        let with = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = whole.clone();
            change(&mut bytes);
            Message::read(&bytes).map(|read| read.defects)
        };
        assert_eq!(with(&|bytes| bytes[0] = 2), Some(Defects::VERSION));
        assert_eq!(
            with(&|bytes| bytes[4] = 0xe1),
            Some(Defects::HEADER_FLAGS.or(Defects::REQUEST_IS_ERROR))
        );
        assert_eq!(with(&|bytes| bytes.extend([1, 2, 3])), Some(Defects::MESSAGE_LENGTH));
        assert_eq!(with(&|bytes| bytes.truncate(19)), None);
    }
}
