//! The text of a case, line by line.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;

use vigie_core::Time;

use super::parts::{hex, number, payload, words};
use super::{Around, Builder, Connection, Form, Host, How, Segment};

/// The file that `text` describes; further files that it names stand in `folder`.
///
/// # Panics
/// When a line cannot be understood: the message quotes it.
#[must_use]
pub fn bytes(text: &str, folder: &Path) -> Vec<u8> {
    let mut script = Script {
        builder: Builder::default(),
        hosts: BTreeMap::new(),
        connections: BTreeMap::new(),
        folder,
    };
    for line in text.lines() {
        let words = words(line);
        if let Some((verb, rest)) = words.split_first() {
            script.line(line, verb, rest);
        }
    }
    script.builder.file()
}

struct Script<'a> {
    builder: Builder,
    hosts: BTreeMap<String, Host>,
    connections: BTreeMap<String, Connection>,
    folder: &'a Path,
}

/// What the words of a packet's line say.
#[derive(Default)]
struct Said {
    how: How,
    segment: Segment,
    /// Words `key=value` that belong to one kind of packet.
    fields: BTreeMap<String, String>,
    payload: Vec<u8>,
}

impl Said {
    /// Fails where a word was not understood.
    fn knows(&self, names: &[&str]) {
        let unknown = self.fields.keys().find(|name| !names.contains(&name.as_str()));
        assert!(unknown.is_none(), "no option of a packet: {unknown:?}");
    }

    fn field(&self, name: &str) -> Option<u64> {
        let value = self.fields.get(name)?;
        Some(number(value).unwrap_or_else(|| panic!("{name}={value}")))
    }

    fn narrow<T: TryFrom<u64>>(&self, name: &str) -> T {
        let value = self.field(name).unwrap_or_default();
        T::try_from(value).unwrap_or_else(|_| panic!("{name}={value} is too large"))
    }
}

impl Script<'_> {
    fn line(&mut self, line: &str, verb: &str, rest: &[String]) {
        match verb {
            "capture" => self.builder.form = form(rest),
            "at" => {
                let time = Time::parse(&rest[0]).unwrap_or_else(|| panic!("no time: {line}"));
                self.builder.now = time.unix_micros() * 1000;
            }
            "every" => self.builder.step = nanos(&rest[0]),
            "host" => self.host(rest),
            "inside" => self.builder.around = rest.iter().map(|word| around(word)).collect(),
            "outside" => self.builder.around.clear(),
            "tcp" => self.connection(rest),
            "udp" => self.udp(rest),
            "icmp" => self.icmp(rest),
            "sctp" => self.sctp(rest),
            "arp" => self.arp(rest),
            "ip" => self.ip(rest),
            "frame" => {
                let said = self.said(rest);
                self.builder.frame(said.payload, &said.how);
            }
            wait if wait.starts_with('+') => self.builder.now += nanos(&wait[1..]),
            name => {
                assert!(self.connections.contains_key(name), "no directive: {line}");
                self.segment(name, rest);
            }
        }
    }

    fn host(&mut self, rest: &[String]) {
        let mut host = Host::at(rest[1].parse().unwrap_or_else(|_| panic!("{}", rest[1])));
        for word in &rest[2..] {
            match word.strip_prefix("ttl=") {
                Some(ttl) => host.ttl = ttl.parse().unwrap(),
                None => host.mac = mac(word),
            }
        }
        self.hosts.insert(rest[0].clone(), host);
    }

    fn host_of(&self, word: &str) -> Host {
        let named = self.hosts.get(word).cloned();
        let literal = || word.trim_matches(['[', ']']).parse::<IpAddr>().ok().map(Host::at);
        named.or_else(literal).unwrap_or_else(|| panic!("no host: {word}"))
    }

    /// A host and a port.
    fn end(&self, word: &str) -> (Host, u16) {
        let (host, port) = word.rsplit_once(':').unwrap_or_else(|| panic!("no port: {word}"));
        (self.host_of(host), port.parse().unwrap_or_else(|_| panic!("no port: {word}")))
    }

    fn said(&mut self, words: &[String]) -> Said {
        let mut said = Said::default();
        let is_part = |word: &String| {
            let kinds = ["hex:", "u8:", "u16:", "u24:", "u32:", "u64:", "name:", "fill:", "file:"];
            word.starts_with(['"', '[', ']']) || kinds.iter().any(|kind| word.starts_with(kind))
        };
        let (parts, others): (Vec<String>, Vec<String>) = words.iter().cloned().partition(is_part);
        said.payload = payload(&parts, self.folder);
        for word in &others {
            match word.split_once('=') {
                Some((name, value)) => self.option(&mut said, name, value),
                None if word.starts_with('+') => self.builder.now += nanos(&word[1..]),
                None => self.flag(&mut said, word),
            }
        }
        said
    }

    fn flag(&self, said: &mut Said, word: &str) {
        match word {
            "offload" => said.how.is_offloaded = true,
            "out" => said.how.direction = 2,
            "in" => said.how.direction = 1,
            "no-ts" => said.segment.timestamps = Some(None),
            "stay" => said.segment.stays = true,
            other => {
                said.fields.insert(other.to_owned(), String::new());
            }
        }
    }

    fn option(&self, said: &mut Said, name: &str, value: &str) {
        let parsed = || number(value).unwrap_or_else(|| panic!("{name}={value}"));
        let narrow = || u16::try_from(parsed()).unwrap();
        let how = &mut said.how;
        match name {
            "ttl" => how.ttl = Some(u8::try_from(parsed()).unwrap()),
            "id" => how.id = Some(narrow()),
            "df" => how.df = Some(value == "1"),
            "tos" => how.tos = u8::try_from(parsed()).unwrap(),
            "checksum" => how.is_checksum_bad = value == "bad",
            "fragments" => how.fragments = Some(value.parse().unwrap()),
            "frag" => {
                how.fragment =
                    Some((value.trim_end_matches('+').parse().unwrap(), value.ends_with('+')));
            }
            "mac" => how.mac = Some(mac(value)),
            "to-mac" => how.to_mac = Some(mac(value)),
            "kept" => how.kept = Some(value.parse().unwrap()),
            "iface" => how.interface = value.parse().unwrap(),
            "window" => said.segment.window = Some(narrow()),
            "urgent" => said.segment.urgent = narrow(),
            "options" => said.segment.options = Some(hex(value)),
            "ahead" => said.segment.ahead = Some(value.parse().unwrap()),
            "ts" => {
                let (value, echo) = value.split_once('/').unwrap();
                said.segment.timestamps =
                    Some(Some((value.parse().unwrap(), echo.parse().unwrap())));
            }
            "seq" if value.starts_with(['+', '-']) => {
                said.segment.ahead = Some(value.parse().unwrap())
            }
            "ack" if value.starts_with(['+', '-']) => {
                said.segment.ack_ahead = Some(value.parse().unwrap());
            }
            "seq" => said.segment.seq = Some(u32::try_from(parsed()).unwrap()),
            "ack" => said.segment.ack = Some(u32::try_from(parsed()).unwrap()),
            "flags" if !value.starts_with(|c: char| c.is_ascii_digit()) => {
                said.segment.flags = Some(flags(value));
            }
            _ => {
                said.fields.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn udp(&mut self, rest: &[String]) {
        let (from, to) = (self.end(&rest[0]), self.end(&rest[2]));
        let said = self.said(&rest[3..]);
        said.knows(&[]);
        self.builder.udp((&from.0, from.1), (&to.0, to.1), &said.payload, &said.how);
    }

    fn icmp(&mut self, rest: &[String]) {
        let (from, to) = (self.host_of(&rest[0]), self.host_of(&rest[2]));
        let said = self.said(&rest[3..]);
        said.knows(&["type", "code"]);
        let kind = (said.narrow("type"), said.narrow("code"));
        self.builder.icmp(&from, &to, kind, &said.payload, &said.how);
    }

    fn ip(&mut self, rest: &[String]) {
        let (from, to) = (self.host_of(&rest[0]), self.host_of(&rest[2]));
        let said = self.said(&rest[3..]);
        said.knows(&["proto"]);
        self.builder.ip(&from, &to, said.narrow("proto"), &said.payload, &said.how);
    }

    /// One chunk: `data` with its fields, or `chunk=N` with its value.
    fn sctp(&mut self, rest: &[String]) {
        let (from, to) = (self.end(&rest[0]), self.end(&rest[2]));
        let said = self.said(&rest[3..]);
        said.knows(&["data", "tsn", "stream", "ssn", "ppid", "vtag", "flags", "chunk"]);
        let mut value = Vec::new();
        if said.fields.contains_key("data") {
            value.extend(said.narrow::<u32>("tsn").to_be_bytes());
            value.extend(said.narrow::<u16>("stream").to_be_bytes());
            value.extend(said.narrow::<u16>("ssn").to_be_bytes());
            value.extend(said.narrow::<u32>("ppid").to_be_bytes());
        }
        value.extend(said.payload.clone());
        let flags = said.field("flags").map_or(3, |flags| u8::try_from(flags).unwrap());
        let chunk = (said.narrow("chunk"), flags, value);
        let packet = super::sctp((from.1, to.1), said.narrow("vtag"), &[chunk]);
        self.builder.ip(&from.0, &to.0, 132, &packet, &said.how);
    }

    fn arp(&mut self, rest: &[String]) {
        let operation = if rest[0] == "request" { 1 } else { 2 };
        let (mut from, to) = (self.host_of(&rest[1]), self.host_of(&rest[3]));
        let said = self.said(&rest[4..]);
        said.knows(&["sender"]);
        if let Some(sender) = said.fields.get("sender") {
            from.mac = mac(sender);
        }
        self.builder.arp(operation, &from, &to, &said.how);
    }

    fn connection(&mut self, rest: &[String]) {
        let mut connection = Connection::new(self.end(&rest[1]), self.end(&rest[3]));
        for word in &rest[4..] {
            match word.split_once('=') {
                None => connection.has_timestamps = word == "ts",
                Some(("isn", value)) => {
                    let (client, server) = value.split_once('/').unwrap();
                    connection.next = [client.parse().unwrap(), server.parse().unwrap()];
                }
                Some(("mss", value)) => connection.mss = value.parse().ok(),
                Some(("ws", value)) => connection.window_scale = value.parse().ok(),
                _ => panic!("no option of a connection: {word}"),
            }
        }
        self.connections.insert(rest[0].clone(), connection);
    }

    /// `NAME > …`, `NAME < …`, or `NAME open` and the like.
    fn segment(&mut self, name: &str, rest: &[String]) {
        let side = match rest[0].as_str() {
            ">" => 0,
            "<" => 1,
            _ => return self.whole(name, rest),
        };
        let mut said = self.said(&rest[1..]);
        let words = [
            ("syn", 2),
            ("syn-ack", 0x12),
            ("ack", 0x10),
            ("fin", 0x11),
            ("rst", 4),
            ("rst-ack", 0x14),
        ];
        for (word, flags) in words {
            if said.fields.remove(word).is_some() {
                said.segment.flags = said.segment.flags.or(Some(flags));
            }
        }
        said.knows(&[]);
        let connection = self.connections.get_mut(name).unwrap();
        connection.segment(&mut self.builder, side, &said.payload, &said.segment, &said.how);
    }

    fn whole(&mut self, name: &str, rest: &[String]) {
        let said = self.said(&rest[1..]);
        let connection = self.connections.get_mut(name).unwrap();
        match rest[0].as_str() {
            "open" => connection.open(&mut self.builder, &said.how),
            "close" => connection.close(&mut self.builder, &said.how),
            other => panic!("{name}: neither > nor < nor open nor close: {other}"),
        }
    }
}

fn form(rest: &[String]) -> Form {
    let mut form = Form { links: Vec::new(), ..Form::default() };
    for word in rest {
        match word.split_once('=') {
            Some(("link", value)) => form.links.push(value.parse().unwrap()),
            Some(("snap", value)) => form.snap = value.parse().unwrap(),
            Some(("cut", value)) => form.cut = value.parse().unwrap(),
            None if word == "pcap" => {}
            None if word == "pcapng" => form.is_pcapng = true,
            None if word == "ns" => form.nanos = true,
            None if word == "big" => form.is_big = true,
            None if word == "gzip" => form.gzip = true,
            _ => panic!("no form of a capture: {word}"),
        }
    }
    if form.links.is_empty() {
        form.links.push(1);
    }
    form
}

/// `LAYER=VALUE`; hosts as `A>B`.
fn around(word: &str) -> Around {
    let (kind, value) = word.split_once('=').unwrap_or_else(|| panic!("no layer: {word}"));
    let (id, ends) = value.split_once(',').unwrap_or(("", value));
    let hosts = || {
        let (src, dst) = ends.split_once('>').unwrap_or_else(|| panic!("no hosts: {word}"));
        (src.parse::<IpAddr>().unwrap(), dst.parse::<IpAddr>().unwrap())
    };
    let short = || value.parse::<u16>().unwrap_or_else(|_| panic!("{word}"));
    let of = |id: &str| u32::try_from(number(id).unwrap()).unwrap();
    match kind {
        "vlan" => Around::Vlan(0x8100, short()),
        "qinq" => Around::Vlan(0x88a8, short()),
        "mpls" => Around::Mpls(of(value)),
        "pw" => Around::Pseudowire(of(value)),
        "pppoe" => Around::Pppoe(short()),
        "gre" => Around::Gre(hosts().0, hosts().1),
        "erspan" => Around::Erspan(hosts().0, hosts().1),
        "ipip" => Around::IpInIp(hosts().0, hosts().1),
        "gtp" => Around::Gtp(of(id), hosts().0, hosts().1),
        "vxlan" => Around::Vxlan(of(id), hosts().0, hosts().1),
        "geneve" => Around::Geneve(of(id), hosts().0, hosts().1),
        "capwap" => Around::Capwap(hosts().0, hosts().1),
        "teredo" => Around::Teredo(hosts().0, hosts().1),
        _ => panic!("no layer: {word}"),
    }
}

fn mac(text: &str) -> [u8; 6] {
    hex(text).try_into().unwrap_or_else(|_| panic!("no address of a card: {text}"))
}

fn flags(letters: &str) -> u16 {
    let bit =
        |letter| "FSRPAUEC".find(letter).unwrap_or_else(|| panic!("no control bit: {letter}"));
    letters.chars().map(|letter| 1_u16 << bit(letter)).sum()
}

/// `25ms`, `3s`, `10us`, `7ns`.
fn nanos(text: &str) -> i64 {
    let end = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let number: i64 = text[..end].parse().unwrap_or_else(|_| panic!("no time: {text}"));
    number
        * match &text[end..] {
            "ns" => 1,
            "us" => 1000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "min" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            other => panic!("no unit of time: {other}"),
        }
}
