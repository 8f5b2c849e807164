//! Clear text in datagrams: what devices tell of themselves, calls, and tunnels that are in use.

use std::collections::HashSet;
use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use vigie_capture::{Moment, Packet};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::media::{thing_of_request, things_of_header};
use crate::dissect::{Conversation, DatagramDissector, Output, Side};
use crate::protocols::exposure::{Thing, scan};

pub(super) static SERVICE: Kind = Kind {
    id: "network.capture.service",
    title: Text {
        en: "Tunnel or call server in use",
        fr: "Tunnel ou serveur d’appels utilisé",
    },
    brief: &["service", "server"],
    personal: &[],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<Service>,
};

pub(super) const SEEN: Text = Text { en: "service in use", fr: "service utilisé" };

/// A service that shows by its packets though what it carries is encrypted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Service {
    /// When first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Number of the conversation in the capture.
    pub(crate) connection: u64,
    /// Who asked.
    pub(crate) client: SocketAddr,
    /// Who was asked.
    pub(crate) server: SocketAddr,
    /// `STUN`, `WireGuard`, `OpenVPN`, `IPsec`.
    pub(crate) service: String,
}

impl Record for Service {
    fn kind(&self) -> &'static Kind {
        &SERVICE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, SEEN.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("server", Observable::Ip(self.server.ip()));
    }
}

/// Most conversations whose service is remembered; beyond it none is told.
const CONVERSATIONS: usize = 1 << 16;

/// Reads them.
#[derive(Default)]
pub(super) struct Datagrams {
    told: HashSet<u64>,
}

impl DatagramDissector for Datagrams {
    fn ports(&self) -> &'static [u16] {
        &[67, 68, 123, 137, 138, 161, 162, 500, 1194, 1900, 3478, 4500, 5060, 5061, 5683, 51820]
    }

    fn datagram(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) -> bool {
        let at = packet.at;
        let port = |port| of.server.port() == port || of.client.port() == port;
        if let Some(service) = tunnel(bytes, &port) {
            self.tell(of, service, at, out);
            return true;
        }
        let mut see = See { at, out };
        if is_sip(bytes) {
            sip(bytes, &mut see);
            return true;
        }
        if port(67) || port(68) {
            return dhcp(bytes, &mut see);
        }
        if port(137) || port(138) {
            return nbns(bytes, &mut see);
        }
        if port(1900) || bytes.starts_with(b"M-SEARCH * HTTP/1.1") || bytes.starts_with(b"NOTIFY * HTTP/1.1") {
            return ssdp(bytes, &mut see);
        }
        if port(161) || port(162) {
            return snmp(bytes, &mut see);
        }
        if port(5683) {
            return coap(bytes, &mut see);
        }
        let _ = from;
        port(123) && bytes.len() >= 48
    }
}

impl Datagrams {
    fn tell(
        &mut self,
        of: &Conversation,
        service: &'static str,
        at: Moment,
        out: &mut Output<'_, '_>,
    ) {
        if self.told.len() >= CONVERSATIONS || !self.told.insert(of.number) {
            return;
        }
        out.exposed(Thing::ServiceInUse, service, at);
        let record = Service {
            at: at.time(),
            connection: of.number,
            client: of.client,
            server: of.server,
            service: service.to_owned(),
        };
        out.emit(at, &record);
    }
}

/// Counts for one protocol.
struct See<'o, 'a, 's> {
    at: Moment,
    out: &'o mut Output<'a, 's>,
}

impl See<'_, '_, '_> {
    fn saw(&mut self, thing: Thing, protocol: &'static str) {
        self.out.exposed(thing, protocol, self.at);
    }
}

/// A tunnel or a server that helps calls through, by shape.
fn tunnel(bytes: &[u8], port: &dyn Fn(u16) -> bool) -> Option<&'static str> {
    // STUN: two zero bits, a length in fours, the magic cookie (RFC 8489 §5).
    if let Some([kind, _, high, low, 0x21, 0x12, 0xa4, 0x42]) = bytes.first_chunk::<8>() {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if kind & 0xc0 == 0 && length.is_multiple_of(4) && bytes.len() == length + 20 {
            return Some("STUN");
        }
    }
    // WireGuard: type, three zero bytes, and handshakes of fixed lengths.
    if matches!((bytes.first_chunk::<4>(), bytes.len()), (Some([1, 0, 0, 0]), 148) | (Some([2, 0, 0, 0]), 92))
    {
        return Some("WireGuard");
    }
    // IKE (RFC 7296 §3.1): the length at the end of the header is that of the datagram.
    let ike = match bytes.strip_prefix(&[0, 0, 0, 0]) {
        Some(rest) if port(4500) => rest,
        _ => bytes,
    };
    if (port(500) || port(4500)) && ike.len() >= 28 {
        let version = ike.get(17).copied().unwrap_or(0);
        let length = ike.get(24..28).and_then(|four| four.first_chunk::<4>().copied());
        let length = length.map_or(0, u32::from_be_bytes);
        if matches!(version, 0x10 | 0x20) && u64::from(length) == ike.len() as u64 {
            return Some("IPsec");
        }
    }
    // OpenVPN: a hard reset of a client or a server, then a session id (its protocol 2).
    let first = bytes.first().copied().unwrap_or(0);
    (port(1194) && bytes.len() >= 14 && matches!(first >> 3, 7 | 8 | 10)).then_some("OpenVPN")
}

fn is_sip(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.starts_with(b"SIP/2.0 ") || (line.ends_with(b" SIP/2.0") && line.is_ascii())
}

fn sip(bytes: &[u8], see: &mut See<'_, '_, '_>) {
    let text = String::from_utf8_lossy(bytes.get(..8192).unwrap_or(bytes));
    for (number, line) in text.lines().enumerate() {
        if number == 0 {
            if let Some(thing) = thing_of_request(line) {
                see.saw(thing, "SIP");
            }
        } else if line.starts_with("m=audio") || line.starts_with("m=video") {
            // Without a key exchange the sound itself is readable (RFC 4568, RFC 5763).
            if line.contains("RTP/AVP") && !line.contains("SAVP") {
                see.saw(Thing::CallMedia, "SIP");
            }
        } else if let Some((name, value)) = line.split_once(':') {
            let name = name.trim().to_ascii_lowercase();
            things_of_header(&name, value, &mut |thing| see.saw(thing, "SIP"));
        }
    }
}

/// BOOTP's header, the cookie, then options (RFC 2131 §2, RFC 2132).
fn dhcp(bytes: &[u8], see: &mut See<'_, '_, '_>) -> bool {
    if bytes.get(236..240) != Some(&[99, 130, 83, 99]) {
        return false;
    }
    let from_client = bytes.first() == Some(&1);
    if from_client {
        see.saw(Thing::MacAddress, "DHCP");
    }
    let mut at = 240;
    while let (Some(code), Some(length)) = (bytes.get(at), bytes.get(at + 1)) {
        match code {
            0 => {
                at += 1;
                continue;
            }
            255 => break,
            12 | 81 if from_client => see.saw(Thing::DeviceName, "DHCP"),
            60 if from_client => see.saw(Thing::SoftwareVersion, "DHCP"),
            61 if from_client => see.saw(Thing::Linker, "DHCP"),
            _ => {}
        }
        at += 2 + usize::from(*length);
    }
    true
}

/// A registration or a question for a NetBIOS name (RFC 1002 §4.2), or a datagram that names its sender.
fn nbns(bytes: &[u8], see: &mut See<'_, '_, '_>) -> bool {
    let Some(head) = bytes.first_chunk::<12>() else { return false };
    let is_name = bytes.get(12) == Some(&32);
    let is_datagram = matches!(head.first(), Some(0x10 | 0x11));
    if is_name || is_datagram {
        see.saw(Thing::DeviceName, "NBNS");
    }
    true
}

fn ssdp(bytes: &[u8], see: &mut See<'_, '_, '_>) -> bool {
    let text = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    if text.contains("\nusn:") || text.starts_with("notify") {
        see.saw(Thing::DeviceName, "SSDP");
    }
    if text.contains("\nserver:") || text.contains("\nuser-agent:") {
        see.saw(Thing::SoftwareVersion, "SSDP");
    }
    true
}

/// A community of SNMP 1 or 2 is its password (RFC 1157 §3.2.5).
fn snmp(bytes: &[u8], see: &mut See<'_, '_, '_>) -> bool {
    let body = match bytes {
        [0x30, first, rest @ ..] if *first < 0x80 => rest,
        [0x30, 0x81, _, rest @ ..] | [0x30, 0x82, _, _, rest @ ..] => rest,
        _ => return false,
    };
    if let [2, 1, version, 4, length, ..] = body
        && *version < 2
        && *length > 0
    {
        see.saw(Thing::Password, "SNMP");
    }
    true
}

/// Version 1, a code of request or answer (RFC 7252 §3).
fn coap(bytes: &[u8], see: &mut See<'_, '_, '_>) -> bool {
    let Some([first, code, _, _]) = bytes.first_chunk::<4>() else { return false };
    if first >> 6 != 1 || first & 0x0f > 8 || !matches!(code >> 5, 0 | 2 | 4 | 5) {
        return false;
    }
    see.saw(Thing::DeviceControl, "CoAP");
    if let Some(at) = memchr::memchr(0xff, bytes) {
        scan(bytes.get(at..).unwrap_or_default(), &mut |thing| see.saw(thing, "CoAP"));
    }
    true
}
