//! What was asked and what was answered, as records.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static QUERY: Kind = Kind {
    id: "network.capture.dns_query",
    title: Text { en: "Name that was asked for", fr: "Nom demandé" },
    brief: &["name", "type", "client"],
    personal: &["name", "as_sent", "client_subnet"],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<DnsQuery>,
};

pub(super) static ANSWER: Kind = Kind {
    id: "network.capture.dns_answer",
    title: Text { en: "Answer to a question for a name", fr: "Réponse à une demande de nom" },
    brief: &["name", "type", "code", "addresses", "aliases"],
    personal: &["name", "addresses", "aliases", "services", "pointers", "hosts", "text"],
    origin: Origin::Answered,
    volume: Volume::Many,
    revive: revive::<DnsAnswer>,
};

pub(super) const ASKED: Text = Text { en: "name asked for", fr: "nom demandé" };
pub(super) const ANSWERED: Text = Text { en: "name answered", fr: "réponse à une demande de nom" };

/// A name that a device asked for.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct DnsQuery {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Number of the conversation in the capture.
    pub(crate) connection: u64,
    /// `udp`, `tcp`, `mdns` or `llmnr`.
    pub(crate) transport: String,
    /// Who asked.
    pub(crate) client: Option<IpAddr>,
    /// Who was asked.
    pub(crate) server: Option<IpAddr>,
    /// Id of the message.
    pub(crate) id: u16,
    /// The name, in lower case, without a final dot.
    pub(crate) name: String,
    /// The name as it was sent, where its letters vary in case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) as_sent: Option<String>,
    /// Type of what is asked: `A`, `HTTPS`, `TYPE99`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Largest answer that is taken, with EDNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) edns_size: Option<u16>,
    /// Part of the asker's address that goes along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) client_subnet: Option<String>,
}

impl Record for DnsQuery {
    fn kind(&self) -> &'static Kind {
        &QUERY
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, ASKED.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("name", Observable::Host(&self.name));
    }
}

/// An answer to a question for a name.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct DnsAnswer {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Number of the conversation in the capture.
    pub(crate) connection: u64,
    /// `udp`, `tcp`, `mdns` or `llmnr`.
    pub(crate) transport: String,
    /// Who asked.
    pub(crate) client: Option<IpAddr>,
    /// Who answered.
    pub(crate) server: Option<IpAddr>,
    /// Id of the message.
    pub(crate) id: u16,
    /// The name that was asked for; where a message has no question, the first that it is about.
    pub(crate) name: String,
    /// Type of what was asked.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// `NOERROR`, `NXDOMAIN` and so on.
    pub(crate) code: String,
    /// Whether it says that it comes from who is responsible for the name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) authoritative: bool,
    /// Whether it was cut to fit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) truncated: bool,
    /// Fewest seconds that one of its answers may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seconds_to_keep: Option<u32>,
    /// A and AAAA.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) addresses: Vec<IpAddr>,
    /// CNAME and DNAME.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) aliases: Vec<String>,
    /// Servers of HTTPS and SVCB.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) services: Vec<String>,
    /// Addresses in HTTPS and SVCB.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) hints: Vec<IpAddr>,
    /// Protocols in HTTPS and SVCB.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) alpn: Vec<String>,
    /// Ports in HTTPS and SVCB.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ports: Vec<u16>,
    /// Whether HTTPS or SVCB give a key to encrypt the ClientHello.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) ech: bool,
    /// Names of the mDNS answers, or of others than was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) owners: Vec<String>,
    /// NS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) name_servers: Vec<String>,
    /// MX.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) mail_servers: Vec<String>,
    /// SRV.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) hosts: Vec<String>,
    /// PTR.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) pointers: Vec<String>,
    /// TXT, but not that of mDNS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) text: Vec<String>,
    /// How the datagram arrived, and how it compares with others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) arrival: Option<Arrival>,
}

/// How an answer arrived, and how that compares with the resolver's other answers before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Arrival {
    /// Number of the packet that asked; `None` where the question is not in the capture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) asked_in: Option<u64>,
    /// How often it was asked before this answer.
    pub(crate) times_asked: u32,
    /// How often it was answered, this time included.
    pub(crate) times_answered: u32,
    /// Microseconds since it was asked for the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after_micros: Option<u64>,
    /// The fewest microseconds of this resolver's other answers so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) least_micros: Option<u64>,
    /// Time to live, or hop limit, of the datagram.
    pub(crate) hop_limit: u8,
    /// The one that all of this resolver's answers had so far, where this differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) usual_hop_limit: Option<u8>,
    /// Who was asked, where another one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) asked_server: Option<IpAddr>,
    /// Packet of the first answer, where that says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) differs_from: Option<u64>,
    /// What else differs from the first answer: `hop limit`, `edns`, `ip id`, `flags`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) signs: Vec<String>,
    /// True where it lacks EDNS, which the question had and all of this resolver's answers so far.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) lacks_edns: bool,
    /// True where it claims to come from who is responsible for the name, as none of this resolver's
    /// answers did so far.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) claims_authority: bool,
}

impl Record for DnsAnswer {
    fn kind(&self) -> &'static Kind {
        &ANSWER
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, ANSWERED.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        // The question itself is a record of its own, where the capture has it.
        if self.arrival.as_ref().is_none_or(|arrival| arrival.asked_in.is_none()) {
            see("name", Observable::Host(&self.name));
        }
        let names: [(&'static str, &Vec<String>); 7] = [
            ("aliases", &self.aliases),
            ("services", &self.services),
            ("owners", &self.owners),
            ("name_servers", &self.name_servers),
            ("mail_servers", &self.mail_servers),
            ("hosts", &self.hosts),
            ("pointers", &self.pointers),
        ];
        for (field, names) in names {
            names.iter().for_each(|name| see(field, Observable::Host(name)));
        }
        for (field, addresses) in [("addresses", &self.addresses), ("hints", &self.hints)] {
            addresses.iter().for_each(|address| see(field, Observable::Ip(*address)));
        }
    }
}
