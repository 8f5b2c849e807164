//! `network.toml`: what the holder of a capture knows about their own network and its partners.
//!
//! Written by hand, or by an import of IR.21. All keys are optional; what is not said is unknown, and
//! no detection that needs it speaks.
//!
//! ```toml
//! [home]
//! name = "Example Mobile"
//! country = "FR"                 # ISO 3166
//! plmn = ["20899"]               # leading digits of own IMSIs: MCC, MNC, and more for hosted ranges
//! msisdn = ["33699"]             # leading digits of own subscribers' numbers
//! gt = ["3369900"]               # leading digits of own nodes' global titles
//! nodes = ["336990010"]          # inventory: with it, an own title that is not listed is a finding
//! mgt = ["33699"]                # E.214 mobile global titles that stand for `plmn`
//! point_codes = ["2-13-1", "4205"]
//! realms = ["epc.mnc099.mcc208.3gppnetwork.org"]
//! hosts = ["hss1.epc.mnc099.mcc208.3gppnetwork.org"]
//! ip = ["192.0.2.0/24"]
//! apn = ["internet", "ims"]
//! smsc = ["336990020"]           # own short message service centres
//! ota = ["336990030", "1234"]    # who may send messages to SIM cards: titles, numbers, names
//! scf = ["336990040"]            # own and contracted gsmSCF, for calls and messages under CAMEL
//! lcs = ["336990050"]            # GMLC, LCS clients and emergency centres that may ask for locations
//!
//! [[partner]]                    # an operator with a roaming agreement
//! name = "Partner A"
//! country = "DE"
//! plmn = ["26299"]
//! gt = ["4915099"]
//! realms = ["epc.mnc099.mcc262.3gppnetwork.org"]
//! ip = ["198.51.100.0/24"]
//! group = "Group 1"              # networks of one group count as one
//! roaming = false                # known, but without agreement
//! allow = ["SS7-05"]             # detections that do not hold for it, by agreement
//!
//! [[hub]]                        # a roaming or message hub: its own titles carry others' traffic
//! name = "Hub X"
//! gt = ["4179999"]
//! members = ["Partner A"]        # without it: anybody
//!
//! [[sponsor]]                    # hosted or sponsored: IMSIs of one are served by nodes of the other
//! sponsor = "Partner A"
//! sponsored = "Example Mobile"
//!
//! [privacy]
//! key = "any secret"             # keys the pseudonyms of subscribers
//!
//! [records]
//! messages = true                # a record for every operation, not only for those that matter
//! ```

use serde::Deserialize;

/// The file as a whole.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NetworkFile {
    pub(super) home: Option<OperatorEntry>,
    pub(super) partner: Vec<OperatorEntry>,
    pub(super) hub: Vec<OperatorEntry>,
    pub(super) sponsor: Vec<SponsorEntry>,
    pub(super) privacy: PrivacyEntry,
    pub(super) records: RecordsEntry,
}

/// The home network, a partner or a hub.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OperatorEntry {
    pub(super) name: String,
    pub(super) country: String,
    pub(super) plmn: Vec<String>,
    pub(super) msisdn: Vec<String>,
    pub(super) gt: Vec<String>,
    pub(super) nodes: Vec<String>,
    pub(super) mgt: Vec<String>,
    pub(super) point_codes: Vec<PointCode>,
    pub(super) realms: Vec<String>,
    pub(super) hosts: Vec<String>,
    pub(super) ip: Vec<String>,
    pub(super) apn: Vec<String>,
    pub(super) smsc: Vec<String>,
    pub(super) ota: Vec<String>,
    pub(super) scf: Vec<String>,
    pub(super) lcs: Vec<String>,
    pub(super) group: Option<String>,
    pub(super) roaming: Option<bool>,
    pub(super) allow: Vec<String>,
    pub(super) members: Vec<String>,
}

/// A signalling point code: a number, or in the form 3-8-3.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PointCode {
    Number(u32),
    Text(String),
}

impl PointCode {
    pub(super) fn number(&self) -> Option<u32> {
        match self {
            Self::Number(code) => Some(*code),
            Self::Text(text) => match text.parse() {
                Ok(code) => Some(code),
                Err(_) => three_parts(text),
            },
        }
    }
}

/// Reads `2-13-1` as ITU writes it: 3, 8 and 3 bits.
fn three_parts(text: &str) -> Option<u32> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let (zone, area, point) = (parts.next()??, parts.next()??, parts.next()??);
    (zone < 8 && area < 256 && point < 8).then_some(zone << 11 | area << 3 | point)
}

/// Two networks of which one serves the other's subscribers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SponsorEntry {
    pub(super) sponsor: String,
    pub(super) sponsored: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PrivacyEntry {
    pub(super) key: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RecordsEntry {
    pub(super) messages: bool,
}
