//! What stands beside the records of a dossier: the policy with every threshold, agencies and their
//! addresses, approved destinations, operators, protected persons, what is kept and until when, measured
//! software, published figures.
//!
//! Keys for content are not read, only whose they are. Protected persons may be listed as keyed hashes.
//!
//! The layout is that of the dossier; which thresholds there are follows
//! <https://forge.etsi.org/rep/li/schemas-definitions>.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::identity::Identity;
use crate::policy::Policy;

pub(crate) static ITEM: Dossier = Dossier;

pub(crate) struct Dossier;

static META: ParserMeta = ParserMeta {
    id: "dossier",
    title: Text {
        en: "Policy, lists and figures of a dossier",
        fr: "Politique, listes et chiffres d’un dossier",
    },
    reads: &["/dossier/side/*.json", "/dossier/admf/*.json", "/dossier/ne/*.json"],
    found_in: &[EvidenceKind::OversightDossier],
    emits: &[&POLICY, &ENTRY],
    means: &[
        Text { en: "audited", fr: "audité" },
        Text { en: "collected", fr: "recueilli" },
        Text { en: "measured", fr: "mesuré" },
        Text { en: "changed", fr: "modifié" },
    ],
    versions: Versions::of_format("JSON"),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

pub(crate) static POLICY: Kind = Kind {
    id: "oversight.dossier.policy",
    title: Text { en: "Policy of an audit", fr: "Politique d’un audit" },
    brief: &["profile", "country", "csp"],
    personal: &["test_identities"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<PolicyRecord>,
};

pub(crate) static ENTRY: Kind = Kind {
    id: "oversight.dossier.entry",
    title: Text { en: "Entry of a list", fr: "Entrée d’une liste" },
    brief: &["list"],
    personal: &["identity", "hash", "id", "liid"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Entry>,
};

/// The policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct PolicyRecord {
    /// What it says.
    #[serde(flatten)]
    pub(crate) policy: Policy,
}

impl Record for PolicyRecord {
    fn kind(&self) -> &'static Kind {
        &POLICY
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.policy.audit_time {
            see(Stamp::utc(at, "audited"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// An entry of one of the lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "list", rename_all = "kebab-case")]
pub(crate) enum Entry {
    /// Where an agency receives.
    Agency { agency: String, interface: String, address: String, port: Option<u16> },
    /// A person or line that is protected.
    Protected { identity: Option<Identity>, hash: Option<String>, category: String },
    /// Product that is kept.
    Product { product: String, sort: String, collected_at: Option<Time>, deleted_at: Option<Time> },
    /// A figure that was published.
    Published { name: String, value: u64, from: Option<Time>, to: Option<Time> },
    /// A destination that is approved.
    Destination { did: String, name: String, address: String, port: Option<u16> },
    /// Somebody who may work at the administration function.
    Operator { id: String, role: String },
    /// Software of an element.
    Software {
        ne: String,
        component: String,
        expected: String,
        measured: String,
        measured_at: Option<Time>,
    },
    /// A LIID whose payload can be decrypted by who holds the key.
    PayloadKey { liid: String },
    /// An invoice of the operator.
    Invoice { liid: String, tasks: u64 },
    /// A change of configuration.
    Change { at: Option<Time>, ne: String, transaction: Option<String>, author: Option<String> },
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &ENTRY
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let (at, means) = match self {
            Self::Product { collected_at, .. } => (*collected_at, "collected"),
            Self::Software { measured_at, .. } => (*measured_at, "measured"),
            Self::Change { at, .. } => (*at, "changed"),
            _ => return,
        };
        if let Some(at) = at {
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        match self {
            Self::Agency { address, .. } | Self::Destination { address, .. } => {
                if let Ok(address) = address.parse() {
                    see("address", Observable::Ip(address));
                }
            }
            Self::Software { measured, .. } if !measured.is_empty() => {
                see("measured", Observable::FileHash(measured));
            }
            _ => {}
        }
    }
}

impl Parser for Dossier {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let bad = |error: serde_json::Error| Stop::malformed("list", 0, format!("JSON ({error})"));
        let name = input.path.rsplit('/').next().unwrap_or("");
        if name == "policy.json" {
            let policy = serde_json::from_slice(&bytes).map_err(bad)?;
            return sink.emit(Locator::Whole, &PolicyRecord { policy });
        }
        let value: Value = serde_json::from_slice(&bytes).map_err(bad)?;
        let entries = match name {
            "agencies.json" => agencies(&value),
            "published.json" => published(&value),
            "payload-keys.json" => payload_keys(&value),
            "privileged.json" => listed(&value, &protected),
            "retention.json" => listed(&value, &product),
            "destinations.json" => listed(&value, &destination),
            "operators.json" => listed(&value, &operator),
            "software.json" => listed(&value, &software),
            "invoices.json" => listed(&value, &invoice),
            "config-history.json" | "configuration.json" => listed(&value, &change),
            _ => {
                sink.problem(Locator::Whole, "no list that is known");
                return Ok(());
            }
        };
        for (number, entry) in entries.into_iter().enumerate() {
            let at = Locator::Key(number.to_string());
            match entry {
                Some(entry) => sink.emit(at, &entry)?,
                None => sink.problem(at, "expected an entry of this list"),
            }
        }
        Ok(())
    }
}

fn listed(value: &Value, read: &dyn Fn(&Value) -> Option<Entry>) -> Vec<Option<Entry>> {
    value.as_array().map(|all| all.iter().map(read).collect()).unwrap_or_default()
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

fn field<T: DeserializeOwned>(value: &Value, name: &str) -> Option<T> {
    serde_json::from_value(value.get(name)?.clone()).ok()
}

fn canonical(address: String) -> String {
    address.parse().map_or(address, |address: std::net::IpAddr| address.to_string())
}

fn agencies(value: &Value) -> Vec<Option<Entry>> {
    let mut all = Vec::new();
    for (agency, interfaces) in value.as_object().into_iter().flatten() {
        for (interface, place) in interfaces.as_object().into_iter().flatten() {
            all.push(text(place, "address").map(|address| Entry::Agency {
                agency: agency.clone(),
                interface: interface.clone(),
                address: canonical(address),
                port: field(place, "port"),
            }));
        }
    }
    all
}

fn published(value: &Value) -> Vec<Option<Entry>> {
    let period = value.get("period").cloned().unwrap_or_default();
    let numbers: BTreeMap<&String, u64> = value
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name, value.as_u64()?)))
        .collect();
    let entry = |(name, value): (&String, u64)| {
        let (from, to) = (field(&period, "from"), field(&period, "to"));
        Some(Entry::Published { name: name.clone(), value, from, to })
    };
    numbers.into_iter().map(entry).collect()
}

fn payload_keys(value: &Value) -> Vec<Option<Entry>> {
    let keys = value.get("keys").and_then(Value::as_object);
    let all = keys.into_iter().flatten();
    all.map(|(liid, _)| Some(Entry::PayloadKey { liid: liid.clone() })).collect()
}

fn protected(value: &Value) -> Option<Entry> {
    let hash = text(value, "hash");
    let identity = text(value, "type").zip(text(value, "value"));
    let identity = identity.map(|(sort, value)| Identity::of(&sort, &value));
    (hash.is_some() || identity.is_some()).then_some(())?;
    let category = text(value, "category").unwrap_or_default();
    Some(Entry::Protected { identity, hash, category })
}

fn product(value: &Value) -> Option<Entry> {
    Some(Entry::Product {
        product: text(value, "product")?,
        sort: text(value, "kind")?,
        collected_at: field(value, "collected_at"),
        deleted_at: field(value, "deleted_at"),
    })
}

fn destination(value: &Value) -> Option<Entry> {
    Some(Entry::Destination {
        did: text(value, "did")?,
        name: text(value, "name").unwrap_or_default(),
        address: canonical(text(value, "address").unwrap_or_default()),
        port: field(value, "port"),
    })
}

fn operator(value: &Value) -> Option<Entry> {
    Some(Entry::Operator { id: text(value, "id")?, role: text(value, "role").unwrap_or_default() })
}

fn software(value: &Value) -> Option<Entry> {
    Some(Entry::Software {
        ne: text(value, "ne")?,
        component: text(value, "component").unwrap_or_default(),
        expected: text(value, "expected_sha256").unwrap_or_default(),
        measured: text(value, "measured_sha256").unwrap_or_default(),
        measured_at: field(value, "measured_at"),
    })
}

fn invoice(value: &Value) -> Option<Entry> {
    Some(Entry::Invoice {
        liid: text(value, "liid")?,
        tasks: value.get("tasks").and_then(Value::as_u64).unwrap_or(1),
    })
}

fn change(value: &Value) -> Option<Entry> {
    Some(Entry::Change {
        at: field(value, "at").or_else(|| field(value, "ts")),
        ne: text(value, "ne").unwrap_or_default(),
        transaction: text(value, "transaction"),
        author: text(value, "author"),
    })
}
