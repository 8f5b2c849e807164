//! Who is who: which operator and country an address, a subscriber or a point code belongs to.
//!
//! An operator is known from `network.toml`; a country from the tables that are part of
//! the program. What is known of neither is [`Net::Unknown`], and unknown is never foreign.

mod countries;
mod file;
mod prefixes;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use ipnet::IpNet;
use sha2::{Digest as _, Sha256};

pub use countries::{COUNTRIES, Country, THREE_DIGIT_MNC, great_circle_km};
use file::{NetworkFile, OperatorEntry};
use prefixes::Prefixes;

use crate::catalogue::Codes;
use crate::numbers::Digits;

/// Where parsers look for `network.toml`.
pub const NETWORK_FILE: &str = "/captures/network.toml";

/// Whose something is, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Net {
    /// Nothing is known.
    #[default]
    Unknown,
    /// A network of this country: index into [`COUNTRIES`].
    Country(u16),
    /// An operator of `network.toml`; 0 is the home network.
    Operator(u16),
}

impl Net {
    /// The home network.
    pub const HOME: Self = Self::Operator(0);

    /// Whether this is the home network.
    #[must_use]
    pub fn is_home(self) -> bool {
        self == Self::HOME
    }
}

/// Whether two addresses belong to one network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// They do, or to networks that act for each other.
    Same,
    /// They do not.
    Other,
    /// It cannot be told.
    Unsure,
}

/// An operator of `network.toml`.
#[derive(Clone, Debug, Default)]
pub struct Operator {
    /// Its name.
    pub name: String,
    /// Index of its country in [`COUNTRIES`].
    pub country: Option<u16>,
    /// Networks of one group count as one.
    pub group: Option<String>,
    /// Whether there is a roaming agreement.
    pub roaming: bool,
    /// Detections that do not hold for it.
    pub allow: Codes,
    /// Whether it carries the traffic of others.
    pub is_hub: bool,
    /// Whose traffic, where that is said.
    members: BTreeSet<u16>,
}

/// Everything that is known about networks.
#[derive(Clone, Debug, Default)]
pub struct Network {
    operators: Vec<Operator>,
    has_home: bool,
    gt: Prefixes,
    imsi: Prefixes,
    msisdn: Prefixes,
    mgt: Prefixes,
    nodes: Vec<Digits>,
    point_codes: BTreeMap<u32, Net>,
    realms: BTreeMap<String, Net>,
    hosts: BTreeMap<String, Net>,
    ip: Vec<(IpNet, Net)>,
    apn: BTreeSet<String>,
    smsc: Vec<Digits>,
    ota: BTreeSet<String>,
    scf: Vec<Digits>,
    lcs: Vec<Digits>,
    sponsors: BTreeSet<(u16, u16)>,
    has_ranges: Ranges,
    key: Vec<u8>,
    /// Whether every operation becomes a record.
    pub all_messages: bool,
}

/// What the home network said of itself.
#[derive(Clone, Copy, Debug, Default)]
struct Ranges {
    gt: bool,
    imsi: bool,
    msisdn: bool,
    realms: bool,
    ip: bool,
}

impl Network {
    /// Only the countries: no operator is known.
    #[must_use]
    pub fn of_countries() -> Self {
        let mut network = Self { key: b"vigie".to_vec(), ..Self::default() };
        network.add_countries();
        network
    }

    /// Reads `network.toml`.
    ///
    /// # Errors
    /// With what is wrong, and where.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: NetworkFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut network = Self { key: b"vigie".to_vec(), ..Self::default() };
        if !file.privacy.key.is_empty() {
            network.key = file.privacy.key.clone().into_bytes();
        }
        network.all_messages = file.records.messages;
        network.has_home = file.home.is_some();
        network.add_operator(file.home.as_ref().unwrap_or(&OperatorEntry::default()), false)?;
        for partner in &file.partner {
            network.add_operator(partner, false)?;
        }
        for hub in &file.hub {
            network.add_operator(hub, true)?;
        }
        network.join(&file)?;
        network.add_countries();
        Ok(network)
    }

    fn add_countries(&mut self) {
        for (country, number) in COUNTRIES.iter().zip(0..) {
            country.calling.iter().for_each(|code| {
                self.gt.add(code, Net::Country(number));
                self.msisdn.add(code, Net::Country(number));
            });
            country.mcc.iter().for_each(|code| self.imsi.add(code, Net::Country(number)));
        }
    }

    fn add_operator(&mut self, entry: &OperatorEntry, is_hub: bool) -> Result<(), String> {
        let number = u16::try_from(self.operators.len()).map_err(|_| "too many operators")?;
        let net = Net::Operator(number);
        let first_mcc = entry.plmn.first().and_then(|plmn| plmn.get(..3)).unwrap_or("");
        let country = COUNTRIES.iter().position(|country| {
            country.iso.eq_ignore_ascii_case(&entry.country)
                || (entry.country.is_empty() && country.mcc.contains(&first_mcc))
        });
        let mut allow = Codes::NONE;
        for code in &entry.allow {
            allow |= Codes::named(code).ok_or_else(|| format!("{code} is no detection"))?;
        }
        self.operators.push(Operator {
            name: entry.name.clone(),
            country: country.and_then(|index| u16::try_from(index).ok()),
            group: entry.group.clone(),
            roaming: entry.roaming.unwrap_or(true),
            allow,
            is_hub,
            members: BTreeSet::new(),
        });
        self.add_numbers(entry, net);
        self.add_hosts(entry, net)?;
        if number == 0 {
            self.add_home(entry);
        }
        Ok(())
    }

    fn add_numbers(&mut self, entry: &OperatorEntry, net: Net) {
        let nodes = entry.nodes.iter().chain(&entry.smsc).chain(&entry.gt);
        nodes.for_each(|prefix| self.gt.add(prefix, net));
        entry.plmn.iter().for_each(|prefix| self.imsi.add(prefix, net));
        entry.msisdn.iter().for_each(|prefix| self.msisdn.add(prefix, net));
        entry.mgt.iter().for_each(|prefix| self.mgt.add(prefix, net));
        let codes = entry.point_codes.iter().filter_map(file::PointCode::number);
        self.point_codes.extend(codes.map(|code| (code, net)));
    }

    fn add_hosts(&mut self, entry: &OperatorEntry, net: Net) -> Result<(), String> {
        self.realms.extend(entry.realms.iter().map(|realm| (realm.to_lowercase(), net)));
        self.hosts.extend(entry.hosts.iter().map(|host| (host.to_lowercase(), net)));
        for range in &entry.ip {
            let range =
                range.parse::<IpNet>().or_else(|_| range.parse::<IpAddr>().map(IpNet::from));
            self.ip.push((range.map_err(|_| "ip: expected ranges like 192.0.2.0/24")?, net));
        }
        Ok(())
    }

    fn add_home(&mut self, entry: &OperatorEntry) {
        let numbers = |list: &[String]| list.iter().map(|text| Digits::of_text(text)).collect();
        self.nodes = numbers(&entry.nodes);
        self.smsc = numbers(&entry.smsc);
        self.scf = numbers(&entry.scf);
        self.lcs = numbers(&entry.lcs);
        self.ota = entry.ota.iter().map(|name| name.to_lowercase()).collect();
        self.apn = entry.apn.iter().map(|name| name.to_lowercase()).collect();
        self.has_ranges = Ranges {
            gt: !entry.gt.is_empty() || !entry.nodes.is_empty(),
            imsi: !entry.plmn.is_empty(),
            msisdn: !entry.msisdn.is_empty(),
            realms: !entry.realms.is_empty() || !entry.hosts.is_empty(),
            ip: !entry.ip.is_empty(),
        };
    }

    /// Resolves names: members of hubs, sponsors.
    fn join(&mut self, file: &NetworkFile) -> Result<(), String> {
        let numbers: BTreeMap<String, u16> = self
            .operators
            .iter()
            .zip(0..)
            .map(|(one, number)| (one.name.clone(), number))
            .collect();
        let number = |name: &String| {
            numbers.get(name).copied().ok_or_else(|| format!("no operator is called {name:?}"))
        };
        for pair in &file.sponsor {
            self.sponsors.insert((number(&pair.sponsor)?, number(&pair.sponsored)?));
        }
        for hub in &file.hub {
            let members = hub.members.iter().map(number).collect::<Result<_, _>>()?;
            if let Some(operator) = self.operators.get_mut(usize::from(number(&hub.name)?)) {
                operator.members = members;
            }
        }
        Ok(())
    }

    /// Whether a home network was described.
    #[must_use]
    pub const fn has_home(&self) -> bool {
        self.has_home
    }

    /// Whether the home network's own global titles are known, so that others are foreign.
    #[must_use]
    pub const fn knows_home_titles(&self) -> bool {
        self.has_ranges.gt
    }

    /// Whether the home network's own IMSIs are known.
    #[must_use]
    pub const fn knows_home_imsis(&self) -> bool {
        self.has_ranges.imsi
    }

    /// Whether the home network's own numbers are known.
    #[must_use]
    pub const fn knows_home_numbers(&self) -> bool {
        self.has_ranges.msisdn
    }

    /// Whether the home network's own Diameter realms are known.
    #[must_use]
    pub const fn knows_home_realms(&self) -> bool {
        self.has_ranges.realms
    }

    /// Whether the home network's own IP ranges are known.
    #[must_use]
    pub const fn knows_home_ip(&self) -> bool {
        self.has_ranges.ip
    }

    /// The network of a node's global title (E.164).
    #[must_use]
    pub fn of_title(&self, title: &Digits) -> Net {
        self.gt.of(title.as_bytes()).unwrap_or_default()
    }

    /// The home network of a subscriber, by IMSI (E.212).
    #[must_use]
    pub fn of_imsi(&self, imsi: &Digits) -> Net {
        self.imsi.of(imsi.as_bytes()).unwrap_or_default()
    }

    /// The network that a subscriber's number (E.164) was assigned to. The number may have been ported
    /// since, so that only the country is sure, and what `network.toml` says.
    #[must_use]
    pub fn of_msisdn(&self, msisdn: &Digits) -> Net {
        self.msisdn.of(msisdn.as_bytes()).unwrap_or_default()
    }

    /// The network that a mobile global title (E.214) leads to.
    #[must_use]
    pub fn of_mobile_title(&self, title: &Digits) -> Net {
        self.mgt.of(title.as_bytes()).unwrap_or_else(|| self.of_title(title))
    }

    /// The network of a signalling point.
    #[must_use]
    pub fn of_point_code(&self, code: u32) -> Net {
        self.point_codes.get(&code).copied().unwrap_or_default()
    }

    /// Whether the home network's own signalling points are known.
    #[must_use]
    pub fn knows_point_codes(&self) -> bool {
        self.point_codes.values().any(|net| net.is_home())
    }

    /// The network of a Diameter host or realm: by its name, those above it, or the form
    /// `epc.mncNNN.mccNNN.3gppnetwork.org` (3GPP TS 23.003 §19).
    #[must_use]
    pub fn of_host(&self, name: &str) -> Net {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        if let Some(net) = self.hosts.get(&name) {
            return *net;
        }
        let mut rest = Some(name.as_str());
        while let Some(realm) = rest {
            if let Some(net) = self.realms.get(realm) {
                return *net;
            }
            rest = realm.split_once('.').map(|(_, above)| above);
        }
        plmn_of_host(&name).map_or(Net::Unknown, |plmn| self.of_imsi(&plmn))
    }

    /// The network of an IP address.
    #[must_use]
    pub fn of_ip(&self, address: IpAddr) -> Net {
        let ranges = self.ip.iter().filter(|(range, _)| range.contains(&address));
        ranges.max_by_key(|(range, _)| range.prefix_len()).map_or(Net::Unknown, |(_, net)| *net)
    }

    /// Whether any other operator's IP ranges are known, so that an address in none is nobody's.
    #[must_use]
    pub fn knows_partner_ip(&self) -> bool {
        self.ip.iter().any(|(_, net)| !net.is_home())
    }

    /// Whether a Diameter host is in the inventory of own hosts; `None` without an inventory.
    #[must_use]
    pub fn is_own_host(&self, name: &str) -> Option<bool> {
        let mut own = self.hosts.iter().filter(|(_, net)| net.is_home()).peekable();
        own.peek()?;
        Some(self.hosts.get(name).is_some_and(|net| net.is_home()))
    }

    /// What is known of an operator.
    #[must_use]
    pub fn operator(&self, net: Net) -> Option<&Operator> {
        match net {
            Net::Operator(number) => self.operators.get(usize::from(number)),
            _ => None,
        }
    }

    /// The country of a network.
    #[must_use]
    pub fn country(&self, net: Net) -> Option<&'static Country> {
        let index = match net {
            Net::Unknown => None,
            Net::Country(index) => Some(index),
            Net::Operator(_) => self.operator(net)?.country,
        };
        COUNTRIES.get(usize::from(index?))
    }

    /// Name of a network for people: the operator's, else the country's code, else `?`.
    #[must_use]
    pub fn name(&self, net: Net) -> &str {
        match self.operator(net) {
            Some(operator) if !operator.name.is_empty() => &operator.name,
            _ => self.country(net).map_or("?", |country| country.iso),
        }
    }

    /// Whether `one` and `other` are one network, or act for each other.
    #[must_use]
    pub fn tie(&self, one: Net, other: Net) -> Tie {
        match (one, other) {
            (Net::Unknown, _) | (_, Net::Unknown) => Tie::Unsure,
            (Net::Operator(a), Net::Operator(b)) => self.tie_of_operators(a, b),
            (Net::Country(a), Net::Country(b)) if a == b => Tie::Unsure,
            (Net::Country(_), Net::Country(_)) => Tie::Other,
            (Net::Operator(_), Net::Country(_)) => self.tie_of_country(one, other),
            (Net::Country(_), Net::Operator(_)) => self.tie_of_country(other, one),
        }
    }

    fn tie_of_operators(&self, a: u16, b: u16) -> Tie {
        if a == b || self.sponsors.contains(&(a, b)) || self.sponsors.contains(&(b, a)) {
            return Tie::Same;
        }
        let (one, other) = (Net::Operator(a), Net::Operator(b));
        let (Some(first), Some(second)) = (self.operator(one), self.operator(other)) else {
            return Tie::Unsure;
        };
        let carries = |hub: &Operator, member: u16| {
            hub.is_hub && member != 0 && (hub.members.is_empty() || hub.members.contains(&member))
        };
        let grouped = first.group.is_some() && first.group == second.group;
        if grouped || carries(first, b) || carries(second, a) { Tie::Same } else { Tie::Other }
    }

    /// The home network's ranges are all known, those of a partner need not be. A hub may carry any.
    fn tie_of_country(&self, operator: Net, country: Net) -> Tie {
        let Some(known) = self.operator(operator) else { return Tie::Unsure };
        if known.is_hub {
            return if known.members.is_empty() { Tie::Same } else { Tie::Unsure };
        }
        let Net::Country(index) = country else { return Tie::Unsure };
        let same_country = known.country.is_none_or(|own| own == index);
        if same_country && !operator.is_home() { Tie::Unsure } else { Tie::Other }
    }

    /// Whether a global title is in the inventory of own nodes; `None` without an inventory.
    #[must_use]
    pub fn is_own_node(&self, title: &Digits) -> Option<bool> {
        (!self.nodes.is_empty()).then(|| starts_with_any(title, &self.nodes))
    }

    /// Whether a title is an own short message service centre; `None` without a list.
    #[must_use]
    pub fn is_own_smsc(&self, title: &Digits) -> Option<bool> {
        (!self.smsc.is_empty()).then(|| starts_with_any(title, &self.smsc))
    }

    /// Whether a title is a gsmSCF that own calls may be led to; `None` without a list.
    #[must_use]
    pub fn is_own_scf(&self, title: &Digits) -> Option<bool> {
        (!self.scf.is_empty()).then(|| starts_with_any(title, &self.scf))
    }

    /// Whether a node or client may ask for locations.
    #[must_use]
    pub fn is_lcs_client(&self, title: &Digits) -> bool {
        starts_with_any(title, &self.lcs)
    }

    /// Whether an originator (title, number or name) may send messages to SIM cards.
    #[must_use]
    pub fn is_ota(&self, originator: &str) -> bool {
        !originator.is_empty()
            && !self.ota.is_empty()
            && (self.ota.contains(originator)
                || self.ota.contains(originator.trim_start_matches('+'))
                || self.ota.contains(&originator.to_lowercase()))
    }

    /// Whether an access point name is the home network's; `None` without a list.
    #[must_use]
    pub fn is_own_apn(&self, apn: &str) -> Option<bool> {
        (!self.apn.is_empty()).then(|| self.apn.contains(&apn.to_lowercase()))
    }

    /// Whether there is a roaming agreement with a network; `None` where that is not known.
    #[must_use]
    pub fn has_roaming(&self, net: Net) -> Option<bool> {
        match net {
            Net::Operator(_) => self.operator(net).map(|operator| operator.roaming),
            _ if self.operators.len() > 1 && net != Net::Unknown => Some(false),
            _ => None,
        }
    }

    /// Detections that do not hold for a network by agreement.
    #[must_use]
    pub fn allowed(&self, net: Net) -> Codes {
        self.operator(net).map_or(Codes::NONE, |operator| operator.allow)
    }

    /// What a finding calls a subscriber: ten hexadecimal digits of a keyed hash, behind the first
    /// digits, which tell the network.
    #[must_use]
    pub fn pseudonym(&self, number: &Digits) -> String {
        let mut hash = Sha256::new();
        hash.update((self.key.len() as u64).to_be_bytes());
        hash.update(&self.key);
        hash.update(number.as_bytes());
        let hex =
            hash.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect::<String>();
        format!("{}…{hex}", number.as_str().get(..5).unwrap_or(number.as_str()))
    }
}

fn starts_with_any(number: &Digits, list: &[Digits]) -> bool {
    list.iter().any(|one| !one.is_empty() && number.as_bytes().starts_with(one.as_bytes()))
}

/// MCC and MNC of a host name in the form of 3GPP TS 23.003; an MNC of three digits that begins with 0
/// is one of two, unless the country has such of three.
fn plmn_of_host(name: &str) -> Option<Digits> {
    let (_, rest) = name.rsplit_once("mnc")?;
    let (mnc, rest) = (rest.get(..3)?, rest.get(3..)?);
    let mcc = rest.strip_prefix(".mcc")?.get(..3)?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(mnc) || !all_digits(mcc) {
        return None;
    }
    let mnc = match mnc.strip_prefix('0') {
        Some(two) if !THREE_DIGIT_MNC.contains(&mcc) => two,
        _ => mnc,
    };
    Some(Digits::of_text(&format!("{mcc}{mnc}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        [home]
        name = "Home"
        country = "FR"
        plmn = ["20899"]
        gt = ["3369900"]
        nodes = ["336990010"]
        mgt = ["33699"]
        point_codes = ["2-13-1", 77]
        realms = ["epc.mnc099.mcc208.3gppnetwork.org"]
        ip = ["192.0.2.0/24"]
        ota = ["1234", "HomeOTA"]
        [[partner]]
        name = "A"
        country = "DE"
        plmn = ["26299"]
        gt = ["4915099"]
        allow = ["SS7-05"]
        [[partner]]
        name = "B"
        country = "IT"
        plmn = ["22299"]
        roaming = false
        [[hub]]
        name = "Hub"
        gt = ["4179999"]
        members = ["A"]
        [[sponsor]]
        sponsor = "B"
        sponsored = "A"
        "#;

    fn title(network: &Network, text: &str) -> Net {
        network.of_title(&Digits::of_text(text))
    }

    #[test]
    fn addresses_have_operators_or_countries() {
        let network = Network::read(FILE).unwrap();
        assert!(title(&network, "33699001").is_home());
        assert_eq!(network.name(title(&network, "4915099123")), "A");
        assert_eq!(network.name(title(&network, "4920012")), "DE");
        assert_eq!(network.name(title(&network, "000")), "?");
        assert_eq!(network.name(network.of_imsi(&Digits::of_text("310410123"))), "US");
        assert!(network.of_host("hss.epc.mnc099.mcc208.3gppnetwork.org").is_home());
        assert_eq!(network.name(network.of_host("mme.epc.mnc099.mcc262.3gppnetwork.org")), "A");
        assert!(network.of_ip("192.0.2.9".parse().unwrap()).is_home());
        assert!(network.of_point_code(2 << 11 | 13 << 3 | 1).is_home());
        assert!(network.of_mobile_title(&Digits::of_text("33699123456")).is_home());
    }

    #[test]
    fn unknown_is_not_foreign_and_hubs_act_for_members() {
        let network = Network::read(FILE).unwrap();
        let (a, hub) = (title(&network, "4915099"), title(&network, "4179999"));
        let b = network.of_imsi(&Digits::of_text("22299"));
        assert_eq!(network.tie(a, hub), Tie::Same);
        assert_eq!(network.tie(b, hub), Tie::Other);
        assert_eq!(network.tie(a, b), Tie::Same);
        assert_eq!(network.tie(Net::HOME, hub), Tie::Other);
        assert_eq!(network.tie(a, title(&network, "4920012")), Tie::Unsure);
        assert_eq!(network.tie(Net::HOME, title(&network, "33700")), Tie::Other);
        assert_eq!(network.tie(Net::HOME, Net::Unknown), Tie::Unsure);
        assert_eq!((network.has_roaming(a), network.has_roaming(b)), (Some(true), Some(false)));
    }

    #[test]
    fn mistakes_are_told() {
        assert!(Network::read("[home]\nplnm = []").unwrap_err().contains("plnm"));
        assert!(Network::read("[[sponsor]]\nsponsor = \"X\"\nsponsored = \"Y\"").is_err());
        assert!(Network::read("[[partner]]\nallow = [\"XX-1\"]").is_err());
        assert!(!Network::read("").unwrap().has_home());
    }

    #[test]
    fn pseudonyms_depend_on_the_key() {
        let imsi = Digits::of_text("208991234567890");
        let one = Network::read("[privacy]\nkey = \"a\"").unwrap().pseudonym(&imsi);
        let other = Network::of_countries().pseudonym(&imsi);
        assert!(one != other && one.starts_with("20899…") && !one.contains("1234567890"));
    }
}
