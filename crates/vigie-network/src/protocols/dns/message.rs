//! One DNS message (RFC 1035 §4), read for what it says, not for whether it is well made.
//!
//! ```text
//! header 12 bytes: id, flags, counts of questions, answers, authorities, additionals
//! question: name, type, class
//! resource: name, type, class, TTL, length, data
//! ```
//!
//! Counts are not trusted: reading ends where the bytes do, and what was read before is kept.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::name::{Name, read_name, skip_name};

/// Most resources of one message that are read.
const RESOURCES: usize = 512;
/// Most questions of one message that are read.
const QUESTIONS: usize = 32;

/// A message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Message {
    /// Its id.
    pub(crate) id: u16,
    /// Whether it answers.
    pub(crate) is_response: bool,
    /// Kind of query; 0 is the standard one.
    pub(crate) opcode: u8,
    /// The answer comes from who is responsible for the name.
    pub(crate) authoritative: bool,
    /// It was cut to fit.
    pub(crate) truncated: bool,
    /// The server asks others on one's behalf.
    pub(crate) recursion_available: bool,
    /// Response code, with the upper bits of OPT.
    pub(crate) code: u16,
    /// What is asked.
    pub(crate) questions: Vec<Question>,
    /// What is answered, in all three sections.
    pub(crate) resources: Vec<Resource>,
    /// Whether it has an OPT resource, and what it says.
    pub(crate) edns: Option<Edns>,
    /// What could not be read.
    pub(crate) damage: Option<&'static str>,
    /// Whether bytes are left behind its last resource.
    pub(crate) has_rest: bool,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question {
    /// The name.
    pub(crate) name: Name,
    /// Type of resource.
    pub(crate) kind: u16,
    /// Class, without mDNS's bit for an answer to the asker alone.
    pub(crate) class: u16,
}

/// Extensions (RFC 6891).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Edns {
    /// Largest answer that is taken.
    pub(crate) size: u16,
    /// Part of the asker's address that is passed on, as `192.0.2.0/24` (RFC 7871).
    pub(crate) client_subnet: Option<String>,
}

/// Which part of a message a resource stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// The answers.
    Answer,
    /// Who is responsible.
    Authority,
    /// What may help.
    Additional,
}

/// A resource.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resource {
    /// Where it stands.
    pub(crate) section: Section,
    /// Whom it is about.
    pub(crate) owner: Name,
    /// Seconds that it may be kept.
    pub(crate) ttl: u32,
    /// What it says.
    pub(crate) data: Data,
}

/// What a resource says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    /// A or AAAA.
    Address(IpAddr),
    /// CNAME or DNAME.
    Alias(String),
    /// HTTPS or SVCB.
    Service(Service),
    /// NS.
    NameServer(String),
    /// MX.
    MailServer(String),
    /// SRV.
    Host(String),
    /// PTR.
    Pointer(String),
    /// SOA: the primary server and the mailbox of who is responsible.
    Authority(String, String),
    /// TXT.
    Text(String),
    /// Any other type.
    Other(u16),
}

/// A service binding (RFC 9460).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Service {
    /// 0 for an alias.
    pub(crate) priority: u16,
    /// The server; empty where it is the owner itself.
    pub(crate) target: String,
    /// Protocols above TLS.
    pub(crate) alpn: Vec<String>,
    /// Port.
    pub(crate) port: Option<u16>,
    /// Addresses to try at once.
    pub(crate) hints: Vec<IpAddr>,
    /// Whether it gives a key for encrypted ClientHello.
    pub(crate) ech: bool,
}

/// Reads `bytes`; `None` where there is not even a header.
pub(crate) fn read_message(bytes: &[u8]) -> Option<Message> {
    let id = u16_at(bytes, 0)?;
    let flags = u16_at(bytes, 2)?;
    let counts = [u16_at(bytes, 4)?, u16_at(bytes, 6)?, u16_at(bytes, 8)?, u16_at(bytes, 10)?];
    let mut message = Message {
        id,
        is_response: flags & 0x8000 != 0,
        opcode: u8::try_from(flags >> 11 & 0xf).unwrap_or(0),
        authoritative: flags & 0x0400 != 0,
        truncated: flags & 0x0200 != 0,
        recursion_available: flags & 0x0080 != 0,
        code: flags & 0xf,
        ..Message::default()
    };
    let [questions, answers, authorities, additionals] = counts.map(usize::from);
    let mut at = 12;
    for _ in 0..questions.min(QUESTIONS) {
        let Some((question, end)) = read_question(bytes, at) else {
            message.damage = Some("a question is damaged or cut short");
            return Some(message);
        };
        message.questions.push(question);
        at = end;
    }
    if questions > QUESTIONS {
        message.damage = Some("more than 32 questions in one message");
        return Some(message);
    }
    let sections = [
        (Section::Answer, answers),
        (Section::Authority, authorities),
        (Section::Additional, additionals),
    ];
    for (section, count) in sections {
        for _ in 0..count {
            if message.resources.len() >= RESOURCES {
                message.damage = Some("more than 512 resources in one message");
                return Some(message);
            }
            let Some(end) = read_resource(bytes, at, section, &mut message) else {
                message.damage = Some("a resource is damaged or cut short");
                return Some(message);
            };
            at = end;
        }
    }
    message.has_rest = at < bytes.len();
    Some(message)
}

fn read_question(bytes: &[u8], at: usize) -> Option<(Question, usize)> {
    let (name, at) = read_name(bytes, at)?;
    let kind = u16_at(bytes, at)?;
    let class = u16_at(bytes, at + 2)? & 0x7fff;
    Some((Question { name, kind, class }, at + 4))
}

fn read_resource(
    bytes: &[u8],
    at: usize,
    section: Section,
    message: &mut Message,
) -> Option<usize> {
    let behind = skip_name(bytes, at)?;
    let kind = u16_at(bytes, behind)?;
    let class = u16_at(bytes, behind + 2)?;
    let ttl = u32_at(bytes, behind + 4)?;
    let start = behind + 10;
    let end = start + usize::from(u16_at(bytes, behind + 8)?);
    let data = bytes.get(start..end)?;
    if kind == 41 {
        let upper = u16::try_from(ttl >> 24).unwrap_or(0);
        message.code |= upper << 4;
        message.edns = Some(Edns { size: class, client_subnet: client_subnet(data) });
        return Some(end);
    }
    let (owner, _) = read_name(bytes, at)?;
    // Names in the data may point back into the message, but end where the data does.
    let upto = bytes.get(..end)?;
    let data = read_data(upto, start, kind)?;
    message.resources.push(Resource { section, owner, ttl, data });
    Some(end)
}

fn read_data(bytes: &[u8], at: usize, kind: u16) -> Option<Data> {
    let name = |at: usize| Some(read_name(bytes, at)?.0.text);
    let data = bytes.get(at..)?;
    // An update deletes a set by a resource without data (RFC 2136 §2.5.2).
    if data.is_empty() {
        return Some(Data::Other(kind));
    }
    Some(match kind {
        1 | 28 => Data::Address(address(data)?),
        2 => Data::NameServer(name(at)?),
        5 | 39 => Data::Alias(name(at)?),
        6 => {
            let (primary, behind) = read_name(bytes, at)?;
            Data::Authority(primary.text, name(behind)?)
        }
        12 => Data::Pointer(name(at)?),
        15 => Data::MailServer(name(at + 2)?),
        16 => Data::Text(text(data)),
        33 => Data::Host(name(at + 6)?),
        64 | 65 => Data::Service(service(bytes, at)?),
        other => Data::Other(other),
    })
}

fn address(data: &[u8]) -> Option<IpAddr> {
    if let Ok(four) = <[u8; 4]>::try_from(data) {
        return Some(IpAddr::V4(Ipv4Addr::from(four)));
    }
    <[u8; 16]>::try_from(data).ok().map(|sixteen| IpAddr::V6(Ipv6Addr::from(sixteen)))
}

/// Longest text that is kept.
const TEXT: usize = 512;

/// The strings of TXT data, joined.
fn text(data: &[u8]) -> String {
    let mut joined = Vec::new();
    let mut at = 0;
    while let Some(length) = data.get(at) {
        let end = at + 1 + usize::from(*length);
        joined.extend_from_slice(data.get(at + 1..end.min(data.len())).unwrap_or_default());
        at = end;
    }
    joined.truncate(TEXT);
    String::from_utf8_lossy(&joined).into_owned()
}

fn service(bytes: &[u8], at: usize) -> Option<Service> {
    let priority = u16_at(bytes, at)?;
    let (target, mut at) = read_name(bytes, at + 2).map(|(name, end)| (name.text, end))?;
    let mut service = Service { priority, target, ..Service::default() };
    while let (Some(key), Some(length)) = (u16_at(bytes, at), u16_at(bytes, at + 2)) {
        let end = at + 4 + usize::from(length);
        let value = bytes.get(at + 4..end)?;
        match key {
            1 => service.alpn = alpn(value),
            3 => service.port = u16_at(value, 0),
            4 => service.hints.extend(value.chunks_exact(4).filter_map(address)),
            5 => service.ech = true,
            6 => service.hints.extend(value.chunks_exact(16).filter_map(address)),
            _ => {}
        }
        at = end;
    }
    service.hints.truncate(32);
    Some(service)
}

fn alpn(value: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(length) = value.get(at).filter(|_| names.len() < 16) {
        let end = at + 1 + usize::from(*length);
        let name = value.get(at + 1..end.min(value.len())).unwrap_or_default();
        names.push(String::from_utf8_lossy(name).into_owned());
        at = end;
    }
    names
}

/// The option 8 of OPT (RFC 7871 §6): family, prefix lengths, and as many bytes as the first says.
fn client_subnet(options: &[u8]) -> Option<String> {
    let mut at = 0;
    loop {
        let code = u16_at(options, at)?;
        let end = at + 4 + usize::from(u16_at(options, at + 2)?);
        let value = options.get(at + 4..end)?;
        if code == 8 {
            let family = u16_at(value, 0)?;
            let length = *value.get(2)?;
            let given = value.get(4..)?;
            let mut whole = [0; 16];
            whole.iter_mut().zip(given).for_each(|(to, from)| *to = *from);
            let address = match family {
                1 => address(whole.get(..4)?)?,
                2 => address(&whole)?,
                _ => return None,
            };
            return Some(format!("{address}/{length}"));
        }
        at = end;
    }
}

/// The name of a type of resource.
pub(crate) fn kind_name(kind: u16) -> Option<&'static str> {
    Some(match kind {
        1 => "A",
        2 => "NS",
        5 => "CNAME",
        6 => "SOA",
        12 => "PTR",
        13 => "HINFO",
        15 => "MX",
        16 => "TXT",
        28 => "AAAA",
        29 => "LOC",
        33 => "SRV",
        35 => "NAPTR",
        37 => "CERT",
        39 => "DNAME",
        41 => "OPT",
        43 => "DS",
        44 => "SSHFP",
        46 => "RRSIG",
        47 => "NSEC",
        48 => "DNSKEY",
        50 => "NSEC3",
        52 => "TLSA",
        64 => "SVCB",
        65 => "HTTPS",
        99 => "SPF",
        249 => "TKEY",
        250 => "TSIG",
        251 => "IXFR",
        252 => "AXFR",
        255 => "ANY",
        257 => "CAA",
        _ => return None,
    })
}

/// The name of a response code.
pub(crate) fn code_name(code: u16) -> Option<&'static str> {
    Some(match code {
        0 => "NOERROR",
        1 => "FORMERR",
        2 => "SERVFAIL",
        3 => "NXDOMAIN",
        4 => "NOTIMP",
        5 => "REFUSED",
        6 => "YXDOMAIN",
        7 => "YXRRSET",
        8 => "NXRRSET",
        9 => "NOTAUTH",
        10 => "NOTZONE",
        16 => "BADVERS",
        _ => return None,
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_be_bytes(*pair))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A message with the question `bad.example` of type A, and these resources.
    fn message(flags: u16, counts: [u16; 3], resources: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xab, 0xcd];
        bytes.extend(flags.to_be_bytes());
        for count in [1].iter().chain(&counts) {
            bytes.extend(count.to_be_bytes());
        }
        bytes.extend(b"\x03bad\x07example\x00\x00\x01\x00\x01");
        bytes.extend(resources);
        bytes
    }

    fn resource(owner: &[u8], kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = owner.to_vec();
        bytes.extend(kind.to_be_bytes());
        bytes.extend([0, 1, 0, 0, 0, 60]);
        bytes.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn an_answer_with_an_alias() {
        let alias = resource(b"\xc0\x0c", 5, b"\x02c2\xc0\x10");
        let address = resource(b"\x02c2\xc0\x10", 1, &[192, 0, 2, 7]);
        let read = read_message(&message(0x8180, [2, 0, 0], &[alias, address].concat())).unwrap();
        assert!(read.is_response && read.recursion_available && !read.authoritative);
        assert_eq!((read.id, read.code, read.damage), (0xabcd, 0, None));
        assert_eq!(read.questions[0].name.text, "bad.example");
        assert_eq!(read.resources[0].data, Data::Alias("c2.example".into()));
        assert_eq!(read.resources[1].owner.text, "c2.example");
        assert_eq!(read.resources[1].data, Data::Address("192.0.2.7".parse().unwrap()));
    }

    #[test]
    fn service_bindings_and_extensions() {
        let data = b"\x00\x01\x03cdn\xc0\x10\x00\x01\x00\x06\x02h2\x02h3\x00\x03\x00\x02\x20\xfb\
            \x00\x04\x00\x04\xc0\x00\x02\x09\x00\x05\x00\x01x\x00\x06\x00\x10\x20\x01\x0d\xb8\
            \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01";
        let https = resource(b"\xc0\x0c", 65, data);
        let options = b"\x00\x00\x29\x04\xd0\x01\x00\x00\x00\x00\x0b\x00\x08\x00\x07\x00\x01\x18\x00\xcb\x00\x71";
        let read = read_message(&message(0x8003, [1, 0, 1], &[&https[..], options].concat())).unwrap();
        let Data::Service(service) = &read.resources[0].data else { panic!("{read:?}") };
        assert_eq!((service.priority, service.target.as_str()), (1, "cdn.example"));
        assert_eq!((service.alpn.join(" "), service.port, service.ech), ("h2 h3".into(), Some(8443), true));
        assert_eq!(service.hints.len(), 2);
        let edns = read.edns.unwrap();
        assert_eq!((edns.size, edns.client_subnet.as_deref()), (1232, Some("203.0.113.0/24")));
        assert_eq!(read.code, 0x13);
    }

    #[test]
    fn counts_are_not_trusted_and_what_was_read_is_kept() {
        let address = resource(b"\xc0\x0c", 1, &[192, 0, 2, 7]);
        let whole = message(0x8180, [u16::MAX, 0, 0], &address);
        let read = read_message(&whole).unwrap();
        assert_eq!((read.resources.len(), read.damage.is_some()), (1, true));
        for end in 0..whole.len() {
            let cut = read_message(&whole[..end]);
            assert_eq!(cut.is_some(), end >= 12);
        }
        let many = address.repeat(600);
        assert_eq!(read_message(&message(0x8180, [600, 0, 0], &many)).unwrap().resources.len(), 512);
    }

    #[test]
    fn data_of_every_type() {
        let names = b"\x02ns\xc0\x10";
        let kinds: [(u16, &[u8], Data); 6] = [
            (2, names, Data::NameServer("ns.example".into())),
            (12, names, Data::Pointer("ns.example".into())),
            (15, b"\x00\x0a\x02ns\xc0\x10", Data::MailServer("ns.example".into())),
            (33, b"\x00\x01\x00\x02\x01\xbb\x02ns\xc0\x10", Data::Host("ns.example".into())),
            (16, b"\x03abc\x02de", Data::Text("abcde".into())),
            (99, b"\x01x", Data::Other(99)),
        ];
        for (kind, data, expected) in kinds {
            let read = read_message(&message(0x8180, [1, 0, 0], &resource(b"\xc0\x0c", kind, data)));
            assert_eq!(read.unwrap().resources[0].data, expected);
        }
    }
}
