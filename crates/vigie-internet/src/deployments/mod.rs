//! Servers grouped into deployments, and what they say of who runs them.
//!
//! Servers of one vendor are linked by what they share, in the manner of published reports: a key, a
//! certificate, a word of a naming code link at once; hashes, fingerprints of TLS and neighbourhood only
//! add up, each worth the less the more servers share it. Values that more than 120 servers hold link
//! nobody (the default of censeye). The same servers give the same groups in any order.

mod country;
mod links;

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Time};

use crate::parsers::{Attribution, Hit};

pub use country::{Country, country};
pub use links::Link;

/// Servers that are grouped; beyond it further addresses only count.
pub const MOST_SERVERS: usize = 200_000;

/// Pieces of evidence kept of one server.
const MOST_EVIDENCE: usize = 8;

/// Values of one kind kept of one server: whoever sends more is no ordinary one.
const MOST_SIGNALS: usize = 256;

/// A server, by address; by certificate or name where the source has no address.
#[derive(Clone, Debug, Default)]
pub struct Server {
    /// Names of the rules that matched, those that mean nothing alone marked so.
    pub rules: BTreeMap<String, bool>,
    /// The surest level of these rules.
    pub level: u8,
    /// First time it was seen.
    pub first: Option<Time>,
    /// Last time it was seen.
    pub last: Option<Time>,
    /// What tells deployments apart: kind of signal and value.
    pub signals: BTreeSet<(Signal, String)>,
    /// Issuer, time and serial number of its certificate.
    pub issued: BTreeSet<(String, Time, u128)>,
    /// Autonomous systems.
    pub systems: BTreeSet<u32>,
    /// Words of its naming code.
    pub codes: BTreeSet<String>,
    /// Countries, each with the kinds of source that name it.
    pub countries: BTreeSet<(String, Says)>,
    /// What may be otherwise, in the words of the attribution.
    pub caveats: BTreeSet<String>,
    /// Names of its registrants.
    pub registrants: BTreeSet<String>,
    /// Records that show it, the first ones.
    pub evidence: Vec<Evidence>,
}

/// What two servers can share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// The same public key.
    Key,
    /// The same certificate.
    Certificate,
    /// The same word of a naming code.
    Code,
    /// Certificates issued within minutes, with serial numbers in a row.
    Sequence,
    /// The same holder of the allocation, which is no hosting company.
    Holder,
    /// The same body or icon.
    Page,
    /// The same fingerprint of TLS.
    Tls,
    /// The same /24 or /48.
    Network,
}

/// A kind of source that names a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// The scan itself.
    Scan,
    /// A database of places.
    Place,
    /// The register of the registry.
    Registration,
    /// The registrant of the allocation.
    Registrant,
}

/// A deployment.
#[derive(Clone, Debug, Default)]
pub struct Deployment {
    /// Whose product.
    pub vendor: String,
    /// Its servers, by address.
    pub servers: BTreeMap<String, Server>,
    /// Why they belong together.
    pub links: Vec<Link>,
}

/// Servers of every vendor, as they are seen.
#[derive(Clone, Debug, Default)]
pub struct Servers {
    vendors: BTreeMap<String, BTreeMap<String, Server>>,
    count: usize,
    /// Steps of attribution, by address.
    steps: BTreeMap<String, Vec<(Attribution, Evidence)>>,
}

impl Servers {
    /// Takes notice of a hit.
    pub fn see(&mut self, hit: &Hit, evidence: Evidence) {
        let certificate = hit.certificate.as_ref();
        let hash = certificate.and_then(|one| one.sha256.clone().or_else(|| one.sha1.clone()));
        let name = hit.address.clone().or(hash).or_else(|| hit.names.first().cloned());
        let Some(name) = name else { return };
        let servers = self.vendors.entry(hit.vendor.clone()).or_default();
        if !servers.contains_key(&name) {
            if self.count >= MOST_SERVERS {
                return;
            }
            self.count = self.count.saturating_add(1);
        }
        servers.entry(name).or_default().see(hit, evidence);
    }

    /// Takes notice of what a source says of an address.
    pub fn see_step(&mut self, step: &Attribution, evidence: Evidence) {
        if self.steps.len() < MOST_SERVERS || self.steps.contains_key(&step.address) {
            let steps = self.steps.entry(step.address.clone()).or_default();
            if steps.len() < 64 && !steps.iter().any(|(known, _)| known == step) {
                steps.push((step.clone(), evidence));
            }
        }
    }

    /// Takes over what another one saw.
    pub fn join(&mut self, other: Self) {
        for (vendor, servers) in other.vendors {
            let own = self.vendors.entry(vendor).or_default();
            for (name, server) in servers {
                match own.get_mut(&name) {
                    Some(known) => known.join(server),
                    None if self.count < MOST_SERVERS => {
                        self.count = self.count.saturating_add(1);
                        own.insert(name, server);
                    }
                    None => {}
                }
            }
        }
        for (_, steps) in other.steps {
            steps.into_iter().for_each(|(step, evidence)| self.see_step(&step, evidence));
        }
    }

    /// The deployments, in order of vendor and first address.
    #[must_use]
    pub fn deployments(mut self) -> Vec<Deployment> {
        for servers in self.vendors.values_mut() {
            for (name, server) in servers.iter_mut() {
                for (step, evidence) in self.steps.get(name).into_iter().flatten() {
                    server.attribute(step, evidence);
                }
                server.settle(name);
            }
        }
        let vendors = self.vendors.into_iter();
        vendors.flat_map(|(vendor, servers)| links::grouped(vendor, servers)).collect()
    }
}

impl Server {
    fn see(&mut self, hit: &Hit, evidence: Evidence) {
        let is_new = self.rules.insert(hit.rule.clone(), hit.weak).is_none();
        self.level = self.level.max(level(&hit.level));
        if let Some(seen) = hit.seen {
            self.first = Some(self.first.map_or(seen, |first| first.min(seen)));
            self.last = Some(self.last.map_or(seen, |last| last.max(seen)));
        }
        self.systems.extend(hit.asn);
        if let Some(country) = &hit.country {
            self.countries.insert((country.clone(), Says::Scan));
        }
        for mark in &hit.marks {
            let signal = match mark.field.as_str() {
                "code" if self.codes.len() < MOST_SIGNALS => {
                    self.codes.insert(mark.value.clone());
                    Signal::Code
                }
                field if field.starts_with("http.") => Signal::Page,
                field if field.starts_with("tls.") => Signal::Tls,
                _ => continue,
            };
            if self.signals.len() < MOST_SIGNALS {
                self.signals.insert((signal, format!("{} {}", mark.field, mark.value)));
            }
        }
        if self.systems.len() > MOST_SIGNALS || self.countries.len() > MOST_SIGNALS {
            self.systems.pop_last();
            self.countries.pop_last();
        }
        let certificate = hit.certificate.as_ref();
        if let Some(certificate) = certificate.filter(|_| self.signals.len() < MOST_SIGNALS) {
            let key = certificate.spki_sha256.iter().map(|key| (Signal::Key, key.clone()));
            self.signals.extend(key);
            let hash = certificate.sha256.as_ref().or(certificate.sha1.as_ref());
            self.signals.extend(hash.map(|hash| (Signal::Certificate, hash.clone())));
            let serial = certificate.serial.as_ref().and_then(|s| u128::from_str_radix(s, 16).ok());
            if let (Some(issuer), Some(from), Some(serial)) =
                (&certificate.issuer, certificate.not_before, serial)
            {
                self.issued.insert((issuer.clone(), from, serial));
            }
        }
        if is_new || self.evidence.len() < MOST_EVIDENCE {
            self.evidence.push(evidence);
        }
    }

    fn join(&mut self, other: Self) {
        self.rules.extend(other.rules);
        self.level = self.level.max(other.level);
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.max(other.last);
        self.signals.extend(other.signals);
        self.issued.extend(other.issued);
        self.systems.extend(other.systems);
        self.codes.extend(other.codes);
        self.countries.extend(other.countries);
        self.evidence.extend(other.evidence);
    }

    fn attribute(&mut self, step: &Attribution, evidence: &Evidence) {
        self.systems.extend(step.asn);
        self.caveats.extend(step.caveats.iter().cloned());
        let says = match step.step.as_str() {
            "place" => Some(Says::Place),
            "registration" => Some(Says::Registration),
            "registrant" => Some(Says::Registrant),
            _ => None,
        };
        if let (Some(says), Some(country)) = (says, &step.country) {
            self.countries.insert((country.clone(), says));
        }
        let is_hosted = self.is_elsewhere();
        if step.step == "registrant"
            && let Some(name) = &step.name
        {
            self.registrants.insert(name.clone());
            let holder = step.holder.as_ref().unwrap_or(name);
            if !is_hosted {
                self.signals.insert((Signal::Holder, holder.clone()));
            }
        }
        if self.evidence.len() < MOST_EVIDENCE.saturating_mul(4) {
            self.evidence.push(evidence.clone());
        }
    }

    /// Keeps what does not depend on the order in which hits came.
    fn settle(&mut self, name: &str) {
        self.evidence.sort();
        self.evidence.dedup();
        if self.is_elsewhere() {
            self.signals.retain(|(signal, _)| *signal != Signal::Holder);
        }
        match name.parse() {
            Ok(std::net::IpAddr::V4(four)) => {
                let [a, b, c, _] = four.octets();
                self.signals.insert((Signal::Network, format!("{a}.{b}.{c}.0/24")));
            }
            Ok(std::net::IpAddr::V6(six)) => {
                let [a, b, c, ..] = six.segments();
                self.signals.insert((Signal::Network, format!("{a:x}:{b:x}:{c:x}::/48")));
            }
            Err(_) => {}
        }
    }

    /// Whether a name of its network says that its user may be anywhere.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        let words = ["hosting company", "VPN", "satellite teleport", "content network", "embassy"];
        self.caveats.iter().any(|caveat| {
            !caveat.starts_with("databases") && words.iter().any(|word| caveat.contains(word))
        })
    }

    /// Whether nothing but rules that mean nothing alone matched, and only one of them.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.rules.values().all(|weak| *weak) && self.rules.len() < 2
    }
}

/// A level as a number.
#[must_use]
pub fn level(name: &str) -> u8 {
    match name {
        "critical" => 4,
        "high" => 3,
        "medium" => 2,
        "low" => 1,
        _ => 0,
    }
}

impl Deployment {
    /// First time that one of its servers was seen.
    #[must_use]
    pub fn first(&self) -> Option<Time> {
        self.servers.values().filter_map(|server| server.first).min()
    }

    /// Last time that one of its servers was seen.
    #[must_use]
    pub fn last(&self) -> Option<Time> {
        self.servers.values().filter_map(|server| server.last).max()
    }

    /// Servers that took over from one another: what shares a key or certificate with it ended before.
    #[must_use]
    pub fn moves(&self) -> Vec<(&str, &str)> {
        let strong =
            |link: &&Link| matches!(link.signal, Signal::Key | Signal::Certificate | Signal::Code);
        let times = |name: &str| {
            let server = self.servers.get(name)?;
            Some((server.first?, server.last?))
        };
        let mut moves = Vec::new();
        for link in self.links.iter().filter(strong) {
            let (one, other) = (link.one.as_str(), link.other.as_str());
            match (times(one), times(other)) {
                (Some((_, ended)), Some((began, _))) if ended < began => moves.push((one, other)),
                (Some((began, _)), Some((_, ended))) if ended < began => moves.push((other, one)),
                _ => {}
            }
        }
        moves
    }

    /// The surest level of its rules.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.servers.values().map(|server| server.level).max().unwrap_or(0)
    }

    /// Whether no server of it has more than one weak match.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.servers.values().all(Server::is_weak)
    }
}
